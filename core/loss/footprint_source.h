#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"
#include "loss/footprint.h"
#include "raster/grid.h"

namespace lacuna::loss {

/// The footprint that a text names, on the grid of a scene:
/// - "strips" or "clouds" with settings, "clouds,share:0.4,seed:7" (generated_footprint.h);
/// - a polygon as WKT in the grid's CRS, "POLYGON ((…))" or "MULTIPOLYGON (…)";
/// - a vector file (GeoPackage, Shapefile, GeoJSON): the pixels whose centre its polygons cover, in any CRS;
/// - a raster file on the same grid: the pixels whose first band is neither 0 nor no-data.
/// Errors: Usage (what it is cannot be told), NotFound, BadData (no polygon, another grid, nothing inside the scene),
/// OutOfMemory, Cancelled.
base::Result<Footprint> readFootprint(const std::string& text, const raster::Grid& grid, const std::stop_token& stop);

/// Whether the text is none of the others: the path of a file.
bool isFootprintFile(const std::string& text);

}  // namespace lacuna::loss
