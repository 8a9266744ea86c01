#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"
#include "raster/grid.h"

namespace lacuna::raster {

/// A raster of class values (one band, integer): 0 and no-data are "unlabelled".
struct LabelRaster {
    Grid grid;
    std::vector<std::uint8_t> values;  ///< [height, width]
    /// The classes that occur, by ascending value, with names (category names or RAT) and colours (colour table or RAT;
    /// base::defaultColor where the file brings none).
    base::ClassTable classes;
};

/// Errors: NotFound, BadData (several bands, float values that are not whole, values over 255).
base::Result<LabelRaster> readLabelRaster(const std::string& path);

/// BadData unless both grids have the same size and, where both are georeferenced, CRS and transform (1/20 pixel).
/// `what` names the file in the message.
base::Status checkSameGrid(const Grid& expected, const Grid& found, const std::string& what);

}  // namespace lacuna::raster
