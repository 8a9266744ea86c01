#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/pixel_cover.h"

class OGRCoordinateTransformation;
class OGRLayer;
class OGRPolygon;

namespace lacuna::samples {

/// GPKG, ESRI Shapefile, GeoJSON; ends with null, as GDAL wants it.
const char* const* vectorDrivers();

struct TransformationCloser {
    void operator()(OGRCoordinateTransformation* transformation) const;
};
using TransformationPtr = std::unique_ptr<OGRCoordinateTransformation, TransformationCloser>;

/// From a layer's coordinates to the grid's; null where they are the same, or where either has no CRS. `stage` and
/// `path` are for messages. Errors: BadData.
base::Result<TransformationPtr> gridTransformation(OGRLayer& layer, const raster::Grid& grid, const char* stage,
                                                   const std::string& path);

/// A polygon in the grid's CRS as rings in pixel coordinates.
std::vector<Ring> ringsOf(const OGRPolygon& polygon, const raster::Grid& grid);

}  // namespace lacuna::samples
