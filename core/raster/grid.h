#pragma once

#include <array>
#include <string>

namespace lacuna::raster {

/// A rectangle of pixels: rows [row, row + height), columns [column, column + width).
struct Window {
    int column = 0;
    int row = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Window&) const = default;
};

/// The pixel grid of a scene.
///
/// The pixel-centre rule, stated once: the pixel (column c, row r) covers [c, c+1) × [r, r+1) in pixel coordinates and
/// its centre is at (c + 0.5, r + 0.5). `mapFromPixel` is GDAL's affine geotransform:
/// x = t[0] + col·t[1] + row·t[2], y = t[3] + col·t[4] + row·t[5].
struct Grid {
    int width = 0;   ///< columns
    int height = 0;  ///< rows
    std::array<double, 6> mapFromPixel{0, 1, 0, 0, 0, 1};
    bool georeferenced = false;  ///< false: mapFromPixel is the identity default
    std::string crsWkt;          ///< WKT2, empty when unknown

    Window whole() const { return {0, 0, width, height}; }
    /// Map coordinate of a position in pixel coordinates (use +0.5 for a pixel's centre).
    std::array<double, 2> mapPoint(double column, double row) const;
    /// Pixel coordinates of a map position; the transform must not be singular.
    std::array<double, 2> pixelPoint(double x, double y) const;
    /// Area of a pixel in square metres when the CRS is projected in metres, else 0.
    double pixelArea = 0;
};

/// The grid of every `stride`-th pixel: ceil(width/stride) × ceil(height/stride) cells of stride × stride pixels.
Grid coarsened(const Grid& grid, int stride);

}  // namespace lacuna::raster
