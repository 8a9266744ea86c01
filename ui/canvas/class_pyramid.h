#pragma once

#include <QImage>
#include <QRect>
#include <array>
#include <cstdint>
#include <vector>

#include "raster/grid.h"
#include "ui/canvas/tile_geometry.h"

namespace lacuna::ui {

/// Class values at halved resolutions. A coarse cell is the most frequent value of its 2 × 2 cells, ties going to the
/// one met first in reading order; 0 (no data) only where all four are 0. Level 0 is the caller's own array.
class ClassPyramid {
public:
    explicit ClassPyramid(const raster::Grid& grid);

    /// Brings the coarse levels up to date with `labels` [height, width] inside `window`.
    void update(const std::vector<std::uint8_t>& labels, const raster::Window& window);
    /// A tile in colours; `palette` has one premultiplied colour a class value.
    QImage tile(const std::vector<std::uint8_t>& labels, const TileKey& key,
                const std::array<QRgb, 256>& palette) const;

private:
    struct Level {
        int width = 0;
        int height = 0;
        std::vector<std::uint8_t> values;
    };
    std::vector<Level> levels_;  ///< [0] holds no values
};

}  // namespace lacuna::ui
