#pragma once

#include <ogr_spatialref.h>

#include <memory>
#include <string>

#include "base/result.h"
#include "raster/grid.h"

namespace lacuna::samples {

/// From a file's CRS to the grid's, x before y; null where one of them is unknown or both are the same. `path` is for
/// messages. Errors: BadData. For sources of this folder only.
base::Result<std::unique_ptr<OGRCoordinateTransformation>> transformationToGrid(const OGRSpatialReference* given,
                                                                                const raster::Grid& grid,
                                                                                const std::string& path);

}  // namespace lacuna::samples
