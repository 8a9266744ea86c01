#include "samples/area_geometry.h"

namespace lacuna::samples {

std::unique_ptr<OGRGeometry> geometryOf(const TrainingArea& area) {
    if (!area.points.empty()) {
        if (area.points.size() == 1) return std::make_unique<OGRPoint>(area.points[0][0], area.points[0][1]);
        auto points = std::make_unique<OGRMultiPoint>();
        for (const auto& point : area.points) points->addGeometryDirectly(new OGRPoint(point[0], point[1]));
        return points;
    }
    std::vector<OGRGeometry*> rings;
    for (const auto& ring : area.rings) {
        auto line = std::make_unique<OGRLinearRing>();
        for (const auto& point : ring) line->addPoint(point[0], point[1]);
        line->closeRings();
        auto polygon = std::make_unique<OGRPolygon>();
        polygon->addRingDirectly(line.release());
        rings.push_back(polygon.release());
    }
    // Finds out which rings are holes; the geometries become the result's.
    int valid = FALSE;
    return std::unique_ptr<OGRGeometry>(OGRGeometryFactory::organizePolygons(rings.data(), static_cast<int>(rings.size()), &valid, nullptr));
}

bool addGeometry(const OGRGeometry& geometry, TrainingArea& area) {
    if (geometry.IsEmpty()) return true;
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPoint:
            area.points.push_back({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
            return true;
        case wkbPolygon:
            for (const OGRLinearRing* ring : geometry.toPolygon()) {
                Ring& line = area.rings.emplace_back();
                for (const OGRPoint& point : *ring) line.push_back({point.getX(), point.getY()});
                if (line.size() > 1 && line.front() == line.back()) line.pop_back();
            }
            return true;
        case wkbMultiPoint:
        case wkbMultiPolygon:
        case wkbGeometryCollection: {
            bool known = true;
            for (const OGRGeometry* part : *geometry.toGeometryCollection()) known = addGeometry(*part, area) && known;
            return known;
        }
        default:
            return false;
    }
}

}  // namespace lacuna::samples
