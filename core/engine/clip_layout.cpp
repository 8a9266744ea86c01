#include "engine/clip_layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace lacuna::engine {
namespace {

constexpr auto stage = "import weights";
constexpr std::string_view classEmbedding = "class_embedding";
constexpr std::string_view hfClassEmbedding = "embeddings.class_embedding";
using base::ErrorCode;
using base::fail;

using Renaming = std::pair<std::string_view, std::string_view>;

/// Of a part outside the blocks, and of a part inside one, from Hugging Face to open_clip.
constexpr std::array<Renaming, 6> outsideNames = {{{"embeddings.class_embedding", "class_embedding"},
                                                   {"embeddings.position_embedding.weight", "positional_embedding"},
                                                   {"pre_layrnorm.weight", "ln_pre.weight"},
                                                   {"pre_layrnorm.bias", "ln_pre.bias"},
                                                   {"post_layernorm.weight", "ln_post.weight"},
                                                   {"post_layernorm.bias", "ln_post.bias"}}};
constexpr std::array<Renaming, 5> insideNames = {{{"layer_norm1", "ln_1"},
                                                  {"layer_norm2", "ln_2"},
                                                  {"mlp.fc1", "mlp.c_fc"},
                                                  {"mlp.fc2", "mlp.c_proj"},
                                                  {"self_attn.out_proj", "attn.out_proj"}}};
constexpr std::string_view hfBlocks = "encoder.layers.";
constexpr std::string_view openClipBlocks = "transformer.resblocks.";

/// "0.mlp.fc1.weight" → "0.mlp.c_fc.weight"; a third of attn.in_proj for the query, key and value.
ClipSource insideBlock(std::string_view part) {
    const auto number = part.substr(0, part.find('.') + 1);
    const auto rest = part.substr(number.size());
    const auto dot = rest.rfind('.');
    const auto layer = rest.substr(0, dot), kind = rest.substr(dot + 1);  // "mlp.fc1" and "weight"
    static constexpr std::string_view stacked[] = {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"};
    for (int third = 0; third < 3; ++third)
        if (layer == stacked[third]) return {fmt::format("{}attn.in_proj_{}", number, kind), third};
    for (const auto& [from, to] : insideNames)
        if (layer == from) return {fmt::format("{}{}.{}", number, to, kind)};
    base::abortOnDefect("a part of a block that CLIP does not have", __FILE__, __LINE__);
}

ClipSource openClipSource(std::string_view part) {
    for (const auto& [from, to] : outsideNames)
        if (part == from) return {std::string(to)};
    LACUNA_ASSERT(part.starts_with(hfBlocks));
    auto source = insideBlock(part.substr(hfBlocks.size()));
    source.name.insert(0, openClipBlocks);
    return source;
}

bool holds(const std::vector<std::string>& names, std::string_view words) {
    return std::any_of(names.begin(), names.end(),
                       [&](const auto& name) { return name.find(words) != std::string::npos; });
}

std::string contentOf(const std::vector<std::string>& names) {
    if (names.empty()) return "no tensors at all";
    if (holds(names, "visual.trunk.")) return "a vision tower of the timm library (visual.trunk. …)";
    if (holds(names, "visual.layer1.")) return "the ResNet form of CLIP (visual.layer1. …)";
    const bool vision = holds(names, "vision") || holds(names, "visual.");
    if (!vision && holds(names, "token_embedding")) return "the text half of a model alone";
    return fmt::format("{} tensors, such as {}", names.size(), names.front());
}

}  // namespace

ClipSource ClipLayout::sourceOf(const std::string& part) const {
    auto source = naming == ClipNaming::HuggingFace ? ClipSource{part} : openClipSource(part);
    source.name.insert(0, prefix);
    return source;
}

bool ClipLayout::isNeeded(const std::string& name) const {
    if (!name.starts_with(prefix)) return false;
    const auto rest = std::string_view(name).substr(prefix.size());
    if (naming == ClipNaming::OpenClip) return rest != "conv1.weight" && rest != "proj";
    // A vision model saved alone has no prefix; what else transformers may put beside it is named here.
    static constexpr std::string_view unused[] = {"embeddings.patch_embedding.weight", "embeddings.position_ids",
                                                  "visual_projection.weight", "text_projection.weight", "logit_scale"};
    return std::find(std::begin(unused), std::end(unused), rest) == std::end(unused) &&
           !rest.starts_with("text_model.");
}

int ClipLayout::blocksIn(const std::vector<std::string>& names) const {
    const auto start = prefix + std::string(naming == ClipNaming::HuggingFace ? hfBlocks : openClipBlocks);
    int blocks = 0;
    for (const auto& name : names) {
        int number = -1;
        if (name.starts_with(start)) std::from_chars(name.data() + start.size(), name.data() + name.size(), number);
        blocks = std::max(blocks, std::min(number, 1'000) + 1);
    }
    return blocks;
}

std::string ClipLayout::title() const {
    return naming == ClipNaming::HuggingFace ? "Hugging Face" : "open_clip";
}

base::Result<ClipLayout> clipLayoutOf(const std::vector<std::string>& names, const std::string& path) {
    for (const auto& name : names) {
        if (name.ends_with(hfClassEmbedding))
            return ClipLayout{ClipNaming::HuggingFace, name.substr(0, name.size() - hfClassEmbedding.size())};
        if (name.ends_with(classEmbedding))
            return ClipLayout{ClipNaming::OpenClip, name.substr(0, name.size() - classEmbedding.size())};
    }
    return fail(ErrorCode::BadData, stage,
                "{} holds {}; expected a vision transformer of CLIP: from Hugging Face with the tensor "
                "vision_model.{}, from open_clip or OpenAI with visual.{}",
                path, contentOf(names), hfClassEmbedding, classEmbedding);
}

}  // namespace lacuna::engine
