// One block of threads a row (a token): the feed-forward columns need no router, so they are done while one warp works
// out the gates in shared memory; then the expert columns are scaled.
#include <cuda_bf16.h>
#include <cuda_runtime.h>

#include "kernels/expert_epilogue.h"

namespace lacuna::kernels {
namespace {

constexpr int threads = 256;
constexpr int warp = 32;

__device__ inline float read(const float* p) { return *p; }
__device__ inline float read(const __nv_bfloat16* p) { return __bfloat162float(*p); }
__device__ inline void write(float* p, float value) { *p = value; }
__device__ inline void write(__nv_bfloat16* p, float value) { *p = __float2bfloat16(value); }

__device__ inline float quickGelu(float x) { return x / (1.0f + expf(-1.702f * x)); }
__device__ inline float gelu(float x) { return 0.5f * x * (1.0f + erff(x * 0.70710678118654752f)); }

__device__ inline float warpSum(float value) {
    for (int step = warp / 2; step > 0; step /= 2) value += __shfl_xor_sync(0xffffffffu, value, step);
    return value;
}

/// TopK(softmax(logits)) by one thread: there are few experts.
__device__ void chooseExperts(float* logits, int routed, int topK, float* weights) {
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
__device__ void route(const ExpertEpilogue& task, const In* row, int pattern, float* logits, float* weights) {
    const int lane = threadIdx.x % warp;
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
__device__ void openGates(const ExpertEpilogue& task, const In* row, int64_t index, float* logits, float* weights,
                          float* gates) {
    const int pattern = task.pattern ? task.pattern[index / task.tokens] : 0;
    if (task.routed > 0) route(task, row, pattern, logits, weights);
    __syncwarp();
    if (threadIdx.x != 0) return;
    int next = 0;
    for (int e = 0; e < task.experts; ++e) {
        float gate = 1.0f;
        if (task.expert[e].gate == EpilogueGate::Modality) gate = (pattern >> task.expert[e].modality & 1) ? 1.0f : 0.0f;
        if (task.expert[e].gate == EpilogueGate::Routed) gate = weights[next++];
        gates[e] = gate;
        if (task.gates) task.gates[index * task.experts + e] = gate;
    }
}

template <class In, class Out>
__global__ void expertEpilogue(const ExpertEpilogue task) {
    __shared__ float logits[maxEpilogueExperts], weights[maxEpilogueExperts], gates[maxEpilogueExperts];
    const int64_t index = blockIdx.x;
    const In* row = static_cast<const In*>(task.input) + index * task.inputStride;
    Out* to = static_cast<Out*>(task.output) + index * task.outputStride;
    if (task.experts > 0 && threadIdx.x < warp) openGates(task, row, index, logits, weights, gates);
    for (int i = threadIdx.x; i < task.ffnWidth; i += threads) write(to + i, quickGelu(read(row + i) + task.bias[i]));
    __syncthreads();  // the gates are known, and the router has read its columns before they are zeroed
    int end = task.ffnWidth;
    for (int e = 0; e < task.experts; ++e) {
        const EpilogueExpert& expert = task.expert[e];
        const float gate = gates[e];
        end = expert.column + expert.rank;
        // A closed gate writes zeros rather than 0·x: x may be anything.
        for (int i = expert.column + threadIdx.x; i < end; i += threads)
            write(to + i, gate == 0.0f ? 0.0f : gate * read(row + i));
    }
    for (int i = end + threadIdx.x; i < task.outputWidth; i += threads) write(to + i, 0.0f);
}

template <class In>
void launch(const ExpertEpilogue& task, unsigned rows, cudaStream_t stream) {
    if (task.outputStorage == Storage::BFloat16)
        expertEpilogue<In, __nv_bfloat16><<<rows, threads, 0, stream>>>(task);
    else
        expertEpilogue<In, float><<<rows, threads, 0, stream>>>(task);
}

}  // namespace

int lacunaExpertEpilogueCuda(const ExpertEpilogue* task, int64_t rows, void* stream) {
    if (rows <= 0) return 0;
    if (rows > 0x7fffffff) return static_cast<int>(cudaErrorInvalidValue);
    const auto queue = static_cast<cudaStream_t>(stream);
    if (task->inputStorage == Storage::BFloat16)
        launch<__nv_bfloat16>(*task, static_cast<unsigned>(rows), queue);
    else
        launch<float>(*task, static_cast<unsigned>(rows), queue);
    return static_cast<int>(cudaGetLastError());
}

const char* lacunaCudaErrorText(int error) { return cudaGetErrorString(static_cast<cudaError_t>(error)); }

}  // namespace lacuna::kernels
