#!/usr/bin/env bash
# One user's way through the real window: sensors and samples are open; train, lose a sensor, try to lose the last one,
# export the map, train another method, compare the two, export where they differ. What was exported is read back by
# gdalinfo.
#
#   story.sh LACUNA-DESKTOP SAMPLE-FOLDER
set -euo pipefail
desktop=$1 sample=$2

if [ -z "${STORY_INSIDE:-}" ]; then
    export STORY_INSIDE=yes
    exec xvfb-run -a -s "-screen 0 1440x900x24" "$0" "$@"
fi

work=$(mktemp -d)
children=()
cleanup() {
    for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT
cp "$sample"/ip_*.tif* "$work"
export XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_RUNTIME_DIR=$work/run
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
unset QT_QPA_PLATFORM QT_QPA_PLATFORMTHEME
controls=$work/controls

stop() {
    echo "story: $*" >&2
    [ -f "$controls" ] && cut -f1,6,7 "$controls" >&2
    import -window root "${STORY_PICTURE:-/dev/null}" 2>/dev/null || true
    exit 1
}
field() { awk -F'\t' -v name="$1" -v column="$2" '$1 == name { print $column; exit }' "$controls" 2>/dev/null; }
# wait_for NAME TEXT SECONDS: until the control is visible, enabled and its text holds TEXT.
wait_for() {
    local deadline=$((SECONDS + $3))
    until [ "$(field "$1" 6)" = on ] && [[ "$(field "$1" 7)" == *"$2"* ]]; do
        kill -0 "$window" 2>/dev/null || stop "the window is gone while waiting for $1 '$2'"
        [ $SECONDS -lt $deadline ] || stop "$1 did not say '$2' in $3 s; it says '$(field "$1" 7)'"
        sleep 0.1
    done
}
click() {
    wait_for "$1" "" 20
    local x y w h
    x=$(field "$1" 2) y=$(field "$1" 3) w=$(field "$1" 4) h=$(field "$1" 5)
    xdotool mousemove $((x + w / 2)) $((y + h / 2)) click "${2:-1}"
    sleep 0.2
}
enter() {
    xdotool key --clearmodifiers ctrl+a
    xdotool type --delay 5 "$1"
    sleep 0.2
}
press() { xdotool key --clearmodifiers "$1"; sleep 0.2; }

openbox >/dev/null 2>&1 &
children+=($!)
"$desktop" --modality "VNIR=$work/ip_vnir.tif" --modality "SWIR=$work/ip_swir.tif" --labels "$work/ip_labels.tif" \
    --control-list "$controls" &
window=$!
children+=("$window")

echo "the sensors are there"
wait_for sensorChip1 "VNIR" 60
wait_for sensorChip2 "SWIR" 5

echo "a model is trained from the window"
click tab.Model
click training.epochs
enter 1
press Tab
click trainButton
wait_for sensorSummary "OA" 300
click tab.Accuracy
wait_for overallAccuracy "." 20

echo "a sensor is lost by its key, and its map comes"
click mapCanvas
press 2
wait_for sensorSummary "without SWIR" 10
wait_for sensorSummary "OA" 120

echo "the last sensor cannot be lost"
click sensorChip1
wait_for statusSentence "at least one sensor" 10
wait_for sensorSummary "without SWIR" 2

echo "the map is exported"
click tool.exportMap
wait_for fileNameEdit "" 20
click fileNameEdit
enter "$work/exported.tif"
press Return
wait_for statusSentence "Saved" 60

echo "what was exported is a labelled map of one sensor"
info=$(gdalinfo -mdd LACUNA "$work/exported.tif")
for expected in "Driver: GTiff/GeoTIFF" "Size is 145, 145" "Type=Byte, ColorInterp=Palette" "NoData Value=0" "Corn-notill" \
    "SENSORS=VNIR" "METHOD=mamol" "GDALRasterAttributeTable" 'ID["EPSG",32616]'; do
    [[ $info == *"$expected"* ]] || stop "gdalinfo does not show '$expected' in: $info"
done

echo "another method is trained"
click tab.Model
click trainingMethod
xdotool type --delay 20 "MoE-a"
press Return
wait_for trainingMethod "MoE-adapt" 5
click trainButton
wait_for sensorSummary "MoE-adapt" 300
wait_for sensorSummary "OA" 120

echo "the two models stand side by side, with a test of which is better"
click modelRival
press Down
press Return
wait_for modelRival "MaMOL" 5
click tab.Accuracy
wait_for mcnemar "McNemar" 120

echo "where they differ is exported"
press ctrl+shift+d
click tool.exportMap
wait_for fileNameEdit "" 20
click fileNameEdit
enter "$work/disagreement.tif"
press Return
wait_for statusSentence "disagreement.tif" 60
info=$(gdalinfo -mdd LACUNA "$work/disagreement.tif")
for expected in "Size is 145, 145" "only MaMOL right" "both wrong" "SECOND_MAP=MoE-adapt"; do
    [[ $info == *"$expected"* ]] || stop "gdalinfo does not show '$expected' in: $info"
done

echo "the window closes"
click mapCanvas
press ctrl+q
click unsavedDiscard
for _ in $(seq 100); do
    kill -0 "$window" 2>/dev/null || break
    sleep 0.1
done
kill -0 "$window" 2>/dev/null && stop "the window is still open"
wait "$window" || stop "the window ended with status $?"
echo "story: passed"
