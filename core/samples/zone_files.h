#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/grid.h"

namespace lacuna::samples {

/// A polygon of a vector file (a parcel, a survey area) and the pixels whose centre lies in it.
struct Zone {
    std::string layer;
    std::int64_t feature = 0;  ///< id in its layer
    std::string name;          ///< of the name column; "layer 7" without
    std::vector<std::int64_t> pixels;  ///< row · width + column, ascending; empty outside the scene
};

/// Polygons of a GeoPackage, Shapefile or GeoJSON, in the file's order; they may overlap. `nameColumn`: guessed when
/// empty. Errors: NotFound, BadData (no polygon meets the scene, a column that isn't there, a geometry that is none).
base::Result<std::vector<Zone>> readZones(const std::string& path, const raster::Grid& grid, const std::string& nameColumn = {});

/// A number a zone, one column; NaN is written as no value.
struct ZoneColumn {
    std::string name;
    std::vector<double> values;  ///< [zones]
    bool whole = false;          ///< whole numbers
};

/// Writes a copy of the file's polygons with all their fields and these columns behind, as GeoPackage, whole or not at
/// all. `zones`: as read from `source`. Errors: Io, BadData.
base::Status writeZones(const std::string& path, const std::string& source, const std::vector<Zone>& zones,
                        const std::vector<ZoneColumn>& columns);

}  // namespace lacuna::samples
