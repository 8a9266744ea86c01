#!/usr/bin/env bash
# Trains and judges methods on the sample scene over several seeds (seed of split and training alike) and prints a
# Markdown table: mean and range of OA by sensor subset.
#
#   packaging/sample_study.sh [--split blocks|random] [--seeds "0 1 2"] [--methods "mamol frozen-baseline"]
#                             [--epochs N] [--train "OPTIONS"] [--svm] [--results DIR]
#
# --train: more options of lacuna train, as "--patch-size 3"; give such a study a folder of results of its own.
# --svm: also what a tuned RBF support vector machine makes of the same splits, one for every subset of sensors.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/steps.sh"
split=blocks seeds="0 1 2" methods="mamol frozen-baseline" epochs=60 results="$root/results/study" svm="" train=()
while [ $# -gt 0 ]; do
    case $1 in
        --split) split=$2 ;;
        --seeds) seeds=$2 ;;
        --methods) methods=$2 ;;
        --epochs) epochs=$2 ;;
        --train) read -r -a train <<<"$2" ;;
        --svm) svm=yes; shift; continue ;;
        --results) results=$2 ;;
        *) sed -n '2,9p' "$0" | cut -c3-; exit 2 ;;
    esac
    shift 2
done

lacuna="$root/build/release/bin/lacuna"
[ -x "$lacuna" ] || stop "there is no $lacuna; run packaging/build.sh first"
sample="$root/resources/sample"
sensors=(--modality "VNIR=$sample/ip_vnir.tif" --modality "SWIR=$sample/ip_swir.tif")

for method in $methods; do
    for seed in $seeds; do
        folder="$results/$split/$method/$seed"
        mkdir -p "$folder"
        [ -f "$folder/model.safetensors" ] ||
            "$lacuna" train "${sensors[@]}" --labels "$sample/ip_labels.tif" --split "$split" --method "$method" \
                --seed "$seed" --epochs "$epochs" "${train[@]}" --out "$folder/model.safetensors" --split-folder "$folder" --json --quiet \
                >"$folder/train.json"
        "$lacuna" whatif "${sensors[@]}" --model "$folder/model.safetensors" --reference "$folder/test.tif" \
            --out "$folder" --no-maps --json --quiet >"$folder/whatif.json"
    done
done

python3 - "$results/$split" "$methods" "$seeds" <<'PYTHON'
import json, pathlib, sys
folder, methods, seeds = pathlib.Path(sys.argv[1]), sys.argv[2].split(), sys.argv[3].split()
print("| method | subset | OA %, mean | range | kappa, mean | training px | test px |\n| --- | --- | --- | --- | --- | --- | --- |")
for method in methods:
    rows = {}
    for seed in seeds:
        train = json.loads((folder / method / seed / "train.json").read_text())
        study = json.loads((folder / method / seed / "whatif.json").read_text())
        for subset in study["subsets"]:
            accuracy = subset["accuracy"]
            rows.setdefault(subset["title"], []).append(
                (100 * accuracy["oa"], accuracy["kappa"], train["train_samples"], accuracy["pixels"]))
    for title, values in rows.items():
        oa = [value[0] for value in values]
        span = lambda i: f"{min(v[i] for v in values)}–{max(v[i] for v in values)}"
        print(f"| {method} | {title} | {sum(oa) / len(oa):.1f} | {min(oa):.1f}–{max(oa):.1f} | "
              f"{sum(v[1] for v in values) / len(values):.3f} | {span(2)} | {span(3)} |")
PYTHON

[ -n "$svm" ] || exit 0
source "$root/packaging/pins.sh"
source "$root/packaging/environment.sh"
borrowing_environment svm "${SVM_REQUIREMENTS[@]}"
splits=()
for seed in $seeds; do splits+=("$seed=$results/$split/${methods%% *}/$seed"); done
echo
"$root/.deps/svm/bin/python" "$root/tests/bench/spectral_svm.py" "$sample" "${splits[@]}"
