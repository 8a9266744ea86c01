#!/usr/bin/env bash
# An analyst's day in the real window, by mouse and keys: samples are imported, drawn and grown, a class is added; train,
# lose a sensor, what-if, flips, what a sensor is worth, accuracy, a pixel and its experts, lose a sensor in half of the
# scene, export, save; close, reopen, and everything is as it was; train another method and compare the two. What was
# written is read back by gdalinfo. At the end stand the longest time for which the window did not answer, with the step in
# which that was, and how soon maps came when a sensor was switched.
#
#   story.sh LACUNA-DESKTOP SAMPLE-FOLDER [PICTURES]
#
# PICTURES: a folder for pictures of the steps. STORY_EPOCHS (default 1; 0: the method's own) says how long is trained,
# STORY_THEME (light) and STORY_SCREEN (1440x900) how it looks, STORY_FOLDER where the files lie meanwhile (made and
# removed). LACUNA_WATCHDOG=strict fails for a window that did not answer for more than 200 ms.
set -Eeuo pipefail
desktop=$1 sample=$2 pictures=${3:-}

if [ -z "${STORY_INSIDE:-}" ]; then
    export STORY_INSIDE=yes
    exec xvfb-run -a -s "-screen 0 ${STORY_SCREEN:-1440x900}x24" "$0" "$@"
fi

home=$(mktemp -d)
# The window shows where files lie, and a picture is to show no folder of this machine.
work=${STORY_FOLDER:-$home/indian-pines}
mkdir "$work"
children=()
cleanup() {
    for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
    rm -rf "$home" "$work"
}
trap cleanup EXIT
cp "$sample"/ip_*.tif* "$work"
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_RUNTIME_DIR=$home/run
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
unset QT_QPA_PLATFORM QT_QPA_PLATFORMTHEME
controls=$home/controls pace=$home/pace steps=$home/steps

