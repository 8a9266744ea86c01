#pragma once

#include <stdint.h>

#include "kernels/expert_epilogue.h"

namespace lacuna::kernels {

/// The widest row that the CUDA kernels normalise.
inline constexpr int maxNormWidth = 4096;

/// A residual addition and the LayerNorm behind it in one pass over the rows:
///
///     sum = input + addend + bias
///     output = (sum − mean) / √(variance + ε) · scale + shift
///
/// Rows of `width` numbers without gaps. `sum` may be `input`, and `output` may be `input` when `sum` is null. All
/// pointers are of the device that computes.
struct ResidualNorm {
    const float* input;  ///< [rows, width]
    const void* addend;  ///< [rows, width], or null: nothing is added
    Storage addendStorage;
    const float* bias;   ///< [width], or null; added with the addend
    float* sum;          ///< [rows, width], or null: the sum is not kept
    const float* scale;  ///< [width]
    const float* shift;  ///< [width]
    float epsilon;
    void* output;  ///< [rows, width]
    Storage outputStorage;
    int width;  ///< a multiple of 64, at most maxNormWidth
};

extern "C" {

/// The rows [begin, end), on the calling thread.
void lacunaResidualNormCpu(const ResidualNorm* task, int64_t begin, int64_t end);

/// All `rows`, queued on a CUDA stream (cudaStream_t). Returns 0 or the CUDA error of the launch. There only when built
/// with CUDA (LACUNA_HAS_CUDA).
int lacunaResidualNormCuda(const ResidualNorm* task, int64_t rows, void* stream);
}

}  // namespace lacuna::kernels
