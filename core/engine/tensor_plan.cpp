#include "engine/tensor_plan.h"

#include <c10/core/DeviceGuard.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <algorithm>

#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

constexpr int cudaBatch = 1024;
constexpr int cpuBatch = 32;

/// One block on the device. `first` = [W1; A; φ], `second` = [W2, B, 0]. With whole networks as experts W1, W2 and the
/// biases are theirs, and A and B are empty.
struct TensorBlock {
    BackboneBlock frozen;  ///< norms, attention and fc2's bias
    at::Tensor first, firstBias, second;
    at::Tensor experts;  ///< the epilogue's table, bytes
    at::Tensor upBias;   ///< [experts, d] second biases of whole networks
    at::Tensor code, routerWeight;
    int columns = 0;     ///< Σ rank + router columns; the router columns of whole networks
    int expertCount = 0, routed = 0, topK = 0, hidden = 0, routerColumn = 0;
};

struct TensorEncoder {
    at::Tensor spectral, spectralBias, spatial, spatialBias;
};

class TensorPlan final : public InferencePlan {
public:
    TensorPlan(StackedModel model, const Device& device, int batchSize);
    void run(const tile::Batch& batch, bool recordActivation, Scores& scores) override;
    const StackedModel& stacked() const override { return model_; }
    int batchSize() const override { return batch_; }
    bool shrink() override;

private:
    struct Pass {
        const tile::Batch& batch;
        std::size_t first;
        std::int64_t pixels;
        bool record;
        Scores& scores;
    };

    at::Tensor toDevice(const at::Tensor& tensor) const { return tensor.to(device_); }
    at::Tensor toCompute(const at::Tensor& tensor) const { return tensor.to(device_, type_).contiguous(); }
    TensorBlock makeBlock(std::size_t index) const;
    void makeFeatures(const tile::Batch& batch);
    at::Tensor featuresOf(const tile::Tile& tile, std::size_t modality) const;
    at::Tensor patternsOf(const Pass& pass) const;
    at::Tensor embed(const Pass& pass, const at::Tensor& patterns) const;
    at::Tensor cellIndices(const Pass& pass) const;
    at::Tensor normalise(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const;
    at::Tensor attend(const TensorBlock& block, const at::Tensor& z) const;
    at::Tensor feedForward(const TensorBlock& block, const at::Tensor& z, const at::Tensor& patterns,
                           at::Tensor& gates) const;
    void epilogue(const kernels::ExpertEpilogue& task, std::int64_t rows) const;
    void forward(const Pass& pass) const;
    void record(const Pass& pass, const at::Tensor& gates, int offset) const;
    void classify(const Pass& pass, const at::Tensor& x) const;

    StackedModel model_;
    at::Device device_;
    at::ScalarType type_;
    int batch_;
    std::vector<TensorBlock> blocks_;
    std::vector<TensorEncoder> encoders_;
    at::Tensor sequenceBase_, headWeight_, headBias_;
    at::Tensor preNormWeight_, preNormBias_, postNormWeight_, postNormBias_;
    std::uint64_t serial_ = 0;
    std::vector<at::Tensor> features_;  ///< one a modality: [H·W, E] of the last tile
};

TensorPlan::TensorPlan(StackedModel model, const Device& device, int batchSize)
    : model_(std::move(model)),
      device_(device.cuda ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device.index)) : at::Device(at::kCPU)),
      type_(device.precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat),
      batch_(batchSize > 0 ? batchSize : (device.cuda ? cudaBatch : cpuBatch)),
      sequenceBase_(toDevice(model_.sequenceBase)),
      headWeight_(toDevice(model_.headWeight)),
      headBias_(toDevice(model_.headBias)),
      preNormWeight_(toDevice(model_.backbone.preNormWeight)),
      preNormBias_(toDevice(model_.backbone.preNormBias)),
      postNormWeight_(toDevice(model_.backbone.postNormWeight)),
      postNormBias_(toDevice(model_.backbone.postNormBias)),
      features_(model_.encoders.size()) {
    for (std::size_t i = 0; i < model_.backbone.blocks.size(); ++i) blocks_.push_back(makeBlock(i));
    for (const auto& encoder : model_.encoders)
        encoders_.push_back({toCompute(encoder.spectral), toCompute(encoder.spectralBias),
                             toCompute(at::cat(encoder.spatial, 1)), toCompute(encoder.spatialBias)});
    for (auto& block : model_.backbone.blocks)
        for (auto* tensor : {&block.queryKeyValueWeight, &block.projectionWeight, &block.fc1Weight, &block.fc2Weight})
            tensor->reset();
}

