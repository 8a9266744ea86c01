#pragma once

#include "raster/grid.h"

namespace lacuna::ui {

/// Metres on the ground that one column of the grid covers, at the middle of the scene where the CRS is in degrees; 0
/// without georeference or when the CRS's unit is unknown.
double metersPerColumn(const raster::Grid& grid);

}  // namespace lacuna::ui
