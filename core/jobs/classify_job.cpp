#include "jobs/classify_job.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>

#include "base/atomic_file.h"
#include "jobs/kept_tiles.h"
#include "jobs/provenance.h"
#include "jobs/scene_model.h"
#include "map/map_assembler.h"
#include "output/map_file.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "classify";

/// Passes each block to the file and to the caller's sink.
class Sinks : public map::MapSink {
public:
    Sinks(map::MapSink* file, map::MapSink* other) : file_(file), other_(other) {}
    base::Status write(const map::MapBlock& block) override {
        if (file_ != nullptr) LACUNA_TRY_STATUS(file_->write(block));
        if (other_ != nullptr) LACUNA_TRY_STATUS(other_->write(block));
        return {};
    }

private:
    map::MapSink* file_;
    map::MapSink* other_;
};

output::MapFileOptions filesOf(const ClassifyOptions& options, const SceneModel& scene, const engine::Classifier& classifier) {
    output::MapFileOptions files;
    files.labels = options.out;
    files.confidence = options.confidence;
    files.probabilities = options.probabilities;
    files.availability = options.availability;
    files.gatesFolder = options.experts;
    files.polygons = options.polygons;
    files.cloudOptimised = options.cloudOptimised;
    files.sld = options.sld;
    files.colorMap = options.colorMap;
    files.sensorsUsed = scene.switchedOn;
    files.modalityNames = scene.checkpoint.model.modalityNames();
    files.experts = classifier.experts();
    files.provenance = provenanceOf(scene.checkpoint, scene.modelSha256, scene.switchedOn);
    files.provenance.merge(loss::factsOf(scene.inputs.losses));
    return files;
}

std::uint64_t pixelsOf(const std::vector<TileSteps>& tiles) {
    std::uint64_t pixels = 0;
    for (const auto& tile : tiles)
        for (const auto& step : tile.steps)
            pixels += static_cast<std::uint64_t>((step.window.width + step.stride - 1) / step.stride) *
                      static_cast<std::uint64_t>((step.window.height + step.stride - 1) / step.stride);
    return pixels;
}

std::vector<tile::PlannedTile> tilesOf(const std::vector<TileSteps>& left) {
    std::vector<tile::PlannedTile> tiles;
    for (const auto& tile : left) tiles.push_back(tile.tile);
    return tiles;
}

/// What a run that was killed left half written beside these files.
void removeLeftovers(const ClassifyOptions& options) {
    namespace fs = std::filesystem;
    for (const auto& path : {options.out, options.confidence, options.availability}) {
        if (path.empty()) continue;
        const fs::path own = base::temporarySibling(path);
        const auto pid = "." + std::to_string(::getpid()) + ".";
        const auto name = own.filename().string();
        const auto at = name.find(pid);
        if (at == std::string::npos) continue;
        const auto before = name.substr(0, at + 1), after = name.substr(at + pid.size() - 1);
        std::error_code ignored;
        std::vector<fs::path> left;
        for (const auto& entry : fs::directory_iterator(own.has_parent_path() ? own.parent_path() : fs::path("."), ignored)) {
            const auto other = entry.path().filename().string();
            if (other.size() <= before.size() + after.size() || !other.starts_with(before) || !other.ends_with(after)) continue;
            const auto number = other.substr(before.size(), other.size() - before.size() - after.size());
            if (number.size() > 9 || number.find_first_not_of("0123456789") != std::string::npos) continue;
            if (::kill(static_cast<pid_t>(std::stol(number)), 0) != 0 && errno == ESRCH) left.push_back(entry.path());
        }
        for (const auto& file : left) fs::remove(file, ignored);
    }
}

base::Status checkOutputs(const ClassifyOptions& options) {
    const bool others = !options.confidence.empty() || !options.probabilities.empty() || !options.availability.empty() ||
                        !options.experts.empty() || !options.polygons.empty() || options.sld || options.colorMap;
    if (others && options.out.empty())
        return base::fail(base::ErrorCode::Usage, stage, "further outputs are asked for without a map; name the map's file too");
    return {};
}

std::string activityOf(const SceneModel& scene) {
    const auto names = scene.checkpoint.model.modalityNames();
    if (scene.switchedOn == base::completeAvailability(static_cast<int>(names.size()))) return "Classifying";
    return "Classifying " + base::describePattern(scene.switchedOn, names);
}

}  // namespace

