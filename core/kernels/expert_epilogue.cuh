#pragma once

// A block of threads takes a few rows (tokens). The feed-forward columns need no router: each thread keeps the biases of
// its columns and goes through the rows, while the gates have been worked out by a warp a row in shared memory; then the
// expert columns are scaled.
#include "kernels/both_sides.h"
#include "kernels/expert_epilogue.h"
#include "kernels/warp.cuh"

namespace lacuna::kernels {

constexpr int epilogueThreads = 128;
constexpr int epilogueWarps = epilogueThreads / warp;
constexpr int epilogueRows = 4;  ///< of a block

/// Floats of shared memory of a block: the gates of its rows, and what a warp needs to choose among many experts.
LACUNA_BOTH_SIDES inline int epilogueFloats(const ExpertEpilogue& task) {
    return epilogueRows * task.experts + (task.routed > warp ? epilogueWarps * 2 * task.routed : 0);
}

/// x σ(1.702 x), to the precision of what it is stored in.
__device__ inline float quickGelu(float x, const float*) {
    return x / (1.0f + expf(-1.702f * x));
}
__device__ inline float quickGelu(float x, const __nv_bfloat16* stored) {
#ifdef __CUDA_ARCH__
    static_cast<void>(stored);
    return __fdividef(x, 1.0f + __expf(fminf(-1.702f * x, 80.0f)));
#else
    static_cast<void>(stored);
    return quickGelu(x, static_cast<const float*>(nullptr));
#endif
}
__device__ inline float gelu(float x) {
    return 0.5f * x * (1.0f + erff(x * 0.70710678118654752f));
}

/// A router's logits, of which lane l has those of the experts l, l + 32, …: in a register where one a lane is enough, else
/// in shared memory. `keep(expert, logit)` is called by all lanes.
template <class In, class Keep>
__device__ void routerLogits(const ExpertEpilogue& task, const In* row, int pattern, int lane, Keep keep) {
    const int width = task.hidden > 0 ? task.hidden : task.routed;
    const float* code = task.code + static_cast<int64_t>(pattern) * width;
    if (task.hidden == 0) {
        for (int e = 0; e < task.routed; ++e) keep(e, read(row + task.routerColumn + e) + code[e]);
        return;
    }
    constexpr int atOnce = 8;  // experts that share the reading of φ
    for (int first = 0; first < task.routed; first += atOnce) {
        float part[atOnce] = {};
        for (int i = lane; i < task.hidden; i += warp) {
            const float phi = gelu(read(row + task.routerColumn + i) + code[i]);
            for (int e = 0; e < atOnce; ++e)
                if (first + e < task.routed) part[e] += task.routerWeight[(first + e) * task.hidden + i] * phi;
        }
        for (int e = 0; e < atOnce; ++e) {
            if (first + e >= task.routed) break;
            keep(first + e, warpSum(part[e]));
        }
    }
}

/// TopK(softmax(logits)) of at most 32 experts, each lane its own.
__device__ inline float chosenWeight(float logit, int routed, int topK, int lane) {
    const bool expert = lane < routed;
    const float top = warpLargest(expert ? logit : -INFINITY);
    const float weight = expert ? expf(logit - top) : 0.0f;
    const float total = warpSum(weight);
    int before = 0;  // experts that are chosen first
    for (int e = 0; e < routed; ++e) {
        const float other = __shfl_sync(0xffffffffu, weight, e);
        before += other > weight || (other == weight && e < lane);
    }
    return before < topK ? weight / total : 0.0f;
}

/// The same of any number, by one thread.
__device__ inline void chooseExperts(float* logits, int routed, int topK, float* weights) {
    float top = logits[0], total = 0;
    for (int e = 1; e < routed; ++e) top = fmaxf(top, logits[e]);
    for (int e = 0; e < routed; ++e) {
        logits[e] = expf(logits[e] - top);
        total += logits[e];
        weights[e] = 0;
    }
    for (int k = 0; k < topK; ++k) {
        int best = 0;
        for (int e = 1; e < routed; ++e) best = logits[e] > logits[best] ? e : best;
        weights[best] = logits[best] / total;
        logits[best] = -1.0f;
    }
}

/// The gates of row `index`, by one warp, into `gates`; `scratch`: 2 · routed floats where more than 32 are routed.
template <class In>
__device__ void openGates(const ExpertEpilogue& task, const In* row, int64_t index, int lane, float* gates,
                          float* scratch) {
    const int pattern = task.pattern ? task.pattern[index / task.tokens] : 0;
    const bool many = task.routed > warp;
    float weight = 0;
    if (many) {
        routerLogits(task, row, pattern, lane, [&](int e, float logit) {
            if (lane == 0) scratch[e] = logit;
        });
        __syncwarp();
        if (lane == 0) chooseExperts(scratch, task.routed, task.topK, scratch + task.routed);
        __syncwarp();
    } else if (task.routed > 0) {
        float own = 0;
        routerLogits(task, row, pattern, lane, [&](int e, float logit) { own = e == lane ? logit : own; });
        weight = chosenWeight(own, task.routed, task.topK, lane);
    }
    int next = 0;
    for (int e = 0; e < task.experts; ++e) {
        const EpilogueExpert expert = task.expert[e];
        float gate = 1.0f;
        if (expert.gate == EpilogueGate::Modality) gate = (pattern >> expert.modality & 1) ? 1.0f : 0.0f;
        if (expert.gate == EpilogueGate::Routed) {
            gate = many ? scratch[task.routed + next] : __shfl_sync(0xffffffffu, weight, next);
            ++next;
        }
        if (lane != 0) continue;
        gates[e] = gate;
        if (task.gates) task.gates[index * task.experts + e] = gate;
    }
    __syncwarp();  // the scratch is free for this warp's next row
}

/// Whether every row begins where sixteen bytes at once can be read and written.
__device__ inline bool alignedRows(const ExpertEpilogue& task) {
    const auto misplaced = reinterpret_cast<uintptr_t>(task.input) | reinterpret_cast<uintptr_t>(task.output) |
                           reinterpret_cast<uintptr_t>(task.bias);
    return misplaced % 16 == 0 && (task.inputStride | task.outputStride) % 8 == 0;
}

/// QuickGELU of the feed-forward columns of `rows` rows.
template <class In, class Out>
__device__ void activate(const ExpertEpilogue& task, const In* from, Out* to, int rows, int thread) {
    constexpr int each = 8;
    const int whole = alignedRows(task) ? task.ffnWidth / each * each : 0;
    for (int i = thread * each; i < whole; i += epilogueThreads * each) {
        float value[epilogueRows][each], bias[each];
#pragma unroll
        for (int r = 0; r < epilogueRows; ++r)
            if (r < rows) readEight(from + r * task.inputStride + i, value[r]);
        readEight(task.bias + i, bias);
#pragma unroll
        for (int r = 0; r < epilogueRows; ++r) {
            if (r >= rows) break;
            for (int j = 0; j < each; ++j) value[r][j] = quickGelu(value[r][j] + bias[j], to);
            writeEight(to + r * task.outputStride + i, value[r]);
        }
    }
    for (int r = 0; r < rows; ++r)
        for (int i = whole + thread; i < task.ffnWidth; i += epilogueThreads)
            write(to + r * task.outputStride + i, quickGelu(read(from + r * task.inputStride + i) + task.bias[i], to));
}

/// The gate of the expert that a column behind the feed-forward part belongs to; 0 past the experts.
__device__ inline float gateOf(const ExpertEpilogue& task, int column, const float* gates) {
    for (int e = 0; e < task.experts; ++e)
        if (column < task.expert[e].column + task.expert[e].rank) return gates[e];
    return 0.0f;
}

/// The rows from `first` on, at most epilogueRows and up to `end`, by a block of epilogueThreads with epilogueFloats of
/// shared memory.
template <class In, class Out>
__device__ void finishRows(const ExpertEpilogue& task, int64_t first, int64_t end, int thread, float* shared) {
    const In* from = static_cast<const In*>(task.input) + first * task.inputStride;
    Out* to = static_cast<Out*>(task.output) + first * task.outputStride;
    const int rows = end - first < epilogueRows ? static_cast<int>(end - first) : epilogueRows;
    if (task.experts > 0)
        for (int r = thread / warp; r < rows; r += epilogueWarps)
            openGates(task, from + r * task.inputStride, first + r, thread % warp, shared + r * task.experts,
                      shared + epilogueRows * task.experts + thread / warp * 2 * task.routed);
    activate(task, from, to, rows, thread);
    __syncthreads();  // the gates are known, and the router has read its columns before they are zeroed
    const int tail = task.outputWidth - task.ffnWidth;
    for (int i = thread; i < rows * tail; i += epilogueThreads) {
        const int r = i / tail, column = task.ffnWidth + i % tail;
        const float gate = gateOf(task, column, shared + r * task.experts);
        // A closed gate writes zeros rather than 0·x: x may be anything.
        write(to + r * task.outputStride + column,
              gate == 0.0f ? 0.0f : gate * read(from + r * task.inputStride + column));
    }
}

}  // namespace lacuna::kernels
