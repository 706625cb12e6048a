# SPDX-License-Identifier: GPL-3.0-or-later
# The walls of the house. Each floor sees the headers of its own folder and of what it links, and no others:
# its include path holds nothing but links to those folders.

# curbside_include_root(TARGET FOLDER VISIBILITY): lets `#include "FOLDER/…"` work for TARGET (and, when PUBLIC, for who links it).
function(curbside_include_root target folder visibility)
    string(MAKE_C_IDENTIFIER ${folder} name)
    set(root ${CMAKE_BINARY_DIR}/include/${name})
    get_filename_component(parent ${root}/${folder} DIRECTORY)
    file(MAKE_DIRECTORY ${parent})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${folder} ${root}/${folder} SYMBOLIC)
    target_include_directories(${target} ${visibility} ${root})
endfunction()

# curbside_add_floor(NAME FOLDER folder SOURCES … LINKS … [PCH target]): a static library whose headers those above it may include.
function(curbside_add_floor name)
    cmake_parse_arguments(arg "" "FOLDER;PCH" "SOURCES;LINKS" ${ARGN})
    add_library(curbside_${name} STATIC ${arg_SOURCES})
    target_link_libraries(curbside_${name} PUBLIC curbside_options ${arg_LINKS})
    curbside_include_root(curbside_${name} ${arg_FOLDER} PUBLIC)
    if(NOT arg_PCH)
        set(arg_PCH curbside_pch)
    endif()
    target_precompile_headers(curbside_${name} REUSE_FROM ${arg_PCH})
    target_link_libraries(curbside_${name} PRIVATE ${arg_PCH})
    curbside_compile_together(curbside_${name})
endfunction()

# curbside_add_service(NAME SOURCES … SCHEMA … [LINKS …]): a service. It stands on the runtime and on the graph's language
# alone, its headers are private; its migrations are compiled in under :/NAME/schema/, its documents under :/NAME/.
function(curbside_add_service name)
    cmake_parse_arguments(arg "" "" "SOURCES;SCHEMA;DOCUMENTS;LINKS" ${ARGN})
    add_library(curbside_${name} STATIC ${arg_SOURCES})
    target_link_libraries(curbside_${name} PUBLIC curbside_runtime curbside_subgraph PRIVATE ${arg_LINKS} curbside_pch)
    curbside_include_root(curbside_${name} services/${name} PRIVATE)
    target_precompile_headers(curbside_${name} REUSE_FROM curbside_pch)
    curbside_embed(curbside_${name} ${name} ${arg_SCHEMA} ${arg_DOCUMENTS})
    curbside_compile_together(curbside_${name})
endfunction()

# curbside_compile_together(TARGET [FILES]): so many files at a time; what they name privately they must not name twice. More
# of them save little, and whoever changes one waits for all.
function(curbside_compile_together target)
    set(files 12)
    if(ARGC GREATER 1)
        set(files ${ARGV1})
    endif()
    if(CURBSIDE_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${files})
    endif()
endfunction()

# curbside_moc(TARGET): TARGET's headers, each beside its source, have classes for moc. Not AUTOMOC: without an include path
# moc reads the header alone and not all of Qt with it, and what it writes is compiled together with the source.
function(curbside_moc target)
    get_target_property(sources ${target} SOURCES)
    set(with_moc)
    foreach(source ${sources})
        list(APPEND with_moc ${source})
        string(REGEX REPLACE "\\.cpp$" ".h" header ${source})
        if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${header})
            qt_wrap_cpp(with_moc ${header} OPTIONS --no-notes)
        endif()
    endforeach()
    set_target_properties(${target} PROPERTIES SOURCES "${with_moc}")
    curbside_compile_together(${target} 24)
endfunction()

# curbside_embed(TARGET NAME FILES…): files compiled into TARGET, read at run time as :/NAME/FILE.
function(curbside_embed target name)
    if(ARGN)
        qt_add_resources(${target} ${name}_files PREFIX /${name} FILES ${ARGN})
    endif()
endfunction()

# Debian's SQLite allocates every small thing with malloc: a faster one, where it is installed, is worth a tenth of a
# simulation's time. The sanitizers bring their own.
function(curbside_fast_allocation target)
    if(mimalloc_FOUND AND NOT CURBSIDE_SANITIZE)
        target_link_libraries(${target} PRIVATE mimalloc)
    endif()
endfunction()
