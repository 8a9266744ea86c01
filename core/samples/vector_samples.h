#pragma once

#include <string>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/sample_set.h"

namespace lacuna::samples {

/// Whether a vector driver that is allowed (GeoPackage, Shapefile, GeoJSON) knows the file.
bool isVectorFile(const std::string& path);

/// The vector half of readSamples. Every layer with geometries and the class column is read, features in file order;
/// where two features claim a pixel, the later one has it. Class values: a column of whole numbers 1 … 255 is taken as
/// it is (0: unlabelled) with names from a text column beside it where there is one; text gives the values 1, 2, … by
/// name in byte order. Coordinates are taken as they are where the layer or the grid has no CRS.
base::Result<SampleSet> readVectorSamples(const std::string& path, const raster::Grid& grid,
                                          const std::string& classColumn);

}  // namespace lacuna::samples
