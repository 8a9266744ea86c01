#!/usr/bin/env bash
# Sets up and builds a preset (default: release) into build/<preset>.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/steps.sh"
preset=${1:-release}

"$root/packaging/setup.sh"
cd "$root"
mkdir -p "build/$preset"
step "Configuring ($preset)" quietly "build/$preset/configure.log" cmake --preset "$preset"
step "Building ($preset)" quietly "build/$preset/build.log" cmake --build --preset "$preset"
