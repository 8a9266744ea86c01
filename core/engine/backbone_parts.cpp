#include "engine/backbone_parts.h"

#include <fmt/format.h>

namespace lacuna::engine {

std::vector<BackbonePart> backboneParts(const BackboneSpec& spec, std::int64_t positions) {
    using Fill = BackbonePart::Fill;
    const std::int64_t width = spec.width;
    const std::int64_t wide = width * spec.mlpRatio;
    std::vector<BackbonePart> parts = {{"embeddings.class_embedding", {width}, Fill::Normal},
                                       {positionEmbeddingPart, {positions, width}, Fill::Normal}};
    const auto norm = [&](const std::string& name) {
        parts.push_back({name + ".weight", {width}, Fill::One});
        parts.push_back({name + ".bias", {width}, Fill::Zero});
    };
    const auto linear = [&](const std::string& name, std::int64_t out, std::int64_t in) {
        parts.push_back({name + ".weight", {out, in}, Fill::Normal});
        parts.push_back({name + ".bias", {out}, Fill::Zero});
    };
    norm("pre_layrnorm");
    for (int i = 0; i < spec.blocks; ++i) {
        const auto block = fmt::format("encoder.layers.{}.", i);
        norm(block + "layer_norm1");
        for (const auto* name : {"q_proj", "k_proj", "v_proj", "out_proj"})
            linear(block + "self_attn." + name, width, width);
        norm(block + "layer_norm2");
        linear(block + "mlp.fc1", wide, width);
        linear(block + "mlp.fc2", width, wide);
    }
    norm("post_layernorm");
    return parts;
}

}  // namespace lacuna::engine
