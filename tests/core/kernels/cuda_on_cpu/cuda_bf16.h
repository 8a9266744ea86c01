#pragma once

#include "cuda_runtime.h"
#include "kernels/cpu_kernels.h"

struct __nv_bfloat16 {
    std::uint16_t bits;
};
struct __nv_bfloat162 {
    __nv_bfloat16 x, y;
};

inline float __bfloat162float(__nv_bfloat16 value) {
    return lacuna::kernels::fromBfloat16(value.bits);
}
inline __nv_bfloat16 __float2bfloat16(float value) {
    return {lacuna::kernels::toBfloat16(value)};
}
inline float2 __bfloat1622float2(__nv_bfloat162 pair) {
    return {__bfloat162float(pair.x), __bfloat162float(pair.y)};
}
inline __nv_bfloat162 __float22bfloat162_rn(float2 pair) {
    return {__float2bfloat16(pair.x), __float2bfloat16(pair.y)};
}
