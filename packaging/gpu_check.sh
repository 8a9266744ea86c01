#!/usr/bin/env bash
# Builds the engine with CUDA, runs its tests on this machine's GPU and prints the table of speeds. For a machine with
# nothing but a GPU, its driver and (from PyPI otherwise) LibTorch and a CUDA 13 compiler.
#
#   packaging/gpu_check.sh [--quick] [--json FILE]
#
# The options go to packaging/bench.sh. Environment:
#   LACUNA_TORCH_ROOT           an unpacked LibTorch 2.11 for CUDA 13, or the folder of an installed wheel: the one that
#                               holds include/ and lib/. Default: PyPI's, into .deps/.
#   LACUNA_CUDA_ARCHITECTURES   what to build for. Default: this machine's GPUs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/pins.sh"
source "$root/packaging/steps.sh"
for word in "$@"; do
    [ "$word" != --help ] || { sed -n '2,10p' "$0" | cut -c3-; exit 0; }
done
build="$root/build/engine-cuda"

check_gpu() {
    command -v nvidia-smi >/dev/null ||
        stop "nvidia-smi is not here: this machine has no NVIDIA driver. Run this on a machine with an NVIDIA GPU and its driver."
    nvidia-smi --query-gpu=name,compute_cap,driver_version,memory.total --format=csv,noheader >"$build/gpus" 2>"$build/gpus.log" &&
        [ -s "$build/gpus" ] ||
        stop "nvidia-smi sees no GPU: $(cat "$build/gpus" "$build/gpus.log" | head -n 2 | tr '\n' ' ')"
    while read -r gpu; do note "$gpu"; done <"$build/gpus"
}

# 9.0 → 90, each once.
architectures() { cut -d, -f2 "$build/gpus" | tr -d ' .' | sort -un | paste -sd';'; }

check_compiler() {
    local nvcc
    for nvcc in "${CUDACXX:-}" "$(command -v nvcc || true)" /usr/local/cuda/bin/nvcc \
        "$root"/.deps/python/lib/python3*/site-packages/nvidia/cu13/bin/nvcc; do
        if [ -x "$nvcc" ] && "$nvcc" --version | grep -q "release $CUDA_MAJOR\."; then
            note "$nvcc"
            return
        fi
    done
    stop "no CUDA $CUDA_MAJOR compiler was found (CUDACXX, PATH, /usr/local/cuda). Install the CUDA $CUDA_MAJOR toolkit, or leave LACUNA_TORCH_ROOT unset so that packaging/setup.sh takes LibTorch and the compiler from PyPI."
}

check_libtorch() {
    local lib=${LACUNA_TORCH_ROOT:-$(echo "$root"/.deps/python/lib/python3*/site-packages/torch)}/lib
    [ -e "$lib/libtorch_cuda.so" ] ||
        stop "$lib holds no libtorch_cuda.so: this LibTorch is built without CUDA, or LACUNA_TORCH_ROOT names another folder. Take the build for CUDA $CUDA_MAJOR."
}

configure() {
    local options=("-DLACUNA_CUDA_ARCHITECTURES=${LACUNA_CUDA_ARCHITECTURES:-$(architectures)}")
    [ -z "${LACUNA_TORCH_ROOT:-}" ] || options+=("-DLACUNA_TORCH_ROOT=$LACUNA_TORCH_ROOT")
    quietly "$build/configure.log" cmake --preset engine-cuda "${options[@]}"
    ! grep -q "No CUDA compiler found" "$build/configure.log" ||
        stop "CMake could not use the CUDA compiler; $build/configure.log says why"
}

# What needs a GPU, by itself: a test that skips here has not seen the GPU.
test_on_gpu() {
    "$build/bin/engine_test" --gtest_filter='Cuda*:*/Cuda*' | tee "$build/gpu_test.log" | grep -E '^\[ +(OK|FAILED|SKIPPED|PASSED)' ||
        stop "the tests on the GPU failed; the whole output is in $build/gpu_test.log"
    ! grep -q SKIPPED "$build/gpu_test.log" ||
        stop "the engine did not see the GPU: $(grep -m 1 'CUDA' "$build/gpu_test.log"). Is the driver new enough for CUDA $CUDA_MAJOR?"
}

mkdir -p "$build"
step "Looking for GPUs" check_gpu
"$root/packaging/setup.sh" --engine
step "Looking for a CUDA compiler" check_compiler
step "Looking at LibTorch" check_libtorch
cd "$root"
step "Configuring (engine-cuda)" configure
step "Building (engine-cuda)" quietly "$build/build.log" cmake --build --preset engine-cuda
step "Testing on the GPU" test_on_gpu
step "Testing" quietly "$build/test.log" ctest --preset engine-cuda
note "the tests passed; they are listed in $build/test.log"
"$root/packaging/bench.sh" --preset engine-cuda --device cuda "$@"
