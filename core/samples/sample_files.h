#pragma once

#include <string>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/sample_set.h"

namespace lacuna::samples {

/// Label raster or vector file (GeoPackage, Shapefile, GeoJSON; points and polygons), whichever the path is, on the
/// grid of the scene. Vector geometries are transformed to the grid's CRS; a polygon labels the pixels whose centre it
/// covers, a point the pixel it lies in. `classColumn` empty: guessed ("class", "classname", "class_id", "label",
/// "landcover", "name", "id", then the only column). Errors: NotFound, BadData (another grid, no labels inside it).
base::Result<SampleSet> readSamples(const std::string& path, const raster::Grid& grid,
                                    const std::string& classColumn = {});

/// Writes samples as a label raster (Byte GeoTIFF with palette and names).
base::Status writeLabelRaster(const std::string& path, const SampleSet& set, const raster::Grid& grid);

}  // namespace lacuna::samples
