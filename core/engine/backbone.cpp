#include "engine/backbone.h"

#include <fmt/ranges.h>

#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>

#include "base/counter_random.h"
#include "engine/backbone_parts.h"
#include "engine/safetensors.h"
#include "engine/sha256.h"
#include "engine/torch_failure.h"
#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "load backbone";
constexpr std::string_view generatedPrefix = "generated:";
using base::ErrorCode;
using base::fail;

using Tensors = std::map<std::string, at::Tensor>;

at::Tensor generatePart(const BackbonePart& part, std::uint64_t seed) {
    using Fill = BackbonePart::Fill;
    if (part.fill == Fill::Zero) return at::zeros(part.shape);
    if (part.fill == Fill::One) return at::ones(part.shape);
    constexpr double sigma = 0.02;
    auto tensor = at::empty(part.shape);
    auto* values = tensor.data_ptr<float>();
    const base::CounterRandom random(seed, part.name);
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        values[i] = static_cast<float>(sigma * random.truncatedNormal(static_cast<std::uint64_t>(i)));
    return tensor;
}

base::Status compareSha256(BackboneSpec& spec, const std::string& found) {
    if (spec.sha256.empty()) spec.sha256 = found;
    if (spec.sha256 == found) return {};
    return fail(ErrorCode::BadData, stage,
                "{} has the SHA-256 {}, expected {}: these are other weights than the model was trained with",
                spec.source, found, spec.sha256);
}

base::Result<Tensors> generate(BackboneSpec& spec, int tokenGrid) {
    const auto text = std::string_view(spec.source).substr(generatedPrefix.size());
    std::uint64_t seed = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (problem != std::errc() || end != text.data() + text.size())
        return fail(ErrorCode::BadData, stage, "\"{}\" is no source, expected \"generated:\" and a whole number",
                    spec.source);
    Tensors tensors;
    Sha256 sha256;
    for (const auto& part : backboneParts(spec, 1 + static_cast<std::int64_t>(tokenGrid) * tokenGrid)) {
        const auto tensor = generatePart(part, seed);
        sha256.add(tensor.const_data_ptr<float>(), tensor.nbytes());
        tensors[part.name] = tensor;
    }
    LACUNA_TRY_STATUS(compareSha256(spec, sha256.hex()));
    return tensors;
}

/// What the file puts before "embeddings.class_embedding": "vision_model.", "clip.vision_model." or nothing.
base::Result<std::string> prefixIn(const SafetensorsFile& file, const std::string& path) {
    static constexpr std::string_view landmark = "embeddings.class_embedding";
    for (const auto& tensor : file.tensors)
        if (tensor.name.ends_with(landmark)) return tensor.name.substr(0, tensor.name.size() - landmark.size());
    return fail(ErrorCode::BadData, stage,
                "{} holds no tensor that ends in \"{}\"; expected a CLIP vision model in the names of its Hugging Face "
                "release (vision_model.embeddings.class_embedding, …)",
                path, landmark);
}

/// The other half of CLIP and the parts of the vision half that are not used are neither read nor checked.
bool isWanted(const std::string& name) {
    static constexpr std::string_view unwanted[] = {"text_model", "position_ids", "patch_embedding", "projection",
                                                    "logit_scale"};
    for (const auto part : unwanted)
        if (name.find(part) != std::string::npos) return false;
    return true;
}

base::Result<at::Tensor> readPart(const std::map<std::string, const NamedTensor*>& present, const std::string& name,
                                  const std::vector<std::int64_t>& shape, const std::string& path) {
    const auto found = present.find(name);
    if (found == present.end()) return fail(ErrorCode::BadData, stage, "{} lacks the tensor {}", path, name);
    if (found->second->shape != shape)
        return fail(ErrorCode::BadData, stage, "{}: {} has the shape [{}], expected [{}]", path, name,
                    fmt::join(found->second->shape, ", "), fmt::join(shape, ", "));
    auto* values = const_cast<float*>(found->second->values.data());  // from_blob takes no const; the clone only reads
    return at::from_blob(values, shape, at::kFloat).clone();
}

base::Result<Tensors> readFile(BackboneSpec& spec) {
    LACUNA_TRY(sha256, fileSha256(spec.source));
    LACUNA_TRY_STATUS(compareSha256(spec, sha256));
    LACUNA_TRY(file, readSafetensors(spec.source, isWanted));
    LACUNA_TRY(prefix, prefixIn(file, spec.source));
    std::map<std::string, const NamedTensor*> present;
    for (const auto& tensor : file.tensors) present[tensor.name] = &tensor;
    const auto position = present.find(prefix + positionEmbeddingPart);
    const auto positions =
        position != present.end() && !position->second->shape.empty() ? position->second->shape[0] : 0;
    Tensors tensors;
    for (const auto& part : backboneParts(spec, positions)) {
        LACUNA_TRY(tensor, readPart(present, prefix + part.name, part.shape, spec.source));
        tensors[part.name] = tensor;
    }
    if (present.contains(fmt::format("{}encoder.layers.{}.layer_norm1.weight", prefix, spec.blocks)))
        return fail(ErrorCode::BadData, stage, "{} has more blocks than the {} the model asks for", spec.source,
                    spec.blocks);
    return tensors;
}

