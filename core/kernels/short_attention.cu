#include "kernels/short_attention.cuh"

namespace lacuna::kernels {
namespace {

__global__ void tensorAttention(const ShortAttention task) {
    extern __shared__ __align__(128) unsigned char memory[];
    attendInTensorCores(task, blockIdx.x / task.heads, static_cast<int>(blockIdx.x % task.heads), threadIdx.x, memory);
}

__global__ void floatAttention(const ShortAttention task) {
    extern __shared__ __align__(128) unsigned char memory[];
    attendInFloat(task, blockIdx.x / task.heads, static_cast<int>(blockIdx.x % task.heads), threadIdx.x,
                  reinterpret_cast<float*>(memory));
}

int launch(void (*kernel)(ShortAttention), const ShortAttention& task, unsigned blocks, unsigned threads, int bytes,
           cudaStream_t stream) {
    // More than 48 KiB have to be asked for.
    const cudaError_t status = cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes);
    if (status != cudaSuccess) return static_cast<int>(status);
    kernel<<<blocks, threads, static_cast<size_t>(bytes), stream>>>(task);
    return static_cast<int>(cudaGetLastError());
}

}  // namespace

int lacunaShortAttentionCuda(const ShortAttention* task, int64_t sequences, void* stream) {
    const int64_t blocks = sequences * task->heads;
    if (blocks <= 0) return 0;
    if (task->tokens < 1 || task->tokens > maxShortTokens || blocks > 0x7fffffff)
        return static_cast<int>(cudaErrorInvalidValue);
    const auto count = static_cast<unsigned>(blocks);
    const auto queue = static_cast<cudaStream_t>(stream);
    if (task->storage == Storage::Float32)
        return launch(floatAttention, *task, count, floatAttentionWarps * warp, floatAttentionBytes(task->tokens),
                      queue);
    const ShortAttentionLayout layout = tensorLayout(task->tokens);
    const auto threads = static_cast<unsigned>(layout.padded / attentionTile * warp);
    return launch(tensorAttention, *task, count, threads, layout.bytes, queue);
}

}  // namespace lacuna::kernels
