#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "raster/raster_stack.h"
#include "scenes/benchmark.h"

namespace lacuna::scenes {

/// The files of an imported benchmark and what they hold.
struct ImportedScene {
    std::vector<raster::ModalitySource> modalities;  ///< those on the labels' grid first
    std::vector<int> bands;                          ///< one a modality
    bool aligned = true;      ///< all modalities share the labels' grid; else training needs --align
    std::string trainLabels;  ///< all labels where the distribution has no split
    std::string testLabels;   ///< empty without a split
    std::size_t trainPixels = 0;
    std::size_t testPixels = 0;
    std::size_t sharedPixels = 0;  ///< labelled in both, which flatters every figure
};

/// Writes `<out>/<sensor>.tif` and train.tif and test.tif (labels.tif where there is no split) from the files of a
/// benchmark as they are distributed. Numbers are the files' own,
/// as float32 where they are doubles or wider integers. Rasters keep their georeference; what has none is
/// placed in pixels of the labels (x = column, y = rows − row), so that sensors of other resolution lie right over it.
/// All files appear together or none. Errors: NotFound, naming the files that were looked for; BadData, naming file,
/// variable, expected and found; Io; OutOfMemory; Cancelled.
base::Result<ImportedScene> importScene(const Benchmark& benchmark, const std::string& folder, const std::string& out,
                                        std::stop_token stop, base::Progress& progress);

}  // namespace lacuna::scenes
