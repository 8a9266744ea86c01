#pragma once

#include <string>
#include <vector>

#include "output/map_file.h"
#include "raster/grid.h"

namespace lacuna::output {

/// Writes numbers to a GeoTIFF: float32, a band a name, `values` [names, height, width] with NaN as no-data, overviews by
/// AVERAGE, `provenance` in the domain LACUNA. The complete old file or the complete new one. Errors: Io.
base::Status writeFloats(const std::string& path, const raster::Grid& grid, std::vector<std::string> names, const float* values,
                         const Provenance& provenance);

}  // namespace lacuna::output
