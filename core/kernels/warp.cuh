#pragma once

// What the kernels share: numbers of either storage read and written as float32, and sums over a warp.
#include <cuda_bf16.h>
#include <cuda_runtime.h>

namespace lacuna::kernels {

constexpr int warp = 32;

__device__ inline float read(const float* p) {
    return *p;
}
__device__ inline float read(const __nv_bfloat16* p) {
    return __bfloat162float(*p);
}
__device__ inline void write(float* p, float value) {
    *p = value;
}
__device__ inline void write(__nv_bfloat16* p, float value) {
    *p = __float2bfloat16(value);
}

/// Two neighbours at once; p is aligned to both.
__device__ inline float2 readPair(const float* p) {
    return *reinterpret_cast<const float2*>(p);
}
__device__ inline float2 readPair(const __nv_bfloat16* p) {
    return __bfloat1622float2(*reinterpret_cast<const __nv_bfloat162*>(p));
}
__device__ inline void writePair(float* p, float2 value) {
    *reinterpret_cast<float2*>(p) = value;
}
__device__ inline void writePair(__nv_bfloat16* p, float2 value) {
    *reinterpret_cast<__nv_bfloat162*>(p) = __float22bfloat162_rn(value);
}

__device__ inline float warpSum(float value) {
    for (int step = warp / 2; step > 0; step /= 2) value += __shfl_xor_sync(0xffffffffu, value, step);
    return value;
}
__device__ inline float warpLargest(float value) {
    for (int step = warp / 2; step > 0; step /= 2) value = fmaxf(value, __shfl_xor_sync(0xffffffffu, value, step));
    return value;
}

}  // namespace lacuna::kernels
