#include "engine/cpu_plan.h"

#include <algorithm>
#include <cstring>

#include "engine/cpu_encoder.h"
#include "engine/cpu_prompts.h"
#include "engine/torch_headers.h"
#include "kernels/cpu_kernels.h"

namespace lacuna::engine {
namespace {

using kernels::PackedWeight;
using kernels::Storage;

/// Pixels a worker takes through all blocks at once. Measured: fewer starve the register tiles, more leave the cache.
constexpr int defaultBatch = 16;
/// Pixels whose feed-forward rows are between the two products at once.
constexpr int feedForwardBatch = 8;
/// Pixels whose queries, keys and values are there at once.
constexpr int attentionBatch = 4;

int evenUp(int value) { return (value + 1) / 2 * 2; }

/// A cache-aligned buffer that is read as float32 or bfloat16.
class Buffer {
public:
    void reserve(std::size_t bytes) {
        if (lines_.size() * sizeof(PackedWeight::Line) < bytes)
            lines_.assign((bytes + sizeof(PackedWeight::Line) - 1) / sizeof(PackedWeight::Line), {});
    }
    float* floats() { return reinterpret_cast<float*>(lines_.data()); }
    char* bytes() { return reinterpret_cast<char*>(lines_.data()); }

private:
    std::vector<PackedWeight::Line> lines_;
};

struct PackedExperts {
    int columns = 0;       ///< Σ rank, rounded up to even
    int downColumns = 0;   ///< Σ rank + router columns
    PackedWeight down;
    const StackedExperts* stacked = nullptr;
};

struct PackedBlock {
    PackedWeight queryKeyValue, projection, first, second;
    std::optional<PackedExperts> experts;
    std::optional<CpuPrompts> prompts;
    int tokens = 0;      ///< of a pixel's sequence, prompts included
    int keysBefore = 0;  ///< prompts of the attention alone
};

struct Worker {
    Buffer state, operand, wide, hidden, down, gates, scratch, features, logits;
    std::vector<std::uint8_t> patterns;
    CpuEncoder::Scratch encoder;
};

class CpuPlan final : public InferencePlan {
public:
    CpuPlan(StackedModel model, const Device& device, int batchSize);
    void run(const tile::Batch& batch, bool recordActivation, Scores& scores) override;
    const StackedModel& stacked() const override { return model_; }
    int batchSize() const override { return batch_; }
    bool shrink() override;

private:
    struct Pass {
        const tile::Batch& batch;
        std::size_t first;
        int pixels;
        bool record;
        Scores& scores;
    };

    PackedWeight pack(const at::Tensor& weight, const at::Tensor& bias, Storage storage) const;
    PackedBlock packBlock(std::size_t index) const;
    int share(int pixels, int tokens) const;
    std::size_t operandBytes() const { return storage_ == Storage::BFloat16 ? 2 : 4; }
    void reserve(Worker& worker, int pixels) const;
    void forward(const Pass& pass, Worker& worker) const;
    void embed(const Pass& pass, Worker& worker) const;
    void normalise(const at::Tensor& weight, const at::Tensor& bias, Worker& worker, int rows, void* output,
                   Storage storage) const;
    void attend(const PackedBlock& block, Worker& worker, int pixels) const;
    void attendOne(const PackedBlock& block, float* rows, char* output, std::uint8_t pattern, Worker& worker) const;
    void feedForward(const Pass& pass, std::size_t index, int expertOffset, Worker& worker) const;
    void routeExperts(const Pass& pass, const PackedBlock& block, int expertOffset, int first, int pixels,
                      const char* input, Worker& worker) const;
    void record(const Pass& pass, int tokens, int experts, int expertOffset, int first, int pixels,
                Worker& worker) const;
    void classify(const Pass& pass, Worker& worker) const;

