#include "jobs/pixel_scores.h"

#include <algorithm>

namespace lacuna::jobs {
namespace {

/// Places in `pixels` of those that lie in the window.
std::vector<std::size_t> placesIn(const std::vector<std::int64_t>& pixels, const raster::Window& window, int width) {
    std::vector<std::size_t> places;
    for (int row = window.row; row < window.row + window.height; ++row) {
        const auto first = static_cast<std::int64_t>(row) * width + window.column;
        for (auto at = std::lower_bound(pixels.begin(), pixels.end(), first); at != pixels.end() && *at < first + window.width; ++at)
            places.push_back(static_cast<std::size_t>(at - pixels.begin()));
    }
    return places;
}

}  // namespace

base::Status scorePixels(raster::RasterStack stack, const SceneModel& scene, engine::Classifier& classifier,
                         const PixelRequest& request, const std::stop_token& stop, const map::PixelCount& onPixels,
                         const std::function<void(std::size_t, std::size_t, const map::PixelScore&)>& take) {
    const raster::Grid grid = stack.grid();
    tile::PlanOptions planning;
    planning.tileSize = request.tileSize;
    auto tiles = tile::planTiles(grid, planning);
    std::erase_if(tiles, [&](const auto& planned) { return placesIn(request.pixels, planned.window, grid.width).empty(); });
    tile::TileReader reader(std::move(stack), scene.inputs, std::move(tiles), scene.halo(), scene.switchedOn);
    for (;;) {
        LACUNA_TRY(next, reader.next(stop));
        if (!next) return {};
        const auto& tile = *next->tile;
        const auto places = placesIn(request.pixels, next->planned.window, grid.width);
        std::vector<std::int32_t> centres;
        for (const auto place : places) {
            const auto pixel = request.pixels[place];
            centres.push_back(static_cast<std::int32_t>(pixel / grid.width - tile.originRow) * tile.width +
                              static_cast<std::int32_t>(pixel % grid.width) - tile.originColumn);
        }
        for (std::size_t subset = 0; subset < request.subsets.size(); ++subset) {
            map::AssembleOptions assembling;
            assembling.switchedOn = request.subsets[subset];
            LACUNA_TRY_STATUS(map::classifyPixels(classifier, tile, centres, assembling, stop, onPixels, nullptr,
                                                  [&](const map::PixelScore& score) { take(subset, places[score.pixel], score); }));
        }
    }
}

}  // namespace lacuna::jobs
