#pragma once

#include <stop_token>
#include <string>

#include "base/land_class.h"
#include "base/result.h"

namespace lacuna::output {

/// Writes the areas of a class map as polygons: a GeoPackage with one layer "classes" (value, class, area_ha where the
/// cells' size is known), edges along the cells, cells that touch only at a corner apart, no-data left out. It carries
/// the classes' colours as QGIS's default style. `raster`: the finished GeoTIFF, `cellArea`: in square metres, 0
/// unknown. The file appears whole or not at all. Errors: Io, Cancelled.
base::Status writePolygons(const std::string& path, const std::string& raster, const base::ClassTable& classes,
                           double cellArea, std::stop_token stop);

}  // namespace lacuna::output
