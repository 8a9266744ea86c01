#include "kernels/short_attention.cuh"

namespace lacuna::kernels {
namespace {

template <int Tiles>
__global__ void tensorAttention(const ShortAttention task, int64_t heads) {
    extern __shared__ __align__(128) unsigned char memory[];
    const ShortAttentionLayout layout = tensorLayout(Tiles * attentionTile);
    const int groupThreads = layout.groupWarps * warp, group = static_cast<int>(threadIdx.x) / groupThreads;
    const int64_t index = static_cast<int64_t>(blockIdx.x) * layout.groups + group;
    if (index >= heads) return;
    attendInTensorCores<Tiles>(task, index / task.heads, static_cast<int>(index % task.heads),
                               static_cast<int>(threadIdx.x) % groupThreads, memory + group * layout.groupBytes);
}

__global__ void floatAttention(const ShortAttention task) {
    extern __shared__ __align__(128) unsigned char memory[];
    attendInFloat(task, blockIdx.x / task.heads, static_cast<int>(blockIdx.x % task.heads), threadIdx.x,
                  reinterpret_cast<float*>(memory));
}

template <class Kernel, class... More>
int launch(Kernel* kernel, const ShortAttention& task, unsigned blocks, int threads, int bytes, cudaStream_t stream,
           More... more) {
    // More than 48 KiB have to be asked for.
    const cudaError_t status = cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes);
    if (status != cudaSuccess) return static_cast<int>(status);
    kernel<<<blocks, threads, static_cast<size_t>(bytes), stream>>>(task, more...);
    return static_cast<int>(cudaGetLastError());
}

template <int Tiles>
int launchTensors(const ShortAttention& task, int64_t heads, cudaStream_t stream) {
    const ShortAttentionLayout layout = tensorLayout(Tiles * attentionTile);
    const auto blocks = static_cast<unsigned>((heads + layout.groups - 1) / layout.groups);
    return launch(tensorAttention<Tiles>, task, blocks, layout.groups * layout.groupWarps * warp,
                  layout.groups * layout.groupBytes, stream, heads);
}

}  // namespace

int lacunaShortAttentionCuda(const ShortAttention* task, int64_t sequences, void* stream) {
    const int64_t heads = sequences * task->heads;
    if (heads <= 0) return 0;
    if (task->tokens < 1 || task->tokens > maxShortTokens || heads > 0x7fffffff)
        return static_cast<int>(cudaErrorInvalidValue);
    const auto queue = static_cast<cudaStream_t>(stream);
    if (task->storage == Storage::Float32)
        return launch(floatAttention, *task, static_cast<unsigned>(heads), floatAttentionWarps * warp,
                      floatAttentionBytes(task->tokens), queue);
    using Launch = int (*)(const ShortAttention&, int64_t, cudaStream_t);
    constexpr Launch launches[] = {launchTensors<1>, launchTensors<2>, launchTensors<3>,
                                   launchTensors<4>, launchTensors<5>, launchTensors<6>};
    static_assert(sizeof launches / sizeof launches[0] == maxShortTokens / attentionTile);
    return launches[tensorLayout(task->tokens).tiles - 1](*task, heads, queue);
}

}  // namespace lacuna::kernels
