#include "engine/frozen_block.h"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

#include <algorithm>
#include <cmath>

#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

using kernels::Storage;

/// Rows between the products of a half at once: its wide rows stay in a core's cache.
constexpr std::int64_t rowsTogether = 152;

Storage storageOf(at::ScalarType type) { return type == at::kBFloat16 ? Storage::BFloat16 : Storage::Float32; }

kernels::PackedWeight pack(const at::Tensor& weight, const at::Tensor& bias, at::ScalarType type) {
    const auto dense = weight.contiguous();
    return kernels::packWeight(kernels::cpuKernels(), dense.const_data_ptr<float>(), bias.defined() ? bias.const_data_ptr<float>() : nullptr,
                               static_cast<int>(dense.size(0)), static_cast<int>(dense.size(1)), storageOf(type));
}

FrozenProduct packBoth(const at::Tensor& weight, const at::Tensor& bias, at::ScalarType type) {
    return {pack(weight, bias.contiguous(), type), pack(weight.t(), {}, type)};
}

char* rowOf(const at::Tensor& tensor, std::int64_t row) {
    return static_cast<char*>(tensor.mutable_data_ptr()) + row * tensor.stride(-2) * static_cast<std::int64_t>(tensor.element_size());
}
float* floatsOf(const at::Tensor& tensor, std::int64_t row) { return reinterpret_cast<float*>(rowOf(tensor, row)); }

/// Rows of a product's input and output: a part of a tensor from a row on.
struct RowsOf {
    const at::Tensor& tensor;
    std::int64_t first = 0;
};

kernels::Product productOf(const kernels::PackedWeight& weight, const RowsOf& input, const RowsOf& output, std::int64_t rows) {
    kernels::Product task;
    task.input = rowOf(input.tensor, input.first);
    task.inputStride = input.tensor.stride(-2);
    task.weight = &weight;
    task.output = rowOf(output.tensor, output.first);
    task.outputStride = output.tensor.stride(-2);
    task.outputStorage = storageOf(output.tensor.scalar_type());
    task.rows = static_cast<int>(rows);
    return task;
}

void normalise(const RowsOf& input, const at::Tensor& weight, const at::Tensor& bias, const RowsOf& output, std::int64_t rows) {
    const auto width = input.tensor.size(-1);
    kernels::LayerNorm task;
    task.input = floatsOf(input.tensor, input.first);
    task.inputStride = task.outputStride = width;
    task.scale = weight.const_data_ptr<float>();
    task.shift = bias.const_data_ptr<float>();
    task.output = rowOf(output.tensor, output.first);
    task.outputStorage = storageOf(output.tensor.scalar_type());
    task.rows = static_cast<int>(rows);
    task.width = static_cast<int>(width);
    task.epsilon = static_cast<float>(layerNormEpsilon);
    kernels::cpuKernels().layerNorm(task);
}

/// result = gradient + the way back through the LayerNorm of h, for rows from `first` on; `back`: those rows alone.
void normaliseBack(const at::Tensor& h, const at::Tensor& weight, const at::Tensor& back, const at::Tensor& gradient,
                   const at::Tensor& result, std::int64_t first, std::int64_t rows) {
    kernels::LayerNormBack task;
    task.input = floatsOf(h, first);
    task.scale = weight.const_data_ptr<float>();
    task.back = floatsOf(back, 0);
    task.residual = floatsOf(gradient, first);
    task.gradient = floatsOf(result, first);
    task.rows = static_cast<int>(rows);
    task.width = static_cast<int>(h.size(-1));
    task.epsilon = static_cast<float>(layerNormEpsilon);
    kernels::cpuKernels().layerNormBack(task);
}

/// The rows as an operand of a product: themselves, or rounded into `room`.
RowsOf operand(const RowsOf& from, std::int64_t rows, const at::Tensor& room) {
    if (room.scalar_type() == at::kFloat) return from;
    kernels::cpuKernels().narrow(floatsOf(from.tensor, from.first), reinterpret_cast<std::uint16_t*>(rowOf(room, 0)),
                                 rows * from.tensor.size(-1));
    return {room};
}

at::Tensor room(std::int64_t rows, std::int64_t columns, at::ScalarType type) { return at::empty({rows, columns}, type); }

bool isTrained(const at::Tensor& h) { return at::GradMode::is_enabled() && h.requires_grad(); }

/// Makes `node` the origin of what was computed from h.
void link(const std::shared_ptr<torch::autograd::Node>& node, const at::Tensor& h, std::initializer_list<at::Tensor> outputs) {
    node->set_next_edges(torch::autograd::collect_next_edges(h));
    for (auto output : outputs) torch::autograd::set_history(output, node);
}

}  // namespace

