#pragma once

#include <string>

#include "raster/grid.h"
#include "raster/source_file.h"

namespace lacuna::raster {

/// The dataset bent to `grid` on the fly (bilinear), with an alpha band that says where it has data. The source must
/// outlive the view. Errors: Unsupported where a georeference or CRS is missing, or the grid is rotated.
base::Result<DatasetPtr> alignedView(GDALDataset& source, const Grid& grid, const std::string& path);

}  // namespace lacuna::raster
