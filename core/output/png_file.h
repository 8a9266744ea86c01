#pragma once

#include <gdal_priv.h>

#include <string>

#include "base/result.h"

namespace lacuna::output {

/// A raster in memory. OutOfMemory when it does not fit.
base::Result<GDALDatasetUniquePtr> memoryRaster(const std::string& path, int width, int height, int bands);

/// Writes a raster in memory to a PNG as a whole: the complete old file or the complete new one. Errors: Io.
base::Status writePng(const std::string& path, GDALDataset& picture);

}  // namespace lacuna::output
