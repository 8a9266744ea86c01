#include "samples/layer_geometry.h"

#include <ogrsf_frmts.h>

namespace lacuna::samples {
namespace {

/// GeoPackage has names of its own for a CRS that nobody gave: "Undefined geographic SRS", "Undefined Cartesian SRS".
bool isKnown(const OGRSpatialReference* crs) {
    return crs != nullptr && !(crs->GetName() != nullptr && STARTS_WITH_CI(crs->GetName(), "undefined "));
}

}  // namespace

const char* const* vectorDrivers() {
    static const char* const drivers[] = {"GPKG", "ESRI Shapefile", "GeoJSON", nullptr};
    return drivers;
}

void TransformationCloser::operator()(OGRCoordinateTransformation* transformation) const {
    OGRCoordinateTransformation::DestroyCT(transformation);
}

base::Result<TransformationPtr> gridTransformation(const OGRSpatialReference* given, const raster::Grid& grid, const char* stage,
                                                   const std::string& path) {
    if (!isKnown(given) || grid.crsWkt.empty()) return TransformationPtr();
    OGRSpatialReference from(*given), to;
    if (to.importFromWkt(grid.crsWkt.c_str()) != OGRERR_NONE)
        return base::fail(base::ErrorCode::BadData, stage, "the scene's CRS is not understood: {}", grid.crsWkt);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (from.IsSame(&to)) return TransformationPtr();
    TransformationPtr toGrid(OGRCreateCoordinateTransformation(&from, &to));
    if (!toGrid)
        return base::fail(base::ErrorCode::BadData, stage,
                          "{}: no transformation from the file's CRS \"{}\" to the scene's \"{}\"", path,
                          from.GetName() ? from.GetName() : "unnamed", to.GetName() ? to.GetName() : "unnamed");
    return toGrid;
}

std::vector<Ring> ringsOf(const OGRPolygon& polygon, const raster::Grid& grid) {
    std::vector<Ring> rings;
    for (const OGRLinearRing* ring : polygon) {
        Ring& inPixels = rings.emplace_back();
        for (const OGRPoint& point : *ring) inPixels.push_back(grid.pixelPoint(point.getX(), point.getY()));
    }
    return rings;
}

}  // namespace lacuna::samples
