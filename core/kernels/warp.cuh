#pragma once

// What the kernels share: numbers of either storage read and written as float32, and sums over a warp.
#include <cuda_bf16.h>
#include <cuda_runtime.h>
#include <stdint.h>
#include <string.h>

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

/// Eight neighbours at once; p is aligned to 16 bytes.
struct alignas(16) SixteenBytes {
    uint32_t word[4];
};
__device__ inline void readEight(const float* p, float (&value)[8]) {
    const auto* parts = reinterpret_cast<const SixteenBytes*>(p);
    const SixteenBytes low = parts[0], high = parts[1];
    memcpy(value, &low, sizeof low);
    memcpy(value + 4, &high, sizeof high);
}
__device__ inline void writeEight(float* p, const float (&value)[8]) {
    SixteenBytes low, high;
    memcpy(&low, value, sizeof low);
    memcpy(&high, value + 4, sizeof high);
    auto* parts = reinterpret_cast<SixteenBytes*>(p);
    parts[0] = low;
    parts[1] = high;
}
__device__ inline void readEight(const __nv_bfloat16* p, float (&value)[8]) {
    const SixteenBytes whole = *reinterpret_cast<const SixteenBytes*>(p);
    for (int i = 0; i < 4; ++i) {
        __nv_bfloat162 pair;
        memcpy(&pair, &whole.word[i], sizeof pair);
        const float2 both = __bfloat1622float2(pair);
        value[2 * i] = both.x;
        value[2 * i + 1] = both.y;
    }
}
__device__ inline void writeEight(__nv_bfloat16* p, const float (&value)[8]) {
    SixteenBytes whole;
    for (int i = 0; i < 4; ++i) {
        const __nv_bfloat162 pair = __float22bfloat162_rn(float2{value[2 * i], value[2 * i + 1]});
        memcpy(&whole.word[i], &pair, sizeof pair);
    }
    *reinterpret_cast<SixteenBytes*>(p) = whole;
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
