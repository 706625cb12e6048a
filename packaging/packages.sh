# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034
# Read by the other scripts of this folder (`. packaging/packages.sh`), which stand at the root of the checkout then.
# The packages, in one list, and the two things every script does with them: install what is missing, and build.
# The names are the same on Debian 12, Debian 13 and Ubuntu 24.04.

packages="
    g++ cmake ninja-build ccache mold pkgconf git ca-certificates curl
    qt6-base-dev qt6-base-dev-tools qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libqt6sql6-sqlite libqt6svg6 fonts-inter fonts-jetbrains-mono
    sqlite3 libsqlite3-dev libboost-dev libcli11-dev libsimdjson-dev libvalijson-dev libzstd-dev
    liblemon-dev libssl-dev libbenchmark-dev libyaml-cpp-dev
"
# Not on every mirror of these distributions: without mimalloc the programs are slower, without the driver PostgreSQL cannot
# be the warehouse; the tests that want them, or clang-format, are skipped, and say so.
optional_packages="
    clang-format-19 libmimalloc-dev libqt6sql6-psql
"
lint_packages="
    clang-format-19 clang-tidy-19 shellcheck
"

say()
{
    printf 'curbside: %s\n' "$*" >&2
}

give_up()
{
    say "$@"
    exit 3
}

# missing_packages NAME…: prints those that are not installed, on one line.
missing_packages()
{
    installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | tr '\n' ' ')"
    missing=
    for package in "$@"; do
        case $installed in
        *" $package "*) ;;
        *) missing="$missing $package" ;;
        esac
    done
    printf '%s' "${missing# }"
}

explain_needs()
{
    say "$1"
    say "What is needed, by its Debian names:"
    printf '%s' "$2" | tr -s ' \n' ' ' | fold -s -w 90 | sed 's/^ */    /' >&2
    printf '\n' >&2
    give_up "Install it (elsewhere the names differ a little: GCC 12, CMake 3.25 and Qt 6.4 or later are wanted)," \
        "then run this again with CURBSIDE_NO_INSTALL=1."
}

# as_root COMMAND…: through sudo where that is needed.
as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# fetch_packages COMMAND…: apt-get that asks nothing, waits for its lock, and is tried again when a mirror stumbles.
fetch_packages()
{
    for pause in 5 20 0; do
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" >&2 &&
            return 0
        [ "$pause" -gt 0 ] || break
        say "apt-get $1 failed; once more in $pause seconds"
        sleep "${CURBSIDE_APT_PAUSE:-$pause}"
    done
    return 1
}

# install_packages NAME…: does not touch apt when everything is there. Leaves what it installed in $installed_now.
install_packages()
{
    installed_now=
    [ -z "${CURBSIDE_NO_INSTALL:-}" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
        explain_needs "This system has no apt-get, so nothing can be installed from here." "$*"
    fi
    wanted=$(missing_packages "$@")
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        explain_needs "Packages are missing, and there is neither root nor sudo to install them." "$wanted"
    fi
    say "installing: $wanted"
    fetch_packages update || say "the package index could not be renewed; trying with the one that is there"
    # shellcheck disable=SC2086 # one word a package
    fetch_packages install -y --no-install-recommends $wanted ||
        explain_needs "apt-get could not install everything (on Ubuntu the component 'universe' must be on)." "$wanted"
    installed_now=$wanted
}

# install_optional_packages NAME…: as above, for those that the package index knows.
install_optional_packages()
{
    installed_before=$installed_now
    for package in "$@"; do
        if [ -z "${CURBSIDE_NO_INSTALL:-}" ] && [ -n "$(missing_packages "$package")" ] &&
            apt-cache show "$package" 2>/dev/null | grep -q '^Package:'; then
            install_packages "$package"
            installed_before="$installed_before $installed_now"
        fi
    done
    installed_now=$installed_before
}

# How many compilers at a time: one a processor, and one for each 1.5 GiB of memory that is free.
build_jobs()
{
    jobs=$(nproc 2>/dev/null || echo 1)
    roomy=$(awk '/^MemAvailable:/ {print int($2 / 1572864)}' /proc/meminfo 2>/dev/null)
    [ "${roomy:-$jobs}" -ge "$jobs" ] || jobs=$roomy
    [ "$jobs" -ge 1 ] || jobs=1
    printf '%s' "$jobs"
}

# build PRESET [TARGET…]: configures only when there is nothing yet, something was installed just now, or the checkout has
# moved; Ninja sees to the rest.
build()
{
    preset=$1
    shift
    cache=build/$preset/CMakeCache.txt
    if [ -f "$cache" ] && ! grep -qxF -e "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" "$cache"; then
        cmake --preset "$preset" --fresh >&2 || give_up "the build could not be configured; see above"
    elif [ ! -f "build/$preset/build.ninja" ] || [ -n "$installed_now" ]; then
        say "configuring build/$preset"
        cmake --preset "$preset" >&2 || give_up "the build could not be configured; see above"
    fi
    [ -f "build/$preset/.ninja_deps" ] || say "building (the first time takes some minutes)"
    : "${CMAKE_BUILD_PARALLEL_LEVEL:=$(build_jobs)}"
    export CMAKE_BUILD_PARALLEL_LEVEL
    cmake --build --preset "$preset" ${1:+--target} "$@" >&2 || give_up "the build failed; see above"
}
