#pragma once

// A small model with random trained tensors (B included, so that the experts matter) and random tiles for it.

#include <optional>
#include <random>

#include "engine/checkpoint.h"
#include "engine/trained_tensors.h"
#include "tile/batch.h"

namespace lacuna::engine::testing_model {

enum class Prompts {
    None,
    Sequence,  ///< every kind, in an order that no method has; the last block's replace more than they are
    Attention,
};

struct Shape {
    int modalities = 2;
    int blocks = 3;
    int heads = 1;
    bool experts = true;
    int routed = 2;
    int topK = 1;
    int hidden = 32;
    int patternCode = 16;
    int tokenGrid = 3;
    Prompts prompts = Prompts::None;
};

inline ModelSpec modelSpec(const Shape& shape) {
    ModelSpec spec;
    const int bands[] = {7, 5, 2};
    const char* names[] = {"HS", "LiDAR", "SAR"};
    for (int i = 0; i < shape.modalities; ++i)
        spec.modalities.push_back({names[i], bands[i], {}, std::vector<float>(bands[i], 0.0f), std::vector<float>(bands[i], 1.0f)});
    for (int k = 0; k < 6; ++k) spec.classes.push_back({k + 1, "class " + std::to_string(k + 1), {}});
    spec.backbone.width = 64 * shape.heads;
    spec.backbone.heads = shape.heads;
    spec.backbone.blocks = shape.blocks;
    spec.tokenGrid = shape.tokenGrid;
    return spec;
}

inline std::optional<BlockPrompts> prompts(const Shape& shape, int block) {
    if (shape.prompts == Prompts::Attention && block < 2)
        return BlockPrompts{{{PromptKind::Common, 2, 9}, {PromptKind::Pattern, 4, 0}}, PromptPlace::Attention, 0};
    if (shape.prompts != Prompts::Sequence) return {};
    if (block == 0)
        return BlockPrompts{{{PromptKind::Dynamic, 3, 0},
                             {PromptKind::Pattern, 2, 0},
                             {PromptKind::Correlated, 2, 5},
                             {PromptKind::Common, 1, 4}}};
    if (block == 1) return BlockPrompts{{{PromptKind::Correlated, 2, 7}}, PromptPlace::Sequence, 3};
    return BlockPrompts{{{PromptKind::Pattern, 1, 0}}, PromptPlace::Sequence, 4};
}

inline std::vector<Expert> experts(const Shape& shape, int block) {
    std::vector<Expert> experts;
    for (int k = 0; k < shape.routed; ++k) experts.push_back({"dynamic " + std::to_string(k + 1), Gate::Routed, -1, 8});
    experts.push_back({"shared", Gate::Always, -1, 8});
    for (const auto& modality : modelSpec(shape).modalities)
        experts.push_back(
            {modality.name, Gate::Modality, static_cast<int>(experts.size()) - shape.routed - 1, 5 + block});
    return experts;
}

inline Adaptation adaptation(const Shape& shape) {
    Adaptation method;
    method.method = shape.experts ? "mamol" : "frozen-baseline";
    method.parameters = nlohmann::json::object();
    for (int b = 0; b < shape.blocks; ++b) {
        BlockAdaptation block;
        block.block = b;
        block.prompts = prompts(shape, b);
        if (shape.experts && b > 0) {
            block.experts = experts(shape, b);
            if (shape.routed > 0) block.router = Router{shape.hidden, shape.patternCode, shape.topK};
        }
        if (block.prompts || !block.experts.empty()) method.blocks.push_back(block);
    }
    return method;
}

inline Checkpoint checkpoint(const Shape& shape, unsigned seed = 1) {
    Checkpoint result;
    result.model = modelSpec(shape);
    result.adaptation = adaptation(shape);
    result.tensors = initialTensors(result.model, result.adaptation, seed);
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal(0.0f, 1.0f);
    for (auto& tensor : result.tensors) {
        const bool weight = tensor.name.ends_with(".b") || tensor.name.ends_with("bias") || tensor.name.starts_with("embedding");
        const bool sharp = tensor.name.find("router") != std::string::npos ||
                           tensor.name.find("prompts") != std::string::npos || tensor.name.starts_with("head");
        for (auto& value : tensor.values) value += normal(generator) * (weight || sharp ? 0.2f : 0.02f);
    }
    return result;
}

/// Every modality is missing at some pixels; planes hold 0 there.
inline tile::Tile randomTile(const ModelSpec& spec, int width, int height, unsigned seed, double missing = 0.3) {
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal;
    std::uniform_real_distribution<double> uniform;
    tile::Tile tile;
    tile.serial = tile::nextTileSerial();
    tile.width = width;
    tile.height = height;
    const auto area = static_cast<std::size_t>(width) * height;
    tile.availability.assign(area, 0);
    for (std::size_t p = 0; p < area; ++p)
        for (int i = 0; i < spec.modalityCount(); ++i)
            if (uniform(generator) >= missing) tile.availability[p] |= static_cast<base::Availability>(1u << i);
    for (int i = 0; i < spec.modalityCount(); ++i) {
        tile::Plane plane{spec.modalities[i].bands, {}};
        plane.values.resize(area * plane.channels);
        for (std::size_t v = 0; v < plane.values.size(); ++v)
            plane.values[v] = base::isPresent(tile.availability[v % area], i) ? normal(generator) : 0.0f;
        tile.planes.push_back(std::move(plane));
    }
    return tile;
}

/// Every pixel of the tile that has a whole patch and a modality, every `stride`-th in both directions.
inline tile::Batch batchOf(const tile::Tile& tile, const ModelSpec& spec, int stride = 1, base::Availability switchedOn = 0xff) {
    tile::Batch batch;
    batch.tile = &tile;
    const int halo = spec.patchSize / 2;
    for (int row = halo; row < tile.height - halo; row += stride)
        for (int column = halo; column < tile.width - halo; column += stride) {
            const auto centre = row * tile.width + column;
            const auto present = static_cast<base::Availability>(tile.availability[centre] & switchedOn);
            if (present == 0) continue;
            batch.centres.push_back(centre);
            batch.availability.push_back(present);
        }
    return batch;
}

}  // namespace lacuna::engine::testing_model
