#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/grid.h"

namespace lacuna::raster {

using Point = std::array<double, 2>;

/// WKT2 of the CRS that a user typed as "EPSG:32616" or "32616". Errors: Usage when it is no such number, NotFound when
/// EPSG's list has none with it.
base::Result<std::string> crsFromCode(const std::string& text);
/// "EPSG:32616", else the CRS's name; empty for an empty WKT.
std::string crsTitle(const std::string& wkt);
/// Coordinates are degrees.
bool isGeographic(const std::string& wkt);
/// The CRS of longitude and latitude on the same datum; empty when there is none (a local drawing's CRS).
std::string geographicOf(const std::string& wkt);

/// From one CRS to another; x is always the easting or longitude, y the northing or latitude. One thread at a time.
class CoordinateTransform {
public:
    /// Errors: Unsupported when PROJ knows no way, naming both.
    static base::Result<CoordinateTransform> between(const std::string& fromWkt, const std::string& toWkt);
    CoordinateTransform(CoordinateTransform&&) noexcept;
    CoordinateTransform& operator=(CoordinateTransform&&) noexcept;
    ~CoordinateTransform();

    /// Nothing where the projection isn't defined.
    std::optional<Point> point(double x, double y) const;
    std::vector<std::optional<Point>> points(const std::vector<Point>& from) const;

private:
    struct Impl;
    explicit CoordinateTransform(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace lacuna::raster
