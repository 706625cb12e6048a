#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every test. Arguments go to ctest: packaging/test.sh -R json
# Tests that want outside data look in the folder named by CURBSIDE_TEST_DATA, and skip without it.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

# shellcheck disable=SC2086 # one word a package
install_packages $packages
# shellcheck disable=SC2086
install_optional_packages $optional_packages

build dev
[ -n "${CURBSIDE_TEST_DATA:-}" ] || say "CURBSIDE_TEST_DATA is not set: tests of outside data will be skipped"
exec ctest --preset dev "$@"
