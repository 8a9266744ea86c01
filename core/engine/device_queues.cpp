#include "engine/device_queues.h"

#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <algorithm>
#include <cstring>

#include "engine/torch_headers.h"
#include "kernels/expert_epilogue.h"
#include "kernels/stream_graph.h"

namespace lacuna::engine {
namespace {

constexpr std::int64_t stageBytes = std::int64_t{8} << 20;

c10::Stream streamOf(const at::Device& device) {
    if (!device.is_cuda()) return c10::Stream(c10::Stream::DEFAULT, device);
    return c10::impl::VirtualGuardImpl(device.type()).getStreamFromGlobalPool(device);
}

}  // namespace

StreamMark::StreamMark(const at::Device& device) {
    if (device.is_cuda()) event_.emplace(device.type());
}
void StreamMark::set(const c10::Stream& stream) {
    if (event_) event_->record(stream);
}
void StreamMark::hold(const c10::Stream& stream) const {
    if (event_) event_->block(stream);
}
void StreamMark::wait() const {
    if (event_) event_->synchronize();
}

DeviceQueues::DeviceQueues(const at::Device& device)
    : device_(device),
      copyIn_(streamOf(device)),
      compute_(streamOf(device)),
      copyOut_(streamOf(device)),
      stages_{{{}, StreamMark(device)}, {{}, StreamMark(device)}},
      allocated_(device) {}

void* DeviceQueues::computeHandle() const {
    return device_.is_cuda() ? compute_.native_handle() : nullptr;
}

at::Tensor DeviceQueues::hostBuffer(at::IntArrayRef sizes, at::ScalarType type) const {
    return at::empty(sizes, at::TensorOptions().dtype(type).pinned_memory(device_.is_cuda()));
}

at::Tensor DeviceQueues::deviceBuffer(at::IntArrayRef sizes, at::ScalarType type) const {
    return at::empty(sizes, at::TensorOptions().dtype(type).device(device_));
}

at::Tensor DeviceQueues::upload(const void* from, std::int64_t bytes) {
    auto target = deviceBuffer({bytes}, at::kByte);
    // The memory may have been another buffer's, which the compute stream still reads.
    allocated_.set(compute_);
    allocated_.hold(copyIn_);
    const c10::StreamGuard guard(copyIn_);
    int next = 0;
    for (std::int64_t first = 0; first < bytes; first += stageBytes, next = 1 - next) {
        auto& stage = stages_[next];
        if (!stage.host.defined()) stage.host = hostBuffer({stageBytes}, at::kByte);
        const auto count = std::min(stageBytes, bytes - first);
        stage.copied.wait();
        std::memcpy(stage.host.mutable_data_ptr(), static_cast<const char*>(from) + first,
                    static_cast<std::size_t>(count));
        target.narrow(0, first, count).copy_(stage.host.narrow(0, 0, count), true);
        stage.copied.set(copyIn_);
        stage.copied.hold(compute_);
    }
    return target;
}

void DeviceQueues::drain() const {
    if (!device_.is_cuda()) return;
    for (const auto* stream : {&copyIn_, &compute_, &copyOut_}) stream->synchronize();
}

void RepeatedWork::run(const DeviceQueues& queues, const std::function<void()>& work) {
#ifdef LACUNA_HAS_CUDA
    // Not the first time: libraries set themselves up and load kernels then, which no recording may hold.
    if (queues.device().is_cuda() && !graph_ && !refused_ && runs_ > 0) refused_ = !record(queues, work);
    if (graph_) {
        const int status = kernels::lacunaGraphLaunch(graph_, queues.computeHandle());
        TORCH_CHECK(status == 0, "CUDA graph: ", kernels::lacunaCudaErrorText(status));
        return;
    }
#endif
    work();
    ++runs_;
}

bool RepeatedWork::record(const DeviceQueues& queues, const std::function<void()>& work) {
#ifdef LACUNA_HAS_CUDA
    void* const stream = queues.computeHandle();
    if (kernels::lacunaGraphBegin(stream) != 0) return false;
    bool whole = true;
    try {
        work();
    } catch (const c10::Error&) {
        whole = false;  // what failed while it was recorded is done without a graph, and fails there if it must
    }
    if (kernels::lacunaGraphEnd(stream, &graph_) != 0) return false;
    if (!whole) forget();
    return whole;
#else
    return false;
#endif
}

void RepeatedWork::forget() {
#ifdef LACUNA_HAS_CUDA
    if (graph_) kernels::lacunaGraphDestroy(graph_);
#endif
    graph_ = nullptr;
    runs_ = 0;
    refused_ = false;
}

}  // namespace lacuna::engine
