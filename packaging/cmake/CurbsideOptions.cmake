# SPDX-License-Identifier: GPL-3.0-or-later
# How everything of ours is compiled.
option(CURBSIDE_CONSOLE "Build the desktop console (needs Qt Widgets)" ON)
# A compiler that nobody has tried may warn of more.
set(CURBSIDE_KNOWN_COMPILER OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION MATCHES "^1[24]\\.")
    set(CURBSIDE_KNOWN_COMPILER ON)
endif()
option(CURBSIDE_WERROR "Treat warnings as errors" ${CURBSIDE_KNOWN_COMPILER})
option(CURBSIDE_UNITY "Compile files of the large floors several at a time: a build from nothing takes much less" ON)
set(CURBSIDE_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")
include(CTest)

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

find_program(CURBSIDE_CCACHE ccache)
if(CURBSIDE_CCACHE)
    # Precompiled headers change their time stamp but not their meaning from build to build.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CURBSIDE_CCACHE})
endif()

find_program(CURBSIDE_MOLD mold)
if(CURBSIDE_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_library(curbside_options INTERFACE)
target_compile_options(curbside_options INTERFACE -Wall -Wextra -Wconversion -Wshadow $<$<BOOL:${CURBSIDE_WERROR}>:-Werror>)
if(CURBSIDE_CCACHE AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    target_compile_options(curbside_options INTERFACE -fpch-preprocess) # without it ccache cannot follow precompiled headers
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    # Half a gigabyte before the compiler first looks for garbage: that search is a tenth of its time.
    target_compile_options(curbside_options INTERFACE --param=ggc-min-heapsize=524288)
endif()
# GCC 12 reports false positives from inside libstdc++ and Qt once these are inlined.
target_compile_options(curbside_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow
    $<$<CONFIG:Release>:-Wno-array-bounds>)
target_compile_definitions(curbside_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
    QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_FORCE_ASSERTS # an assertion stays on in every build
    QT_WARN_DEPRECATED_UP_TO=0x060400 # what later versions deprecate often has no successor in 6.4
    CURBSIDE_VERSION="${PROJECT_VERSION}")
if(CURBSIDE_SANITIZE)
    target_compile_options(curbside_options INTERFACE -fsanitize=${CURBSIDE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(curbside_options INTERFACE -fsanitize=${CURBSIDE_SANITIZE})
    if(CURBSIDE_SANITIZE MATCHES thread)
        # The thread sanitizer does not know fences; Asio can do without them.
        target_compile_options(curbside_options INTERFACE -Wno-tsan)
        target_compile_definitions(curbside_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
    endif()
endif()