TensorBlock TensorPlan::makeBlock(std::size_t index) const {
    const auto& frozen = model_.backbone.blocks[index];
    const auto& experts = model_.experts[index];
    TensorBlock block;
    block.frozen = frozen;
    for (auto* tensor : {&block.frozen.norm1Weight, &block.frozen.norm1Bias, &block.frozen.norm2Weight,
                         &block.frozen.norm2Bias})
        *tensor = toDevice(*tensor);
    for (auto* tensor : {&block.frozen.queryKeyValueWeight, &block.frozen.queryKeyValueBias,
                         &block.frozen.projectionWeight, &block.frozen.projectionBias, &block.frozen.fc2Bias})
        *tensor = toCompute(*tensor);
    block.firstBias = toDevice(frozen.fc1Bias);
    block.first = frozen.fc1Weight;
    block.second = frozen.fc2Weight;
    if (experts) {
        const bool whole = experts->form == ExpertForm::FeedForward;
        const auto ffn = whole ? 0 : static_cast<int>(frozen.fc1Weight.size(0));
        auto table = experts->experts;
        for (auto& expert : table) expert.column += ffn;
        const auto bytes = static_cast<std::int64_t>(table.size() * sizeof(kernels::EpilogueExpert));
        block.experts = toDevice(at::from_blob(table.data(), {bytes}, at::kByte).clone());
        // Whole multiples of 8 columns: what tensor cores read without a tail.
        block.columns = (experts->columns + experts->routerColumns + 7) / 8 * 8;
        block.expertCount = static_cast<int>(table.size());
        block.routed = experts->routed;
        block.topK = experts->topK;
        block.hidden = experts->hidden;
        block.routerColumn = ffn + experts->columns;
        if (experts->code.defined()) block.code = toDevice(experts->code);
        if (experts->routerWeight.defined()) block.routerWeight = toDevice(experts->routerWeight);
        const auto width = frozen.fc1Weight.size(1);
        const auto downEnd = at::zeros({block.columns - experts->down.size(0), width});
        const auto upEnd = at::zeros({width, block.columns - experts->columns});
        if (whole) {
            block.first = at::cat({experts->down, downEnd}, 0);
            block.second = at::cat({experts->up, upEnd}, 1);
            block.firstBias = toDevice(experts->downBias);
            block.upBias = toDevice(experts->upBias);
            block.columns -= experts->columns;
        } else {
            block.first = at::cat({block.first, experts->down, downEnd}, 0);
            block.second = at::cat({block.second, experts->up, upEnd}, 1);
        }
    }
    block.frozen.fc1Weight.reset();
    block.frozen.fc2Weight.reset();
    block.first = toCompute(block.first);
    block.second = toCompute(block.second);
    return block;
}

bool TensorPlan::shrink() {
    serial_ = 0;
    features_.assign(features_.size(), {});
    if (batch_ == 1) return false;
    batch_ = (batch_ + 1) / 2;
    return true;
}

void TensorPlan::run(const tile::Batch& batch, bool recordActivation, Scores& scores) {
    const c10::InferenceMode inference;
    prepareScores(model_, batch.size(), recordActivation, scores);
    if (batch.size() == 0) return;
    makeFeatures(batch);
    for (std::size_t first = 0; first < batch.size(); first += static_cast<std::size_t>(batch_)) {
        const auto pixels = std::min(static_cast<std::size_t>(batch_), batch.size() - first);
        forward({batch, first, static_cast<std::int64_t>(pixels), recordActivation, scores});
    }
}

/// The first convolution acts on single pixels: it is done once a tile and shared by all patches that overlap.
void TensorPlan::makeFeatures(const tile::Batch& batch) {
    const auto& tile = *batch.tile;
    if (tile.serial != serial_) {
        features_.assign(features_.size(), {});
        serial_ = tile.serial;
    }
    base::Availability asked = 0;
    for (const auto availability : batch.availability) asked |= availability;
    for (std::size_t i = 0; i < features_.size(); ++i)
        if (base::isPresent(asked, static_cast<int>(i)) && !features_[i].defined()) features_[i] = featuresOf(tile, i);
}

at::Tensor TensorPlan::featuresOf(const tile::Tile& tile, std::size_t modality) const {
    const auto& plane = tile.planes[modality];
    const auto area = static_cast<std::int64_t>(tile.width) * tile.height;
    auto* values = const_cast<float*>(plane.values.data());  // from_blob takes no const; read only
    auto* bits = const_cast<std::uint8_t*>(tile.availability.data());
    const auto pixels = toDevice(at::from_blob(values, {plane.channels, area}, at::kFloat)).t();
    const auto present = toDevice(at::from_blob(bits, {area, 1}, at::kByte))
                             .bitwise_and(static_cast<int>(1u << modality))
                             .ne(0);
    const auto seen = at::where(present, pixels, at::zeros({}, pixels.options())).to(type_);
    return at::gelu(at::linear(seen, encoders_[modality].spectral, encoders_[modality].spectralBias));
}

