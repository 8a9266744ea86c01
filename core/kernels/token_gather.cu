#include "kernels/row_launch.cuh"
#include "kernels/token_gather.cuh"

namespace lacuna::kernels {
namespace {

template <int Groups, class Number>
__global__ void tokenGather(const TokenGather task, int64_t rows) {
    const int64_t row = static_cast<int64_t>(blockIdx.x) * rowWarps + threadIdx.x / warp;
    if (row < rows) gatherToken<Groups, Number>(task, row, threadIdx.x % warp);
}

}  // namespace

int lacunaTokenGatherCuda(const TokenGather* task, int64_t sequences, void* stream) {
    const int64_t rows = sequences * tokensOf(*task);
    if (rows <= 0) return 0;
    if (!fitsWarpRows(task->width, rows) || task->modalities > maxGatherModalities)
        return static_cast<int>(cudaErrorInvalidValue);
    const auto blocks = static_cast<unsigned>((rows + rowWarps - 1) / rowWarps);
    const auto queue = static_cast<cudaStream_t>(stream);
    withGroups(task->width, [&](auto groups) {
        constexpr int count = decltype(groups)::count;
        if (task->mapStorage == Storage::BFloat16)
            tokenGather<count, __nv_bfloat16><<<blocks, rowWarps * warp, 0, queue>>>(*task, rows);
        else
            tokenGather<count, float><<<blocks, rowWarps * warp, 0, queue>>>(*task, rows);
    });
    return static_cast<int>(cudaGetLastError());
}

}  // namespace lacuna::kernels
