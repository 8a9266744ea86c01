#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/pixel_cover.h"

class OGRCoordinateTransformation;
class OGRPolygon;
class OGRSpatialReference;

namespace lacuna::samples {

/// GPKG, ESRI Shapefile, GeoJSON; ends with null, as GDAL wants it.
const char* const* vectorDrivers();

struct TransformationCloser {
    void operator()(OGRCoordinateTransformation* transformation) const;
};
using TransformationPtr = std::unique_ptr<OGRCoordinateTransformation, TransformationCloser>;

/// From a file's or layer's CRS (null: none) to the grid's, x before y; null where both are the same, or one is unknown.
/// `stage` and `path` are for messages. Errors: BadData.
base::Result<TransformationPtr> gridTransformation(const OGRSpatialReference* given, const raster::Grid& grid, const char* stage,
                                                   const std::string& path);

/// A polygon in the grid's CRS as rings in pixel coordinates.
std::vector<Ring> ringsOf(const OGRPolygon& polygon, const raster::Grid& grid);

}  // namespace lacuna::samples
