#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Event.h>
#include <c10/core/Stream.h>

#include <functional>
#include <optional>

namespace lacuna::engine {

/// A point in a stream of a GPU. On the CPU, where every call has ended when it returns, all of these do nothing.
class StreamMark {
public:
    explicit StreamMark(const at::Device& device);
    void set(const c10::Stream& stream);         ///< the point is here, behind what was queued so far
    void hold(const c10::Stream& stream) const;  ///< what is queued on `stream` from now on waits for the point
    void wait() const;                           ///< the calling thread waits for it

private:
    std::optional<c10::Event> event_;
};

/// The three streams on which a plan reads, computes and writes. One thread at a time.
class DeviceQueues {
public:
    explicit DeviceQueues(const at::Device& device);
    const at::Device& device() const { return device_; }
    const c10::Stream& copyIn() const { return copyIn_; }
    const c10::Stream& compute() const { return compute_; }
    const c10::Stream& copyOut() const { return copyOut_; }
    /// What a kernel's launcher takes as its stream.
    void* computeHandle() const;

    /// Memory of this computer that the GPU copies from and to while both go on: page-locked where there is a GPU.
    at::Tensor hostBuffer(at::IntArrayRef sizes, at::ScalarType type) const;
    at::Tensor deviceBuffer(at::IntArrayRef sizes, at::ScalarType type) const;
    /// Bytes to the device through two page-locked buffers, one filled while the other is copied. What is queued on the
    /// compute stream afterwards finds them there: [bytes], bytes.
    at::Tensor upload(const void* from, std::int64_t bytes);
    /// Waits until all three streams are empty. Throws c10's errors.
    void drain() const;

private:
    at::Device device_;
    c10::Stream copyIn_, compute_, copyOut_;
    struct Stage {
        at::Tensor host;
        StreamMark copied;
    };
    Stage stages_[2];
    StreamMark allocated_;
};

/// Work that always queues the same kernels on the same buffers: recorded as a CUDA graph when it runs for the second
/// time, launched as a whole from then on. Where a recording fails, and on the CPU, it is simply done.
class RepeatedWork {
public:
    RepeatedWork() = default;
    RepeatedWork(const RepeatedWork&) = delete;
    RepeatedWork& operator=(const RepeatedWork&) = delete;
    ~RepeatedWork() { forget(); }
    /// `work` queues on the compute stream and allocates nothing.
    void run(const DeviceQueues& queues, const std::function<void()>& work);
    /// The buffers are about to go. The streams must be empty.
    void forget();
    bool recorded() const { return graph_ != nullptr; }

private:
    bool record(const DeviceQueues& queues, const std::function<void()>& work);

    int runs_ = 0;
    bool refused_ = false;  ///< it could not be recorded
    void* graph_ = nullptr;
};

}  // namespace lacuna::engine
