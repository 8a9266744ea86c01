#!/usr/bin/env bash
# Sets up, builds and runs all tests; those that need packages which can't be had are skipped. Arguments go to ctest:
# packaging/test.sh -R raster
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/steps.sh"
[ "${1:-}" = --help ] && { sed -n '2,3p' "$0" | cut -c3-; exit 0; }

begin=$SECONDS
"$root/packaging/build.sh" release
cd "$root"
packaging/setup.sh --peer-models || note "without transformers and open_clip: the comparison with them is skipped"
packaging/setup.sh --qgis || note "without QGIS: the look at exported maps in it is skipped"
step "Testing" ctest --preset release -j "$(nproc)" "$@"
note "all in $((SECONDS - begin)) s"
