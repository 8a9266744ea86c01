#include "kernels/expert_epilogue.cuh"

namespace lacuna::kernels {
namespace {

template <class In, class Out>
__global__ void __launch_bounds__(epilogueThreads) expertEpilogue(const ExpertEpilogue task, int64_t rows) {
    extern __shared__ float shared[];
    const int warpIndex = static_cast<int>(threadIdx.x) / warp;
    const int64_t row = static_cast<int64_t>(blockIdx.x) * epilogueWarps + warpIndex;
    if (row < rows)
        finishRow<In, Out>(task, row, static_cast<int>(threadIdx.x) % warp, shared + warpIndex * epilogueFloats(task));
}

template <class In>
void launch(const ExpertEpilogue& task, int64_t rows, cudaStream_t stream) {
    const auto blocks = static_cast<unsigned>((rows + epilogueWarps - 1) / epilogueWarps);
    const size_t bytes = sizeof(float) * static_cast<size_t>(epilogueWarps * epilogueFloats(task));
    if (task.outputStorage == Storage::BFloat16)
        expertEpilogue<In, __nv_bfloat16><<<blocks, epilogueThreads, bytes, stream>>>(task, rows);
    else
        expertEpilogue<In, float><<<blocks, epilogueThreads, bytes, stream>>>(task, rows);
}

}  // namespace

int lacunaExpertEpilogueCuda(const ExpertEpilogue* task, int64_t rows, void* stream) {
    if (rows <= 0) return 0;
    if (rows > 0x7fffffff) return static_cast<int>(cudaErrorInvalidValue);
    const auto queue = static_cast<cudaStream_t>(stream);
    if (task->inputStorage == Storage::BFloat16)
        launch<__nv_bfloat16>(*task, rows, queue);
    else
        launch<float>(*task, rows, queue);
    return static_cast<int>(cudaGetLastError());
}

const char* lacunaCudaErrorText(int error) {
    return cudaGetErrorString(static_cast<cudaError_t>(error));
}

}  // namespace lacuna::kernels
