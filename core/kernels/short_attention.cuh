#pragma once

// In bfloat16 a warp takes 16 queries of a head through the tensor cores, scores and weights in registers; in float32 a
// block takes a sequence and head, a warp one query at a time.
#include "kernels/matrix_tiles.cuh"
#include "kernels/short_attention.h"
#include "kernels/warp.cuh"

namespace lacuna::kernels {

constexpr int attentionParts = attentionHeadWidth / 8;  ///< of 16 bytes, in a row of bfloat16

/// Where part `part` of row `row` stands in one of the operands in shared memory.
__device__ inline __nv_bfloat16* operandPart(__nv_bfloat16* operand, int row, int part) {
    return operand + row * attentionHeadWidth + (part ^ (row % 8)) * 8;
}

/// q, k and v of one head into shared memory, zeros past the tokens.
template <int Tiles>
__device__ void loadOperands(const ShortAttention& task, int64_t sequence, int head, int thread, int threads,
                             __nv_bfloat16* operands) {
    constexpr int padded = Tiles * attentionTile;
    const int width = task.heads * attentionHeadWidth;
    const auto* from = static_cast<const __nv_bfloat16*>(task.qkv) + sequence * task.tokens * 3 * width +
                       head * attentionHeadWidth;
    for (int i = thread; i < 3 * padded * attentionParts; i += threads) {
        const int part = i % attentionParts, row = i / attentionParts % padded, operand = i / (attentionParts * padded);
        const bool token = row < task.tokens;
        const auto* source = from + (token ? static_cast<int64_t>(row) * 3 * width + operand * width + part * 8 : 0);
        copySixteenBytes(operandPart(operands + operand * padded * attentionHeadWidth, row, part), source, token);
    }
    waitForCopies();
}

__device__ inline uint32_t roundedPair(float low, float high) {
    const __nv_bfloat162 pair = __float22bfloat162_rn(float2{low, high});
    uint32_t bits;
    memcpy(&bits, &pair, sizeof bits);
    return bits;
}
__device__ inline float2 pairOf(uint32_t bits) {
    __nv_bfloat162 pair;
    memcpy(&pair, &bits, sizeof pair);
    return __bfloat1622float2(pair);
}

/// Sum and largest over the four lanes that share a row of sums.
__device__ inline float rowSum(float value) {
    value += __shfl_xor_sync(0xffffffffu, value, 1);
    return value + __shfl_xor_sync(0xffffffffu, value, 2);
}
__device__ inline float rowLargest(float value) {
    value = fmaxf(value, __shfl_xor_sync(0xffffffffu, value, 1));
    return fmaxf(value, __shfl_xor_sync(0xffffffffu, value, 2));
}

__device__ inline float quickExponential(float x) {
#ifdef __CUDA_ARCH__
    return __expf(x);
#else
    return expf(x);
#endif
}

/// Tile `tile` of 16 queries against all keys: the scores become e^(score − largest), rounded, ready as the left factor of
/// the next product; `inverse`: one over the sums of this lane's two rows.
template <int Tiles>
__device__ void weigh(const ShortAttention& task, int head, int tile, int lane, __nv_bfloat16* q, __nv_bfloat16* k,
                      uint32_t (&weights)[Tiles][4], float (&inverse)[2]) {
    constexpr int steps = attentionHeadWidth / attentionTile;
    float scores[2 * Tiles][4] = {};
#pragma unroll
    for (int step = 0; step < steps; ++step) {
        uint32_t left[4];
        loadTiles(left, operandPart(q, tile * attentionTile + lane % 16, 2 * step + lane / 16));
        if (task.bias) {  // that of the keys adds the same to every score of a row
            for (int i = 0; i < 4; ++i) {
                const float* bias = task.bias + head * attentionHeadWidth + step * attentionTile + i / 2 * 8 + lane % 4 * 2;
                const float2 query = pairOf(left[i]);
                left[i] = roundedPair(query.x + bias[0], query.y + bias[1]);
            }
        }
#pragma unroll
        for (int j = 0; j < Tiles; ++j) {
            uint32_t right[4];
            loadTiles(right, operandPart(k, j * attentionTile + lane % 8 + lane / 16 * 8, 2 * step + lane / 8 % 2));
            multiplyTiles(scores[2 * j], left, right[0], right[1]);
            multiplyTiles(scores[2 * j + 1], left, right[2], right[3]);
        }
    }
    float largest[2] = {-INFINITY, -INFINITY}, sum[2] = {};
#pragma unroll
    for (int n = 0; n < 2 * Tiles; ++n)
        for (int i = 0; i < 4; ++i) {
            if (n * 8 + lane % 4 * 2 + i % 2 >= task.tokens) scores[n][i] = -INFINITY;
            largest[i / 2] = fmaxf(largest[i / 2], scores[n][i]);
        }
    for (float& value : largest) value = rowLargest(value);
#pragma unroll
    for (int n = 0; n < 2 * Tiles; ++n)
        for (int row = 0; row < 2; ++row) {
            uint32_t& pair = weights[n / 2][n % 2 * 2 + row];
            pair = roundedPair(quickExponential(scores[n][2 * row] - largest[row]),
                               quickExponential(scores[n][2 * row + 1] - largest[row]));
            const float2 rounded = pairOf(pair);
            sum[row] += rounded.x + rounded.y;
        }
    for (int row = 0; row < 2; ++row) inverse[row] = 1.0f / rowSum(sum[row]);
}

/// One head of one sequence in bfloat16, by a group of tensorLayout(tokens).groupWarps warps; `thread` counts within the
/// group, `memory` is its tensorLayout(tokens).groupBytes of shared memory, aligned to 16 bytes.
template <int Tiles>
__device__ void attendInTensorCores(const ShortAttention& task, int64_t sequence, int head, int thread, void* memory) {
    constexpr int padded = Tiles * attentionTile, warps = Tiles > 2 ? Tiles : 1, pairs = attentionHeadWidth / 16;
    const int lane = thread % warp, width = task.heads * attentionHeadWidth;
    auto* q = static_cast<__nv_bfloat16*>(memory);
    auto* k = q + padded * attentionHeadWidth;
    auto* v = k + padded * attentionHeadWidth;
    loadOperands<Tiles>(task, sequence, head, thread, warps * warp, q);
    if (warps > 1)
        __syncthreads();
    else
        __syncwarp();
    for (int tile = thread / warp; tile < Tiles; tile += warps) {
        uint32_t weights[Tiles][4];
        float inverse[2];
        weigh<Tiles>(task, head, tile, lane, q, k, weights, inverse);
        float mixed[2 * pairs][4] = {};
#pragma unroll
        for (int j = 0; j < Tiles; ++j)
#pragma unroll
            for (int pair = 0; pair < pairs; ++pair) {
                uint32_t right[4];
                loadTransposedTiles(right, operandPart(v, j * attentionTile + lane % 16, 2 * pair + lane / 16));
                multiplyTiles(mixed[2 * pair], weights[j], right[0], right[1]);
                multiplyTiles(mixed[2 * pair + 1], weights[j], right[2], right[3]);
            }
        // The tile's queries have been read by this warp alone; the result takes their place on its way out.
        __syncwarp();
        const float* bias = task.bias ? task.bias + 2 * width + head * attentionHeadWidth + lane % 4 * 2 : nullptr;
#pragma unroll
        for (int n = 0; n < 2 * pairs; ++n) {
            const float2 added = bias ? float2{bias[n * 8], bias[n * 8 + 1]} : float2{0.0f, 0.0f};
            for (int row = 0; row < 2; ++row) {
                const uint32_t bits = roundedPair(mixed[n][2 * row] * inverse[row] + added.x,
                                                  mixed[n][2 * row + 1] * inverse[row] + added.y);
                memcpy(operandPart(q, tile * attentionTile + row * 8 + lane / 4, n) + lane % 4 * 2, &bits, sizeof bits);
            }
        }
        __syncwarp();
        auto* to = static_cast<__nv_bfloat16*>(task.output) + sequence * task.tokens * width + head * attentionHeadWidth;
        for (int i = lane; i < attentionTile * attentionParts; i += warp) {
            const int row = tile * attentionTile + i / attentionParts, part = i % attentionParts;
            if (row >= task.tokens) break;
            *reinterpret_cast<SixteenBytes*>(to + static_cast<int64_t>(row) * width + part * 8) =
                *reinterpret_cast<const SixteenBytes*>(operandPart(q, row, part));
        }
    }
}

/// e^(score − largest) of one row of scores, of which this lane has columns lane, lane + 32, …; past the tokens zero.
constexpr int weightsALane = maxShortTokens / warp;
struct RowWeights {
    float weight[weightsALane];
    __device__ RowWeights(const float (&score)[weightsALane], int tokens, int lane) {
        float top = score[0];
        for (int i = 1; i < weightsALane; ++i) top = fmaxf(top, score[i]);
        top = warpLargest(top);
        for (int i = 0; i < weightsALane; ++i) weight[i] = lane + i * warp < tokens ? expf(score[i] - top) : 0.0f;
    }
};

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
