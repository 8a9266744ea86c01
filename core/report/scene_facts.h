#pragma once

#include <stop_token>

#include "report/contents.h"

namespace lacuna::report {

struct SceneFactOptions {
    bool align = false;
    std::uintmax_t hashUpTo = 0;  ///< files of at most so many bytes get their SHA-256
};

/// What is known of the rasters of a scene: as RasterStack says it, the share of pixels that hold data, and what their
/// files say of themselves. Any thread. Errors: as RasterStack::open and raster::bandStatistics.
base::Result<SceneFacts> sceneFacts(const std::vector<raster::ModalitySource>& sources, const SceneFactOptions& options, std::stop_token stop,
                                    base::Progress& progress);
/// Size, time and, up to a size, SHA-256 of a file. Errors: Io.
base::Result<FileFacts> fileFacts(const std::string& role, const std::string& path, std::uintmax_t hashUpTo);

}  // namespace lacuna::report
