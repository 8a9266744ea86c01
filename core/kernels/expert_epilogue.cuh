#pragma once

// A warp takes a row (a token): what it has to read of the feed-forward columns is under way while it works out the gates.
#include "kernels/both_sides.h"
#include "kernels/expert_epilogue.h"
#include "kernels/warp.cuh"

namespace lacuna::kernels {

constexpr int epilogueWarps = 4;  ///< of a block
constexpr int epilogueThreads = epilogueWarps * warp;

/// Floats of shared memory of a warp: a row's gates, and logits and weights of more experts than it has lanes.
LACUNA_BOTH_SIDES inline int epilogueFloats(const ExpertEpilogue& task) {
    return task.experts + (task.routed > warp ? 2 * task.routed : 0);
}

/// x σ(1.702 x), to the precision of what it is stored in.
__device__ inline float quickGelu(float x, const float*) {
    return x / (1.0f + expf(-1.702f * x));
}
__device__ inline float quickGelu(float x, const __nv_bfloat16*) {
#ifdef __CUDA_ARCH__
    return __fdividef(x, 1.0f + __expf(-1.702f * x));  // a divisor past 2^126 gives 0, as it should
#else
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
__device__ inline void chooseAmongMany(float* logits, int routed, int topK, float* weights) {
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

/// The gates of row `index`, by one warp, into shared memory.
template <class In>
__device__ void openGates(const ExpertEpilogue& task, const In* row, int64_t index, int lane, float* gates) {
    const int pattern =
        task.pattern ? task.pattern[static_cast<unsigned>(index) / static_cast<unsigned>(task.tokens)] : 0;
    float* logits = gates + task.experts;
    float* weights = logits + task.routed;
    float own = 0;  // of the routed expert that is this lane's, where there is one lane for each
    const bool many = task.routed > warp;
    if (many) {
        routerLogits(task, row, pattern, lane, [&](int e, float logit) {
            if (lane == 0) logits[e] = logit;
        });
        if (lane == 0) chooseAmongMany(logits, task.routed, task.topK, weights);
        __syncwarp();
    } else if (task.routed > 0) {
        routerLogits(task, row, pattern, lane, [&](int e, float logit) { own = e == lane ? logit : own; });
        own = chosenWeight(own, task.routed, task.topK, lane);
    }
    for (int first = 0; first < task.experts; first += warp) {
        const int e = first + lane;
        const EpilogueExpert expert = task.expert[e < task.experts ? e : 0];
        const bool routed = expert.gate == EpilogueGate::Routed;
        const float chosen = __shfl_sync(0xffffffffu, own, routed && !many ? expert.index : 0);
        float gate = 1.0f;
        if (expert.gate == EpilogueGate::Modality) gate = (pattern >> expert.index & 1) ? 1.0f : 0.0f;
        if (routed) gate = many ? weights[expert.index] : chosen;
        if (e >= task.experts) continue;
        gates[e] = gate;
        if (task.gates) task.gates[index * task.experts + e] = gate;
    }
    __syncwarp();  // the gates are known, and every lane has read the router's columns, which may be overwritten now
}

/// Whether every row begins where sixteen bytes at once can be read and written.
__device__ inline bool alignedRows(const ExpertEpilogue& task) {
    const auto misplaced = reinterpret_cast<uintptr_t>(task.input) | reinterpret_cast<uintptr_t>(task.output) |
                           reinterpret_cast<uintptr_t>(task.bias);
    return misplaced % 16 == 0 && (task.inputStride | task.outputStride) % 8 == 0;
}

/// Eight feed-forward columns of a row, read at once and activated later.
constexpr int columnsAtOnce = 8;
template <class In, class Out>
struct HeldColumns {
    float value[columnsAtOnce];
    __device__ void read(const In* from) { readEight(from, value); }
    __device__ void activate(const float* bias, Out* to) {
        float added[columnsAtOnce];
        readEight(bias, added);
        for (int j = 0; j < columnsAtOnce; ++j) value[j] = quickGelu(value[j] + added[j], to);
        writeEight(to, value);
    }
};

/// Row `index`, by one warp; `gates`: epilogueFloats of shared memory.
template <class In, class Out>
__device__ void finishRow(const ExpertEpilogue& task, int64_t index, int lane, float* gates) {
    constexpr int held = 4, step = held * warp * columnsAtOnce;
    const In* from = static_cast<const In*>(task.input) + index * task.inputStride;
    Out* to = static_cast<Out*>(task.output) + index * task.outputStride;
    const int whole = alignedRows(task) ? task.ffnWidth / columnsAtOnce * columnsAtOnce : 0;
    const auto columnOf = [&](int first, int j) { return first + (j * warp + lane) * columnsAtOnce; };
    HeldColumns<In, Out> columns[held];
    const auto readFrom = [&](int first) {
#pragma unroll
        for (int j = 0; j < held; ++j)
            if (columnOf(first, j) < whole) columns[j].read(from + columnOf(first, j));
    };
    readFrom(0);
    if (task.experts > 0) openGates(task, from, index, lane, gates);
    for (int first = 0; first < whole; first += step) {
        if (first > 0) readFrom(first);
#pragma unroll
        for (int j = 0; j < held; ++j)
            if (columnOf(first, j) < whole)
                columns[j].activate(task.bias + columnOf(first, j), to + columnOf(first, j));
    }
    for (int i = whole + lane; i < task.ffnWidth; i += warp)
        write(to + i, quickGelu(read(from + i) + task.bias[i], to));
    for (int i = task.ffnWidth + lane; i < task.outputWidth; i += warp) {
        const int expert = task.experts > 0 ? task.owner[i - task.ffnWidth] : -1;
        const float gate = expert < 0 ? 0.0f : gates[expert];
        // A closed gate writes zeros rather than 0·x: x may be anything.
        write(to + i, gate == 0.0f ? 0.0f : gate * read(from + i));
    }
}

}  // namespace lacuna::kernels
