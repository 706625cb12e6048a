#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#   packaging/lint.sh              checks the formatting of every source, the scripts by shellcheck, then every source by
#                                  clang-tidy
#   packaging/lint.sh BASE         the same for what has changed since BASE (a commit or branch), committed or not
#   packaging/lint.sh --format     only the formatting; exit status 77 where clang-format 19 is missing
#   packaging/lint.sh --mend       formats in place
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

# sources [BASE]: the C++ sources of ours, one a line; where there is no git, what lies in the folders.
sources()
{
    if [ $# -gt 0 ]; then
        git diff --name-only --diff-filter=d "$1" -- '*.cpp' '*.h'
        git ls-files --others --exclude-standard -- '*.cpp' '*.h'
    elif git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard -- '*.cpp' '*.h'
    else
        find app services tests widgets -name '*.cpp' -o -name '*.h'
    fi | sort -u | while read -r file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done
}

check_format()
{
    wrong=$(sources "$@" | xargs -r clang-format-19 --dry-run 2>&1 | sed -n 's/^\([^ :]*\):[0-9:]* warning: .*/\1/p' | sort -u)
    [ -n "$wrong" ] || return 0
    say "not formatted as .clang-format says ('packaging/lint.sh --mend' does it):"
    printf '%s\n' "$wrong" >&2
    return 1
}

# clang-tidy wants commands without precompiled headers, and the files that moc writes.
check_tidy()
{
    cmake --preset lint >/dev/null
    # By itself: as a target of the build it would have all libraries compiled first.
    ninja -C build/lint -t commands | grep '/moc @' | sort -u | sh
    sources "$@" | grep '\.cpp$' | while read -r file; do
        ! grep -qF -e "\"file\": \"$PWD/$file\"" build/lint/compile_commands.json || printf '%s\n' "$file"
    done | xargs -r -P "$(build_jobs)" -n 1 \
        clang-tidy-19 -p build/lint --quiet --extra-arg=-Wno-unknown-warning-option
}

case ${1:-} in
--format)
    command -v clang-format-19 >/dev/null 2>&1 || { say "clang-format-19 is not installed: formatting not checked" && exit 77; }
    check_format
    ;;
--mend)
    sources | xargs -r clang-format-19 -i
    ;;
*)
    # shellcheck disable=SC2086 # one word a package
    install_packages $packages $lint_packages
    status=0
    check_format "$@" || status=1
    shellcheck --external-sources packaging/*.sh .ci/run || status=1
    check_tidy "$@" || status=1
    exit $status
    ;;
esac