    StackedModel model_;
    const kernels::CpuKernels& kernels_;
    Storage storage_;
    int batch_;
    int width_, ffn_, tokens_;
    int longest_;          ///< tokens of the longest sequence; tokens_ without prompts
    int hiddenWidth_ = 0;  ///< feed-forward and expert columns of the widest block
    int downWidth_ = 0;
    std::vector<PackedBlock> blocks_;
    PackedWeight head_;
    CpuEncoder encoder_;
    WorkerPool pool_;
    std::vector<Worker> workers_;
};

CpuPlan::CpuPlan(StackedModel model, const Device& device, int batchSize)
    : model_(std::move(model)),
      kernels_(kernels::cpuKernels()),
      storage_(device.precision == Precision::BFloat16 ? Storage::BFloat16 : Storage::Float32),
      width_(model_.model.backbone.width),
      ffn_(width_ * model_.model.backbone.mlpRatio),
      tokens_(model_.model.tokens()),
      longest_(model_.longest()),
      encoder_(model_, kernels_, storage_ == Storage::BFloat16),
      pool_(at::get_num_threads()),
      workers_(static_cast<std::size_t>(pool_.workers())) {
    batch_ = batchSize > 0 ? batchSize : share(defaultBatch, longest_);
    hiddenWidth_ = ffn_;
    for (std::size_t i = 0; i < model_.backbone.blocks.size(); ++i) {
        blocks_.push_back(packBlock(i));
        if (!blocks_.back().experts) continue;
        hiddenWidth_ = std::max(hiddenWidth_, ffn_ + blocks_.back().experts->columns);
        downWidth_ = std::max(downWidth_, blocks_.back().experts->downColumns);
    }
    head_ = pack(model_.headWeight, model_.headBias, Storage::Float32);
    // The packed copies are what is used from here on.
    for (auto& block : model_.backbone.blocks)
        for (auto* tensor : {&block.queryKeyValueWeight, &block.projectionWeight, &block.fc1Weight, &block.fc2Weight})
            tensor->reset();
}

PackedWeight CpuPlan::pack(const at::Tensor& weight, const at::Tensor& bias, Storage storage) const {
    const auto dense = weight.contiguous();
    const auto biases = bias.defined() ? bias.contiguous() : bias;
    return kernels::packWeight(kernels_, dense.const_data_ptr<float>(),
                               biases.defined() ? biases.const_data_ptr<float>() : nullptr,
                               static_cast<int>(dense.size(0)), static_cast<int>(dense.size(1)), storage);
}

PackedBlock CpuPlan::packBlock(std::size_t index) const {
    const auto& block = model_.backbone.blocks[index];
    const auto& experts = model_.experts[index];
    PackedBlock packed;
    packed.queryKeyValue = pack(block.queryKeyValueWeight, block.queryKeyValueBias, storage_);
    packed.projection = pack(block.projectionWeight, block.projectionBias, storage_);
    packed.first = pack(block.fc1Weight, block.fc1Bias, storage_);
    packed.tokens = model_.lengths[index];
    if (!model_.prompts[index].parts.empty()) packed.prompts.emplace(model_.prompts[index], model_.model, kernels_);
    if (packed.prompts && packed.prompts->changeAttention()) packed.keysBefore = packed.prompts->tokens() / 2;
    if (!experts) {
        packed.second = pack(block.fc2Weight, block.fc2Bias, storage_);
        return packed;
    }
    packed.second = pack(at::cat({block.fc2Weight, experts->up}, 1), block.fc2Bias, storage_);
    packed.experts = PackedExperts{evenUp(experts->columns), experts->columns + experts->routerColumns,
                                   pack(experts->down, {}, storage_), &*experts};
    return packed;
}

/// As many pixels as have the rows that `pixels` have without prompts.
int CpuPlan::share(int pixels, int tokens) const {
    return std::max(1, pixels * tokens_ / tokens);
}

bool CpuPlan::shrink() {
    encoder_.forget();
    workers_.assign(workers_.size(), Worker{});
    if (batch_ == 1) return false;
    batch_ = (batch_ + 1) / 2;
    return true;
}

void CpuPlan::reserve(Worker& worker, int pixels) const {
    const auto rows = static_cast<std::size_t>(pixels) * longest_;
    std::size_t experts = 0, some = 0, attended = 0, prompts = 0;
    int keys = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const auto& block = blocks_[i];
        const auto together = [&](int most) {
            return static_cast<std::size_t>(std::min(pixels, share(most, block.tokens)));
        };
        if (model_.experts[i]) experts = std::max(experts, model_.experts[i]->experts.size());
        if (block.prompts) prompts = std::max(prompts, block.prompts->scratch());
        some = std::max(some, together(feedForwardBatch) * block.tokens);
        attended = std::max(attended, together(attentionBatch) * block.tokens + block.keysBefore);
        keys = std::max(keys, block.tokens + block.keysBefore);
    }
    const auto scratch = kernels::attentionScratch(keys, width_ / model_.model.backbone.heads);
    worker.state.reserve(rows * width_ * 4);
    worker.operand.reserve(rows * width_ * 4);
    worker.wide.reserve(attended * 3 * width_ * 4);
    worker.hidden.reserve(some * hiddenWidth_ * operandBytes());
    worker.down.reserve(some * downWidth_ * 4);
    worker.gates.reserve(some * experts * 4);
    worker.scratch.reserve(std::max(scratch, prompts) * 4);
    worker.features.reserve(static_cast<std::size_t>(pixels) * evenUp(static_cast<int>(model_.headWeight.size(1))) * 4);
    worker.logits.reserve(static_cast<std::size_t>(pixels) * model_.model.classCount() * 4);
    worker.patterns.resize(static_cast<std::size_t>(pixels));
}

void CpuPlan::run(const tile::Batch& batch, bool recordActivation, Scores& scores) {
    prepareScores(model_, batch.size(), recordActivation, scores);
    if (batch.size() == 0) return;
    encoder_.prepare(batch, pool_);
    // A small batch is shared out evenly too.
    const auto share = (static_cast<std::int64_t>(batch.size()) + pool_.workers() - 1) / pool_.workers();
    const auto pass = std::min<std::int64_t>(batch_, share);
    const auto passes = (static_cast<std::int64_t>(batch.size()) + pass - 1) / pass;
    pool_.run(passes, [&](std::int64_t index, int number) {
        const auto first = static_cast<std::size_t>(index * pass);
        const auto pixels = std::min(static_cast<std::size_t>(pass), batch.size() - first);
        auto& worker = workers_[static_cast<std::size_t>(number)];
        reserve(worker, static_cast<int>(pixels));
        forward({batch, first, static_cast<int>(pixels), recordActivation, scores}, worker);
    });
}

void CpuPlan::forward(const Pass& pass, Worker& worker) const {
    const auto& backbone = model_.backbone;
    int tokens = tokens_;
    embed(pass, worker);
    normalise(backbone.preNormWeight, backbone.preNormBias, worker, pass.pixels * tokens, worker.state.bytes(),
              Storage::Float32);
    int expertOffset = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const auto& block = backbone.blocks[i];
        if (blocks_[i].prompts)
            blocks_[i].prompts->place(worker.state.floats(), tokens, pass.pixels, worker.patterns.data(),
                                      worker.scratch.floats());
        tokens = blocks_[i].tokens;
        const int rows = pass.pixels * tokens;
        normalise(block.norm1Weight, block.norm1Bias, worker, rows, worker.operand.bytes(), storage_);
        attend(blocks_[i], worker, pass.pixels);
        normalise(block.norm2Weight, block.norm2Bias, worker, rows, worker.operand.bytes(), storage_);
        feedForward(pass, i, expertOffset, worker);
        if (model_.experts[i]) expertOffset += static_cast<int>(model_.experts[i]->experts.size());
    }
    normalise(backbone.postNormWeight, backbone.postNormBias, worker, pass.pixels * tokens, worker.state.bytes(),
              Storage::Float32);
    classify(pass, worker);
}

