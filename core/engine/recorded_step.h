#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>

namespace lacuna::engine {

/// Work of many small operations on a GPU that is the same every time: the same operations on the same tensors, its
/// results in memory of its own. Recorded with its allocations as a CUDA graph after a few runs and launched as a whole
/// from then on; a training step is thousands of launches otherwise. Where it cannot be recorded, and on the CPU, the work
/// is simply done. Runs on the current stream, which must not be the default one on a GPU. One thread at a time.
class RecordedStep {
public:
    explicit RecordedStep(const at::Device& device);
    RecordedStep(const RecordedStep&) = delete;
    RecordedStep& operator=(const RecordedStep&) = delete;
    ~RecordedStep();
    /// `work` waits for nothing on the GPU. Tensors that it makes stand in place: later runs write into them.
    void run(const std::function<void()>& work);
    bool recorded() const;

private:
    class Graph;
    bool onGpu_;
    int runs_ = 0;
    bool refused_ = false;  ///< it could not be recorded
    std::unique_ptr<Graph> graph_;
};

}  // namespace lacuna::engine
