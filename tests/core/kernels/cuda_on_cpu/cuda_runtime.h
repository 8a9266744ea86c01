#pragma once

// CUDA's device language on the processor, as far as core/kernels uses it, so that the kernels' own source is tested
// without a GPU. Every thread of a block is a fiber; one runs until it waits for others. Two orders of the fibers show
// a missing barrier: what one order happens to find written, the other does not.
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>

#define __device__
#define __global__

struct float2 {
    float x, y;
};

namespace lacuna::cuda_on_cpu {

enum class Order { Forward, Backward };

/// Runs `body(thread)` for all threads of a block, a multiple of 32. False when they wait for each other for ever.
bool runBlock(int threads, Order order, const std::function<void(int)>& body);

void waitForWarp();
void waitForBlock();
/// The value that `lane` of this warp has given in the same call.
float exchange(float value, int lane);
int currentLane();
/// What each lane of this warp has given in the same call.
using WarpValues = std::array<std::uint64_t, 32>;
WarpValues shareWithWarp(std::uint64_t value);

}  // namespace lacuna::cuda_on_cpu

inline void __syncthreads() {
    lacuna::cuda_on_cpu::waitForBlock();
}
inline void __syncwarp() {
    lacuna::cuda_on_cpu::waitForWarp();
}
inline float __shfl_xor_sync(std::uint32_t, float value, int step) {
    return lacuna::cuda_on_cpu::exchange(value, lacuna::cuda_on_cpu::currentLane() ^ step);
}
inline float __shfl_sync(std::uint32_t, float value, int lane) {
    return lacuna::cuda_on_cpu::exchange(value, lane);
}
