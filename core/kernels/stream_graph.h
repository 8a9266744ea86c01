#pragma once

namespace lacuna::kernels {

extern "C" {

/// CUDA graphs: work recorded once from a stream and started again as a whole. All return 0 or a CUDA error. There only
/// when built with CUDA (LACUNA_HAS_CUDA).

/// From here on `stream` (cudaStream_t, not the default one) records what this thread queues on it instead of running
/// it. No memory may be allocated until the end, and every buffer must outlive the graph.
int lacunaGraphBegin(void* stream);
/// Ends the recording in any case. `*graph` is what was recorded, or null with an error.
int lacunaGraphEnd(void* stream, void** graph);
int lacunaGraphLaunch(void* graph, void* stream);
/// The work of all launches must have ended.
int lacunaGraphDestroy(void* graph);
}

}  // namespace lacuna::kernels
