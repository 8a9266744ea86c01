#include "jobs/experts_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>

#include "base/atomic_file.h"
#include "base/memory_cap.h"
#include "jobs/provenance.h"
#include "jobs/scene_model.h"
#include "jobs/slug.h"
#include "map/map_assembler.h"
#include "output/float_file.h"
#include "output/picture.h"
#include "output/tables.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "experts";
using base::ErrorCode;
using base::fail;

/// The window in whole cells of the stride, cut at the scene's edge.
base::Result<raster::Window> onCells(raster::Window window, int stride, const raster::Grid& grid) {
    if (window == raster::Window{}) window = grid.whole();
    if (window.width < 1 || window.height < 1 || window.column < 0 || window.row < 0 || window.column >= grid.width ||
        window.row >= grid.height)
        return fail(ErrorCode::Usage, stage,
                    "the window {},{},{},{} (column, row, width, height) is not inside the scene of {} × {} pixels", window.column,
                    window.row, window.width, window.height, grid.width, grid.height);
    const auto down = [stride](int value) { return value - value % stride; };
    const int right = std::min<std::int64_t>(grid.width, std::int64_t{window.column} + window.width);
    const int bottom = std::min<std::int64_t>(grid.height, std::int64_t{window.row} + window.height);
    raster::Window cells{down(window.column), down(window.row), 0, 0};
    cells.width = std::min(grid.width, down(right + stride - 1)) - cells.column;
    cells.height = std::min(grid.height, down(bottom + stride - 1)) - cells.row;
    return cells;
}

/// The grid of a window inside `grid`.
raster::Grid cropped(const raster::Grid& grid, const raster::Window& window) {
    raster::Grid part = grid;
    part.width = window.width;
    part.height = window.height;
    const auto corner = grid.mapPoint(window.column, window.row);
    part.mapFromPixel[0] = corner[0];
    part.mapFromPixel[3] = corner[1];
    return part;
}

std::vector<tile::PlannedTile> planOf(const raster::Grid& scene, const raster::Window& window, int tileSize, int stride) {
    tile::PlanOptions planning;
    planning.tileSize = tileSize;
    planning.stride = stride;
    auto plan = tile::planTiles(cropped(scene, window), planning);
    for (auto& planned : plan) {
        planned.window.column += window.column;
        planned.window.row += window.row;
    }
    return plan;
}

base::Result<GateMap> emptyGates(const raster::Grid& grid, const metrics::ExpertLayout& layout) {
    GateMap map{grid, layout, {}, {}};
    const auto experts = static_cast<std::size_t>(layout.experts());
    const auto bytes = static_cast<std::uint64_t>(map.cells()) * experts * sizeof(float);
    if (bytes > base::memoryCap() / 2)
        return fail(ErrorCode::OutOfMemory, stage,
                    "the gates of {} experts over {} × {} cells take {} MB, over half of what may be used. Choose a smaller window or a "
                    "larger stride, or let `lacuna classify --experts` write them as they come",
                    experts, grid.width, grid.height, bytes >> 20);
    map.gates.assign(map.cells() * experts, std::numeric_limits<float>::quiet_NaN());
    return map;
}

/// Puts a block of the scene's map where it lies in the window's.
void take(const map::MapBlock& block, const raster::Window& window, int stride, GateMap& map) {
    const int left = block.window.column - window.column / stride, top = block.window.row - window.row / stride;
    const auto cells = block.labels.size();
    for (std::size_t expert = 0; expert < static_cast<std::size_t>(map.layout.experts()); ++expert)
        for (std::size_t i = 0; i < cells; ++i) {
            if (block.labels[i] == 0) continue;
            const auto row = static_cast<std::size_t>(top) + i / static_cast<std::size_t>(block.window.width);
            const auto column = static_cast<std::size_t>(left) + i % static_cast<std::size_t>(block.window.width);
            map.gates[expert * map.cells() + row * static_cast<std::size_t>(map.grid.width) + column] = block.gates[expert * cells + i];
        }
}

std::vector<base::Availability> subsetsOf(base::Availability sensors, int modalities, bool every) {
    std::vector<base::Availability> subsets{sensors};
    if (!every) return subsets;
    for (const auto pattern : base::allPatterns(modalities))
        if (pattern != sensors && (pattern & ~sensors) == 0) subsets.push_back(pattern);
    return subsets;
}

}  // namespace

std::size_t GateMap::firstExpert(int block) const {
    std::size_t first = 0;
    for (const auto& one : layout.blocks) {
        if (one.block == block) return first;
        first += one.experts.size();
    }
    LACUNA_ASSERT(false);
    return first;
}

const metrics::ExpertLayout::Block& GateMap::blockOf(int block) const {
    const auto found = std::find_if(layout.blocks.begin(), layout.blocks.end(), [block](const auto& one) { return one.block == block; });
    LACUNA_ASSERT(found != layout.blocks.end());
    return *found;
}

std::vector<float> GateMap::values(std::size_t expert) const {
    const auto first = gates.begin() + static_cast<std::ptrdiff_t>(expert * cells());
    return {first, first + static_cast<std::ptrdiff_t>(cells())};
}

int strideFor(const raster::Window& window, std::int64_t cells) {
    int stride = 1;
    const auto count = [&] {
        return (std::int64_t{window.width} + stride - 1) / stride * ((std::int64_t{window.height} + stride - 1) / stride);
    };
    while (count() > cells) ++stride;
    return stride;
}

