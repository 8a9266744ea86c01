#include "ui/canvas/ground_distance.h"

#include <ogr_spatialref.h>

#include <cmath>
#include <numbers>

#include "raster/raster_stack.h"

namespace lacuna::ui {
namespace {

constexpr double earthRadius = 6371008.8;  // metres, the mean radius of GRS 80

}  // namespace

double metersPerColumn(const raster::Grid& grid) {
    if (!grid.georeferenced || grid.crsWkt.empty()) return 0;
    raster::initialiseGdal();
    OGRSpatialReference crs;
    if (crs.importFromWkt(grid.crsWkt.c_str()) != OGRERR_NONE) return 0;
    const auto& t = grid.mapFromPixel;
    if (!crs.IsGeographic()) return std::hypot(t[1], t[4]) * crs.GetLinearUnits();
    const double latitude = grid.mapPoint(grid.width / 2.0, grid.height / 2.0)[1] * crs.GetAngularUnits();
    const double east = t[1] * crs.GetAngularUnits() * std::cos(latitude);
    const double north = t[4] * crs.GetAngularUnits();
    if (std::abs(latitude) > std::numbers::pi / 2) return 0;
    return std::hypot(east, north) * earthRadius;
}

}  // namespace lacuna::ui
