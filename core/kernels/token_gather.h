#pragma once

#include <stdint.h>

#include "kernels/both_sides.h"
#include "kernels/expert_epilogue.h"

namespace lacuna::kernels {

inline constexpr int maxGatherModalities = 8;

/// The token sequences of pixels, from maps that hold a token for every position of a tile:
///
///     output[b, n] = LayerNorm(base[n] + token)
///
/// with token 0 (CLS) for n = 0; for n = 1 + i·g² + c the token of modality i at cell c of the pixel's patch, or exact
/// zeros where the modality is absent: its map is not read then, it may hold anything or be null.
/// A modality's map is [tile height − s + 1, tile width − s + 1, width]: at (r, c) the token of the s × s cell whose
/// first pixel is (r, c). A patch is g × g such cells around the centre (METHODS §2). All pointers are of the device
/// that computes; rows have no gaps.
struct TokenGather {
    const void* map[maxGatherModalities];
    Storage mapStorage;
    int modalities;
    int grid;       ///< g
    int cell;       ///< s; the patch is g·s pixels wide
    int tileWidth;  ///< pixels
    int width;      ///< d, a multiple of 64, at most maxNormWidth

    const int32_t* centre;   ///< [sequences] row · tileWidth + column
    const uint8_t* pattern;  ///< [sequences] bit i: modality i is present
    const float* base;       ///< [tokens, width] class, position and modality embeddings
    const float* scale;      ///< [width] of the LayerNorm
    const float* shift;      ///< [width]
    float epsilon;
    float* output;  ///< [sequences, tokens, width]
};

/// Tokens of a sequence, CLS included.
LACUNA_BOTH_SIDES inline int tokensOf(const TokenGather& task) {
    return 1 + task.modalities * task.grid * task.grid;
}

/// The map position, counted in tokens, of cell 0 … g² − 1 of the patch around `centre`.
LACUNA_BOTH_SIDES inline int64_t mapPosition(const TokenGather& task, int32_t centre, int cell) {
    const int half = task.grid * task.cell / 2;
    const int64_t row = centre / task.tileWidth - half + cell / task.grid * task.cell;
    const int64_t column = centre % task.tileWidth - half + cell % task.grid * task.cell;
    return row * (task.tileWidth - task.cell + 1) + column;
}

extern "C" {

/// The sequences [begin, end), on the calling thread.
void lacunaTokenGatherCpu(const TokenGather* task, int64_t begin, int64_t end);

/// All `sequences`, queued on a CUDA stream (cudaStream_t). Returns 0 or the CUDA error of the launch. There only when
/// built with CUDA (LACUNA_HAS_CUDA).
int lacunaTokenGatherCuda(const TokenGather* task, int64_t sequences, void* stream);
}

}  // namespace lacuna::kernels
