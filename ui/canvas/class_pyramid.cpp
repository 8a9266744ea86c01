#include "ui/canvas/class_pyramid.h"

#include <algorithm>

namespace lacuna::ui {
namespace {

std::uint8_t mode(const std::array<std::uint8_t, 4>& values) {
    std::uint8_t best = 0;
    int bestCount = 0;
    for (const std::uint8_t value : values) {
        if (value == 0) continue;
        const int count = static_cast<int>(std::count(values.begin(), values.end(), value));
        if (count > bestCount) {
            bestCount = count;
            best = value;
        }
    }
    return best;
}

}  // namespace

ClassPyramid::ClassPyramid(const raster::Grid& grid) {
    int width = grid.width;
    int height = grid.height;
    const int coarsest = coarsestLevel(grid);
    for (int level = 0; level <= coarsest; ++level) {
        Level made{width, height, {}};
        if (level > 0) made.values.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
        levels_.push_back(std::move(made));
        width = (width + 1) / 2;
        height = (height + 1) / 2;
    }
}

void ClassPyramid::update(const std::vector<std::uint8_t>& labels, const raster::Window& window) {
    int left = window.column, top = window.row;
    int right = window.column + window.width, bottom = window.row + window.height;
    for (std::size_t n = 1; n < levels_.size(); ++n) {
        const Level& fine = levels_[n - 1];
        const std::uint8_t* values = n == 1 ? labels.data() : fine.values.data();
        const auto at = [&](int x, int y) -> std::uint8_t {
            if (x >= fine.width || y >= fine.height) return 0;
            return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(fine.width) +
                          static_cast<std::size_t>(x)];
        };
        Level& coarse = levels_[n];
        left = std::max(left / 2, 0);
        top = std::max(top / 2, 0);
        right = std::min((right + 1) / 2, coarse.width);
        bottom = std::min((bottom + 1) / 2, coarse.height);
        for (int y = top; y < bottom; ++y) {
            std::uint8_t* row = coarse.values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(coarse.width);
            for (int x = left; x < right; ++x) {
                row[x] = mode({at(2 * x, 2 * y), at(2 * x + 1, 2 * y), at(2 * x, 2 * y + 1), at(2 * x + 1, 2 * y + 1)});
            }
        }
    }
}

QImage ClassPyramid::tile(const std::vector<std::uint8_t>& labels, const TileKey& key,
                          const std::array<QRgb, 256>& palette) const {
    const Level& level = levels_[static_cast<std::size_t>(key.level)];
    const std::uint8_t* values = key.level == 0 ? labels.data() : level.values.data();
    const int left = key.x * tileSize;
    const int top = key.y * tileSize;
    const int width = std::min(tileSize, level.width - left);
    const int height = std::min(tileSize, level.height - top);
    if (width <= 0 || height <= 0) return {};
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* from =
            values + static_cast<std::size_t>(top + y) * static_cast<std::size_t>(level.width) + left;
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x) to[x] = palette[from[x]];
    }
    return image;
}

}  // namespace lacuna::ui
