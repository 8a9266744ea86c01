#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "base/result.h"
#include "raster/raster_stack.h"

namespace lacuna::scenes {

/// A procedural scene with known answers. Classes are a product of surface material (seen by optical sensors) and
/// height class or roughness (seen by LiDAR or SAR), so that some pairs of classes can be told apart by one sensor
/// only.
struct SceneOptions {
    int width = 256;
    int height = 256;
    /// Sensors, "name:kind:bands" joined by commas; kinds: hyperspectral, multispectral, sar, lidar (height).
    std::string sensors = "hs:hyperspectral:32,lidar:lidar:1";
    int classes = 8;
    double noise = 0.02;    ///< relative
    double labelled = 0.1;  ///< share of the pixels in the label raster (whole spatial patches)
    double cloudCover = 0;  ///< share of the optical sensors' pixels that are no-data (round holes)
    int missingStrips = 0;  ///< no-data strips across the first sensor
    double pixelSize = 10;  ///< metres
    std::int64_t seed = 0;
    bool uncompressed = false;  ///< plain tiles instead of DEFLATE

    base::ParameterSet declare();
};

struct SceneFiles {
    std::vector<raster::ModalitySource> modalities;
    std::string labels;  ///< sparse, for training
    std::string truth;   ///< every pixel
};

/// Writes `<folder>/<sensor>.tif`, labels.tif and truth.tif, streaming (memory of one block row), deterministic.
/// Errors: Usage, Io, Cancelled (partial files removed).
base::Result<SceneFiles> makeScene(const std::string& folder, const SceneOptions& options, std::stop_token stop,
                                   base::Progress& progress);

}  // namespace lacuna::scenes
