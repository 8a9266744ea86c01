#include "engine/network.h"

#include <algorithm>

#include "base/error.h"
#include "engine/torch_headers.h"
#include "engine/trained_tensors.h"

namespace lacuna::engine {
namespace {

at::Tensor layerNorm(const at::Tensor& h, const at::Tensor& weight, const at::Tensor& bias) {
    return at::layer_norm(h, {h.size(-1)}, weight, bias, layerNormEpsilon);
}

/// 1 for the topK largest of the last dimension; of equal ones the first count as larger. No gradient.
at::Tensor topKMask(const at::Tensor& weights, int topK) {
    const c10::NoGradGuard noGradient;
    const auto count = weights.size(-1);
    const auto mine = weights.unsqueeze(-1);
    const auto other = weights.unsqueeze(-2);
    const auto before = at::ones({count, count}, weights.options().dtype(at::kBool)).tril(-1);
    const auto rank = other.gt(mine).logical_or(other.eq(mine).logical_and(before)).sum(-1);
    return rank.lt(topK).to(weights.scalar_type());
}

at::Tensor quickGelu(const at::Tensor& x) {
    return x * at::sigmoid(x * quickGeluSlope);
}

int routedCount(const BlockAdaptation& block) {
    int count = 0;
    for (const auto& expert : block.experts) count += expert.gate == Gate::Routed ? 1 : 0;
    return count;
}

/// quickGelu(x) = silu(1.702 x) / 1.702, and attention divides by √64: with the factors in the weights, fewer operations
/// do, forward and back. The eighth is exact in every type.
BackboneWeights folded(BackboneWeights backbone) {
    for (auto& block : backbone.blocks) {
        const auto width = block.projectionBias.size(0);
        const auto like = block.queryKeyValueBias.options().requires_grad(false);
        const auto scale = at::cat({at::full({width}, 0.125, like), at::ones({2 * width}, like)});
        block.queryKeyValueWeight = block.queryKeyValueWeight * scale.unsqueeze(1);
        block.queryKeyValueBias = block.queryKeyValueBias * scale;
        block.fc1Weight = block.fc1Weight * quickGeluSlope;
        block.fc1Bias = block.fc1Bias * quickGeluSlope;
        block.fc2Weight = block.fc2Weight / quickGeluSlope;
    }
    return backbone;
}

void moveBackbone(BackboneWeights& backbone, const at::Device& device, at::ScalarType computeType) {
    const auto move = [&](at::Tensor& tensor, at::ScalarType type) { tensor = tensor.to(device, type); };
    for (auto* tensor : {&backbone.classEmbedding, &backbone.positionEmbedding, &backbone.preNormWeight, &backbone.preNormBias,
                         &backbone.postNormWeight, &backbone.postNormBias})
        move(*tensor, at::kFloat);
    for (auto& block : backbone.blocks) {
        for (auto* tensor : {&block.norm1Weight, &block.norm1Bias, &block.norm2Weight, &block.norm2Bias})
            move(*tensor, at::kFloat);
        for (auto* tensor : {&block.queryKeyValueWeight, &block.queryKeyValueBias, &block.projectionWeight,
                             &block.projectionBias, &block.fc1Weight, &block.fc1Bias, &block.fc2Weight, &block.fc2Bias})
            move(*tensor, computeType);
    }
}

}  // namespace

Network::Network(ModelSpec model, Adaptation adaptation, const BackboneWeights& backbone,
                 const std::vector<NamedTensor>& tensors)
    : model_(std::move(model)), adaptation_(std::move(adaptation)), backbone_(folded(backbone)) {
    for (const auto& tensor : tensors) {
        auto values = const_cast<float*>(tensor.values.data());  // from_blob takes no const; the clone below reads only
        trained_[tensor.name] = at::from_blob(values, tensor.shape, at::kFloat).clone().set_requires_grad(true);
    }
    const auto expected = trainedTensors(model_, adaptation_);
    LACUNA_ASSERT(expected.size() == trained_.size());
    for (const auto& tensor : expected) LACUNA_ASSERT(parameter(tensor.name).sizes() == at::IntArrayRef(tensor.shape));
    for (const auto& block : adaptation_.blocks) expertRows_.push_back(rowsOf(block));
}

Network::ExpertRows Network::rowsOf(const BlockAdaptation& block) const {
    const auto columns = [&](const Expert& expert) {
        return parameter(expertTensor(block.block, expert, downPart(block.form))).size(0);
    };
    std::int64_t ranks = 0;
    for (const auto& expert : block.experts) ranks += columns(expert);
    ExpertRows rows{at::zeros({ranks}), at::zeros({model_.modalityCount(), ranks}),
                    at::zeros({routedCount(block), ranks})};
    std::int64_t first = 0;
    std::int64_t routed = 0;
    for (const auto& expert : block.experts) {
        auto target = rows.always;
        if (expert.gate == Gate::Modality) target = rows.modality.select(0, expert.modality);
        if (expert.gate == Gate::Routed) target = rows.routed.select(0, routed++);
        target.narrow(0, first, columns(expert)).fill_(1);
        first += columns(expert);
    }
    return rows;
}

void Network::moveTo(const at::Device& device, at::ScalarType computeType) {
    computeType_ = computeType;
    moveBackbone(backbone_, device, computeType);
    for (auto& rows : expertRows_)
        for (auto* tensor : {&rows.always, &rows.modality, &rows.routed}) *tensor = tensor->to(device, at::kFloat);
    for (auto& [name, tensor] : trained_) tensor = tensor.detach().to(device).set_requires_grad(true);
}

void Network::fuseFrozenBlocks(const BackboneWeights& backbone) {
    frozen_.resize(backbone.blocks.size());
    for (std::size_t i = 0; i < backbone.blocks.size(); ++i) {
        frozen_[i] = {std::make_shared<FrozenAttention>(backbone.blocks[i], model_.backbone.heads, computeType_),
                      std::make_shared<FrozenFeedForward>(backbone.blocks[i], computeType_)};
    }
    for (const auto& block : adaptation_.blocks) {
        auto& halves = frozen_[static_cast<std::size_t>(block.block)];
        if (block.prompts && block.prompts->place == PromptPlace::Attention) halves.attention = nullptr;
        if (!block.experts.empty() && block.form == ExpertForm::FeedForward) halves.feedForward = nullptr;
    }
    // What the halves have packed is used from here on.
    for (std::size_t i = 0; i < frozen_.size(); ++i) {
        auto& block = backbone_.blocks[i];
        if (frozen_[i].attention) block.queryKeyValueWeight = block.projectionWeight = at::Tensor();
        if (frozen_[i].feedForward) block.fc1Weight = block.fc2Weight = at::Tensor();
    }
}

void Network::setBackbone(const BackboneWeights& backbone) {
    frozen_.clear();
    const auto device = backbone_.classEmbedding.device();
    backbone_ = folded(backbone);
    moveBackbone(backbone_, device, computeType_);
}

const at::Tensor& Network::parameter(const std::string& name) const {
    const auto found = trained_.find(name);
    LACUNA_ASSERT(found != trained_.end());
    return found->second;
}

ModalityEncoder Network::encoder(int modality) const {
    const auto& name = model_.modalities[static_cast<std::size_t>(modality)].name;
    const auto part = [&](const char* which) { return parameter(encoderTensor(name, which)).to(computeType_); };
    return {part("spectral.weight"), part("spectral.bias"), part("spatial.weight"), part("spatial.bias")};
}

Network::Output Network::forward(const std::vector<at::Tensor>& patches, const at::Tensor& availability,
                                 bool recordGates) const {
    std::vector<at::Tensor> tokens;
    for (int i = 0; i < model_.modalityCount(); ++i) {
        const auto& patch = patches[static_cast<std::size_t>(i)];
        // Selected before the encoder too: behind it a zero gradient would meet an absent NaN as 0 · NaN.
        const auto present = availability.select(1, i).view({-1, 1, 1, 1});
        const auto seen = at::where(present, patch, at::zeros({}, patch.options()));
        tokens.push_back(encoder(i).forward(seen.to(computeType_)));
    }
    return forwardTokens(tokens, availability, recordGates);
}

at::Tensor Network::embed(const std::vector<at::Tensor>& tokens, const at::Tensor& availability) const {
    const auto& position = backbone_.positionEmbedding;
    const auto batch = availability.size(0);
    const auto& modalityEmbedding = parameter("embedding.modality");
    std::vector<at::Tensor> sequence;
    sequence.push_back((backbone_.classEmbedding + position.select(0, 0)).expand({batch, 1, -1}));
    for (int i = 0; i < model_.modalityCount(); ++i) {
        const auto token = tokens[static_cast<std::size_t>(i)].to(at::kFloat);
        const auto present = availability.select(1, i).view({-1, 1, 1});
        const auto seen = at::where(present, token, at::zeros({}, token.options()));
        sequence.push_back(seen + (position.narrow(0, 1, position.size(0) - 1) + modalityEmbedding.select(0, i)));
    }
    return layerNorm(at::cat(sequence, 1), backbone_.preNormWeight, backbone_.preNormBias);
}

Network::Prompts Network::promptsFor(const at::Tensor& availability) const {
    const auto& blocks = adaptation_.blocks;
    if (std::none_of(blocks.begin(), blocks.end(), [](const auto& block) { return block.prompts.has_value(); }))
        return {std::vector<PromptTable>(backbone_.blocks.size()), {}};
    auto pattern = at::zeros({availability.size(0)}, availability.options().dtype(at::kLong));
    for (std::int64_t i = 0; i < model_.modalityCount(); ++i)
        pattern = pattern + availability.select(1, i).to(at::kLong) * (std::int64_t{1} << i);
    const auto [patterns, row] = at::_unique(pattern, true, true);
    const auto tensor = [this](const std::string& name) -> const at::Tensor& { return parameter(name); };
    return {promptTables(model_, adaptation_, tensor, patterns), row};
}

at::Tensor Network::attention(const BackboneBlock& block, const at::Tensor& z, const at::Tensor& prefix) const {
    const auto batch = z.size(0);
    const auto length = z.size(1);
    const auto heads = model_.backbone.heads;
    const auto stacked = at::linear(z, block.queryKeyValueWeight, block.queryKeyValueBias)
                             .view({batch, length, 3, heads, -1})
                             .permute({2, 0, 3, 1, 4});
    // Written out: for some twenty tokens this takes half the time of the fused operation (measured, forward and back).
    auto keys = stacked.select(0, 1), values = stacked.select(0, 2);
    if (prefix.defined()) {
        const auto halves = prefix.to(z.scalar_type()).view({batch, 2, -1, heads, keys.size(-1)}).transpose(2, 3);
        keys = at::cat({halves.select(1, 0), keys}, 2);
        values = at::cat({halves.select(1, 1), values}, 2);
    }
    const auto similarity = at::matmul(stacked.select(0, 0), keys.transpose(-2, -1));
    const auto mixed = at::matmul(at::softmax(similarity, -1), values);
    return at::linear(mixed.transpose(1, 2).reshape({batch, length, -1}), block.projectionWeight, block.projectionBias);
}

at::Tensor Network::feedForward(const BackboneBlock& block, const at::Tensor& z) const {
    return at::linear(at::silu(at::linear(z, block.fc1Weight, block.fc1Bias)), block.fc2Weight, block.fc2Bias);
}

at::Tensor Network::attended(std::size_t block, const at::Tensor& h, const at::Tensor& prefix) const {
    if (!frozen_.empty() && frozen_[block].attention) return frozen_[block].attention->forward(h);
    const auto& weights = backbone_.blocks[block];
    return h + attention(weights, layerNorm(h, weights.norm1Weight, weights.norm1Bias).to(computeType_), prefix);
}

FrozenFeedForward::Output Network::fedForward(std::size_t block, const at::Tensor& h, bool replaced) const {
    if (!frozen_.empty() && frozen_[block].feedForward) return frozen_[block].feedForward->forward(h);
    const auto& weights = backbone_.blocks[block];
    const auto z = layerNorm(h, weights.norm2Weight, weights.norm2Bias).to(computeType_);
    return {replaced ? h : h + feedForward(weights, z), z};
}

at::Tensor Network::routerRows(const BlockAdaptation& block) const {
    const auto* matrix = block.router->hidden > 0 ? "project.weight" : "gate.weight";
    return parameter(routerTensor(block.block, matrix)).narrow(1, 0, model_.backbone.width);
}

at::Tensor Network::routedGates(const BlockAdaptation& block, const at::Tensor& projected,
                                const at::Tensor& bits) const {
    const auto tensor = [&](const char* part) -> const at::Tensor& {
        return parameter(routerTensor(block.block, part));
    };
    const auto& router = *block.router;
    const auto width = model_.backbone.width;
    const auto& first = tensor(router.hidden > 0 ? "project.weight" : "gate.weight");
    auto scores = projected;
    if (router.patternCode > 0) {
        const auto code = at::linear(bits, tensor("pattern.weight"), tensor("pattern.bias"));
        scores = scores + at::linear(code, first.narrow(1, width, router.patternCode)).unsqueeze(1);
    }
    if (router.hidden > 0) scores = at::linear(at::gelu(scores + tensor("project.bias")), tensor("gate.weight"));
    const auto weights = at::softmax(scores, -1);
    return router.topK < routedCount(block) ? weights * topKMask(weights, router.topK) : weights;
}

at::Tensor Network::stackedParts(const BlockAdaptation& block, const char* part, std::int64_t dimension) const {
    std::vector<at::Tensor> parts;
    for (const auto& expert : block.experts) parts.push_back(parameter(expertTensor(block.block, expert, part)));
    return at::cat(parts, dimension);
}

at::Tensor Network::expertBranch(std::size_t adapted, const at::Tensor& z, const at::Tensor& bits,
                                 Output* record) const {
    const auto& block = adaptation_.blocks[adapted];
    const auto& rows = expertRows_[adapted];
    // All experts and the router share one product with z, and the experts a second one back to width d.
    const bool whole = block.form == ExpertForm::FeedForward;
    auto down = stackedParts(block, downPart(block.form), 0);
    if (block.router) down = at::cat({down, routerRows(block)}, 0);
    const auto ranks = rows.always.size(0);
    const auto stacked = at::linear(z, down.to(computeType_));
    auto rowGates = (rows.always + at::matmul(bits, rows.modality)).unsqueeze(1);
    at::Tensor routed;
    if (block.router) {
        const auto projected = stacked.narrow(-1, ranks, stacked.size(-1) - ranks).to(at::kFloat);
        routed = routedGates(block, projected, bits);
        rowGates = rowGates + at::matmul(routed, rows.routed);
    }
    if (record) record->gates.push_back(expertGates(block, routed, bits, z.size(1)));
    auto columns = stacked.narrow(-1, 0, ranks);
    if (whole) columns = quickGelu(columns + stackedParts(block, "fc1.bias", 0).to(computeType_));
    const auto output = at::linear(columns * rowGates.to(computeType_), stackedParts(block, upPart(block.form), 1).to(computeType_));
    if (!whole) return output;
    const auto biases = stackedParts(block, "fc2.bias", 0).view({static_cast<std::int64_t>(block.experts.size()), -1});
    return output + at::matmul(expertGates(block, routed, bits, z.size(1)), biases);
}

at::Tensor Network::expertGates(const BlockAdaptation& block, const at::Tensor& routed, const at::Tensor& bits,
                                std::int64_t length) const {
    std::vector<at::Tensor> gates;
    std::int64_t next = 0;
    for (const auto& expert : block.experts) {
        if (expert.gate == Gate::Routed)
            gates.push_back(routed.select(-1, next++));
        else if (expert.gate == Gate::Modality)
            gates.push_back(bits.select(1, expert.modality).unsqueeze(1).expand({-1, length}));
        else
            gates.push_back(at::ones({bits.size(0), length}, bits.options()));
    }
    return at::stack(gates, -1);
}

at::Tensor Network::head(const at::Tensor& h) const {
    const auto tokens = static_cast<std::int64_t>(model_.tokenGrid) * model_.tokenGrid;
    const auto first = h.size(1) - model_.tokens();  // behind the prompts
    std::vector<at::Tensor> features = {h.select(1, first)};
    for (std::int64_t i = 0; i < model_.modalityCount(); ++i)
        features.push_back(h.narrow(1, first + 1 + i * tokens, tokens).mean(1));
    return at::linear(at::cat(features, 1), parameter("head.weight"), parameter("head.bias"));
}

Network::Output Network::forwardTokens(const std::vector<at::Tensor>& tokens, const at::Tensor& availability,
                                       bool recordGates) const {
    Output output;
    const auto bits = availability.to(at::kFloat);
    const auto prompts = promptsFor(availability);
    auto h = embed(tokens, availability);
    std::size_t adapted = 0;
    for (std::size_t i = 0; i < backbone_.blocks.size(); ++i) {
        const auto& table = prompts.tables[i];
        if (table.changesSequence()) h = withPrompts(table, prompts.row, h, model_);
        const auto prefix = table.changesAttention() ? promptsOf(table, prompts.row, h, model_) : at::Tensor();
        h = attended(i, h, prefix);
        const auto* adaptation =
            adapted < adaptation_.blocks.size() && adaptation_.blocks[adapted].block == static_cast<int>(i)
                ? &adaptation_.blocks[adapted++]
                : nullptr;
        const bool hasExperts = adaptation && !adaptation->experts.empty();
        const auto half = fedForward(i, h, hasExperts && adaptation->form == ExpertForm::FeedForward);
        h = half.h;
        if (hasExperts) h = h + expertBranch(adapted - 1, half.z, bits, recordGates ? &output : nullptr);
    }
    output.features = layerNorm(h, backbone_.postNormWeight, backbone_.postNormBias);
    output.logits = head(output.features);
    return output;
}

std::vector<NamedTensor> Network::tensors() const {
    std::vector<NamedTensor> list;
    for (const auto& [name, tensor] : trained_) {
        const auto values = tensor.detach().to(at::kCPU).contiguous();
        const auto* first = values.const_data_ptr<float>();
        list.push_back({name, values.sizes().vec(), {first, first + values.numel()}});
    }
    return list;
}

}  // namespace lacuna::engine
