#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/training_areas.h"

namespace lacuna::samples {

/// The table without geometries in which writeAreas keeps the classes, also those without an area.
inline constexpr auto classTableLayer = "lacuna_classes";

/// Whether a vector driver that is allowed (GeoPackage, Shapefile, GeoJSON) knows the file.
bool isVectorFile(const std::string& path);

/// The areas of a vector file in the grid's CRS. Every layer with geometries and the class column is read, features in
/// file order. Class values: a column of whole numbers 1 … 255 is taken as it is (0: unlabelled) with names from a text
/// column beside it where there is one; text gives the values 1, 2, … by name in byte order. A column "color"
/// ("#rrggbb") gives colours, "parent" the value of the class above. Coordinates are taken as they are where the layer
/// or the grid has no CRS.
base::Result<TrainingAreas> readVectorAreas(const std::string& path, const raster::Grid& grid, const std::string& classColumn);

/// The columns among which the class's can be chosen. Errors: BadData.
base::Result<std::vector<std::string>> vectorColumns(const std::string& path);

/// Whether the class's column is found among these without being named.
bool hasUsualColumn(const std::vector<std::string>& columns);

}  // namespace lacuna::samples
