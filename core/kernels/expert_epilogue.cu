#include "kernels/expert_epilogue.cuh"

namespace lacuna::kernels {
namespace {

template <class In, class Out>
__global__ void expertEpilogue(const ExpertEpilogue task) {
    __shared__ EpilogueScratch scratch;
    finishRow<In, Out>(task, blockIdx.x, threadIdx.x, scratch);
}

template <class In>
void launch(const ExpertEpilogue& task, unsigned rows, cudaStream_t stream) {
    if (task.outputStorage == Storage::BFloat16)
        expertEpilogue<In, __nv_bfloat16><<<rows, epilogueThreads, 0, stream>>>(task);
    else
        expertEpilogue<In, float><<<rows, epilogueThreads, 0, stream>>>(task);
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

const char* lacunaCudaErrorText(int error) {
    return cudaGetErrorString(static_cast<cudaError_t>(error));
}

}  // namespace lacuna::kernels
