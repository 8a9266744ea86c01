#pragma once

#include <string>
#include <vector>

#include "raster/grid.h"

class GDALDataset;

namespace lacuna::raster {

/// Size, transform, CRS and pixel area of an open dataset.
Grid gridOf(GDALDataset& dataset);

/// What differs between two grids, one line each with both values ("size 145 × 145, expected 100 × 145"); empty when
/// they are the same. CRS and transform are compared where both grids have them; the transforms may differ by 1/20
/// pixel at any of the four corners.
std::vector<std::string> gridMismatches(const Grid& expected, const Grid& found);

}  // namespace lacuna::raster