void CpuPlan::embed(const Pass& pass, Worker& worker) const {
    const auto* base = model_.sequenceBase.const_data_ptr<float>();
    const auto sequence = static_cast<std::size_t>(tokens_) * width_;
    const int perModality = model_.model.tokenGrid * model_.model.tokenGrid;
    for (int p = 0; p < pass.pixels; ++p) {
        const auto index = pass.first + p;
        const auto availability = pass.batch.availability[index];
        float* rows = worker.state.floats() + sequence * p;
        std::copy(base, base + sequence, rows);
        for (int i = 0; i < model_.model.modalityCount(); ++i)
            if (base::isPresent(availability, i))
                encoder_.addTokens(pass.batch, index, i, rows + std::size_t(1 + i * perModality) * width_, worker.encoder);
        worker.patterns[static_cast<std::size_t>(p)] = availability;
    }
}

void CpuPlan::normalise(const at::Tensor& weight, const at::Tensor& bias, Worker& worker, int rows, void* output,
                        Storage storage) const {
    kernels::LayerNorm task;
    task.input = worker.state.floats();
    task.inputStride = width_;
    task.scale = weight.const_data_ptr<float>();
    task.shift = bias.const_data_ptr<float>();
    task.output = output;
    task.outputStride = width_;
    task.outputStorage = storage;
    task.rows = rows;
    task.width = width_;
    task.epsilon = static_cast<float>(layerNormEpsilon);
    kernels_.layerNorm(task);
}

