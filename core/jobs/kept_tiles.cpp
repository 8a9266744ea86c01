#include "jobs/kept_tiles.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "base/version.h"

namespace lacuna::jobs {
namespace {

constexpr int cellsOfAStep = 2048;
constexpr int cellsOfARecord = 16384;  // less than half a minute's work on a slow machine

using Place = std::tuple<bool, int, int, int, int, int>;

Place placeOf(const tile::PlannedTile& tile) {
    const auto& window = tile.window;
    return {tile.preview, tile.stride, window.row, window.column, window.height, window.width};
}

/// Whether the final tiles that are kept, none of which overlap, cover the window.
bool isCovered(const std::vector<map::KeptTilePtr>& kept, const raster::Window& window) {
    std::int64_t known = 0;
    for (const auto& tile : kept) {
        const auto& other = tile->planned.window;
        const int left = std::max(window.column, other.column), top = std::max(window.row, other.row);
        const std::int64_t width = std::min(window.column + window.width, other.column + other.width) - left;
        const std::int64_t height = std::min(window.row + window.height, other.row + other.height) - top;
        if (!tile->planned.preview && width > 0 && height > 0) known += width * height;
    }
    return known == static_cast<std::int64_t>(window.width) * window.height;
}

}  // namespace

map::MapState stateOf(const ClassifyOptions& options, const std::string& modelSha256, base::Availability switchedOn) {
    ClassifyOptions settings = options;
    nlohmann::json inputs{{"settings", settings.declare().toJson()}, {"lose", options.lose}, {"degrade", options.degrade}, {"modalities", nlohmann::json::array()}};
    for (const auto& modality : options.modalities) inputs["modalities"].push_back({modality.name, modality.files});
    return {modelSha256, inputs.dump(), switchedOn};
}

std::string journalStateOf(const ClassifyOptions& options, const map::MapState& state, const engine::Device& device) {
    nlohmann::json facts{{"version", base::version()}, {"model", state.model}, {"inputs", state.inputs}, {"on", state.switchedOn},
                         {"device", device.name}, {"files", nlohmann::json::array()}};
    for (const auto& modality : options.modalities)
        for (const auto& file : modality.files) {
            std::error_code unknown;
            const auto written = std::filesystem::last_write_time(file, unknown).time_since_epoch().count();
            facts["files"].push_back({file, std::filesystem::file_size(file, unknown), written});
        }
    return facts.dump();
}

KeptTiles::KeptTiles(std::shared_ptr<map::TileCache> cache, map::MapState state, map::TileJournal* journal)
    : cache_(std::move(cache)), state_(std::move(state)), journal_(journal) {}

std::vector<tile::PlannedTile> KeptTiles::stepsOf(const tile::PlannedTile& tile) const {
    if (tile.preview || (!cache_ && !journal_)) return {tile};
    return tile::strips(tile, cache_ ? cellsOfAStep : cellsOfARecord);
}

base::Result<std::vector<TileSteps>> KeptTiles::begin(const std::vector<tile::PlannedTile>& plan, map::MapSink& sink,
                                                      metrics::Activation& activation) const {
    const auto kept = cache_ ? cache_->tilesOf(state_) : std::vector<map::KeptTilePtr>();
    std::set<Place> places;
    for (const auto& tile : kept) {
        places.insert(placeOf(tile->planned));
        LACUNA_TRY_STATUS(sink.write(tile->block));
        if (!tile->planned.preview) activation.merge(tile->activation);
    }
    if (journal_) {
        // Those of another plan (the memory decides the tiles) are made anew.
        std::set<Place> planned;
        for (const auto& tile : plan)
            for (const auto& step : stepsOf(tile)) planned.insert(placeOf(step));
        LACUNA_TRY_STATUS(journal_->replay([&](const tile::PlannedTile& step, const map::MapBlock& block) -> base::Status {
            if (planned.count(placeOf(step)) == 0 || !places.insert(placeOf(step)).second) return {};
            return sink.write(block);
        }));
    }
    std::vector<TileSteps> left;
    for (const auto& planned : plan) {
        auto steps = stepsOf(planned);
        std::erase_if(steps, [&](const auto& step) {
            return places.count(placeOf(step)) != 0 || (step.preview && isCovered(kept, step.window));
        });
        if (!steps.empty()) left.push_back({planned, std::move(steps)});
    }
    return left;
}

base::Status KeptTiles::keep(const tile::PlannedTile& step, map::MapBlock& block, const metrics::Activation& activation) const {
    if (journal_ && !step.preview) LACUNA_TRY_STATUS(journal_->append(step, block));
    if (!cache_) return {};
    cache_->keep(state_, {step, block, activation});
    if (step.preview) map::paintOver(block, cache_->tilesOf(state_));
    return {};
}

}  // namespace lacuna::jobs
