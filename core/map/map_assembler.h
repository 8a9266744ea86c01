#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "map/class_map.h"
#include "metrics/activation.h"

namespace lacuna::map {

struct AssembleOptions {
    base::Availability switchedOn = 0xff;  ///< modalities that are switched on
    int mapStride = 1;                     ///< of the map's grid against the scene's
    bool probabilities = false;
    bool gates = false;
    int pixelsPerCall = 1024;              ///< between two looks at the stop token and two progress reports
};

/// Told how many pixels were finished since the last call.
using PixelCount = std::function<void(std::size_t)>;

/// Turns one tile into one block of the map: chooses the pixels (every planned.stride-th; preview blocks are painted
/// stride × stride), asks the classifier, takes the arg max. `activation`, where given, gets every pixel (previews
/// aside). Errors: the classifier's; Cancelled.
base::Result<MapBlock> classifyTile(engine::Classifier& classifier, const tile::Tile& tile,
                                    const tile::PlannedTile& planned, const raster::Grid& scene,
                                    const AssembleOptions& options, const std::stop_token& stop, const PixelCount& onPixels,
                                    metrics::Activation* activation);

/// What the classifier says of one pixel.
struct PixelScore {
    std::size_t pixel = 0;              ///< its place in the list asked for
    int classIndex = 0;
    float confidence = 0;
    base::Availability availability = 0;
    const float* probabilities = nullptr;  ///< [K]
    const float* gates = nullptr;          ///< [experts] mean gate weight; null unless the classifier records activation
    const float* shares = nullptr;         ///< [experts] share of the pixel's tokens routed to each; null likewise
};

/// Classifies single pixels of a tile (`centres`: row·width + column in the tile). Pixels without any modality that is
/// switched on are left out; the others come to `take` in order. Errors: as classifyTile.
base::Status classifyPixels(engine::Classifier& classifier, const tile::Tile& tile, const std::vector<std::int32_t>& centres,
                            const AssembleOptions& options, const std::stop_token& stop, const PixelCount& onPixels,
                            metrics::Activation* activation, const std::function<void(const PixelScore&)>& take);

}  // namespace lacuna::map
