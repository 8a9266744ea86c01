#pragma once

// One block of threads a row (a token): the feed-forward columns need no router, so they are done while one warp works
// out the gates in shared memory; then the expert columns are scaled.
#include "kernels/expert_epilogue.h"
#include "kernels/warp.cuh"

namespace lacuna::kernels {

constexpr int epilogueThreads = 256;

/// Shared memory of a block.
struct EpilogueScratch {
    float logits[maxEpilogueExperts];
    float weights[maxEpilogueExperts];
    float gates[maxEpilogueExperts];
};

__device__ inline float quickGelu(float x) {
    return x / (1.0f + expf(-1.702f * x));
}
__device__ inline float gelu(float x) {
    return 0.5f * x * (1.0f + erff(x * 0.70710678118654752f));
}

/// TopK(softmax(logits)) by one thread: there are few experts.
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

template <class In>
__device__ void route(const ExpertEpilogue& task, const In* row, int pattern, int lane, float* logits, float* weights) {
    const int width = task.hidden > 0 ? task.hidden : task.routed;
    const float* code = task.code + static_cast<int64_t>(pattern) * width;
    if (task.hidden > 0) {
        for (int e = 0; e < task.routed; ++e) {
            float part = 0;
            for (int i = lane; i < task.hidden; i += warp)
                part += task.routerWeight[e * task.hidden + i] * gelu(read(row + task.routerColumn + i) + code[i]);
            part = warpSum(part);
            if (lane == 0) logits[e] = part;
        }
    } else {
        for (int e = lane; e < task.routed; e += warp) logits[e] = read(row + task.routerColumn + e) + code[e];
    }
    __syncwarp();
    if (lane == 0) chooseExperts(logits, task.routed, task.topK, weights);
}

template <class In>
__device__ void openGates(const ExpertEpilogue& task, const In* row, int64_t index, int lane,
                          EpilogueScratch& scratch) {
    const int pattern = task.pattern ? task.pattern[index / task.tokens] : 0;
    if (task.routed > 0) route(task, row, pattern, lane, scratch.logits, scratch.weights);
    __syncwarp();
    if (lane != 0) return;
    int next = 0;
    for (int e = 0; e < task.experts; ++e) {
        float gate = 1.0f;
        if (task.expert[e].gate == EpilogueGate::Modality)
            gate = (pattern >> task.expert[e].modality & 1) ? 1.0f : 0.0f;
        if (task.expert[e].gate == EpilogueGate::Routed) gate = scratch.weights[next++];
        scratch.gates[e] = gate;
        if (task.gates) task.gates[index * task.experts + e] = gate;
    }
}

/// Row `index`, by a block of epilogueThreads.
template <class In, class Out>
__device__ void finishRow(const ExpertEpilogue& task, int64_t index, int thread, EpilogueScratch& scratch) {
    const In* row = static_cast<const In*>(task.input) + index * task.inputStride;
    Out* to = static_cast<Out*>(task.output) + index * task.outputStride;
    if (task.experts > 0 && thread < warp) openGates(task, row, index, thread, scratch);
    for (int i = thread; i < task.ffnWidth; i += epilogueThreads)
        write(to + i, quickGelu(read(row + i) + task.bias[i]));
    __syncthreads();  // the gates are known, and the router has read its columns before they are zeroed
    int end = task.ffnWidth;
    for (int e = 0; e < task.experts; ++e) {
        const EpilogueExpert& expert = task.expert[e];
        const float gate = scratch.gates[e];
        end = expert.column + expert.rank;
        // A closed gate writes zeros rather than 0·x: x may be anything.
        for (int i = expert.column + thread; i < end; i += epilogueThreads)
            write(to + i, gate == 0.0f ? 0.0f : gate * read(row + i));
    }
    for (int i = end + thread; i < task.outputWidth; i += epilogueThreads) write(to + i, 0.0f);
}

}  // namespace lacuna::kernels
