#include "kernels/residual_norm.cuh"
#include "kernels/row_launch.cuh"

namespace lacuna::kernels {
namespace {

template <int Groups, class Addend, class Output>
__global__ void residualNorm(const ResidualNorm task, int64_t rows) {
    const int64_t row = static_cast<int64_t>(blockIdx.x) * rowWarps + threadIdx.x / warp;
    if (row < rows) addAndNormalise<Groups, Addend, Output>(task, row, threadIdx.x % warp);
}

template <class Addend, class Output>
void launch(const ResidualNorm& task, int64_t rows, cudaStream_t stream) {
    const auto blocks = static_cast<unsigned>((rows + rowWarps - 1) / rowWarps);
    withGroups(task.width, [&](auto groups) {
        residualNorm<decltype(groups)::count, Addend, Output><<<blocks, rowWarps * warp, 0, stream>>>(task, rows);
    });
}

template <class Addend>
void launch(const ResidualNorm& task, int64_t rows, cudaStream_t stream) {
    if (task.outputStorage == Storage::BFloat16)
        launch<Addend, __nv_bfloat16>(task, rows, stream);
    else
        launch<Addend, float>(task, rows, stream);
}

}  // namespace

int lacunaResidualNormCuda(const ResidualNorm* task, int64_t rows, void* stream) {
    if (rows <= 0) return 0;
    if (!fitsWarpRows(task->width, rows)) return static_cast<int>(cudaErrorInvalidValue);
    if (task->addendStorage == Storage::BFloat16)
        launch<__nv_bfloat16>(*task, rows, static_cast<cudaStream_t>(stream));
    else
        launch<float>(*task, rows, static_cast<cudaStream_t>(stream));
    return static_cast<int>(cudaGetLastError());
}

}  // namespace lacuna::kernels
