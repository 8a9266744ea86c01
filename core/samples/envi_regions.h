#pragma once

#include <string>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/training_areas.h"

namespace lacuna::samples {

/// Whether a file begins as ENVI's regions of interest do, as XML (ENVI 5) or as the text that ENVI Classic exports.
bool isEnviRegions(const std::string& path);

/// Each region is a class, by its name; its polygons, points and pixels are the areas. Coordinates are transformed from
/// the region's CRS; those without CRS ("none") are pixels of the image. Text files say pixels from 1, and their file
/// dimension must be the grid's. Errors: BadData, Io.
base::Result<TrainingAreas> readEnviRegions(const std::string& path, const raster::Grid& grid);

/// The XML form. Points become their pixels' centres. A pure function but for the CRS database.
std::string enviRegionsXml(const TrainingAreas& areas, const raster::Grid& grid);

}  // namespace lacuna::samples
