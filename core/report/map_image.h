#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"
#include "raster/grid.h"

namespace lacuna::report {

/// A class map as a picture with its legend.
struct MapImage {
    std::string png;  ///< base64; colours are the classes', no-data transparent
    int width = 0, height = 0;  ///< of the picture
    raster::Grid grid;          ///< of the map's cells
    base::ClassTable classes;   ///< that are named in the file
    std::vector<std::uint64_t> countByValue;  ///< [256] cells of the whole map
};

/// Reads a class map from a file, row by row, as a picture of about `longest` pixels on its longer side: a larger map's
/// pixels show the commonest class of their cells, a smaller one's cells become squares of equal size. Any thread.
/// Errors: as raster::openRaster; Io; Cancelled.
base::Result<MapImage> mapImage(const std::string& path, const base::ClassTable& classes, int longest, const std::stop_token& stop);

}  // namespace lacuna::report