stop() {
    echo "story: $*" >&2
    [ -f "$controls" ] && cut -f1,6,7 "$controls" >&2
    import -window root "${STORY_PICTURE:-/dev/null}" 2>/dev/null || true
    exit 1
}
step() {
    echo "$*"
    printf '%s\t%s\n' "$(date +%s%3N)" "$*" >>"$steps"
}
trap 'stop "line $LINENO failed"' ERR
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
wait_idle() {
    local deadline=$((SECONDS + $1)) lane
    sleep 0.3
    for lane in fileCancel mapCancel studyCancel samplesCancel; do
        while [ -n "$(field $lane 6)" ]; do
            [ $SECONDS -lt $deadline ] || stop "$lane is still there after $1 s"
            sleep 0.1
        done
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
# file NAME: into the file dialog that is coming up.
file() {
    wait_for fileNameEdit "" 20
    click fileNameEdit
    enter "$work/$1"
    press Return
}
# on_map COLUMN ROW: moves the pointer to a place of the scene.
on_map() {
    xdotool mousemove $(field mapCanvas 7 | awk -v c="$1" -v r="$2" '{ printf "%d %d", $1 + c * $3, $2 + r * $3 }')
}
# outline COLUMN ROW …: clicks the corners, the last one twice.
outline() {
    while [ $# -ge 2 ]; do
        on_map "$1" "$2"
        shift 2
        xdotool click 1
        sleep 0.1
    done
    xdotool click 1
    sleep 0.3
}
# stroke COLUMN ROW COLUMN ROW: drags.
stroke() {
    local i
    on_map "$1" "$2"
    xdotool mousedown 1
    for i in 1 2 3 4 5 6; do
        on_map "$(awk "BEGIN { print $1 + ($3 - $1) * $i / 6 }")" "$(awk "BEGIN { print $2 + ($4 - $2) * $i / 6 }")"
        sleep 0.03
    done
    xdotool mouseup 1
    sleep 0.3
}
# choose_class NAME: by typing it into the class table.
choose_class() {
    click classTable
    xdotool type --delay 15 "$1"
    sleep 0.6
}
picture() {
    [ -z "$pictures" ] && return
    # Away from what it would light up.
    [ "${2:-}" = here ] || xdotool mousemove 2 2
    sleep 0.7
    mkdir -p "$pictures"
    import -window root "$pictures/$1.png"
}
# maps_are FILE TEXT…: gdalinfo shows each text.
holds() {
    local info expected name=$1
    info=$(gdalinfo -mdd LACUNA "$work/$name")
    shift
    for expected in "$@"; do
        [[ $info == *"$expected"* ]] || stop "gdalinfo does not show '$expected' in $name: $info"
    done
}
start() {
    rm -f "$controls"
    "$desktop" --theme "${STORY_THEME:-light}" --control-list "$controls" --pace-log "$pace" "$@" &
    window=$!
    children+=("$window")
}
ends() {
    for _ in $(seq 100); do
        kill -0 "$window" 2>/dev/null || break
        sleep 0.1
    done
    kill -0 "$window" 2>/dev/null && stop "the window is still open"
    wait "$window" || stop "the window ended with status $?"
}

mkdir -p "$XDG_CONFIG_HOME/openbox"
# The window fills the screen.
sed 's|</applications>|<application type="normal"><decor>no</decor><maximized>yes</maximized></application></applications>|' \
    /etc/xdg/openbox/rc.xml >"$XDG_CONFIG_HOME/openbox/rc.xml"
openbox >/dev/null 2>&1 &
children+=($!)
sleep 0.5
start --modality "VNIR=$work/ip_vnir.tif" --modality "SWIR=$work/ip_swir.tif"

step "the sensors are there"
wait_for sensorChip1 "VNIR" 60
wait_for sensorChip2 "SWIR" 5
sleep 1
picture scene

step "samples are imported"
click mapCanvas
press ctrl+i
file ip_labels.tif
click tab.Samples
wait_for row.classTable.Alfalfa "" 20

step "a class is added and painted with the brush"
click classAdd
enter "Road"
press Return
press ctrl+4
stroke 75.5 15.5 96.5 21.5
stroke 100.5 22.5 118.5 27.5

step "a polygon, points and a grown region"
choose_class Woods
press ctrl+3
outline 97 98 110 98 110 112 97 112
choose_class Stone
press ctrl+2
for column in 47 49 51; do
    on_map $column.5 13.5
    xdotool click 1
    sleep 0.5
done
choose_class Hay
press ctrl+5
on_map 130.5 63.5
xdotool click 1
wait_for statusSentence "Region of" 20
press ctrl+z
press ctrl+shift+z
wait_idle 120
picture samples

step "the samples are saved"
press ctrl+alt+s
file samples.gpkg
wait_for statusSentence "Saved" 30
roads=$(ogrinfo -q -sql "SELECT COUNT(*) AS n FROM samples WHERE classname = 'Road'" "$work/samples.gpkg" | awk '/ = / { print $NF }')
click tool.toolPan
[ "$roads" = 2 ] || stop "samples.gpkg holds $roads areas of the class Road, not the 2 that were painted"

step "a model is trained from the window"
click tab.Model
if [ "${STORY_EPOCHS:-1}" != 0 ]; then
    click training.epochs
    enter "${STORY_EPOCHS:-1}"
    press Tab
fi
click trainButton
wait_for sensorSummary "OA" 900
picture training
click tab.Accuracy
wait_for overallAccuracy "." 20
wait_idle 1200
picture map

step "a sensor is lost by its key, and its map comes"
click mapCanvas
press 2
wait_for sensorSummary "without SWIR" 10
wait_for sensorSummary "OA" 600

step "switching back and forth"
for _ in 1 2 3; do
    press 2
    wait_for sensorSummary "complete" 10
    press 2
    wait_for sensorSummary "without SWIR" 10
done

step "the last sensor cannot be lost"
click sensorChip1
wait_for statusSentence "at least one sensor" 10
wait_for sensorSummary "without SWIR" 2

step "the map is exported"
click tool.exportMap
file exported.tif
wait_for statusSentence "Saved" 60
holds exported.tif "Driver: GTiff/GeoTIFF" "Size is 145, 145" "Type=Byte, ColorInterp=Palette" "NoData Value=0" "Corn-notill" \
    "Road" "SENSORS=VNIR" "METHOD=mamol" "GDALRasterAttributeTable" 'ID["EPSG",32616]'

step "what if: every subset, and what a sensor is worth"
press ctrl+w
wait_for row.whatIfTable.●● "" 900
wait_idle 12000
picture subsets
click "tab.Sensor value"
wait_for row.sensorValues.SWIR "" 10
picture sensor_value

step "the flip map"
click tab.Flips
click flipsOnMap
wait_idle 120
picture flips
click flipsOnMap
click tab.Subsets

step "how accurate it is, and where not"
click showErrors
wait_idle 120
picture errors
click showErrors

step "a pixel and its experts"
press 0
wait_for sensorSummary "complete" 10
press ctrl+shift+i
on_map 35.5 62.5
xdotool click 1
wait_for identifyPlace "Row" 60
click identifyPin
on_map 130.5 45.5
xdotool click 1
wait_idle 120
picture identify
click tab.Experts
wait_idle 120
picture experts

step "a report is written"
press ctrl+shift+p
wait_for report.title "" 20
click report.title
enter "Indian Pines in 1992"
click report.file
enter "$work/report"
picture report
click reportWrite
wait_for statusSentence "report.html" 1200
wait_idle 300
for ending in html pdf; do
    [ -s "$work/report.$ending" ] || stop "there is no report.$ending: $(ls "$work")"
done
grep -q "Indian Pines in 1992" "$work/report.html" || stop "the report does not bear its title"

step "a sensor is lost in half of the scene"
click sensorChip2 3
wait_for entry.drawPart "" 10
picture part_menu here
click entry.drawPart
outline 73 0.5 144.5 0.5 144.5 144.5 73 144.5
wait_for sensorChip2 "% lost" 20
wait_for sensorSummary "SWIR" 20
wait_for sensorSummary "OA" 600
wait_idle 1200
click tab.Accuracy
picture half_lost
lost=$(field sensorChip2 7)

step "the map of the half is exported, and the project saved"
click tool.exportMap
file half.tif
wait_for statusSentence "Saved" 60
click mapCanvas
press ctrl+s
file town.lacuna
wait_for statusSentence "town.lacuna" 30

step "the window closes"
press ctrl+q
ends

step "the project opens again, and everything is as it was"
start "$work/town.lacuna"
wait_for sensorChip2 "$lost" 60
wait_for sensorSummary "OA" 600
wait_idle 1200
picture reopened
click tool.exportMap
file half-again.tif
wait_for statusSentence "half-again" 60
[ "$(gdalinfo -checksum "$work/half.tif" | grep Checksum)" = "$(gdalinfo -checksum "$work/half-again.tif" | grep Checksum)" ] ||
    stop "the map is another one than before closing"
click mapCanvas
press ctrl+shift+s
file again.lacuna
wait_for statusSentence "again.lacuna" 30
# All but which tabs are in front.
diff <(grep -v '"window-layout"' "$work/town.lacuna") <(grep -v '"window-layout"' "$work/again.lacuna") >"$home/differences" || stop "the project is another one than before closing: $(cat "$home/differences")"

step "another method is trained"
press 0
click tab.Model
click trainingMethod
xdotool type --delay 20 "MoE-a"
press Return
wait_for trainingMethod "MoE-adapt" 5
click trainButton
wait_for sensorSummary "MoE-adapt" 600
wait_for sensorSummary "OA" 600

step "the two models stand side by side, with a test of which is better"
# The list of models is above the form.
xdotool mousemove $(field trainingStatus 2) $(field trainingStatus 3) click --repeat 30 --delay 20 4
sleep 0.3
click modelRival
press Down
press Return
wait_for modelRival "MaMOL" 5
click tab.Accuracy
wait_for mcnemar "McNemar" 600
wait_idle 1200
picture two_methods

step "where they differ is exported"
press ctrl+shift+d
click tool.exportMap
file disagreement.tif
wait_for statusSentence "disagreement.tif" 60
picture disagreement
holds disagreement.tif "Size is 145, 145" "only MaMOL right" "both wrong" "SECOND_MAP=MoE-adapt"

step "the window closes, after a question"
click mapCanvas
press ctrl+q
click unsavedDiscard
ends

awk -F'\t' -v strict="${LACUNA_WATCHDOG:-}" '
    NR == FNR { begin[NR] = $1; name[NR] = $2; steps = NR; next }
    $2 == "block" { for (i = steps; i > 1 && begin[i] > $1; --i); if ($3 > worst[i]) worst[i] = $3; if ($3 > longest) { longest = $3; where = name[i] } over += $3 > 200 }
    $2 == "preview" { print "  " $4 ": in view after " $3 " ms" }
    END {
        for (i = 1; i <= steps; ++i) if (worst[i] > 100) printf "  %4d ms: %s\n", worst[i], name[i]
        printf "longest time without an answer: %d ms (%s), %d over 200 ms\n", longest, where, over
        exit strict == "strict" && over > 0
    }' "$steps" "$pace" || stop "the window did not answer for more than 200 ms"
echo "story: passed"
