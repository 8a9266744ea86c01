#include "raster/ground_measure.h"

#include <geodesic.h>
#include <ogr_spatialref.h>

#include <cmath>

namespace lacuna::raster {
namespace {

struct GeodesicPolygon {
    double length = 0;
    double area = 0;
};

/// `points`: longitude and latitude in degrees.
GeodesicPolygon onEllipsoid(const std::vector<Point>& points, double semiMajor, double flattening, bool closed) {
    geod_geodesic ellipsoid;
    geod_init(&ellipsoid, semiMajor, flattening);
    geod_polygon polygon;
    geod_polygon_init(&polygon, closed ? 0 : 1);
    for (const Point& point : points) geod_polygon_addpoint(&ellipsoid, &polygon, point[1], point[0]);
    GeodesicPolygon result;
    geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &result.area, &result.length);
    return result;
}

double planarLength(const std::vector<Point>& points, bool closed) {
    double length = 0;
    for (std::size_t i = closed ? 0 : 1; i < points.size(); ++i) {
        const Point& from = points[i == 0 ? points.size() - 1 : i - 1];
        length += std::hypot(points[i][0] - from[0], points[i][1] - from[1]);
    }
    return length;
}

double planarArea(const std::vector<Point>& points) {
    double twice = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point& a = points[i];
        const Point& b = points[(i + 1) % points.size()];
        twice += a[0] * b[1] - b[0] * a[1];
    }
    return std::abs(twice) / 2;
}

}  // namespace

GroundMeasure::GroundMeasure(Grid grid) : grid_(std::move(grid)) {
    if (!grid_.georeferenced) return;
    unit_ = Unit::MapUnits;
    const std::string geographic = geographicOf(grid_.crsWkt);
    OGRSpatialReference crs;
    if (geographic.empty() || crs.importFromWkt(geographic.c_str()) != OGRERR_NONE) return;
    auto transform = CoordinateTransform::between(grid_.crsWkt, geographic);
    if (!transform) return;
    OGRErr problem = OGRERR_NONE;
    semiMajor_ = crs.GetSemiMajor(&problem);
    const double inverse = crs.GetInvFlattening();
    flattening_ = inverse > 0 ? 1 / inverse : 0;
    if (problem != OGRERR_NONE || !(semiMajor_ > 0)) return;
    geographic_ = std::make_unique<CoordinateTransform>(std::move(*transform));
    unit_ = Unit::Ellipsoid;
}

GroundMeasure::GroundMeasure(GroundMeasure&&) noexcept = default;
GroundMeasure::~GroundMeasure() = default;

std::vector<Point> GroundMeasure::placed(const std::vector<Point>& positions) const {
    if (unit_ == Unit::Pixels) return positions;
    std::vector<Point> map;
    for (const Point& position : positions) map.push_back(grid_.mapPoint(position[0], position[1]));
    if (unit_ == Unit::MapUnits) return map;
    std::vector<Point> degrees;
    for (const auto& point : geographic_->points(map))
        if (point) degrees.push_back(*point);
    return degrees;
}

double GroundMeasure::length(const std::vector<Point>& line) const {
    const auto points = placed(line);
    if (points.size() < 2) return 0;
    return unit_ == Unit::Ellipsoid ? onEllipsoid(points, semiMajor_, flattening_, false).length : planarLength(points, false);
}

double GroundMeasure::area(const std::vector<Point>& ring) const {
    const auto points = placed(ring);
    if (points.size() < 3) return 0;
    return unit_ == Unit::Ellipsoid ? std::abs(onEllipsoid(points, semiMajor_, flattening_, true).area) : planarArea(points);
}

double GroundMeasure::perimeter(const std::vector<Point>& ring) const {
    const auto points = placed(ring);
    if (points.size() < 2) return 0;
    return unit_ == Unit::Ellipsoid ? onEllipsoid(points, semiMajor_, flattening_, true).length : planarLength(points, true);
}

}  // namespace lacuna::raster
