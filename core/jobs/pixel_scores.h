#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "jobs/scene_model.h"
#include "map/map_assembler.h"

namespace lacuna::jobs {

/// Single pixels of a scene, each classified with several subsets of the sensors.
struct PixelRequest {
    std::vector<std::int64_t> pixels;         ///< row · width + column, ascending, each once
    std::vector<base::Availability> subsets;  ///< in the model's order
    int tileSize = 256;
};

/// Calls `take(subset, pixel, score)` with their places in the request's lists; a pixel without any of a subset's sensors
/// is left out of that subset. Only tiles with pixels are read, from `stack`, the scene's rasters.
/// Errors: the read's, the classifier's, Cancelled.
base::Status scorePixels(raster::RasterStack stack, const SceneModel& scene, engine::Classifier& classifier,
                         const PixelRequest& request, const std::stop_token& stop, const map::PixelCount& onPixels,
                         const std::function<void(std::size_t, std::size_t, const map::PixelScore&)>& take);

}  // namespace lacuna::jobs
