#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/adaptation.h"
#include "engine/model_spec.h"
#include "engine/trained_tensors.h"
#include "tile/batch.h"

/// Models and samples small enough that a test computes or trains with them in a moment.
namespace lacuna::support {

inline engine::ModelSpec smallModel(const std::vector<std::pair<std::string, int>>& sensors = {{"HS", 3}, {"LiDAR", 2}},
                                    int classes = 3, int blocks = 2) {
    engine::ModelSpec model;
    for (const auto& [name, bands] : sensors) {
        const auto count = static_cast<std::size_t>(bands);
        model.modalities.push_back({name, bands, {}, std::vector<float>(count, 0.5f), std::vector<float>(count, 2.0f)});
    }
    for (int i = 0; i < classes; ++i)
        model.classes.push_back({i + 1, "class " + std::to_string(i + 1), base::defaultColor(i)});
    model.patchSize = 6;
    model.encoderWidth = 8;
    model.backbone.width = 64;
    model.backbone.heads = 1;
    model.backbone.blocks = blocks;
    model.backbone.mlpRatio = 2;
    model.backbone.source = "generated:7";
    return model;
}

/// Every kind of expert, in the last block: two routed, one shared, one a modality.
inline engine::Adaptation smallAdaptation(const engine::ModelSpec& model, int topK = 1, int hidden = 5, int code = 4) {
    engine::BlockAdaptation block;
    block.block = model.backbone.blocks - 1;
    block.experts = {{"dynamic 1", engine::Gate::Routed, -1, 2},
                     {"dynamic 2", engine::Gate::Routed, -1, 3},
                     {"shared", engine::Gate::Always, -1, 2}};
    for (int i = 0; i < model.modalityCount(); ++i)
        block.experts.push_back({model.modalities[static_cast<std::size_t>(i)].name, engine::Gate::Modality, i, 2});
    block.router = engine::Router{hidden, code, topK};
    return {"test", nlohmann::json::object(), {block}};
}

/// Trained tensors of which none is zero. `backbone` as for initialTensors.
inline std::vector<engine::NamedTensor> randomTensors(const engine::ModelSpec& model,
                                                      const engine::Adaptation& adaptation, unsigned seed = 1,
                                                      const engine::BackboneWeights* backbone = nullptr) {
    auto tensors = engine::initialTensors(model, adaptation, seed, backbone);
    std::mt19937 random(seed);
    for (auto& tensor : tensors)
        for (auto& value : tensor.values) value += 0.1f * (static_cast<float>(random() % 2001) / 1000.0f - 1.0f);
    return tensors;
}

/// Samples whose classes differ in the mean of every band of every sensor, so that each sensor alone tells them apart.
inline tile::PatchSet separablePatches(const engine::ModelSpec& model, int count, unsigned seed) {
    tile::PatchSet patches;
    patches.patchSize = model.patchSize;
    std::mt19937 random(seed);
    for (int i = 0; i < count; ++i) {
        patches.classIndex.push_back(i % model.classCount());
        patches.availability.push_back(base::completeAvailability(model.modalityCount()));
    }
    const int pixels = model.patchSize * model.patchSize;
    for (const auto& modality : model.modalities) {
        patches.channels.push_back(modality.bands);
        auto& values = patches.values.emplace_back();
        for (int i = 0; i < count; ++i)
            for (int band = 0; band < modality.bands; ++band) {
                const int level = (i % model.classCount() + band) % model.classCount();
                for (int pixel = 0; pixel < pixels; ++pixel)
                    values.push_back(2.0f * static_cast<float>(level) / static_cast<float>(model.classCount() - 1) -
                                     1.0f + 0.3f * (static_cast<float>(random() % 2001) / 1000.0f - 1.0f));
            }
    }
    return patches;
}

}  // namespace lacuna::support
