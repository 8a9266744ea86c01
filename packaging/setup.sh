#!/usr/bin/env bash
# Installs what building Lacuna needs and is missing: Debian packages, and LibTorch (with a CUDA compiler where the
# system has none) from PyPI into .deps/. Safe to run again; seconds when nothing is missing.
#
#   packaging/setup.sh [--engine] [--peer-models] [--qgis]
#
# --engine: only what the engine needs (preset engine-cuda), on any distribution with apt.
# --peer-models: transformers and open_clip too, which the import of CLIP's weights is checked against, into
# .deps/peer-models.
# --qgis: QGIS's Python API too (some 160 MB to download), in which exported maps are opened.
# LACUNA_TORCH_ROOT names an unpacked LibTorch to use instead of PyPI's.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/pins.sh"
source "$root/packaging/steps.sh"
source "$root/packaging/environment.sh"
engine="" peer_models="" qgis=""
while [ $# -gt 0 ]; do
    case $1 in
        --engine) engine=yes ;;
        --peer-models) peer_models=yes ;;
        --qgis) qgis=yes ;;
        --help) sed -n '2,11p' "$0" | cut -c3-; exit 0 ;;
        *) stop "\"$1\" is no option, expected --engine, --peer-models, --qgis or --help" ;;
    esac
    shift
done

check_distribution() {
    local ID="" VERSION_ID=""
    [ -z "$engine" ] || return 0
    [ -r /etc/os-release ] && source /etc/os-release
    [ "$ID" = "$DISTRIBUTION_ID" ] && [ "$VERSION_ID" = "$DISTRIBUTION_VERSION" ] && return
    [ -n "${LACUNA_ANY_DISTRIBUTION:-}" ] && return
    stop "this is ${ID:-an unknown system} ${VERSION_ID:-}, expected Debian $DISTRIBUTION_VERSION. Use a Debian $DISTRIBUTION_VERSION machine or container, or set LACUNA_ANY_DISTRIBUTION=1 to try all the same."
}

check_disk() {
    local free
    free=$(df --output=avail -BG "$root" | tail -n 1 | tr -dc 0-9)
    [ "$free" -ge "$FIRST_SETUP_GIB" ] ||
        stop "$root has $free GiB of free disk, the first set-up needs $FIRST_SETUP_GIB GiB. Free some space or clone to another disk."
}

missing_packages() {
    local package wanted=("${DEBIAN_PACKAGES[@]}")
    [ -z "$engine" ] || wanted=("${ENGINE_PACKAGES[@]}")
    [ -z "$qgis" ] || wanted+=("${QGIS_PACKAGES[@]}")
    for package in "${wanted[@]}"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

install_packages() {
    local missing as_root=()
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -eq 0 ] && return
    if [ -n "$engine" ] && ! command -v apt-get >/dev/null; then
        note "no apt-get here; the build needs what these Debian packages hold: ${missing[*]}"
        return
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "these Debian packages are missing and installing them needs root: ${missing[*]}"
        as_root=(sudo)
    fi
    check_disk
    note "installing ${#missing[@]} Debian packages"
    "${as_root[@]}" apt-get update -q >"$log" 2>&1 ||
        stop "the Debian package index could not be read (apt-get update failed; see $log). Check the network and /etc/apt/sources.list."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >>"$log" 2>&1 ||
        stop "installing Debian packages failed; the last lines of $log say why: $(tail -n 3 "$log" | tr '\n' ' ')"
}

python_packages() {
    local compiler=""
    local nvcc
    for nvcc in "$(command -v nvcc || true)" /usr/local/cuda/bin/nvcc; do
        if [ -x "$nvcc" ] && "$nvcc" --version | grep -q "release $CUDA_MAJOR\."; then compiler=$nvcc; fi
    done
    echo "$TORCH_REQUIREMENT"
    [ -n "$compiler" ] || [ -n "${LACUNA_WITHOUT_CUDA:-}" ] || echo "$CUDA_COMPILER_REQUIREMENT"
}

install_python_packages() {
    if [ -n "${LACUNA_TORCH_ROOT:-}" ]; then
        note "taking the one in $LACUNA_TORCH_ROOT"
        return
    fi
    local wanted stamp="$root/.deps/installed"
    mapfile -t wanted < <(python_packages)
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "${wanted[*]}" ]; then return; fi
    check_disk
    local python=/usr/bin/python3
    [ -x "$python" ] || python=python3
    [ -x "$root/.deps/python/bin/pip" ] || "$python" -m venv "$root/.deps/python" ||
        stop "the Python environment .deps/python could not be made (is python3-venv installed?)"
    note "installing LibTorch from PyPI into .deps/ (about 3 GiB to download): ${wanted[*]}"
    "$root/.deps/python/bin/pip" install -q --disable-pip-version-check "$TORCH_REQUIREMENT" >"$log" 2>&1 ||
        stop "PyPI could not be reached or has no $TORCH_REQUIREMENT; see $log: $(tail -n 2 "$log" | tr '\n' ' ')"
    if [ ${#wanted[@]} -gt 1 ]; then
        "$root/.deps/python/bin/pip" install -q --disable-pip-version-check "$CUDA_COMPILER_REQUIREMENT" >>"$log" 2>&1 ||
            note "no CUDA compiler could be had from PyPI: building for the CPU alone"
    fi
    echo "${wanted[*]}" >"$stamp"
}

mkdir -p "$root/.deps"
log="$root/.deps/setup.log"
step "Checking the system" check_distribution
step "Debian packages" install_packages
step "LibTorch" install_python_packages
[ -z "$peer_models" ] || step "Peer models" borrowing_environment peer-models "${PEER_MODELS_REQUIREMENTS[@]}"
