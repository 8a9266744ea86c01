#!/usr/bin/env bash
# Makes the pictures of the window in docs/images from the sample scene: trains two models on it unless they are there,
# and lets the desktop show itself on a virtual screen. Those of docs/images/day are taken while mouse and keys go through
# an analyst's day, as the test "story" does, with a training of full length.
#
#   packaging/screenshots.sh [FOLDER]      (default: docs/images)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/steps.sh"
folder=${1:-$root/docs/images}
bin=${LACUNA_BIN:-$root/build/release/bin}
results="$root/results/sample"
# The window shows where files lie, and a picture is to show no folder of this machine.
sample=/tmp/indian-pines
sensors=(--modality "VNIR=$sample/ip_vnir.tif" --modality "SWIR=$sample/ip_swir.tif")

[ -x "$bin/lacuna-desktop" ] || stop "there is no $bin/lacuna-desktop; run packaging/build.sh first"
mkdir -p "$results" "$folder" "$sample"
trap 'rm -rf "$sample"' EXIT
cp "$root"/resources/sample/* "$sample"
[ -f "$results/model.safetensors" ] ||
    step "Training MaMOL on the sample scene" \
        "$bin/lacuna" train "${sensors[@]}" --labels "$sample/ip_labels.tif" --split blocks --out "$results/model.safetensors"
[ -f "$results/moe-adapt.safetensors" ] ||
    step "Training MoE-adapt on the sample scene" \
        "$bin/lacuna" train "${sensors[@]}" --labels "$sample/ip_labels.tif" --split blocks --method moe-adapt \
        --out "$results/moe-adapt.safetensors"
step "Taking pictures of the window" xvfb-run -a -s "-screen 0 1440x900x24" \
    "$bin/lacuna-desktop" "${sensors[@]}" --model "$results/model.safetensors" \
    --compare-model "$results/moe-adapt.safetensors" --labels "$sample/ip_labels.tif" \
    --reference "$results/test.tif" --theme light --screenshot-folder "$folder"
report() {
    local pages=$sample/pages
    mkdir -p "$pages"
    "$bin/lacuna" report "${sensors[@]}" --model "$results/model.safetensors" --reference "$results/test.tif" \
        --labels "$sample/ip_labels.tif" --title "Indian Pines: land cover and the value of its sensors" --author "A. Analyst" \
        --pdf "$sample/report.pdf" --quiet
    pdftoppm -r 60 -png "$sample/report.pdf" "$pages/page"
    local shown=("$pages"/page-*.png)
    montage "${shown[0]}" "${shown[2]}" "${shown[3]}" "${shown[5]}" -tile 4x1 -geometry +8+8 -background '#c9ced4' "$folder/report.png"
}
step "Writing the report and taking a picture of its pages" report
rm -rf "$sample"
day() {
    local name pictures
    pictures=$(mktemp -d)
    STORY_EPOCHS=0 STORY_FOLDER=$sample "$root/tests/app/story/story.sh" "$bin/lacuna-desktop" "$root/resources/sample" "$pictures"
    mkdir -p "$folder/day"
    for name in $(grep -o 'images/day/[a-z_]*\.png' "$root/docs/guide.md"); do cp "$pictures/${name##*/}" "$folder/day"; done
    rm -rf "$pictures"
}
step "Taking pictures of a day's work" day
echo "The pictures are in $folder"
