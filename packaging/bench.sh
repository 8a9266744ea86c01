#!/usr/bin/env bash
# Measures the engine on this machine and prints a table: pixels a second, share of the measured peak of a large matrix
# product, and what experts, recording and all subsets cost, as ratios of interleaved runs. Build first.
#
#   packaging/bench.sh [--quick | --curves] [--json FILE] [--device auto|cpu|cuda]
#
# --quick leaves three sensors and the scaling curves out and runs 3 rounds instead of 5;
# --curves measures those curves alone.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/steps.sh"
[ "${1:-}" = --help ] && { sed -n '2,8p' "$0" | cut -c3-; exit 0; }

bench=""
for preset in release engine-cuda; do
    [ -x "$root/build/$preset/bin/engine_bench" ] && bench="$root/build/$preset/bin/engine_bench" && break
done
[ -n "$bench" ] || stop "the benchmark is not built; run packaging/build.sh first"
grep -m 1 "model name" /proc/cpuinfo | cut -d: -f2- | xargs echo "Processor:"
exec "$bench" "$@"