void CpuPlan::attend(const PackedBlock& block, Worker& worker, int pixels) const {
    kernels::Product product;
    product.inputStride = width_;
    product.weight = &block.queryKeyValue;
    product.outputStride = 3 * width_;
    // Keys and values of prompts stand before the rows of one pixel.
    const int together = block.keysBefore > 0 ? 1 : share(attentionBatch, block.tokens);
    const auto rowBytes = width_ * operandBytes();
    for (int first = 0; first < pixels; first += together) {
        const int some = std::min(together, pixels - first);
        char* operand = worker.operand.bytes() + static_cast<std::size_t>(first) * block.tokens * rowBytes;
        product.input = operand;
        product.output = worker.wide.floats() + static_cast<std::size_t>(block.keysBefore) * 3 * width_;
        product.rows = some * block.tokens;
        kernels_.product(product);
        for (int p = 0; p < some; ++p) {
            const auto row = static_cast<std::size_t>(p) * block.tokens;
            attendOne(block, worker.wide.floats() + row * 3 * width_, operand + row * rowBytes,
                      worker.patterns[static_cast<std::size_t>(first + p)], worker);
        }
    }
    product.input = worker.operand.bytes();
    product.rows = pixels * block.tokens;
    product.weight = &block.projection;
    product.output = worker.state.floats();
    product.outputStride = width_;
    product.add = true;
    kernels_.product(product);
}

/// `rows`: [keysBefore + tokens, 3d] of one pixel.
void CpuPlan::attendOne(const PackedBlock& block, float* rows, char* output, std::uint8_t pattern,
                        Worker& worker) const {
    if (block.keysBefore > 0) block.prompts->placeKeysAndValues(rows, pattern);
    kernels::Attention attention;
    attention.qkv = rows;
    attention.output = output;
    attention.outputStride = width_;
    attention.outputStorage = storage_;
    attention.tokens = block.keysBefore + block.tokens;
    attention.keysOnly = block.keysBefore;
    attention.heads = model_.model.backbone.heads;
    attention.headWidth = width_ / attention.heads;
    attention.scratch = worker.scratch.floats();
    kernels_.attention(attention);
}

void CpuPlan::feedForward(const Pass& pass, std::size_t index, int expertOffset, Worker& worker) const {
    const auto& block = blocks_[index];
    const int hidden = ffn_ + (block.experts ? block.experts->columns : 0);
    const int together = share(feedForwardBatch, block.tokens);
    for (int first = 0; first < pass.pixels; first += together) {
        const int pixels = std::min(together, pass.pixels - first);
        const auto row = static_cast<std::size_t>(first) * block.tokens;
        const char* input = worker.operand.bytes() + row * width_ * operandBytes();
        kernels::Product product;
        product.input = input;
        product.inputStride = width_;
        product.weight = &block.first;
        product.output = worker.hidden.bytes();
        product.outputStride = hidden;
        product.outputStorage = storage_;
        product.rows = pixels * block.tokens;
        product.activation = kernels::Activation::QuickGelu;
        kernels_.product(product);
        if (block.experts) routeExperts(pass, block, expertOffset, first, pixels, input, worker);
        product.input = worker.hidden.bytes();
        product.inputStride = hidden;
        product.weight = &block.second;
        product.output = worker.state.floats() + row * width_;
        product.outputStride = width_;
        product.outputStorage = Storage::Float32;
        product.activation = kernels::Activation::None;
        product.add = true;
        kernels_.product(product);
    }
}

