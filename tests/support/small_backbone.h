#pragma once

#include <random>
#include <string>

#include "engine/safetensors.h"

/// A vision transformer of two blocks in CLIP's tensor names, so that a test trains and maps in a moment.
namespace lacuna::support {

inline std::string writeSmallBackbone(const std::string& path) {
    engine::SafetensorsFile file;
    std::mt19937 random(5);
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape, float level) {
        std::size_t count = 1;
        for (const auto size : shape) count *= static_cast<std::size_t>(size);
        engine::NamedTensor tensor{"vision_model." + name, std::move(shape), std::vector<float>(count, level)};
        if (level == 0)
            for (auto& value : tensor.values) value = 0.05f * (static_cast<float>(random() % 2001) / 1000.0f - 1.0f);
        file.tensors.push_back(std::move(tensor));
    };
    const auto norm = [&](const std::string& name) {
        add(name + ".weight", {64}, 1);
        add(name + ".bias", {64}, 0);
    };
    const auto linear = [&](const std::string& name, int out, int in) {
        add(name + ".weight", {out, in}, 0);
        add(name + ".bias", {out}, 0);
    };
    add("embeddings.class_embedding", {64}, 0);
    add("embeddings.position_embedding.weight", {10, 64}, 0);
    norm("pre_layrnorm");
    for (int i = 0; i < 2; ++i) {
        const auto block = "encoder.layers." + std::to_string(i) + ".";
        norm(block + "layer_norm1");
        for (const char* name : {"q_proj", "k_proj", "v_proj", "out_proj"}) linear(block + "self_attn." + name, 64, 64);
        norm(block + "layer_norm2");
        linear(block + "mlp.fc1", 128, 64);
        linear(block + "mlp.fc2", 64, 128);
    }
    norm("post_layernorm");
    if (!engine::writeSafetensors(path, file)) return {};
    return path;
}

}  // namespace lacuna::support