at::Tensor TensorPlan::patternsOf(const Pass& pass) const {
    auto* bits = const_cast<std::uint8_t*>(pass.batch.availability.data() + pass.first);
    return toDevice(at::from_blob(bits, {pass.pixels}, at::kByte));
}

/// [pixels · g², s²]: the tile pixels of each token's cell.
at::Tensor TensorPlan::cellIndices(const Pass& pass) const {
    const auto& spec = model_.model;
    const std::int64_t grid = spec.tokenGrid, cell = spec.patchSize / spec.tokenGrid, width = pass.batch.tile->width;
    auto* centres = const_cast<std::int32_t*>(pass.batch.centres.data() + pass.first);
    const auto centre = toDevice(at::from_blob(centres, {pass.pixels, 1, 1}, at::kInt)).to(at::kLong);
    std::vector<std::int64_t> offsets;
    for (std::int64_t token = 0; token < grid * grid; ++token)
        for (std::int64_t part = 0; part < cell * cell; ++part) {
            const auto row = token / grid * cell + part / cell - spec.patchSize / 2;
            const auto column = token % grid * cell + part % cell - spec.patchSize / 2;
            offsets.push_back(row * width + column);
        }
    const auto offset = toDevice(at::from_blob(offsets.data(), {1, grid * grid, cell * cell}, at::kLong).clone());
    return (centre + offset).flatten();
}

at::Tensor TensorPlan::embed(const Pass& pass, const at::Tensor& patterns) const {
    const auto grid = static_cast<std::int64_t>(model_.model.tokenGrid);
    const auto indices = cellIndices(pass);
    auto x = sequenceBase_.unsqueeze(0).repeat({pass.pixels, 1, 1});
    for (std::size_t i = 0; i < encoders_.size(); ++i) {
        if (!features_[i].defined()) continue;
        const auto cells = features_[i].index_select(0, indices).view({pass.pixels * grid * grid, -1});
        const auto tokens = at::linear(cells, encoders_[i].spatial, encoders_[i].spatialBias)
                                .view({pass.pixels, grid * grid, -1})
                                .to(at::kFloat);
        const auto present = patterns.bitwise_and(static_cast<int>(1u << i)).ne(0).view({-1, 1, 1});
        x.narrow(1, 1 + static_cast<std::int64_t>(i) * grid * grid, grid * grid)
            .add_(at::where(present, tokens, at::zeros({}, tokens.options())));
    }
    return normalise(x, preNormWeight_, preNormBias_);
}