struct AttentionNode final : torch::autograd::Node {
    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
        return {half->back(kept, gradients[0].contiguous())};
    }
    void release_variables() override { kept = {}; }

    std::shared_ptr<const FrozenAttention> half;
    FrozenAttention::Kept kept;
};

struct FeedForwardNode final : torch::autograd::Node {
    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
        return {half->back(kept, gradients[0].contiguous(), gradients[1])};
    }
    void release_variables() override { kept = {}; }

    std::shared_ptr<const FrozenFeedForward> half;
    FrozenFeedForward::Kept kept;
};

FrozenAttention::FrozenAttention(const BackboneBlock& block, int heads, at::ScalarType computeType)
    : normWeight_(block.norm1Weight.contiguous()), normBias_(block.norm1Bias.contiguous()), heads_(heads), computeType_(computeType) {
    const auto width = block.projectionBias.size(0);
    const double scale = 1.0 / std::sqrt(static_cast<double>(width) / heads);
    auto weight = block.queryKeyValueWeight.clone(), bias = block.queryKeyValueBias.clone();
    weight.narrow(0, 0, width).mul_(scale);
    bias.narrow(0, 0, width).mul_(scale);
    queryKeyValue_ = packBoth(weight, bias, computeType);
    projection_ = packBoth(block.projectionWeight, block.projectionBias, computeType);
}

at::Tensor FrozenAttention::forward(const at::Tensor& h) const {
    if (!isTrained(h)) return run(h.contiguous(), nullptr);
    auto node = std::shared_ptr<AttentionNode>(new AttentionNode, torch::autograd::deleteNode);
    node->half = shared_from_this();
    const auto output = run(h.detach().contiguous(), &node->kept);
    link(node, h, {output});
    return output;
}

at::Tensor FrozenAttention::run(const at::Tensor& h, Kept* kept) const {
    const auto sequences = h.size(0), length = h.size(1), width = h.size(2);
    const auto shares = static_cast<std::int64_t>(kernels::attentionShares(static_cast<int>(length), heads_));
    const auto together = std::max<std::int64_t>(1, rowsTogether / length);
    const auto qkv = room((kept ? sequences : together) * length, 3 * width, at::kFloat);
    if (kept) *kept = {h, qkv, room(sequences, shares, at::kFloat)};
    const auto rows = room(together * length, width, computeType_);
    const auto scratch = at::empty({static_cast<std::int64_t>(kernels::attentionScratch(static_cast<int>(length), static_cast<int>(width) / heads_))});
    const auto output = h.clone();
    for (std::int64_t first = 0; first < sequences; first += together) {
        const auto some = std::min(together, sequences - first), row = first * length, start = kept ? row : 0;
        normalise({h, row}, normWeight_, normBias_, {rows}, some * length);
        kernels::cpuKernels().product(productOf(queryKeyValue_.forth, {rows}, {qkv, start}, some * length));
        for (std::int64_t i = 0; i < some; ++i) {
            kernels::Attention task;
            task.qkv = floatsOf(qkv, start + i * length);
            task.output = rowOf(rows, i * length);
            task.outputStride = width;
            task.outputStorage = storageOf(computeType_);
            task.tokens = static_cast<int>(length);
            task.heads = heads_;
            task.headWidth = static_cast<int>(width) / heads_;
            task.scratch = scratch.mutable_data_ptr<float>();
            task.shares = kept ? floatsOf(kept->shares, first + i) : nullptr;
            kernels::cpuKernels().attention(task);
        }
        auto projection = productOf(projection_.forth, {rows}, {output, row}, some * length);
        projection.add = true;
        kernels::cpuKernels().product(projection);
    }
    return output;
}

