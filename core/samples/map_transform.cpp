#include "samples/map_transform.h"

#include <cpl_conv.h>

namespace lacuna::samples {
namespace {

constexpr auto stage = "read samples";

/// GeoPackage has names of its own for a CRS that nobody gave: "Undefined geographic SRS", "Undefined Cartesian SRS".
bool isKnown(const OGRSpatialReference* crs) {
    return crs != nullptr && !(crs->GetName() != nullptr && STARTS_WITH_CI(crs->GetName(), "undefined "));
}

}  // namespace

base::Result<std::unique_ptr<OGRCoordinateTransformation>> transformationToGrid(const OGRSpatialReference* given,
                                                                                const raster::Grid& grid,
                                                                                const std::string& path) {
    std::unique_ptr<OGRCoordinateTransformation> transformation;
    if (!isKnown(given) || grid.crsWkt.empty()) return transformation;
    OGRSpatialReference from(*given), to;
    if (to.importFromWkt(grid.crsWkt.c_str()) != OGRERR_NONE)
        return base::fail(base::ErrorCode::BadData, stage, "the scene's CRS is not understood: {}", grid.crsWkt);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (from.IsSame(&to)) return transformation;
    transformation.reset(OGRCreateCoordinateTransformation(&from, &to));
    if (!transformation)
        return base::fail(base::ErrorCode::BadData, stage,
                          "{}: no transformation from the file's CRS \"{}\" to the scene's \"{}\"", path,
                          from.GetName() ? from.GetName() : "unnamed", to.GetName() ? to.GetName() : "unnamed");
    return transformation;
}

}  // namespace lacuna::samples
