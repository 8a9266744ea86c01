#include "engine/stacked_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/torch_headers.h"
#include "engine/trained_tensors.h"

namespace lacuna::engine {
namespace {

using TensorMap = std::map<std::string, at::Tensor>;

TensorMap mapOf(const std::vector<NamedTensor>& tensors) {
    TensorMap map;
    for (const auto& tensor : tensors) {
        auto* values = const_cast<float*>(tensor.values.data());  // from_blob takes no const; the clone reads only
        map[tensor.name] = at::from_blob(values, tensor.shape, at::kFloat).clone();
    }
    return map;
}

const at::Tensor& tensorOf(const TensorMap& map, const std::string& name) {
    const auto found = map.find(name);
    LACUNA_ASSERT(found != map.end());
    return found->second;
}

/// For all patterns but the empty one.
std::vector<PromptTable> tablesOf(const TensorMap& tensors, const Adaptation& adaptation, const ModelSpec& model) {
    const auto tensor = [&](const std::string& name) -> const at::Tensor& { return tensorOf(tensors, name); };
    const auto patterns = at::arange(1, std::int64_t{1} << model.modalityCount(), at::kLong);
    auto tables = promptTables(model, adaptation, tensor, patterns);
    for (auto& table : tables)
        for (auto& part : table.parts) part.rows = part.rows.contiguous();
    return tables;
}

/// The router's part of a pattern for all 2^M patterns: Wm ψ(m) + b.
at::Tensor patternCodes(const TensorMap& tensors, const BlockAdaptation& block, const ModelSpec& model, int columns) {
    const auto modalities = model.modalityCount();
    const auto patterns = std::int64_t{1} << modalities;
    auto codes = at::zeros({patterns, columns});
    if (block.router->patternCode > 0) {
        auto bits = at::zeros({patterns, modalities});
        for (std::int64_t pattern = 0; pattern < patterns; ++pattern)
            for (int i = 0; i < modalities; ++i) bits[pattern][i] = static_cast<float>(pattern >> i & 1);
        const auto psi = at::linear(bits, tensorOf(tensors, routerTensor(block.block, "pattern.weight")),
                                    tensorOf(tensors, routerTensor(block.block, "pattern.bias")));
        const auto* matrix = block.router->hidden > 0 ? "project.weight" : "gate.weight";
        const auto& first = tensorOf(tensors, routerTensor(block.block, matrix));
        codes = codes + at::linear(psi, first.narrow(1, model.backbone.width, block.router->patternCode));
    }
    if (block.router->hidden > 0) codes = codes + tensorOf(tensors, routerTensor(block.block, "project.bias"));
    return codes.contiguous();
}

StackedExperts stackExperts(const TensorMap& tensors, const BlockAdaptation& block, const ModelSpec& model) {
    StackedExperts stacked;
    stacked.form = block.form;
    std::vector<at::Tensor> down, up, downBias, upBias;
    for (const auto& expert : block.experts) {
        const auto part = [&](const char* name) { return tensorOf(tensors, expertTensor(block.block, expert, name)); };
        down.push_back(part(downPart(block.form)));
        up.push_back(part(upPart(block.form)));
        if (block.form == ExpertForm::FeedForward) {
            downBias.push_back(part("fc1.bias"));
            upBias.push_back(part("fc2.bias"));
        }
        auto gate = kernels::EpilogueGate::Always;
        if (expert.gate == Gate::Modality) gate = kernels::EpilogueGate::Modality;
        if (expert.gate == Gate::Routed) gate = kernels::EpilogueGate::Routed;
        const auto rank = static_cast<int>(down.back().size(0));
        const int index = gate == kernels::EpilogueGate::Routed ? stacked.routed : expert.modality;
        stacked.experts.push_back({stacked.columns, rank, gate, index});
        stacked.columns += rank;
        stacked.routed += expert.gate == Gate::Routed ? 1 : 0;
    }
    if (block.router) {
        stacked.hidden = block.router->hidden;
        stacked.topK = block.router->topK;
        stacked.routerColumns = stacked.hidden > 0 ? stacked.hidden : stacked.routed;
        const auto* matrix = stacked.hidden > 0 ? "project.weight" : "gate.weight";
        down.push_back(tensorOf(tensors, routerTensor(block.block, matrix)).narrow(1, 0, model.backbone.width));
        stacked.code = patternCodes(tensors, block, model, stacked.routerColumns);
        if (stacked.hidden > 0) stacked.routerWeight = tensorOf(tensors, routerTensor(block.block, "gate.weight")).contiguous();
    }
    stacked.down = at::cat(down, 0).contiguous();
    stacked.up = at::cat(up, 1).contiguous();
    if (block.form == ExpertForm::FeedForward) {
        stacked.downBias = at::cat(downBias, 0).contiguous();
        stacked.upBias = at::stack(upBias, 0).contiguous();
    }
    return stacked;
}

StackedEncoder stackEncoder(const TensorMap& tensors, const std::string& modality) {
    StackedEncoder encoder;
    encoder.spectral = tensorOf(tensors, encoderTensor(modality, "spectral.weight")).flatten(1).contiguous();
    encoder.spectralBias = tensorOf(tensors, encoderTensor(modality, "spectral.bias"));
    const auto& spatial = tensorOf(tensors, encoderTensor(modality, "spatial.weight"));
    for (std::int64_t row = 0; row < spatial.size(2); ++row)
        encoder.spatial.push_back(spatial.select(2, row).permute({0, 2, 1}).flatten(1).contiguous());
    encoder.spatialBias = tensorOf(tensors, encoderTensor(modality, "spatial.bias"));
    return encoder;
}

at::Tensor sequenceBase(const BackboneWeights& backbone, const at::Tensor& modalityEmbedding) {
    const auto& position = backbone.positionEmbedding;
    std::vector<at::Tensor> rows = {(backbone.classEmbedding + position.select(0, 0)).unsqueeze(0)};
    for (std::int64_t i = 0; i < modalityEmbedding.size(0); ++i)
        rows.push_back(position.narrow(0, 1, position.size(0) - 1) + modalityEmbedding.select(0, i));
    return at::cat(rows, 0).contiguous();
}

}  // namespace

int StackedModel::expertCount() const {
    std::size_t count = 0;
    for (const auto& block : experts) count += block ? block->experts.size() : 0;
    return static_cast<int>(count);
}

int StackedModel::longest() const {
    return std::accumulate(lengths.begin(), lengths.end(), model.tokens(), [](int a, int b) { return std::max(a, b); });
}

int StackedModel::finalLength() const {
    return lengths.empty() ? model.tokens() : lengths.back();
}

double StackedModel::flopsPerPixel() const {
    const double d = model.backbone.width, ratio = model.backbone.mlpRatio, grid = model.tokenGrid;
    double flops = 2 * d * (1 + model.modalityCount()) * model.classCount();
    for (std::size_t i = 0; i < experts.size(); ++i) {
        const auto& block = experts[i];
        const bool replaced = block && block->form == ExpertForm::FeedForward;
        const double keys = lengths[i] + (prompts[i].changesAttention() ? prompts[i].tokens() / 2.0 : 0);
        double perToken = 2 * d * d * (4 + (replaced ? 0 : 2 * ratio)) + 4 * keys * d;
        if (block) perToken += 2 * d * (2 * block->columns + block->routerColumns) + 2.0 * block->routed * block->hidden;
        flops += lengths[i] * perToken;
        for (const auto& part : prompts[i].parts)
            if (part.modality >= 0) flops += static_cast<double>(part.rows.size(1)) * (4 * grid * grid * d + 2 * d * d);
    }
    return flops;
}

StackedModel stackModel(const ModelSpec& model, const Adaptation& adaptation, const BackboneWeights& backbone,
                        const std::vector<NamedTensor>& tensors) {
    const c10::NoGradGuard noGradient;
    const auto map = mapOf(tensors);
    StackedModel stacked{model, adaptation, backbone, {}, {}, {}, {}, {}, {}, {}};
    stacked.experts.resize(backbone.blocks.size());
    for (const auto& block : adaptation.blocks)
        if (!block.experts.empty())
            stacked.experts[static_cast<std::size_t>(block.block)] = stackExperts(map, block, model);
    stacked.prompts = tablesOf(map, adaptation, model);
    stacked.lengths = sequenceLengths(model, adaptation);
    for (const auto& modality : model.modalities) stacked.encoders.push_back(stackEncoder(map, modality.name));
    stacked.sequenceBase = sequenceBase(backbone, tensorOf(map, "embedding.modality"));
    stacked.headWeight = tensorOf(map, "head.weight").contiguous();
    stacked.headBias = tensorOf(map, "head.bias").contiguous();
    const auto d = static_cast<std::int64_t>(model.backbone.width);
    const double scale = 1.0 / std::sqrt(static_cast<double>(d) / model.backbone.heads);
    for (auto& block : stacked.backbone.blocks) {
        block.queryKeyValueWeight = block.queryKeyValueWeight.clone();
        block.queryKeyValueBias = block.queryKeyValueBias.clone();
        block.queryKeyValueWeight.narrow(0, 0, d).mul_(scale);
        block.queryKeyValueBias.narrow(0, 0, d).mul_(scale);
    }
    return stacked;
}

}  // namespace lacuna::engine
