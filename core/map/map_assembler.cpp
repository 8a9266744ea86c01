#include "map/map_assembler.h"

#include <algorithm>

namespace lacuna::map {
namespace {

constexpr auto stage = "classify";

/// The cells of a block and where each stands in the tile.
struct Cells {
    raster::Window window;              ///< in cells of planned.stride
    std::vector<std::int32_t> centres;  ///< [height, width]
};

Cells cellsOf(const tile::Tile& tile, const tile::PlannedTile& planned, const raster::Grid& scene) {
    const int stride = planned.stride;
    const auto& area = planned.window;
    LACUNA_ASSERT(area.column % stride == 0 && area.row % stride == 0);
    Cells cells;
    cells.window = {area.column / stride, area.row / stride, (area.width + stride - 1) / stride,
                    (area.height + stride - 1) / stride};
    cells.centres.reserve(static_cast<std::size_t>(cells.window.width) * static_cast<std::size_t>(cells.window.height));
    for (int row = 0; row < cells.window.height; ++row) {
        const int y = tile::representative(cells.window.row + row, stride, scene.height) - tile.originRow;
        for (int column = 0; column < cells.window.width; ++column) {
            const int x = tile::representative(cells.window.column + column, stride, scene.width) - tile.originColumn;
            cells.centres.push_back(y * tile.width + x);
        }
    }
    return cells;
}

/// Each cell becomes factor × factor cells of the finer grid, cut at the grid's edge.
MapBlock enlarged(const MapBlock& coarse, int factor, const raster::Grid& grid) {
    MapBlock block;
    block.preview = true;
    block.window = {coarse.window.column * factor, coarse.window.row * factor, 0, 0};
    block.window.width = std::min(coarse.window.width * factor, grid.width - block.window.column);
    block.window.height = std::min(coarse.window.height * factor, grid.height - block.window.row);
    for (int row = 0; row < block.window.height; ++row)
        for (int column = 0; column < block.window.width; ++column) {
            const auto from = static_cast<std::size_t>(row / factor) * static_cast<std::size_t>(coarse.window.width) +
                              static_cast<std::size_t>(column / factor);
            block.labels.push_back(coarse.labels[from]);
            block.confidence.push_back(coarse.confidence[from]);
            block.availability.push_back(coarse.availability[from]);
        }
    return block;
}

}  // namespace

base::Status classifyPixels(engine::Classifier& classifier, const tile::Tile& tile, const std::vector<std::int32_t>& centres,
                            const AssembleOptions& options, const std::stop_token& stop, const PixelCount& onPixels,
                            metrics::Activation* activation, const std::function<void(const PixelScore&)>& take) {
    std::vector<std::size_t> places;
    tile::Batch all{&tile, {}, {}};
    for (std::size_t i = 0; i < centres.size(); ++i) {
        const auto bits = static_cast<base::Availability>(
            tile.availability[static_cast<std::size_t>(centres[i])] & options.switchedOn);
        if (bits == 0) continue;
        places.push_back(i);
        all.centres.push_back(centres[i]);
        all.availability.push_back(bits);
    }
    onPixels(centres.size() - places.size());
    for (std::size_t first = 0; first < places.size();) {
        if (stop.stop_requested()) return base::cancelled(stage);
        const auto count = std::min(static_cast<std::size_t>(options.pixelsPerCall), places.size() - first);
        const auto from = static_cast<std::ptrdiff_t>(first), to = static_cast<std::ptrdiff_t>(first + count);
        const tile::Batch batch{&tile,
                                {all.centres.begin() + from, all.centres.begin() + to},
                                {all.availability.begin() + from, all.availability.begin() + to}};
        LACUNA_TRY(scores, classifier.predict(batch));
        const auto classes = static_cast<std::size_t>(scores.classes), experts = static_cast<std::size_t>(scores.experts);
        for (std::size_t i = 0; i < count; ++i) {
            const float* probabilities = scores.probabilities.data() + i * classes;
            const auto best = std::max_element(probabilities, probabilities + classes);
            const float* gates = experts == 0 ? nullptr : scores.weight.data() + i * experts;
            const float* shares = experts == 0 ? nullptr : scores.share.data() + i * experts;
            const PixelScore score{places[first + i], static_cast<int>(best - probabilities), *best, batch.availability[i],
                                   probabilities, gates, shares};
            if (activation != nullptr && gates != nullptr)
                activation->add(score.availability, score.classIndex, shares, gates);
            take(score);
        }
        onPixels(count);
        first += count;
    }
    return {};
}

base::Result<MapBlock> classifyTile(engine::Classifier& classifier, const tile::Tile& tile,
                                    const tile::PlannedTile& planned, const raster::Grid& scene,
                                    const AssembleOptions& options, const std::stop_token& stop, const PixelCount& onPixels,
                                    metrics::Activation* activation) {
    LACUNA_ASSERT(planned.stride % options.mapStride == 0);
    const auto cells = cellsOf(tile, planned, scene);
    const auto count = cells.centres.size();
    const auto& classes = classifier.model().classes;
    const auto experts = static_cast<std::size_t>(classifier.experts().experts());
    MapBlock block;
    block.window = cells.window;
    block.labels.assign(count, 0);
    block.confidence.assign(count, 0.0f);
    block.availability.assign(count, 0);
    if (options.probabilities && !planned.preview) block.probabilities.assign(count * classes.size(), 0.0f);
    if (options.gates && !planned.preview) block.gates.assign(count * experts, 0.0f);
    const auto take = [&](const PixelScore& score) {
        block.labels[score.pixel] = static_cast<std::uint8_t>(classes[static_cast<std::size_t>(score.classIndex)].value);
        block.confidence[score.pixel] = score.confidence;
        block.availability[score.pixel] = score.availability;
        if (!block.probabilities.empty())
            for (std::size_t k = 0; k < classes.size(); ++k)
                block.probabilities[k * count + score.pixel] = score.probabilities[k];
        if (!block.gates.empty() && score.gates != nullptr)
            for (std::size_t e = 0; e < experts; ++e) block.gates[e * count + score.pixel] = score.gates[e];
    };
    LACUNA_TRY_STATUS(classifyPixels(classifier, tile, cells.centres, options, stop, onPixels,
                                     planned.preview ? nullptr : activation, take));
    if (!planned.preview) return block;
    return enlarged(block, planned.stride / options.mapStride, raster::coarsened(scene, options.mapStride));
}

}  // namespace lacuna::map
