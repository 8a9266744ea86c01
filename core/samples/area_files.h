#pragma once

#include <string>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/sample_set.h"
#include "samples/training_areas.h"

namespace lacuna::samples {

/// Whether a file holds areas (vector file, ENVI regions of interest) rather than a label raster. Opens it.
bool holdsAreas(const std::string& path);

/// Samples as editable areas: of a vector file or of ENVI regions of interest its own, of a label raster one for each set
/// of joined pixels of a class. Errors: as readSamples, but for samples outside the scene.
base::Result<TrainingAreas> readAreas(const std::string& path, const raster::Grid& grid, const std::string& classColumn = {});

/// BadData, with the extent of the scene, where the areas of a file label none of its pixels.
base::Status checkInside(const TrainingAreas& areas, const SampleSet& labelled, const raster::Grid& grid, const std::string& path);

/// Writes areas by the path's ending, as a whole: .gpkg (with the whole class table), .geojson and .json, .shp (points
/// become their pixels unless all areas are points), .xml (ENVI), .tif and .tiff (labelled pixels). Vector files have the
/// columns class, classname, color and parent. Errors: Usage (another ending), BadData (no area), Io.
base::Status writeAreas(const std::string& path, const TrainingAreas& areas, const raster::Grid& grid);

}  // namespace lacuna::samples
