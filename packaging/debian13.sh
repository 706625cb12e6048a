#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and tests the checkout on Debian 13 (GCC 14, Qt 6.8), in a folder of its own that is made once:
#   ${XDG_CACHE_HOME:-$HOME/.cache}/curbside/debian13
# Needs root (it asks sudo) and the network. Arguments go to ctest, as with packaging/test.sh.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

cache=${XDG_CACHE_HOME:-$HOME/.cache}/curbside
if [ "$(id -u)" -ne 0 ]; then
    exec sudo env XDG_CACHE_HOME="${cache%/curbside}" CURBSIDE_TEST_DATA="${CURBSIDE_TEST_DATA:-}" "$0" "$@"
fi
root=$cache/debian13
mirror=${CURBSIDE_DEBIAN_MIRROR:-http://deb.debian.org/debian}

make_root()
{
    install_packages debootstrap debian-archive-keyring
    rm -rf "$root.part"
    say "making $root (once)"
    debootstrap --variant=minbase trixie "$root.part" "$mirror" >&2 ||
        give_up "debootstrap failed; its log is $root.part/debootstrap/debootstrap.log"
    mv "$root.part" "$root"
}

# Replaces the sources in the folder by those of the checkout, committed or not, and keeps what was built from them.
copy_sources()
{
    mkdir -p "$root/src"
    find "$root/src" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
    # shellcheck disable=SC2016 # expanded by the inner shell
    git ls-files -z --cached --others --exclude-standard |
        xargs -0 sh -c 'for file; do [ ! -e "$file" ] || printf "%s\0" "$file"; done' sh |
        tar -c --null --no-recursion -T - | tar -x --no-same-owner -C "$root/src"
    rm -rf "$root/data"
    [ -z "${CURBSIDE_TEST_DATA:-}" ] || cp -a "$CURBSIDE_TEST_DATA" "$root/data"
}

mkdir -p "$cache"
exec 9>"$cache/debian13.lock"
flock --nonblock 9 || { say "waiting for another run in $root" && flock 9; }
[ -d "$root" ] || make_root
copy_sources
[ ! -f /etc/resolv.conf ] || cp -L /etc/resolv.conf "$root/etc/resolv.conf"

# /proc is mounted where only this process and its children see it, so that nothing has to be unmounted afterwards. Where
# that is refused, it goes without.
data=
[ ! -d "$root/data" ] || data=/data
unshare --mount true 2>/dev/null && own_mounts="unshare --mount" || own_mounts=
# shellcheck disable=SC2016,SC2086 # expanded by the inner shell; one word or none
exec $own_mounts sh -c '
    root=$1 data=$2 own=$3
    shift 3
    [ -z "$own" ] || mount -t proc proc "$root/proc" || true
    exec chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        ${data:+CURBSIDE_TEST_DATA=$data} /src/packaging/test.sh "$@"
' sh "$root" "$data" "$own_mounts" "$@"
