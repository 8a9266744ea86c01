#pragma once

// One block of threads a sequence and head. In bfloat16 a warp takes 16 queries through the tensor cores; in float32 it
// takes one query at a time.
#include <mma.h>

#include "kernels/short_attention.h"
#include "kernels/warp.cuh"

namespace lacuna::kernels {

constexpr int attentionTile = 16;
constexpr int weightsALane = maxShortTokens / warp;

/// e^(score − largest) of one row of scores, of which this lane has columns lane, lane + 32, …; past the tokens zero.
struct RowWeights {
    float weight[weightsALane];
    __device__ RowWeights(const float (&score)[weightsALane], int tokens, int lane) {
        float top = score[0];
        for (int i = 1; i < weightsALane; ++i) top = fmaxf(top, score[i]);
        top = warpLargest(top);
        for (int i = 0; i < weightsALane; ++i) weight[i] = lane + i * warp < tokens ? expf(score[i] - top) : 0.0f;
    }
};

/// q, k and v of one head into shared memory, bias added, zeros past the tokens.
__device__ inline void loadOperands(const ShortAttention& task, int64_t sequence, int head, int thread, int threads,
                                    const ShortAttentionLayout& layout, __nv_bfloat16* operands) {
    const int width = task.heads * attentionHeadWidth;
    const auto* from = static_cast<const __nv_bfloat16*>(task.qkv) + sequence * task.tokens * 3 * width;
    for (int i = thread; i < 3 * layout.padded * warp; i += threads) {
        const int pair = i % warp * 2, part = i / warp % 3, row = i / (3 * warp);
        const int column = part * width + head * attentionHeadWidth + pair;
        float2 value = {0.0f, 0.0f};
        if (row < task.tokens) {
            value = readPair(from + static_cast<int64_t>(row) * 3 * width + column);
            value.x += task.bias ? task.bias[column] : 0.0f;
            value.y += task.bias ? task.bias[column + 1] : 0.0f;
        }
        writePair(operands + (part * layout.padded + row) * layout.operandStride + pair, value);
    }
}

/// The 16 rows of `scores` [16, scoreStride] become their weights in bfloat16, each at the start of its row. Returns,
/// in lane r < 16, one over the sum of row r.
__device__ inline float weighRows(float* scores, const ShortAttentionLayout& layout, int tokens, int lane) {
    float inverse = 0;
    for (int r = 0; r < attentionTile; ++r) {
        float* row = scores + r * layout.scoreStride;
        float score[weightsALane];
        for (int i = 0; i < weightsALane; ++i) {
            const int j = lane + i * warp;
            score[i] = j < tokens ? row[j] : -INFINITY;
        }
        const RowWeights weights(score, tokens, lane);
        __syncwarp();  // every lane has read the row that is now overlaid
        auto* rounded = reinterpret_cast<__nv_bfloat16*>(row);
        float part = 0;
        for (int i = 0; i < weightsALane; ++i) {
            const int j = lane + i * warp;  // past the padded tokens it is still the same row
            write(rounded + j, weights.weight[i]);
            part += read(rounded + j);
        }
        const float total = warpSum(part);
        if (lane == r) inverse = 1.0f / total;
    }
    __syncwarp();
    return inverse;
}

/// One head of one sequence in bfloat16; the block has a warp for every 16 tokens, `memory` tensorLayout(tokens).bytes
/// of shared memory aligned to 32 bytes.
__device__ inline void attendInTensorCores(const ShortAttention& task, int64_t sequence, int head, int thread,
                                           unsigned char* memory) {
    using namespace nvcuda;
    using Left = wmma::fragment<wmma::matrix_a, 16, 16, 16, __nv_bfloat16, wmma::row_major>;
    using Sums = wmma::fragment<wmma::accumulator, 16, 16, 16, float>;
    constexpr int parts = attentionHeadWidth / attentionTile;
    const ShortAttentionLayout layout = tensorLayout(task.tokens);
    const int lane = thread % warp, stripe = thread / warp, tiles = layout.padded / attentionTile;
    auto* q = reinterpret_cast<__nv_bfloat16*>(memory);
    auto* k = q + layout.padded * layout.operandStride;
    auto* v = k + layout.padded * layout.operandStride;
    float* scores = reinterpret_cast<float*>(memory + layout.scoreBegin) + stripe * attentionTile * layout.scoreStride;
    loadOperands(task, sequence, head, thread, tiles * warp, layout, q);
    __syncthreads();

    Left left[parts];
    for (int c = 0; c < parts; ++c)
        wmma::load_matrix_sync(left[c], q + stripe * attentionTile * layout.operandStride + c * attentionTile,
                               layout.operandStride);
    for (int tile = 0; tile < tiles; ++tile) {
        Sums sums;
        wmma::fill_fragment(sums, 0.0f);
        for (int c = 0; c < parts; ++c) {
            wmma::fragment<wmma::matrix_b, 16, 16, 16, __nv_bfloat16, wmma::col_major> right;  // kᵀ
            wmma::load_matrix_sync(right, k + tile * attentionTile * layout.operandStride + c * attentionTile,
                                   layout.operandStride);
            wmma::mma_sync(sums, left[c], right, sums);
        }
        wmma::store_matrix_sync(scores + tile * attentionTile, sums, layout.scoreStride, wmma::mem_row_major);
    }
    __syncwarp();
    const float inverse = weighRows(scores, layout, task.tokens, lane);

    Sums mixed[parts];
    for (int c = 0; c < parts; ++c) wmma::fill_fragment(mixed[c], 0.0f);
    for (int tile = 0; tile < tiles; ++tile) {
        wmma::load_matrix_sync(left[0], reinterpret_cast<const __nv_bfloat16*>(scores) + tile * attentionTile,
                               2 * layout.scoreStride);
        for (int c = 0; c < parts; ++c) {
            wmma::fragment<wmma::matrix_b, 16, 16, 16, __nv_bfloat16, wmma::row_major> right;
            wmma::load_matrix_sync(right, v + tile * attentionTile * layout.operandStride + c * attentionTile,
                                   layout.operandStride);
            wmma::mma_sync(mixed[c], left[0], right, mixed[c]);
        }
    }
    __syncwarp();  // every lane has read the weights that are now overlaid
    for (int c = 0; c < parts; ++c)
        wmma::store_matrix_sync(scores + c * attentionTile, mixed[c], layout.scoreStride, wmma::mem_row_major);
    __syncwarp();
    const int width = task.heads * attentionHeadWidth;
    auto* to = static_cast<__nv_bfloat16*>(task.output) + sequence * task.tokens * width + head * attentionHeadWidth;
    for (int r = 0; r < attentionTile; ++r) {
        const int row = stripe * attentionTile + r;
        if (row >= task.tokens) break;
        const float scale = __shfl_sync(0xffffffffu, inverse, r);
        float2 value = readPair(scores + r * layout.scoreStride + 2 * lane);
        value.x *= scale;
        value.y *= scale;
        writePair(to + static_cast<int64_t>(row) * width + 2 * lane, value);
    }
}

/// One head of one sequence in float32 by floatAttentionWarps warps; `memory` holds floatAttentionBytes(tokens).
__device__ inline void attendInFloat(const ShortAttention& task, int64_t sequence, int head, int thread,
                                     float* memory) {
    constexpr int stride = floatAttentionStride;  // odd: a column of k lies in 32 different banks
    const int lane = thread % warp, warpIndex = thread / warp, tokens = task.tokens;
    const int width = task.heads * attentionHeadWidth;
    const auto* from = static_cast<const float*>(task.qkv) + sequence * tokens * 3 * width + head * attentionHeadWidth;
    const float* bias = task.bias ? task.bias + head * attentionHeadWidth : nullptr;
    float* k = memory;
    float* v = k + tokens * stride;
    float* q = v + tokens * stride + warpIndex * (attentionHeadWidth + maxShortTokens);
    float* weight = q + attentionHeadWidth;
    for (int i = thread; i < tokens * attentionHeadWidth; i += floatAttentionWarps * warp) {
        const int row = i / attentionHeadWidth, c = i % attentionHeadWidth;
        const float* at = from + static_cast<int64_t>(row) * 3 * width + c;
        k[row * stride + c] = at[width] + (bias ? bias[width + c] : 0.0f);
        v[row * stride + c] = at[2 * width] + (bias ? bias[2 * width + c] : 0.0f);
    }
    __syncthreads();
    for (int row = warpIndex; row < tokens; row += floatAttentionWarps) {
        for (int c = lane; c < attentionHeadWidth; c += warp)
            q[c] = from[static_cast<int64_t>(row) * 3 * width + c] + (bias ? bias[c] : 0.0f);
        __syncwarp();
        float score[weightsALane];
        for (int i = 0; i < weightsALane; ++i) {
            const int j = lane + i * warp;
            score[i] = j < tokens ? 0.0f : -INFINITY;
            if (j < tokens)
                for (int c = 0; c < attentionHeadWidth; ++c) score[i] += q[c] * k[j * stride + c];
        }
        const RowWeights weights(score, tokens, lane);
        float part = 0;
        for (int i = 0; i < weightsALane; ++i) {
            weight[lane + i * warp] = weights.weight[i];
            part += weights.weight[i];
        }
        const float inverse = 1.0f / warpSum(part);
        __syncwarp();
        auto* to = static_cast<float*>(task.output) + (sequence * tokens + row) * width + head * attentionHeadWidth;
        for (int c = lane; c < attentionHeadWidth; c += warp) {
            float mixed = 0;
            for (int j = 0; j < tokens; ++j) mixed += weight[j] * v[j * stride + c];
            to[c] = mixed * inverse;
        }
        __syncwarp();  // q and weight are free again
    }
}

}  // namespace lacuna::kernels
