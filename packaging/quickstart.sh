#!/usr/bin/env bash
# From a bare machine to a what-if map: sets up, builds, trains a MaMOL model on the sample scene unless there is one,
# and opens the desktop on it. With --headless, or without a display, maps, tables and pictures go to a folder.
#
#   packaging/quickstart.sh [--headless] [--results DIR] [--epochs N]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/steps.sh"

headless=""
results="$root/results/sample"
epochs=60
while [ $# -gt 0 ]; do
    case $1 in
        --headless) headless=yes ;;
        --results) results=${2:?"--results needs a folder"}; shift ;;
        --epochs) epochs=${2:?"--epochs needs a number"}; shift ;;
        --help) sed -n '2,5p' "$0" | cut -c3-; exit 0 ;;
        *) stop "unknown option $1; see packaging/quickstart.sh --help" ;;
    esac
    shift
done
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || headless=yes

begin=$SECONDS
"$root/packaging/build.sh" release
lacuna="$root/build/release/bin/lacuna"
sample="$root/resources/sample"
model="$results/model.safetensors"
sensors=(--modality "VNIR=$sample/ip_vnir.tif" --modality "SWIR=$sample/ip_swir.tif")

train() {
    "$lacuna" train "${sensors[@]}" --labels "$sample/ip_labels.tif" --split blocks --epochs "$epochs" --out "$model"
}
study() {
    "$lacuna" whatif "${sensors[@]}" --model "$model" --reference "$results/test.tif" --out "$results"
}

mkdir -p "$results"
[ -f "$model" ] || step "Training MaMOL on the sample scene" train
if [ -n "$headless" ]; then
    step "Asking what each sensor is worth" study
    note "ready after $((SECONDS - begin)) s"
    echo "Maps, tables and pictures are in $results"
else
    note "ready after $((SECONDS - begin)) s; opening the window"
    exec "$root/build/release/bin/lacuna-desktop" "${sensors[@]}" --model "$model" --reference "$results/test.tif"
fi