base::ParameterSet ClassifyOptions::declare() {
    base::ParameterSet set;
    set.add("stride", "Classify one pixel in stride × stride", &stride).range(1, 4096).unit("px");
    set.add("tile-size", "Edge of the tiles the scene is cut into; 0: chosen from the bands and the memory", &tileSize)
        .range(0, 8192)
        .unit("px");
    set.add("batch-size", "Pixels of one forward pass; 0: chosen for the device", &batchSize).range(0, 65536).unit("px");
    set.add("device", "auto, cpu, cuda or cuda:<index>", &device);
    set.add("precision", "Number type of the matrix products; auto: bf16 where the processor multiplies in it", &precision)
        .choices({"auto", "fp32", "bf16"});
    set.add("align", "Warp rasters whose grid differs to the first one's (bilinear) instead of refusing them", &align);
    return set;
}

ClassifyJob::ClassifyJob(ClassifyOptions options) : options_(std::move(options)) {}

base::Result<ClassifyResult> ClassifyJob::run(std::stop_token stop, base::Progress& progress, map::MapSink* sink) {
    LACUNA_TRY_STATUS(options_.declare().fromJson(options_.declare().toJson()));
    LACUNA_TRY_STATUS(checkOutputs(options_));
    progress.report({0, "Opening the rasters and the model", 0, "", -1});
    LACUNA_TRY(scene, openSceneModel(options_.modalities, options_.model, options_.lose, options_.align, options_.degrade, stop));
    LACUNA_TRY(device, engine::chooseDevice(options_.device, options_.precision));
    const bool gates = !options_.experts.empty();
    LACUNA_TRY(classifier, engine::Classifier::create(scene.checkpoint,
                                                      {device, options_.batchSize, options_.recordActivation || gates}));

    ClassifyResult result;
    const raster::Grid& sceneGrid = scene.stack.grid();
    result.grid = raster::coarsened(sceneGrid, options_.stride);
    result.classes = scene.checkpoint.model.classes;
    metrics::Activation recorded(classifier->experts(), scene.checkpoint.model.classCount());
    result.activation = recorded;
    result.device = device.name;
    result.deviceReason = device.reason;
    result.losses = scene.lossSentences();

    std::unique_ptr<output::MapFileWriter> file;
    if (!options_.out.empty()) {
        LACUNA_TRY(writer, output::MapFileWriter::create(result.grid, result.classes, filesOf(options_, scene, *classifier)));
        file = std::move(writer);
    }
    Sinks sinks(file.get(), sink);

    tile::PlanOptions planning;
    planning.tileSize = options_.tileSize > 0 ? options_.tileSize : scene.tileSize();
    planning.stride = options_.stride;
    planning.focus = options_.focus;
    planning.previewStride =
        options_.previewStride < 0 ? tile::previewStrideFor(options_.focus, options_.stride) : options_.previewStride;
    const auto plan = tile::planTiles(sceneGrid, planning);

    map::AssembleOptions assembling;
    assembling.switchedOn = scene.switchedOn;
    assembling.mapStride = options_.stride;
    assembling.probabilities = !options_.probabilities.empty();
    assembling.gates = gates;

    const auto start = std::chrono::steady_clock::now();
    const bool keeps = !assembling.probabilities && !assembling.gates;  // of which the cache holds none
    const auto state = stateOf(options_, scene.modelSha256, scene.switchedOn);
    std::unique_ptr<map::TileJournal> journal;
    if (keeps && !options_.out.empty() && !options_.recordActivation) {
        LACUNA_TRY(opened, map::TileJournal::open(options_.out, journalStateOf(options_, state, device)));
        journal = std::move(opened);
        removeLeftovers(options_);
    }
    const KeptTiles kept(keeps ? options_.cache : nullptr, state, journal.get());
    assembling.pixelsPerCall = kept.pixelsPerCall();
    LACUNA_TRY(left, kept.begin(plan, sinks, result.activation));
    base::ProgressMeter meter(progress, activityOf(scene), pixelsOf(left), "px");
    const int halo = scene.halo();
    tile::TileReader reader(std::move(scene.stack), scene.inputs, tilesOf(left), halo, scene.switchedOn);
    for (const auto& tile : left) {
        LACUNA_TRY(next, reader.next(stop));
        for (const auto& step : tile.steps) {
            auto activation = recorded;
            LACUNA_TRY(block, map::classifyTile(*classifier, *next->tile, step, sceneGrid, assembling, stop,
                                                [&](std::size_t pixels) { meter.advance(pixels); },
                                                options_.recordActivation ? &activation : nullptr));
            LACUNA_TRY_STATUS(kept.keep(step, block, activation));
            result.activation.merge(activation);
            LACUNA_TRY_STATUS(sinks.write(block));
        }
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (file) LACUNA_TRY_STATUS(file->finish(stop));
    result.pixels = pixelsOf(left);
    result.pixelsPerSecond = static_cast<double>(result.pixels) / std::max(1e-9, result.seconds);
    result.gflopsPerSecond = result.pixelsPerSecond * classifier->flopsPerPixel() * 1e-9;
    return result;
}

}  // namespace lacuna::jobs
