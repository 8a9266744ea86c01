#pragma once

#include <memory>
#include <vector>

#include "raster/coordinates.h"
#include "raster/grid.h"

namespace lacuna::raster {

/// Lengths and areas of what is drawn on a scene. Where the CRS is known they are those on its ellipsoid, with geodesics
/// between the vertices (C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 2013), so neither the projection's
/// scale nor the size of a degree matters. One thread at a time.
class GroundMeasure {
public:
    /// Ellipsoid: metres. MapUnits: those of the georeference, when it has no (usable) CRS. Pixels: no georeference.
    enum class Unit { Ellipsoid, MapUnits, Pixels };

    explicit GroundMeasure(Grid grid);
    GroundMeasure(GroundMeasure&&) noexcept;
    ~GroundMeasure();

    Unit unit() const { return unit_; }
    /// Of a line through positions in pixel coordinates of the grid; 0 for fewer than two.
    double length(const std::vector<Point>& line) const;
    /// Of the ring through the positions, closed by itself; 0 for fewer than three. A ring that crosses itself counts
    /// by its winding.
    double area(const std::vector<Point>& ring) const;
    double perimeter(const std::vector<Point>& ring) const;

private:
    /// Longitude and latitude in degrees, or map or pixel coordinates, by unit().
    std::vector<Point> placed(const std::vector<Point>& positions) const;

    Grid grid_;
    Unit unit_ = Unit::Pixels;
    std::unique_ptr<CoordinateTransform> geographic_;
    double semiMajor_ = 0;
    double flattening_ = 0;
};

}  // namespace lacuna::raster
