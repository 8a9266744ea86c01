#include "map/reference_comparison.h"

#include <array>

#include "tile/tile_plan.h"

namespace lacuna::map {

std::vector<ReferenceCell> referenceCells(const samples::SampleSet& reference, const raster::Grid& map, int stride) {
    std::vector<ReferenceCell> cells;
    for (const auto& sample : reference.samples) {
        const int row = sample.row / stride, column = sample.column / stride;
        if (sample.row != tile::representative(row, stride, reference.gridHeight)) continue;
        if (sample.column != tile::representative(column, stride, reference.gridWidth)) continue;
        if (row >= map.height || column >= map.width) continue;
        cells.push_back(
            {static_cast<std::size_t>(row) * static_cast<std::size_t>(map.width) + static_cast<std::size_t>(column),
             reference.classes[static_cast<std::size_t>(sample.classIndex)].value});
    }
    return cells;
}

metrics::AreaEstimates MapAccuracy::areas() const {
    if (!mappedCells.empty()) return metrics::areaEstimates(confusion, mappedCells);
    return metrics::areaEstimates(confusion, std::vector<std::uint64_t>(static_cast<std::size_t>(confusion.classes())));
}

base::Status checkComparable(const std::vector<ReferenceCell>& cells, const samples::SampleSet& reference) {
    if (!cells.empty()) return {};
    return base::fail(base::ErrorCode::BadData, "compare with reference",
                      "none of the reference's {} pixels lies on a classified pixel of the map. Choose a reference "
                      "of this scene.",
                      reference.samples.size());
}

base::Result<MapAccuracy> compareWithReference(const MapLabels& map, const samples::SampleSet& reference, int stride) {
    MapAccuracy result{metrics::Confusion(1), map.classes, {}, map.grid.pixelArea};
    std::array<int, 256> indexOfValue{};
    indexOfValue.fill(-1);
    for (const auto& one : reference.classes)
        if (base::classIndex(result.classes, one.value) < 0) result.classes.push_back(one);
    for (std::size_t i = 0; i < result.classes.size(); ++i)
        indexOfValue[static_cast<std::size_t>(result.classes[i].value)] = static_cast<int>(i);
    result.confusion = metrics::Confusion(static_cast<int>(result.classes.size()));
    result.mappedCells.resize(result.classes.size());
    for (const auto label : map.labels)
        if (indexOfValue[label] >= 0) ++result.mappedCells[static_cast<std::size_t>(indexOfValue[label])];
    const auto cells = referenceCells(reference, map.grid, stride);
    LACUNA_TRY_STATUS(checkComparable(cells, reference));
    for (const auto& [cell, classValue] : cells) {
        const auto label = map.labels[cell];
        result.confusion.add(indexOfValue[static_cast<std::size_t>(classValue)], label == 0 ? -1 : indexOfValue[label]);
    }
    return result;
}

}  // namespace lacuna::map
