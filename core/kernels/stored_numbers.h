#pragma once

#include <cstdint>

#include "kernels/cpu_kernels.h"

namespace lacuna::kernels {

/// Element `i` of a buffer of either storage.
inline float storedNumber(const void* base, Storage storage, std::int64_t i) {
    return storage == Storage::BFloat16 ? fromBfloat16(static_cast<const std::uint16_t*>(base)[i])
                                        : static_cast<const float*>(base)[i];
}
inline void storeNumber(void* base, Storage storage, std::int64_t i, float value) {
    if (storage == Storage::BFloat16)
        static_cast<std::uint16_t*>(base)[i] = toBfloat16(value);
    else
        static_cast<float*>(base)[i] = value;
}

/// LayerNorm of one row in place.
void normaliseRow(float* row, int width, const float* scale, const float* shift, float epsilon);

}  // namespace lacuna::kernels
