#include "kernels/stream_graph.h"

#include <cuda_runtime.h>

namespace lacuna::kernels {

int lacunaGraphBegin(void* stream) {
    return static_cast<int>(
        cudaStreamBeginCapture(static_cast<cudaStream_t>(stream), cudaStreamCaptureModeThreadLocal));
}

int lacunaGraphEnd(void* stream, void** graph) {
    *graph = nullptr;
    cudaGraph_t recorded = nullptr;
    cudaError_t status = cudaStreamEndCapture(static_cast<cudaStream_t>(stream), &recorded);
    cudaGraphExec_t executable = nullptr;
    if (status == cudaSuccess) status = cudaGraphInstantiate(&executable, recorded, 0);
    if (recorded) cudaGraphDestroy(recorded);
    if (status == cudaSuccess)
        *graph = executable;
    else
        cudaGetLastError();  // reported here; a later launch check must not meet it again
    return static_cast<int>(status);
}

int lacunaGraphLaunch(void* graph, void* stream) {
    return static_cast<int>(cudaGraphLaunch(static_cast<cudaGraphExec_t>(graph), static_cast<cudaStream_t>(stream)));
}

int lacunaGraphDestroy(void* graph) {
    return static_cast<int>(cudaGraphExecDestroy(static_cast<cudaGraphExec_t>(graph)));
}

}  // namespace lacuna::kernels
