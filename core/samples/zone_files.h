#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/grid.h"
#include "samples/pixel_cover.h"

namespace lacuna::samples {

/// A polygon of a vector file (a parcel, a survey area) and the pixels whose centre lies in it.
struct Zone {
    std::string file;
    std::string layer;
    std::int64_t feature = 0;  ///< id in its layer
    std::string name;          ///< of the name column; "layer 7" without
    std::vector<std::int64_t> pixels;  ///< row · width + column, ascending; empty outside the scene
    std::vector<Ring> rings;           ///< its borders, holes included, in pixel coordinates
};

/// Polygons of a GeoPackage, Shapefile or GeoJSON, in the file's order; they may overlap. `nameColumn`: guessed when
/// empty. Errors: NotFound, BadData (no polygon meets the scene, a column that isn't there, a geometry that is none).
base::Result<std::vector<Zone>> readZones(const std::string& path, const raster::Grid& grid, const std::string& nameColumn = {});

/// A polygon that was drawn: WKT in the grid's CRS.
struct DrawnZone {
    std::string name;
    std::string wkt;
    bool operator==(const DrawnZone&) const = default;
};

/// Writes drawn polygons as a GeoPackage that readZones reads: a layer "zones" with the column "name". Errors: Io, BadData
/// (a text that is no polygon).
base::Status writeDrawnZones(const std::string& path, const std::vector<DrawnZone>& zones, const raster::Grid& grid);

/// A number a zone, one column; NaN is written as no value.
struct ZoneColumn {
    std::string name;
    std::vector<double> values;  ///< [zones]
    bool whole = false;          ///< whole numbers
};

/// Writes a copy of the zones' polygons with all their fields and these columns behind, as GeoPackage, whole or not at
/// all; a layer for each of the files' layers. Errors: Io, BadData.
base::Status writeZones(const std::string& path, const std::vector<Zone>& zones, const std::vector<ZoneColumn>& columns);

}  // namespace lacuna::samples