at::Tensor TensorPlan::normalise(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const {
    return at::layer_norm(x, {x.size(-1)}, weight, bias, layerNormEpsilon);
}

at::Tensor TensorPlan::attend(const TensorBlock& block, const at::Tensor& z) const {
    const auto batch = z.size(0), length = z.size(1);
    const auto stacked = at::linear(z, block.frozen.queryKeyValueWeight, block.frozen.queryKeyValueBias)
                             .view({batch, length, 3, model_.model.backbone.heads, -1})
                             .permute({2, 0, 3, 1, 4});
    const auto mixed = at::scaled_dot_product_attention(stacked.select(0, 0), stacked.select(0, 1), stacked.select(0, 2),
                                                        {}, 0.0, false, 1.0);
    return at::linear(mixed.transpose(1, 2).reshape({batch, length, -1}), block.frozen.projectionWeight,
                      block.frozen.projectionBias);
}

at::Tensor TensorPlan::feedForward(const TensorBlock& block, const at::Tensor& z, const at::Tensor& patterns,
                                   at::Tensor& gates) const {
    const auto rows = z.size(0) * z.size(1);
    const auto wide = at::linear(z.view({rows, -1}), block.first);
    kernels::ExpertEpilogue task{};
    task.input = task.output = wide.data_ptr();
    task.inputStride = task.outputStride = wide.size(1);
    task.inputStorage = task.outputStorage =
        type_ == at::kBFloat16 ? kernels::Storage::BFloat16 : kernels::Storage::Float32;
    task.outputWidth = static_cast<int>(wide.size(1));
    task.ffnWidth = task.outputWidth - block.columns;
    task.bias = block.firstBias.const_data_ptr<float>();
    task.experts = block.expertCount;
    if (block.expertCount > 0) {
        task.expert = static_cast<const kernels::EpilogueExpert*>(block.experts.const_data_ptr());
        task.routed = block.routed;
        task.topK = block.topK;
        task.hidden = block.hidden;
        task.routerColumn = block.routerColumn;
        task.code = block.code.defined() ? block.code.const_data_ptr<float>() : nullptr;
        task.routerWeight = block.routerWeight.defined() ? block.routerWeight.const_data_ptr<float>() : nullptr;
    }
    task.pattern = patterns.const_data_ptr<std::uint8_t>();
    task.tokens = static_cast<int>(z.size(1));
    const bool whole = block.upBias.defined();
    at::Tensor open;
    if (gates.defined() || whole) {
        open = at::empty({z.size(0), z.size(1), block.expertCount}, z.options().dtype(at::kFloat));
        task.gates = open.mutable_data_ptr<float>();
    }
    if (gates.defined()) gates = open;
    if (whole) {
        auto activation = task;
        activation.outputWidth = task.ffnWidth;
        activation.experts = activation.routed = 0;
        epilogue(activation, rows);
        task.ffnWidth = 0;  // what is left is to gate the activated columns
    }
    epilogue(task, rows);
    if (!whole) return at::linear(wide, block.second, block.frozen.fc2Bias).view(z.sizes());
    return at::matmul(open, block.upBias) + at::linear(wide, block.second).view(z.sizes());
}

void TensorPlan::epilogue(const kernels::ExpertEpilogue& task, std::int64_t rows) const {
    if (!device_.is_cuda()) {
        at::parallel_for(0, rows, 64, [&](std::int64_t begin, std::int64_t end) {
            kernels::lacunaExpertEpilogueCpu(&task, begin, end);
        });
        return;
    }
#ifdef LACUNA_HAS_CUDA
    const auto stream = c10::impl::VirtualGuardImpl(at::kCUDA).getStream(device_);
    const int status = kernels::lacunaExpertEpilogueCuda(&task, rows, stream.native_handle());
    TORCH_CHECK(status == 0, "expert epilogue: ", kernels::lacunaCudaErrorText(status));
#else
    LACUNA_ASSERT(!"a CUDA device was chosen by a build without CUDA kernels");
#endif
}

void TensorPlan::forward(const Pass& pass) const {
    const c10::DeviceGuard guard(device_);
    const auto patterns = patternsOf(pass);
    auto x = embed(pass, patterns);
    int offset = 0;
    for (const auto& block : blocks_) {
        x.add_(attend(block, normalise(x, block.frozen.norm1Weight, block.frozen.norm1Bias).to(type_)));
        const auto z = normalise(x, block.frozen.norm2Weight, block.frozen.norm2Bias).to(type_);
        at::Tensor gates;
        if (pass.record && block.expertCount > 0) gates = at::empty({0}, x.options());
        x.add_(feedForward(block, z, patterns, gates));
        if (gates.defined()) record(pass, gates, offset);
        offset += block.expertCount;
    }
    classify(pass, normalise(x, postNormWeight_, postNormBias_));
}

void TensorPlan::record(const Pass& pass, const at::Tensor& gates, int offset) const {
    const auto share = gates.ne(0).to(at::kFloat).mean(1).cpu();
    const auto weight = gates.mean(1).cpu();
    const auto experts = static_cast<std::size_t>(gates.size(2));
    for (std::size_t p = 0; p < static_cast<std::size_t>(pass.pixels); ++p) {
        const auto at = (pass.first + p) * static_cast<std::size_t>(pass.scores.experts) + static_cast<std::size_t>(offset);
        std::copy_n(share.const_data_ptr<float>() + p * experts, experts, pass.scores.share.begin() + at);
        std::copy_n(weight.const_data_ptr<float>() + p * experts, experts, pass.scores.weight.begin() + at);
    }
}

void TensorPlan::classify(const Pass& pass, const at::Tensor& x) const {
    const auto each = static_cast<std::int64_t>(model_.model.tokenGrid) * model_.model.tokenGrid;
    std::vector<at::Tensor> features = {x.select(1, 0)};
    for (std::int64_t i = 0; i < model_.model.modalityCount(); ++i) features.push_back(x.narrow(1, 1 + i * each, each).mean(1));
    const auto logits = at::linear(at::cat(features, 1), headWeight_, headBias_).cpu();
    const auto classes = model_.model.classCount();
    for (std::size_t p = 0; p < static_cast<std::size_t>(pass.pixels); ++p)
        softmax(logits.const_data_ptr<float>() + p * classes, classes,
                pass.scores.probabilities.data() + (pass.first + p) * classes);
}

}  // namespace

std::unique_ptr<InferencePlan> makeTensorPlan(StackedModel model, const Device& device, int batchSize) {
    return std::make_unique<TensorPlan>(std::move(model), device, batchSize);
}

}  // namespace lacuna::engine