/// [1 + G², d] → [1 + g², d]; the CLS row stays as it is.
base::Result<at::Tensor> resampled(const at::Tensor& position, int tokenGrid, const std::string& source) {
    const auto cells = position.size(0) - 1;
    const auto side = std::llround(std::sqrt(static_cast<double>(cells)));
    if (side < 1 || side * side != cells)
        return fail(ErrorCode::BadData, stage, "{}: the position embedding has {} rows, expected 1 and a square",
                    source, position.size(0));
    if (side == tokenGrid) return position;
    const auto plane = position.narrow(0, 1, cells).view({1, side, side, -1}).permute({0, 3, 1, 2}).contiguous();
    const auto target = at::_upsample_bicubic2d_aa(plane, {tokenGrid, tokenGrid}, false);
    const auto rows = target.permute({0, 2, 3, 1}).reshape({static_cast<std::int64_t>(tokenGrid) * tokenGrid, -1});
    return at::cat({position.narrow(0, 0, 1), rows}, 0);
}

BackboneBlock blockOf(const Tensors& tensors, int index) {
    const auto part = [&](const char* name) { return tensors.at(fmt::format("encoder.layers.{}.{}", index, name)); };
    BackboneBlock block;
    block.norm1Weight = part("layer_norm1.weight");
    block.norm1Bias = part("layer_norm1.bias");
    block.queryKeyValueWeight =
        at::cat({part("self_attn.q_proj.weight"), part("self_attn.k_proj.weight"), part("self_attn.v_proj.weight")}, 0);
    block.queryKeyValueBias =
        at::cat({part("self_attn.q_proj.bias"), part("self_attn.k_proj.bias"), part("self_attn.v_proj.bias")}, 0);
    block.projectionWeight = part("self_attn.out_proj.weight");
    block.projectionBias = part("self_attn.out_proj.bias");
    block.norm2Weight = part("layer_norm2.weight");
    block.norm2Bias = part("layer_norm2.bias");
    block.fc1Weight = part("mlp.fc1.weight");
    block.fc1Bias = part("mlp.fc1.bias");
    block.fc2Weight = part("mlp.fc2.weight");
    block.fc2Bias = part("mlp.fc2.bias");
    return block;
}

/// What blockOf() undoes.
void listBlock(const BackboneBlock& block, int index, Tensors& tensors) {
    const auto put = [&](const char* name, const at::Tensor& tensor) {
        tensors[fmt::format("encoder.layers.{}.{}", index, name)] = tensor;
    };
    const auto width = block.projectionBias.size(0);
    static constexpr const char* projections[] = {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"};
    for (std::int64_t i = 0; i < 3; ++i) {
        const std::string name = projections[i];
        put((name + ".weight").c_str(), block.queryKeyValueWeight.narrow(0, i * width, width));
        put((name + ".bias").c_str(), block.queryKeyValueBias.narrow(0, i * width, width));
    }
    put("layer_norm1.weight", block.norm1Weight);
    put("layer_norm1.bias", block.norm1Bias);
    put("self_attn.out_proj.weight", block.projectionWeight);
    put("self_attn.out_proj.bias", block.projectionBias);
    put("layer_norm2.weight", block.norm2Weight);
    put("layer_norm2.bias", block.norm2Bias);
    put("mlp.fc1.weight", block.fc1Weight);
    put("mlp.fc1.bias", block.fc1Bias);
    put("mlp.fc2.weight", block.fc2Weight);
    put("mlp.fc2.bias", block.fc2Bias);
}

base::Result<BackboneWeights> assemble(const Tensors& tensors, const BackboneSpec& spec, int tokenGrid) {
    LACUNA_TRY(position, resampled(tensors.at(positionEmbeddingPart), tokenGrid, spec.source));
    BackboneWeights weights;
    weights.classEmbedding = tensors.at("embeddings.class_embedding");
    weights.positionEmbedding = position;
    weights.preNormWeight = tensors.at("pre_layrnorm.weight");
    weights.preNormBias = tensors.at("pre_layrnorm.bias");
    for (int i = 0; i < spec.blocks; ++i) weights.blocks.push_back(blockOf(tensors, i));
    weights.postNormWeight = tensors.at("post_layernorm.weight");
    weights.postNormBias = tensors.at("post_layernorm.bias");
    return weights;
}

}  // namespace

base::Result<BackboneWeights> loadBackbone(BackboneSpec& spec, int tokenGrid) {
    try {
        const c10::NoGradGuard noGradient;
        auto tensors = spec.source.starts_with(generatedPrefix) ? generate(spec, tokenGrid) : readFile(spec);
        if (!tensors) return base::passOn(tensors);
        return assemble(*tensors, spec, tokenGrid);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, stage, "the memory does not hold the weights of {}", spec.source);
    } catch (const c10::Error& problem) {
        return torchFailure(stage, problem);
    }
}

base::Status writeBackbone(const std::string& path, const BackboneWeights& weights,
                           const std::map<std::string, std::string>& metadata) {
    Tensors tensors = {{"embeddings.class_embedding", weights.classEmbedding}, {positionEmbeddingPart, weights.positionEmbedding},
                       {"pre_layrnorm.weight", weights.preNormWeight},         {"pre_layrnorm.bias", weights.preNormBias},
                       {"post_layernorm.weight", weights.postNormWeight},      {"post_layernorm.bias", weights.postNormBias}};
    for (std::size_t i = 0; i < weights.blocks.size(); ++i) listBlock(weights.blocks[i], static_cast<int>(i), tensors);
    SafetensorsFile file{metadata, {}};
    for (const auto& [name, tensor] : tensors) {
        const auto values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
        const auto* first = values.const_data_ptr<float>();
        file.tensors.push_back({"vision_model." + name, values.sizes().vec(), {first, first + values.numel()}});
    }
    return writeSafetensors(path, file);
}

}  // namespace lacuna::engine
