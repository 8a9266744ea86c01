#!/usr/bin/env bash
# Streams a synthetic scene of 8,000 × 8,000 pixels and 32 + 1 uint16 bands (4.4 GB) through `classify --stride 16` and
# prints its peak memory and time.
#
#   packaging/large_scene.sh [--size PIXELS] [--folder DIR]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/steps.sh"
size=8000 folder="$root/results/large"
while [ $# -gt 0 ]; do
    case $1 in
        --size) size=$2 ;;
        --folder) folder=$2 ;;
        *) sed -n '2,5p' "$0" | cut -c3-; exit 2 ;;
    esac
    shift 2
done

lacuna="$root/build/release/bin/lacuna"
[ -x "$lacuna" ] || stop "there is no $lacuna; run packaging/build.sh first"
mkdir -p "$folder"
sensors="hs:hyperspectral:32,lidar:lidar:1"
modalities() { printf -- '--modality hs=%s/hs.tif --modality lidar=%s/lidar.tif' "$1" "$1"; }

[ -f "$folder/model.safetensors" ] || {
    "$lacuna" scene --out "$folder/small" --sensors "$sensors" --width 128 --height 128 --labelled 0.05 --quiet >/dev/null
    "$lacuna" train $(modalities "$folder/small") --labels "$folder/small/labels.tif" --epochs 5 --out "$folder/model.safetensors" --quiet
}
[ -f "$folder/scene/truth.tif" ] ||
    step "Making the scene" "$lacuna" scene --out "$folder/scene" --sensors "$sensors" --width "$size" --height "$size" \
        --labelled 0.0005 --uncompressed --quiet
python3 - "$lacuna" classify $(modalities "$folder/scene") --model "$folder/model.safetensors" --stride 16 \
    --out "$folder/map.tif" --quiet <<'PYTHON'
import resource, subprocess, sys, time
start = time.time()
subprocess.run(sys.argv[1:], check=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(f"peak memory {peak / 2**20:.2f} GiB, {time.time() - start:.0f} s with start and writing")
PYTHON
