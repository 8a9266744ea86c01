#pragma once

#include <string>

#include "base/result.h"

namespace lacuna::raster {

/// Files that GDAL keeps beside a raster: "x.tif.aux.xml" and so on.
void removeWithSidecars(const std::string& raster);

/// Moves a raster and its .aux.xml over a destination. The destination's old sidecars belong to the old raster: they
/// are set aside first, put back when the raster can't be moved, and removed otherwise. Between, the new raster may
/// stand without its .aux.xml for a moment, but never beside another raster's.
base::Status commitRaster(const std::string& temporary, const std::string& destination);

}  // namespace lacuna::raster
