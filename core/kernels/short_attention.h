#pragma once

#include <stdint.h>

#include "kernels/both_sides.h"
#include "kernels/expert_epilogue.h"

namespace lacuna::kernels {

inline constexpr int attentionHeadWidth = 64;
/// The longest sequence: keys, values and scores of one head stay in the shared memory that every GPU since compute
/// capability 8.0 gives a block.
inline constexpr int maxShortTokens = 96;

/// Self-attention of many short sequences: for every head softmax(q kᵀ) v, softmax in float32. q is scaled already. In
/// bfloat16 the products have bfloat16 factors and float32 sums; e^(score − largest) is rounded before it meets v, and
/// the division by the sum of the rounded ones comes last.
struct ShortAttention {
    const void* qkv;    ///< [sequences, tokens, 3 · heads · 64]: q, k, v side by side
    const float* bias;  ///< [3 · heads · 64] added to qkv first, or null
    void* output;       ///< [sequences, tokens, heads · 64]
    Storage storage;    ///< of qkv and output
    int tokens;         ///< 1 … maxShortTokens
    int heads;
};

/// What one block of the tensor-core kernel keeps in shared memory: q, k and v as bfloat16 [padded, operandStride],
/// then float32 scores [padded, scoreStride], each row overlaid by its bfloat16 exponentials and in the end by the
/// result. Strides are a multiple of 16 bytes, as tensor-core loads need, and shift neighbouring rows to other banks.
struct ShortAttentionLayout {
    int padded;  ///< tokens, rounded up to whole tiles of 16
    int operandStride;
    int scoreStride;
    int scoreBegin;  ///< bytes
    int bytes;       ///< of all
};
LACUNA_BOTH_SIDES inline ShortAttentionLayout tensorLayout(int tokens) {
    ShortAttentionLayout layout{};
    layout.padded = (tokens + 15) / 16 * 16;
    layout.operandStride = attentionHeadWidth + 8;
    layout.scoreStride = (layout.padded > attentionHeadWidth ? layout.padded : attentionHeadWidth) + 8;
    layout.scoreBegin = 3 * layout.padded * layout.operandStride * 2;
    layout.bytes = layout.scoreBegin + layout.padded * layout.scoreStride * 4;
    return layout;
}

/// The float32 kernel keeps k and v [tokens, 65] and, a warp, a row of q and one of weights.
inline constexpr int floatAttentionWarps = 4;
inline constexpr int floatAttentionStride = attentionHeadWidth + 1;
LACUNA_BOTH_SIDES inline int floatAttentionBytes(int tokens) {
    return 4 * (2 * tokens * floatAttentionStride + floatAttentionWarps * (attentionHeadWidth + maxShortTokens));
}

extern "C" {

/// The sequences [begin, end), on the calling thread.
void lacunaShortAttentionCpu(const ShortAttention* task, int64_t begin, int64_t end);

/// All `sequences`, queued on a CUDA stream (cudaStream_t). Returns 0 or the CUDA error of the launch. There only when
/// built with CUDA (LACUNA_HAS_CUDA).
int lacunaShortAttentionCuda(const ShortAttention* task, int64_t sequences, void* stream);
}

}  // namespace lacuna::kernels
