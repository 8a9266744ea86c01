#!/usr/bin/env bash
# Measures the engine on this machine and prints a table: pixels a second, share of the measured peak of a large matrix
# product, and what experts, recording and all subsets cost, as ratios of interleaved runs. Build first.
#
#   packaging/bench.sh [--quick | --curves] [--json FILE] [--device auto|cpu|cuda] [--backbone compact|b16] [--type bf16|fp32]
#   packaging/bench.sh --peers [--quick] [--json FILE] [--rounds N] …
#   packaging/bench.sh --preset PRESET …     the programs of that build; release without
#
# --quick leaves three sensors and the scaling curves out and runs 3 rounds instead of 5; --curves measures the curves
# alone. --peers runs the engine against LibTorch, torch.compile, ONNX Runtime and OpenVINO over the same network (on the
# processor) and adds what it finds to FILE; it installs them into .deps/peers at its first use, and --peers --help names
# its other options.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/pins.sh"
source "$root/packaging/steps.sh"
source "$root/packaging/environment.sh"
[ "${1:-}" = --help ] && { sed -n '2,12p' "$0" | cut -c3-; exit 0; }
preset=release
if [ "${1:-}" = --preset ]; then
    preset=${2:?which preset?}
    shift 2
fi

# The program of that name in the build that is measured.
built() {
    local program="$root/build/$preset/bin/$1"
    [ -x "$program" ] || stop "$program is not built; run packaging/build.sh $preset first"
    echo "$program"
}

compare_with_peers() {
    local options=() bench
    while [ $# -gt 0 ]; do
        case $1 in
            --quick) options+=(--rounds 3 --search first) ;;
            *) options+=("$1") ;;
        esac
        shift
    done
    bench=$(built peer_bench)
    borrowing_environment peers "${PEERS_REQUIREMENTS[@]}"
    exec "$root/.deps/peers/bin/python" "$root/tests/bench/peers/compare.py" --bench "$bench" "${options[@]}"
}

grep -m 1 "model name" /proc/cpuinfo | cut -d: -f2- | xargs echo "Processor:"
if [ "${1:-}" = --peers ]; then
    shift
    compare_with_peers "$@"
fi
bench=$(built engine_bench)
exec "$bench" "$@"
