#include "engine/tensor_plan.h"

#include <c10/core/DeviceGuard.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <algorithm>
#include <array>

#include "engine/kernel_call.h"
#include "engine/tensor_blocks.h"
#include "engine/token_maps.h"
#include "engine/torch_device.h"
#include "engine/torch_headers.h"
#include "kernels/token_gather.h"

namespace lacuna::engine {
namespace {

constexpr int cudaBatch = 4096;
constexpr int cpuBatch = 32;

/// What one pass reads and writes, here and on the device. There are two: while one pass computes, the next one's input
/// goes up and the last one's scores come down.
struct Slot {
    explicit Slot(const at::Device& device) : uploaded(device), computed(device), downloaded(device) {}
    at::Tensor hostCentres, hostPatterns, centres, patterns;
    at::Tensor hostScores, scores;  ///< [pixels, K + 2 · experts]: logits, shares, weights
    StreamMark uploaded, computed, downloaded;
    std::size_t first = 0;
    std::int64_t pixels = 0;  ///< under way; 0: none
};

class TensorPlan final : public InferencePlan {
public:
    TensorPlan(StackedModel model, const Device& device, int batchSize);
    ~TensorPlan() override;
    TensorPlan(const TensorPlan&) = delete;
    TensorPlan& operator=(const TensorPlan&) = delete;
    void run(const tile::Batch& batch, bool recordActivation, Scores& scores) override;
    const StackedModel& stacked() const override { return model_; }
    int batchSize() const override { return batch_; }
    bool shrink() override;

private:
    at::Tensor toDevice(const at::Tensor& tensor) const { return tensor.to(device_).contiguous(); }
    void reserve(bool record);
    void release() noexcept;
    void runPasses(const tile::Batch& batch, bool record, Scores& scores);
    void upload(const tile::Batch& batch, Slot& slot);
    void compute(const tile::Batch& batch, bool record, Slot& slot);
    void gather(const tile::Tile& tile, const Slot& slot);
    void collect(bool record, const Slot& slot);
    void download(Slot& slot);
    void finish(Slot& slot, Scores& scores) const;