ExpertsJob::ExpertsJob(ExpertsOptions options) : options_(std::move(options)) {}

base::Result<ExpertsResult> ExpertsJob::run(std::stop_token stop, base::Progress& progress) {
    auto& classify = options_.classify;
    LACUNA_TRY_STATUS(classify.declare().fromJson(classify.declare().toJson()));
    progress.report({0, "Opening the rasters and the model", 0, "", -1});
    LACUNA_TRY(scene, openSceneModel(classify.modalities, classify.model, classify.lose, classify.align));
    const auto& model = scene.checkpoint.model;
    if (engine::expertLayout(scene.checkpoint.adaptation).experts() == 0)
        return fail(ErrorCode::BadData, stage, "{} has no experts: its method {} uses none. Choose another model", classify.model,
                    scene.checkpoint.adaptation.method);
    const raster::Grid grid = scene.stack.grid();
    const int stride = classify.stride;
    LACUNA_TRY(window, onCells(options_.window, stride, grid));
    LACUNA_TRY(device, engine::chooseDevice(classify.device, classify.precision));
    LACUNA_TRY(classifier, engine::Classifier::create(scene.checkpoint, {device, classify.batchSize, true}));

    ExpertsResult result{model.modalityNames(), model.classes, window, metrics::Activation(classifier->experts(), model.classCount()), {}, 0, device.name};
    if (options_.gates) {
        LACUNA_TRY(gates, emptyGates(raster::coarsened(cropped(grid, window), stride), classifier->experts()));
        gates.provenance = provenanceOf(scene.checkpoint, scene.modelSha256, scene.switchedOn);
        gates.provenance["WINDOW"] = fmt::format("{},{},{},{}", window.column, window.row, window.width, window.height);
        gates.provenance["STRIDE"] = std::to_string(stride);
        result.gates = std::move(gates);
    }
    const auto subsets = subsetsOf(scene.switchedOn, model.modalityCount(), options_.everySubset);
    const auto plan = planOf(grid, window, classify.tileSize > 0 ? classify.tileSize : scene.tileSize(), stride);
    std::uint64_t pixels = 0;
    for (const auto& planned : plan)
        pixels += static_cast<std::uint64_t>((planned.window.width + stride - 1) / stride) *
                  static_cast<std::uint64_t>((planned.window.height + stride - 1) / stride);
    base::ProgressMeter meter(progress, "Recording experts", pixels * subsets.size(), "px");
    const auto start = std::chrono::steady_clock::now();
    map::AssembleOptions assembling;
    assembling.mapStride = stride;
    const int halo = scene.halo();
    tile::TileReader reader(std::move(scene.stack), scene.inputs, plan, halo, scene.switchedOn);
    for (;;) {
        LACUNA_TRY(next, reader.next(stop));
        if (!next) break;
        for (const auto subset : subsets) {
            assembling.switchedOn = subset;
            assembling.gates = options_.gates && subset == scene.switchedOn;
            LACUNA_TRY(block, map::classifyTile(*classifier, *next->tile, next->planned, grid, assembling, stop,
                                                [&](std::size_t count) { meter.advance(count); }, &result.activation));
            if (assembling.gates) take(block, window, stride, *result.gates);
        }
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!options_.outFolder.empty()) LACUNA_TRY_STATUS(writeExperts(result, options_.outFolder));
    return result;
}

base::Status writeGates(const GateMap& map, int block, const std::string& path) {
    auto provenance = map.provenance;
    provenance["BLOCK"] = std::to_string(block);
    return output::writeFloats(path, map.grid, map.blockOf(block).experts, map.gates.data() + map.firstExpert(block) * map.cells(),
                               provenance);
}

base::Status writeExperts(const ExpertsResult& result, const std::string& outFolder) {
    LACUNA_TRY_STATUS(base::ensureFolder(outFolder));
    const auto path = [&](const std::string& name) { return (std::filesystem::path(outFolder) / name).string(); };
    LACUNA_TRY_STATUS(base::writeTextFile(path("activation.csv"),
                                          output::activationCsv(result.activation, result.classes, result.modalityNames)));
    for (const auto pattern : result.activation.patterns())
        LACUNA_TRY_STATUS(output::writeActivationPicture(
            path("experts-" + slug(base::describePattern(pattern, result.modalityNames)) + ".png"), result.activation, pattern));
    if (!result.gates) return {};
    for (const auto& block : result.gates->layout.blocks)
        LACUNA_TRY_STATUS(writeGates(*result.gates, block.block, path(fmt::format("block_{:02}.tif", block.block))));
    return {};
}

std::string expertsText(const ExpertsResult& result) {
    std::string text;
    for (const auto pattern : result.activation.patterns()) {
        text += fmt::format("{} ({} pixels): share of tokens, %\n", base::describePattern(pattern, result.modalityNames),
                            result.activation.pixels(pattern));
        const auto shares = result.activation.share(pattern);
        std::size_t expert = 0;
        for (const auto& block : result.activation.layout().blocks) {
            text += fmt::format("  block {:>2}", block.block);
            for (const auto& name : block.experts) text += fmt::format("   {} {:.1f}", name, 100 * shares[expert++]);
            text += '\n';
        }
    }
    return text;
}

nlohmann::json toJson(const ExpertsResult& result) {
    return {{"window", {result.window.column, result.window.row, result.window.width, result.window.height}},
            {"activation", output::activationJson(result.activation, result.modalityNames)},
            {"seconds", result.seconds},
            {"device", result.device}};
}

}  // namespace lacuna::jobs
