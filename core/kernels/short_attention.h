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
/// the division by the sum of the rounded ones comes last. There q and output begin at 16 bytes.
struct ShortAttention {
    const void* qkv;    ///< [sequences, tokens, 3 · heads · 64]: q, k, v side by side
    const float* bias;  ///< [3 · heads · 64] added to qkv first, or null
    void* output;       ///< [sequences, tokens, heads · 64]
    Storage storage;    ///< of qkv and output
    int tokens;         ///< 1 … maxShortTokens
    int heads;
};

/// How the tensor-core kernel shares its work out. A group of warps has one head of one sequence: q, k and v in shared
/// memory, bfloat16 [padded, 64] without gaps, the 16-byte parts of row r exchanged by r % 8 so that neighbouring rows
/// lie in other banks. Each warp takes tiles of 16 queries. Short sequences have a group of one warp, and several such
/// groups a block.
inline constexpr int attentionTile = 16;
struct ShortAttentionLayout {
    int tiles;       ///< of 16 tokens
    int groupWarps;
    int groups;      ///< of a block
    int groupBytes;  ///< of shared memory
};
LACUNA_BOTH_SIDES inline ShortAttentionLayout tensorLayout(int tokens) {
    ShortAttentionLayout layout{};
    layout.tiles = (tokens + attentionTile - 1) / attentionTile;
    layout.groupWarps = layout.tiles > 2 ? layout.tiles : 1;
    layout.groups = layout.tiles > 2 ? 1 : 4;
    layout.groupBytes = 3 * layout.tiles * attentionTile * attentionHeadWidth * 2;
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