    StackedModel model_;
    at::Device device_;
    int batch_;
    DeviceQueues queues_;
    TensorBlocks blocks_;
    TokenMaps maps_;
    at::Tensor sequenceBase_, headWeight_, headBias_, preNormWeight_, preNormBias_;
    std::array<Slot, 2> slots_;
    RepeatedWork plain_, recording_;  ///< the blocks over a whole batch, without and with gates
};

TensorPlan::TensorPlan(StackedModel model, const Device& device, int batchSize)
    : model_(std::move(model)),
      device_(placeOf(device)),
      batch_(batchSize > 0 ? batchSize : (device.cuda ? cudaBatch : cpuBatch)),
      queues_(device_),
      blocks_(model_, device_, computeTypeOf(device)),
      maps_(model_, device_, computeTypeOf(device)),
      sequenceBase_(toDevice(model_.sequenceBase)),
      headWeight_(toDevice(model_.headWeight)),
      headBias_(toDevice(model_.headBias)),
      preNormWeight_(toDevice(model_.backbone.preNormWeight)),
      preNormBias_(toDevice(model_.backbone.preNormBias)),
      slots_{Slot(device_), Slot(device_)} {
    // The weights went up on the default stream, which the plan's own do not wait for.
    if (device_.is_cuda()) c10::impl::VirtualGuardImpl(device_.type()).getStream(device_).synchronize();
}

TensorPlan::~TensorPlan() {
    release();
}

/// Lets go of everything that can be made again.
void TensorPlan::release() noexcept {
    try {
        const c10::DeviceGuard guard(device_);
        queues_.drain();
        plain_.forget();
        recording_.forget();
        blocks_.release();
        maps_.forget();
        slots_ = {Slot(device_), Slot(device_)};
    } catch (const std::exception&) {
        // The device has failed for good; what is asked of it next says so.
    }
}

bool TensorPlan::shrink() {
    release();
    if (batch_ == 1) return false;
    batch_ = (batch_ + 1) / 2;
    return true;
}

void TensorPlan::reserve(bool record) {
    blocks_.reserve(batch_, record, queues_);
    if (slots_[1].hostScores.defined()) return;
    const auto columns = model_.model.classCount() + 2 * model_.expertCount();
    for (auto& slot : slots_) {
        slot.centres = queues_.deviceBuffer({batch_}, at::kInt);
        slot.patterns = queues_.deviceBuffer({batch_}, at::kByte);
        slot.scores = queues_.deviceBuffer({batch_, columns}, at::kFloat);
        slot.hostCentres = queues_.hostBuffer({batch_}, at::kInt);
        slot.hostPatterns = queues_.hostBuffer({batch_}, at::kByte);
        slot.hostScores = queues_.hostBuffer({batch_, columns}, at::kFloat);
    }
    // The other streams may write at once where the compute stream still reads what stood there before.
    queues_.drain();
}

void TensorPlan::run(const tile::Batch& batch, bool recordActivation, Scores& scores) {
    const c10::InferenceMode inference;
    prepareScores(model_, batch.size(), recordActivation, scores);
    if (batch.size() == 0) return;
    const c10::DeviceGuard deviceGuard(device_);
    const c10::StreamGuard streamGuard(queues_.compute());
    try {
        maps_.prepare(batch, queues_);
        reserve(recordActivation);
        runPasses(batch, recordActivation, scores);
    } catch (...) {
        release();  // what is under way writes into these buffers
        throw;
    }
}

void TensorPlan::runPasses(const tile::Batch& batch, bool record, Scores& scores) {
    std::size_t next = 0;
    for (std::size_t first = 0; first < batch.size(); first += static_cast<std::size_t>(batch_), next = 1 - next) {
        auto& slot = slots_[next];
        finish(slot, scores);
        slot.first = first;
        slot.pixels = static_cast<std::int64_t>(std::min(static_cast<std::size_t>(batch_), batch.size() - first));
        upload(batch, slot);
        compute(batch, record, slot);
        download(slot);
    }
    finish(slots_[next], scores);
    finish(slots_[1 - next], scores);
}

void TensorPlan::upload(const tile::Batch& batch, Slot& slot) {
    std::copy_n(batch.centres.data() + slot.first, slot.pixels, slot.hostCentres.mutable_data_ptr<std::int32_t>());
    std::copy_n(batch.availability.data() + slot.first, slot.pixels,
                slot.hostPatterns.mutable_data_ptr<std::uint8_t>());
    const c10::StreamGuard guard(queues_.copyIn());
    slot.centres.narrow(0, 0, slot.pixels).copy_(slot.hostCentres.narrow(0, 0, slot.pixels), true);
    slot.patterns.narrow(0, 0, slot.pixels).copy_(slot.hostPatterns.narrow(0, 0, slot.pixels), true);
    slot.uploaded.set(queues_.copyIn());
}

void TensorPlan::compute(const tile::Batch& batch, bool record, Slot& slot) {
    slot.uploaded.hold(queues_.compute());
    gather(*batch.tile, slot);
    const auto work = [&] { blocks_.run(slot.pixels, record, queues_); };
    if (slot.pixels == batch_ && blocks_.repeatable())
        (record ? recording_ : plain_).run(queues_, work);
    else
        work();
    collect(record, slot);
    slot.computed.set(queues_.compute());
}

void TensorPlan::gather(const tile::Tile& tile, const Slot& slot) {
    const auto& spec = model_.model;
    auto patterns = blocks_.patterns(slot.pixels);
    patterns.copy_(slot.patterns.narrow(0, 0, slot.pixels));
    kernels::TokenGather task{};
    for (std::size_t i = 0; i < model_.encoders.size(); ++i) task.map[i] = maps_.map(i);
    task.mapStorage = maps_.storage();
    task.modalities = spec.modalityCount();
    task.grid = spec.tokenGrid;
    task.cell = spec.patchSize / spec.tokenGrid;
    task.tileWidth = tile.width;
    task.width = spec.backbone.width;
    task.centre = slot.centres.const_data_ptr<std::int32_t>();
    task.pattern = patterns.const_data_ptr<std::uint8_t>();
    task.base = sequenceBase_.const_data_ptr<float>();
    task.scale = preNormWeight_.const_data_ptr<float>();
    task.shift = preNormBias_.const_data_ptr<float>();
    task.epsilon = static_cast<float>(layerNormEpsilon);
    task.output = blocks_.state(slot.pixels).mutable_data_ptr<float>();
    callKernel("token gather", kernels::lacunaTokenGatherCpu, LACUNA_CUDA_LAUNCHER(lacunaTokenGatherCuda), task,
               slot.pixels, queues_);
}

/// The pass's logits, and shares and weights of its gates, into the slot.
void TensorPlan::collect(bool record, const Slot& slot) {
    const auto x = blocks_.result(slot.pixels);
    const auto each = static_cast<std::int64_t>(model_.model.tokenGrid) * model_.model.tokenGrid;
    std::vector<at::Tensor> features = {x.select(1, 0)};
    for (std::int64_t i = 0; i < model_.model.modalityCount(); ++i)
        features.push_back(x.narrow(1, 1 + i * each, each).mean(1));
    const auto scores = slot.scores.narrow(0, 0, slot.pixels);
    std::int64_t column = model_.model.classCount();
    scores.narrow(1, 0, column).copy_(at::linear(at::cat(features, 1), headWeight_, headBias_));
    if (!record) return;
    for (const auto& gates : blocks_.gates(slot.pixels)) {
        const auto blocks = gates.size(0), experts = gates.size(3);
        const auto keep = [&](std::int64_t to, const at::Tensor& means) {
            scores.narrow(1, to, blocks * experts).unflatten(1, {blocks, experts}).copy_(means.transpose(0, 1));
        };
        keep(column, gates.ne(0).mean({2}, false, at::kFloat));
        keep(column + model_.expertCount(), gates.mean({2}));
        column += blocks * experts;
    }
}

void TensorPlan::download(Slot& slot) {
    slot.computed.hold(queues_.copyOut());
    const c10::StreamGuard guard(queues_.copyOut());
    slot.hostScores.narrow(0, 0, slot.pixels).copy_(slot.scores.narrow(0, 0, slot.pixels), true);
    slot.downloaded.set(queues_.copyOut());
}

/// Waits for the slot's pass, if one is under way, and hands its scores on.
void TensorPlan::finish(Slot& slot, Scores& scores) const {
    if (slot.pixels == 0) return;
    slot.downloaded.wait();
    const auto classes = static_cast<std::size_t>(scores.classes), experts = static_cast<std::size_t>(scores.experts);
    const auto columns = static_cast<std::size_t>(slot.hostScores.size(1));
    const float* row = slot.hostScores.const_data_ptr<float>();
    for (auto pixel = slot.first; pixel < slot.first + static_cast<std::size_t>(slot.pixels); ++pixel, row += columns) {
        softmax(row, scores.classes, scores.probabilities.data() + pixel * classes);
        std::copy_n(row + classes, experts, scores.share.data() + pixel * experts);
        std::copy_n(row + classes + experts, experts, scores.weight.data() + pixel * experts);
    }
    slot.pixels = 0;
}

}  // namespace

std::unique_ptr<InferencePlan> makeTensorPlan(StackedModel model, const Device& device, int batchSize) {
    return std::make_unique<TensorPlan>(std::move(model), device, batchSize);
}

}  // namespace lacuna::engine