/// The feed-forward columns leave their product activated; the epilogue is left with the experts and the router.
void CpuPlan::routeExperts(const Pass& pass, const PackedBlock& block, int expertOffset, int first, int pixels,
                           const char* input, Worker& worker) const {
    const auto& experts = *block.experts;
    const auto& stacked = *experts.stacked;
    kernels::Product product;
    product.input = input;
    product.inputStride = width_;
    product.weight = &experts.down;
    product.output = worker.down.floats();
    product.outputStride = experts.downColumns;
    product.rows = pixels * block.tokens;
    kernels_.product(product);
    kernels::ExpertEpilogue task{};
    task.input = worker.down.floats();
    task.inputStride = experts.downColumns;
    task.inputStorage = Storage::Float32;
    task.output = worker.hidden.bytes() + static_cast<std::size_t>(ffn_) * operandBytes();
    task.outputStride = ffn_ + experts.columns;
    task.outputStorage = storage_;
    task.outputWidth = experts.columns;
    task.experts = static_cast<int>(stacked.experts.size());
    task.expert = stacked.experts.data();
    task.routed = stacked.routed;
    task.topK = stacked.topK;
    task.hidden = stacked.hidden;
    task.routerColumn = stacked.columns;
    task.code = stacked.code.defined() ? stacked.code.const_data_ptr<float>() : nullptr;
    task.routerWeight = stacked.routerWeight.defined() ? stacked.routerWeight.const_data_ptr<float>() : nullptr;
    task.pattern = worker.patterns.data() + first;
    task.tokens = block.tokens;
    task.gates = pass.record ? worker.gates.floats() : nullptr;
    kernels_.epilogue(task, 0, product.rows);
    if (pass.record) record(pass, block.tokens, task.experts, expertOffset, first, pixels, worker);
}

void CpuPlan::record(const Pass& pass, int tokens, int experts, int expertOffset, int first, int pixels,
                     Worker& worker) const {
    const float* gates = worker.gates.floats();
    const float part = 1.0f / static_cast<float>(tokens);
    for (int p = 0; p < pixels; ++p) {
        const auto at = (pass.first + first + p) * pass.scores.experts + expertOffset;
        for (int e = 0; e < experts; ++e) {
            float routed = 0, weight = 0;
            for (int t = 0; t < tokens; ++t) {
                const float gate = gates[(static_cast<std::size_t>(p) * tokens + t) * experts + e];
                routed += gate != 0.0f ? 1.0f : 0.0f;
                weight += gate;
            }
            pass.scores.share[at + e] = routed * part;
            pass.scores.weight[at + e] = weight * part;
        }
    }
}

void CpuPlan::classify(const Pass& pass, Worker& worker) const {
    const int groups = 1 + model_.model.modalityCount(), each = model_.model.tokenGrid * model_.model.tokenGrid;
    const int features = evenUp(groups * width_), classes = model_.model.classCount();
    const int last = model_.finalLength(), prompts = last - tokens_;
    for (int p = 0; p < pass.pixels; ++p) {
        const float* rows = worker.state.floats() + (static_cast<std::size_t>(p) * last + prompts) * width_;
        float* out = worker.features.floats() + static_cast<std::size_t>(p) * features;
        std::copy(rows, rows + width_, out);
        for (int group = 1; group < groups; ++group) {
            const float* first = rows + (1 + static_cast<std::size_t>(group - 1) * each) * width_;
            float* mean = out + group * width_;
            std::fill(mean, mean + width_, 0.0f);
            for (int t = 0; t < each; ++t)
                for (int c = 0; c < width_; ++c) mean[c] += first[static_cast<std::size_t>(t) * width_ + c];
            for (int c = 0; c < width_; ++c) mean[c] /= static_cast<float>(each);
        }
    }
    kernels::Product product;
    product.input = worker.features.floats();
    product.inputStride = features;
    product.weight = &head_;
    product.output = worker.logits.floats();
    product.outputStride = classes;
    product.rows = pass.pixels;
    kernels_.product(product);
    for (int p = 0; p < pass.pixels; ++p)
        softmax(worker.logits.floats() + static_cast<std::size_t>(p) * classes, classes,
                pass.scores.probabilities.data() + (pass.first + p) * classes);
}

}  // namespace

std::unique_ptr<InferencePlan> makeCpuPlan(StackedModel model, const Device& device, int batchSize) {
    return std::make_unique<CpuPlan>(std::move(model), device, batchSize);
}

}  // namespace lacuna::engine
