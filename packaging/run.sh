#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts the console; without a display, the platform alone.
#   packaging/run.sh [WORKSPACE] [--scenario NAME|PATH] [--seed N] [--speed X] …
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
started_in=$(pwd)
cd "$here"
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

# Pictures, help and the version need no display.
wants_window=yes
for argument in "$@"; do
    case $argument in
    --screenshot | --screenshot=* | --help | -h | --version) wants_window=no ;;
    esac
done
has_display=no
[ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ] || has_display=yes

# shellcheck disable=SC2086 # one word a package
install_packages $packages

if [ "$has_display" = yes ] || [ "$wants_window" = no ]; then
    build release curbside curbsidectl
    [ "$has_display" = yes ] || export QT_QPA_PLATFORM=offscreen
    cd "$started_in"
    exec "$here/build/release/app/curbside" "$@"
fi

say "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): running the platform without its window"
build release curbsidectl
# The console takes its workspace as a bare word, curbsidectl behind --workspace.
count=$#
is_value=no
while [ "$count" -gt 0 ]; do
    argument=$1
    shift
    count=$((count - 1))
    case $is_value$argument in
    no--*=*) set -- "$@" "$argument" ;;
    no--no-http) set -- "$@" "$argument" ;;
    no-*) set -- "$@" "$argument" && is_value=yes && continue ;;
    no*) set -- "$@" --workspace "$argument" ;;
    yes*) set -- "$@" "$argument" ;;
    esac
    is_value=no
done
cd "$started_in"
exec "$here/build/release/app/curbsidectl" run "$@"
