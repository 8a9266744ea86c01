#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/backbone_source.h"
#include "engine/torch_headers.h"
#include "tile/batch.h"

/// Models and pixels of the sample scene's shape, filled with random numbers: speed does not depend on what they say.
namespace lacuna::bench {

/// Sensors of 64 and 136 bands, a third of one band, all further ones of 10; 16 classes.
inline engine::ModelSpec modelOf(const std::string& backbone, int sensors = 2) {
    const std::vector<std::pair<std::string, int>> shapes = {{"VNIR", 64}, {"SWIR", 136}, {"LiDAR", 1}};
    engine::ModelSpec model;
    for (int i = 0; i < sensors; ++i) {
        const auto [name, bands] = i < 3 ? shapes[static_cast<std::size_t>(i)] : std::pair(fmt::format("sensor {}", i + 1), 10);
        model.modalities.push_back({name, bands, {}, std::vector<float>(static_cast<std::size_t>(bands), 0.0f),
                                    std::vector<float>(static_cast<std::size_t>(bands), 1.0f)});
    }
    for (int i = 0; i < 16; ++i) model.classes.push_back({i + 1, fmt::format("class {}", i + 1), base::defaultColor(i)});
    model.backbone = *engine::backboneFrom(backbone);
    return model;
}

inline std::vector<float> randomNumbers(std::size_t count) {
    const auto values = at::randn({static_cast<std::int64_t>(count)});
    return {values.const_data_ptr<float>(), values.const_data_ptr<float>() + count};
}

inline tile::Tile randomTile(const engine::ModelSpec& model, int edge) {
    tile::Tile tile;
    tile.serial = tile::nextTileSerial();
    tile.width = tile.height = edge;
    const auto area = static_cast<std::size_t>(edge) * static_cast<std::size_t>(edge);
    for (const auto& modality : model.modalities)
        tile.planes.push_back({modality.bands, randomNumbers(area * static_cast<std::size_t>(modality.bands))});
    tile.availability.assign(area, base::completeAvailability(model.modalityCount()));
    return tile;
}

/// Every pixel of the tile whose patch lies inside it.
inline tile::Batch densePixels(const tile::Tile& tile, int halo, base::Availability pattern) {
    tile::Batch batch{&tile, {}, {}};
    for (int row = halo; row < tile.height - halo; ++row)
        for (int column = halo; column < tile.width - halo; ++column) batch.centres.push_back(row * tile.width + column);
    batch.availability.assign(batch.centres.size(), pattern);
    return batch;
}

inline tile::PatchSet randomPatches(const engine::ModelSpec& model, int samples) {
    tile::PatchSet patches;
    patches.patchSize = model.patchSize;
    for (const auto& modality : model.modalities) {
        patches.channels.push_back(modality.bands);
        patches.values.push_back(randomNumbers(static_cast<std::size_t>(samples) * static_cast<std::size_t>(modality.bands) *
                                               static_cast<std::size_t>(model.patchSize * model.patchSize)));
    }
    for (int i = 0; i < samples; ++i) patches.classIndex.push_back(i % model.classCount());
    patches.availability.assign(static_cast<std::size_t>(samples), base::completeAvailability(model.modalityCount()));
    return patches;
}

}  // namespace lacuna::bench
