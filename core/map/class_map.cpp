#include "map/class_map.h"

#include <algorithm>

namespace lacuna::map {
namespace {

template <class T>
void copyRows(const std::vector<T>& from, const raster::Window& window, std::vector<T>& to, int width) {
    if (from.empty()) return;
    for (int row = 0; row < window.height; ++row)
        std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(row) * window.width, window.width,
                    to.begin() + static_cast<std::ptrdiff_t>(window.row + row) * width + window.column);
}

}  // namespace

ClassMap::ClassMap(raster::Grid mapGrid, base::ClassTable classTable) : grid(std::move(mapGrid)), classes(std::move(classTable)) {
    const auto cells = static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
    labels.assign(cells, 0);
    confidence.assign(cells, 0.0f);
    availability.assign(cells, 0);
}

base::Status ClassMap::write(const MapBlock& block) {
    const auto& window = block.window;
    LACUNA_ASSERT(window.column >= 0 && window.row >= 0 && window.column + window.width <= grid.width &&
                  window.row + window.height <= grid.height);
    copyRows(block.labels, window, labels, grid.width);
    copyRows(block.confidence, window, confidence, grid.width);
    copyRows(block.availability, window, availability, grid.width);
    return {};
}

std::vector<std::uint64_t> ClassMap::countByValue() const {
    std::vector<std::uint64_t> counts(256, 0);
    for (const auto label : labels) ++counts[label];
    return counts;
}

}  // namespace lacuna::map
