#include "engine/recorded_step.h"

#ifdef LACUNA_TORCH_GRAPHS
#include <ATen/cuda/CUDAGraph.h>
#endif

namespace lacuna::engine {

namespace {
/// Before the recording: libraries set themselves up, in the backward pass's own threads too.
constexpr int simpleRuns = 3;
}  // namespace

#ifdef LACUNA_TORCH_GRAPHS

class RecordedStep::Graph {
public:
    /// Records `work`; false when it does what no graph can hold.
    bool record(const std::function<void()>& work) {
        graph_.capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal);
        bool whole = true;
        try {
            work();
        } catch (const c10::Error&) {
            whole = false;  // done without a graph, it fails there if it must
        }
        try {
            graph_.capture_end();
        } catch (const c10::Error&) {
            whole = false;
        }
        return whole;
    }
    void replay() { graph_.replay(); }

private:
    at::cuda::CUDAGraph graph_;
};

void RecordedStep::run(const std::function<void()>& work) {
    if (onGpu_ && !graph_ && !refused_ && runs_ >= simpleRuns) {
        auto graph = std::make_unique<Graph>();
        refused_ = !graph->record(work);
        if (!refused_) graph_ = std::move(graph);
    }
    if (graph_) {
        graph_->replay();
        return;
    }
    work();
    ++runs_;
}

#else

class RecordedStep::Graph {};

void RecordedStep::run(const std::function<void()>& work) {
    work();
    ++runs_;
}

#endif

RecordedStep::RecordedStep(const at::Device& device) : onGpu_(device.is_cuda()) {}
RecordedStep::~RecordedStep() = default;

bool RecordedStep::recorded() const {
    return graph_ != nullptr;
}

}  // namespace lacuna::engine