at::Tensor FrozenAttention::back(const Kept& kept, const at::Tensor& gradient) const {
    const auto sequences = kept.h.size(0), length = kept.h.size(1), width = kept.h.size(2);
    const auto together = std::max<std::int64_t>(1, rowsTogether / length), most = together * length;
    const auto narrow = room(most, width, computeType_), wideNarrow = room(most, 3 * width, computeType_);
    const auto rows = room(most, width, at::kFloat), wide = room(most, 3 * width, at::kFloat);
    const auto scratch = at::empty({static_cast<std::int64_t>(kernels::attentionScratch(static_cast<int>(length), static_cast<int>(width) / heads_))});
    const auto result = at::empty_like(kept.h);
    for (std::int64_t first = 0; first < sequences; first += together) {
        const auto some = std::min(together, sequences - first), row = first * length;
        kernels::cpuKernels().product(productOf(projection_.back, operand({gradient, row}, some * length, narrow), {rows}, some * length));
        for (std::int64_t i = 0; i < some; ++i) {
            kernels::AttentionBack task;
            task.qkv = floatsOf(kept.qkv, row + i * length);
            task.shares = floatsOf(kept.shares, first + i);
            task.back = floatsOf(rows, i * length);
            task.gradient = floatsOf(wide, i * length);
            task.tokens = static_cast<int>(length);
            task.heads = heads_;
            task.headWidth = static_cast<int>(width) / heads_;
            task.scratch = scratch.mutable_data_ptr<float>();
            kernels::cpuKernels().attentionBack(task);
        }
        kernels::cpuKernels().product(productOf(queryKeyValue_.back, operand({wide}, some * length, wideNarrow), {rows}, some * length));
        normaliseBack(kept.h, normWeight_, rows, gradient, result, row, some * length);
    }
    return result;
}

FrozenFeedForward::FrozenFeedForward(const BackboneBlock& block, at::ScalarType computeType)
    : normWeight_(block.norm2Weight.contiguous()),
      normBias_(block.norm2Bias.contiguous()),
      first_(packBoth(block.fc1Weight, block.fc1Bias, computeType)),
      second_(packBoth(block.fc2Weight, block.fc2Bias, computeType)),
      computeType_(computeType) {}

FrozenFeedForward::Output FrozenFeedForward::forward(const at::Tensor& h) const {
    if (!isTrained(h)) return run(h.contiguous(), nullptr);
    auto node = std::shared_ptr<FeedForwardNode>(new FeedForwardNode, torch::autograd::deleteNode);
    node->half = shared_from_this();
    const auto output = run(h.detach().contiguous(), &node->kept);
    link(node, h, {output.h, output.z});
    return output;
}

FrozenFeedForward::Output FrozenFeedForward::run(const at::Tensor& h, Kept* kept) const {
    const auto rows = h.size(0) * h.size(1), ffn = static_cast<std::int64_t>(first_.forth.outputs);
    if (kept) *kept = {h, room(rows, ffn, computeType_)};
    const auto hidden = room(rowsTogether, ffn, computeType_);
    const Output output{h.clone(), at::empty(h.sizes(), computeType_)};
    for (std::int64_t first = 0; first < rows; first += rowsTogether) {
        const auto some = std::min(rowsTogether, rows - first);
        normalise({h, first}, normWeight_, normBias_, {output.z, first}, some);
        auto up = productOf(first_.forth, {output.z, first}, {hidden}, some);
        up.activation = kernels::Activation::QuickGelu;
        up.slope = kept ? rowOf(kept->slope, first) : nullptr;
        up.slopeStride = ffn;
        kernels::cpuKernels().product(up);
        auto down = productOf(second_.forth, {hidden}, {output.h, first}, some);
        down.add = true;
        kernels::cpuKernels().product(down);
    }
    return output;
}

at::Tensor FrozenFeedForward::back(const Kept& kept, const at::Tensor& gradient, const at::Tensor& besideGradient) const {
    const auto rows = kept.h.size(0) * kept.h.size(1), width = kept.h.size(2), ffn = kept.slope.size(1);
    const auto narrow = room(rowsTogether, width, computeType_), hidden = room(rowsTogether, ffn, computeType_);
    const auto normalised = room(rowsTogether, width, at::kFloat);
    const auto result = at::empty_like(kept.h);
    const auto beside = besideGradient.defined() ? besideGradient.reshape({rows, width}) : at::Tensor();
    for (std::int64_t first = 0; first < rows; first += rowsTogether) {
        const auto some = std::min(rowsTogether, rows - first);
        auto up = productOf(second_.back, operand({gradient, first}, some, narrow), {hidden}, some);
        up.activation = kernels::Activation::TimesSlope;
        up.slope = rowOf(kept.slope, first);
        up.slopeStride = ffn;
        kernels::cpuKernels().product(up);
        auto down = productOf(first_.back, {hidden}, {normalised}, some);
        down.add = beside.defined();
        if (down.add) normalised.narrow(0, 0, some).copy_(beside.narrow(0, first, some));
        kernels::cpuKernels().product(down);
        normaliseBack(kept.h, normWeight_, normalised, gradient, result, first, some);
    }
    return result;
}

}  // namespace lacuna::engine
