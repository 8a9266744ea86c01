#include "jobs/proof_job.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>

#include "jobs/scene_model.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "prove";
using base::ErrorCode;
using base::fail;

/// The area widened to whole cells of the map. Nothing where it doesn't meet the scene.
raster::Window onCells(const raster::Window& area, int stride, const raster::Grid& grid) {
    if (area.width <= 0 || area.height <= 0) return grid.whole();
    const auto down = [stride](int value) { return std::max(0, value) / stride * stride; };
    const int left = down(area.column), top = down(area.row);
    const auto up = [stride](int value, int size) { return std::min(size, (value + stride - 1) / stride * stride); };
    return {left, top, std::max(0, up(area.column + area.width, grid.width) - left),
            std::max(0, up(area.row + area.height, grid.height) - top)};
}

/// The tiles of the area, row by row.
std::vector<tile::PlannedTile> planFor(const raster::Grid& grid, const raster::Window& area, int tileSize, int stride) {
    tile::PlanOptions planning;
    planning.tileSize = tileSize;
    planning.stride = stride;
    std::vector<tile::PlannedTile> plan;
    for (auto planned : tile::planTiles(grid, planning)) {
        auto& window = planned.window;
        const int right = std::min(window.column + window.width, area.column + area.width);
        const int bottom = std::min(window.row + window.height, area.row + area.height);
        window.column = std::max(window.column, area.column);
        window.row = std::max(window.row, area.row);
        window.width = right - window.column;
        window.height = bottom - window.row;
        if (window.width > 0 && window.height > 0) plan.push_back(planned);
    }
    return plan;
}

base::Status checkLost(const std::vector<std::string>& lose, base::Availability absent, const tile::Inputs& inputs) {
    if (absent == 0) return fail(ErrorCode::Usage, stage, "no whole sensor is lost; name one whose influence is in question");
    if ((absent & inputs.given()) != absent)
        return fail(ErrorCode::Usage, stage,
                    "a sensor of {} has no file; there is nothing that could be replaced by random numbers. Give its raster",
                    fmt::join(lose, ", "));
    return {};
}

}  // namespace

ProofJob::ProofJob(ProofOptions options) : options_(std::move(options)) {}

base::Result<ProofResult> ProofJob::run(std::stop_token stop, base::Progress& progress) {
    auto& classify = options_.classify;
    LACUNA_TRY_STATUS(classify.declare().fromJson(classify.declare().toJson()));
    progress.report({0, "Opening the rasters and the model", 0, "", -1});
    LACUNA_TRY(scene, openSceneModel(classify.modalities, classify.model, classify.lose, classify.align));
    base::Availability absent = 0;
    const auto names = scene.checkpoint.model.modalityNames();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (std::count(classify.lose.begin(), classify.lose.end(), names[i]) != 0)
            absent = static_cast<base::Availability>(absent | 1u << i);
    LACUNA_TRY_STATUS(checkLost(classify.lose, absent, scene.inputs));
    LACUNA_TRY(device, engine::chooseDevice(classify.device, classify.precision));
    LACUNA_TRY(classifier, engine::Classifier::create(scene.checkpoint, {device, classify.batchSize, false}));

    const raster::Grid grid = scene.stack.grid();
    ProofResult result;
    result.absent = classify.lose;
    result.device = device.name;
    result.area = onCells(options_.area, classify.stride, grid);
    if (result.area.width == 0 || result.area.height == 0)
        return fail(ErrorCode::Usage, stage, "the area lies outside the scene of {} × {} pixels", grid.width, grid.height);
    const int tileSize = classify.tileSize > 0 ? classify.tileSize : scene.tileSize();
    const auto plan = planFor(grid, result.area, tileSize, classify.stride);

    const auto start = std::chrono::steady_clock::now();
    const auto cells = [&](int pixels) { return static_cast<std::uint64_t>((pixels + classify.stride - 1) / classify.stride); };
    base::ProgressMeter meter(progress, fmt::format("Proving that {} has no influence", fmt::join(result.absent, ", ")),
                              2 * cells(result.area.width) * cells(result.area.height), "px");
    map::LeakCheck check(*classifier, grid, result.area, classify.stride, absent, static_cast<std::uint64_t>(options_.seed));
    const int halo = scene.halo();
    const auto all = scene.inputs.given();
    tile::TileReader reader(std::move(scene.stack), scene.inputs, plan, halo, all);
    for (;;) {
        LACUNA_TRY(next, reader.next(stop));
        if (!next) break;
        LACUNA_TRY_STATUS(check.check(*next->tile, next->planned, stop, [&](std::size_t pixels) { meter.advance(pixels); }));
    }
    result.report = check.finish();
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (result.report.compared == 0)
        return fail(ErrorCode::BadData, stage, "no pixel of the area has another sensor than {}; choose another area",
                    fmt::join(result.absent, ", "));
    return result;
}

std::string proofText(const ProofResult& result) {
    const auto& report = result.report;
    auto text = fmt::format("without {}: {} of {} pixels differ when its raster is replaced by random numbers\n",
                            fmt::join(result.absent, ", "), report.differing, report.compared);
    text += fmt::format("  map with the real raster     sha256 {}\n  map with random numbers      sha256 {}\n", report.realSha256,
                        report.replacedSha256);
    if (!report.holds())
        text += fmt::format("  {} pixels have another class; the first that differs is column {}, row {}\n", report.otherClass,
                            report.firstColumn, report.firstRow);
    return text;
}

nlohmann::json toJson(const ProofResult& result) {
    const auto& report = result.report;
    nlohmann::json json{{"absent", result.absent},
                        {"area", {result.area.column, result.area.row, result.area.width, result.area.height}},
                        {"compared", report.compared},
                        {"differing", report.differing},
                        {"other_class", report.otherClass},
                        {"real_sha256", report.realSha256},
                        {"replaced_sha256", report.replacedSha256},
                        {"holds", report.holds()},
                        {"seconds", result.seconds},
                        {"device", result.device}};
    if (report.differing > 0) json["first"] = {report.firstColumn, report.firstRow};
    return json;
}

}  // namespace lacuna::jobs
