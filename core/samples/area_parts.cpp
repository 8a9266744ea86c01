#include "samples/area_parts.h"

#include <ogr_api.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "raster/gdal_errors.h"
#include "samples/area_geometry.h"

namespace lacuna::samples {
namespace {

TrainingArea areaFrom(const OGRGeometry& geometry, int classValue) {
    TrainingArea area;
    area.classValue = classValue;
    addGeometry(geometry, area);
    return area;
}

/// Faces of the plane that the area's borders and the line bound.
std::unique_ptr<OGRGeometry> facesAlong(const OGRGeometry& whole, const Ring& line) {
    OGRLineString knife;
    for (const auto& point : line) knife.addPoint(point[0], point[1]);
    const std::unique_ptr<OGRGeometry> border(whole.Boundary());
    if (!border) return nullptr;
    const std::unique_ptr<OGRGeometry> lines(border->Union(&knife));
    return std::unique_ptr<OGRGeometry>(lines ? lines->Polygonize() : nullptr);
}

}  // namespace

std::vector<TrainingArea> partsOf(const TrainingArea& area) {
    std::vector<TrainingArea> parts;
    for (const auto& point : area.points) parts.push_back({area.classValue, {}, {point}});
    if (area.rings.empty()) return parts;
    const auto whole = geometryOf(area);
    if (wkbFlatten(whole->getGeometryType()) == wkbPolygon) return {areaFrom(*whole, area.classValue)};
    for (const OGRGeometry* part : *whole->toGeometryCollection()) parts.push_back(areaFrom(*part, area.classValue));
    return parts;
}

std::vector<TrainingArea> cutAlong(const TrainingArea& area, const Ring& line) {
    if (area.rings.empty() || line.size() < 2) return {area};
    raster::GdalErrors quiet;  // GEOS refuses what crosses itself; such an area stays whole
    const auto whole = geometryOf(area);
    const auto faces = facesAlong(*whole, line);
    if (!faces || faces->IsEmpty()) return {area};
    std::vector<TrainingArea> pieces;
    for (const OGRGeometry* face : *faces->toGeometryCollection()) {
        // Holes are faces as well.
        const std::unique_ptr<OGRGeometry> inside(OGRGeometry::FromHandle(OGR_G_PointOnSurface(OGRGeometry::ToHandle(const_cast<OGRGeometry*>(face)))));
        if (!inside || inside->IsEmpty()) return {area};
        if (contains(area, {inside->toPoint()->getX(), inside->toPoint()->getY()}, 0)) pieces.push_back(areaFrom(*face, area.classValue));
    }
    return pieces.size() > partsOf(area).size() ? pieces : std::vector<TrainingArea>{area};
}

bool contains(const TrainingArea& area, std::array<double, 2> position, double tolerance) {
    for (const auto& point : area.points)
        if (std::hypot(point[0] - position[0], point[1] - position[1]) <= tolerance) return true;
    bool inside = false;
    for (const auto& ring : area.rings)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const auto &a = ring[i], &b = ring[j];
            if ((a[1] > position[1]) == (b[1] > position[1])) continue;
            if (position[0] < a[0] + (position[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) inside = !inside;
        }
    return inside;
}

std::array<double, 4> extentOf(const TrainingArea& area) {
    constexpr double far = std::numeric_limits<double>::infinity();
    std::array<double, 4> extent{far, far, -far, -far};
    const auto take = [&](const std::array<double, 2>& point) {
        extent = {std::min(extent[0], point[0]), std::min(extent[1], point[1]), std::max(extent[2], point[0]), std::max(extent[3], point[1])};
    };
    for (const auto& ring : area.rings) std::for_each(ring.begin(), ring.end(), take);
    std::for_each(area.points.begin(), area.points.end(), take);
    return extent;
}

}  // namespace lacuna::samples
