#pragma once

#include <string>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/sample_set.h"
#include "samples/training_areas.h"

namespace lacuna::samples {

/// Label raster, vector file (GeoPackage, Shapefile, GeoJSON; points and polygons) or ENVI regions of interest, whichever
/// the path is, on the grid of the scene. Vector geometries are transformed to the grid's CRS; a polygon labels the pixels whose centre it
/// covers, a point the pixel it lies in. `classColumn` empty: guessed ("class", "classname", "class_id", "label",
/// "landcover", "name", "id", then the only column). Errors: NotFound, BadData (another grid, no labels inside it).
base::Result<SampleSet> readSamples(const std::string& path, const raster::Grid& grid,
                                    const std::string& classColumn = {});

/// BadData, with the extent of the scene, where the areas of a file label none of its pixels.
base::Status checkInside(const TrainingAreas& areas, const SampleSet& labelled, const raster::Grid& grid, const std::string& path);

/// Writes samples as a label raster (Byte GeoTIFF with palette and names).
base::Status writeLabelRaster(const std::string& path, const SampleSet& set, const raster::Grid& grid);

}  // namespace lacuna::samples
