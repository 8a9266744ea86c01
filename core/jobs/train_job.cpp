#include "jobs/train_job.h"

#include <chrono>
#include <filesystem>

#include "base/version.h"
#include "engine/backbone_source.h"
#include "engine/device.h"
#include "jobs/scene_model.h"
#include "base/atomic_file.h"
#include "raster/band_statistics.h"
#include "samples/sample_files.h"
#include "samples/split.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "train";
using base::ErrorCode;
using base::fail;

base::Result<engine::ModelSpec> describeModel(const raster::RasterStack& stack, const TrainOptions& options,
                                              const base::ClassTable& classes, std::stop_token stop,
                                              base::Progress& progress) {
    engine::ModelSpec model;
    for (int i = 0; i < stack.modalities(); ++i) {
        const auto& info = stack.modality(i);
        LACUNA_TRY(statistics, raster::bandStatistics(stack, i, stop, progress));
        auto standard = standardisationOf(statistics.mean, statistics.standardDeviation);
        model.modalities.push_back({info.name, info.bands, info.wavelengths, std::move(standard.mean), std::move(standard.inverse)});
    }
    model.classes = classes;
    model.patchSize = options.patchSize;
    LACUNA_TRY(backbone, engine::backboneFrom(options.backbone));
    model.backbone = std::move(backbone);
    LACUNA_TRY_STATUS(engine::check(model));
    return model;
}

base::Result<samples::Split> splitSamples(const samples::SampleSet& all, const raster::Grid& grid, const TrainOptions& options) {
    const auto seed = static_cast<std::uint64_t>(options.trainer.seed);
    if (options.split == "blocks")
        return samples::splitBySpatialBlocks(all, {options.blockSize, options.buffer, options.trainFraction, seed});
    if (options.split == "random") return samples::splitAtRandom(all, options.trainFraction, 2, seed);
    if (!options.testLabels.empty()) {
        LACUNA_TRY(test, samples::readSamples(options.testLabels, grid, options.classColumn));
        return samples::splitAsGiven(all, test);
    }
    return samples::Split{all, {all.gridWidth, all.gridHeight, all.classes, {}}};
}

nlohmann::json protocolOf(const TrainOptions& options) {
    nlohmann::json split{{"kind", options.testLabels.empty() ? options.split : "files"}};
    if (options.split != "none") split["train_fraction"] = options.trainFraction;
    if (options.split == "blocks") {
        split["block_size"] = options.blockSize;
        split["buffer"] = options.buffer;
    }
    nlohmann::json protocol{{"split", split}, {"eta", options.missing.eta}, {"missing", options.missing.which}, {"version", base::version()}};
    if (!options.missing.availability.empty()) protocol["availability"] = options.missing.availability;
    return protocol;
}

base::Status checkPlan(const TrainOptions& options) {
    if (options.out.empty()) return fail(ErrorCode::Usage, stage, "no file for the model is given; name one that ends in .safetensors");
    if (options.labels.empty()) return fail(ErrorCode::Usage, stage, "no labels are given; name a label raster or a vector file");
    if (options.split == "blocks" && options.buffer < options.patchSize)
        return fail(ErrorCode::Usage, stage,
                    "the buffer is {} px, expected at least the patch's {} px: else training and test patches overlap", options.buffer,
                    options.patchSize);
    if (options.split != "none" && !options.testLabels.empty())
        return fail(ErrorCode::Usage, stage, "test labels are given ({}) and a split by {} is asked for, expected one of the two; use split none",
                    options.testLabels, options.split);
    const auto folder = std::filesystem::absolute(options.out).parent_path().string();
    LACUNA_TRY_STATUS(base::ensureFolder(folder));
    if (!options.splitFolder.empty()) LACUNA_TRY_STATUS(base::ensureFolder(options.splitFolder));
    return {};
}

base::Status writeSplit(const TrainOptions& options, const samples::Split& split, const raster::Grid& grid, TrainResult& result) {
    result.testLabels = options.testLabels;
    if (options.split == "none") return {};
    const auto folder = options.splitFolder.empty() ? std::filesystem::absolute(options.out).parent_path()
                                                    : std::filesystem::path(options.splitFolder);
    result.trainLabels = (folder / "train.tif").string();
    result.testLabels = (folder / "test.tif").string();
    LACUNA_TRY_STATUS(samples::writeLabelRaster(result.trainLabels, split.train, grid));
    LACUNA_TRY_STATUS(samples::writeLabelRaster(result.testLabels, split.test, grid));
    return {};
}

}  // namespace

base::ParameterSet TrainOptions::declare() {
    base::ParameterSet set = trainer.declare();
    set.add("split", "none: all labels train; blocks: spatial blocks with a buffer; random: flatters, patches overlap", &split)
        .choices({"none", "blocks", "random"});
    set.add("train-fraction", "Share of each class that trains when the labels are split", &trainFraction).range(0.001, 0.999);
    set.add("block-size", "Edge of the spatial blocks", &blockSize).range(1, 4096).unit("px");
    set.add("buffer", "Test samples closer than this to a training sample are dropped", &buffer).range(0, 4096).unit("px");
    missing.declare(set);
    set.add("patch-size", "Edge of the patch around a pixel; a multiple of 3", &patchSize).range(3, 63).unit("px");
    set.add("backbone", "compact, b16 (generated weights), none (encoders and head alone), or a backbone file that lacuna weights import made of CLIP", &backbone);
    set.add("watched", "Test samples judged after each epoch, for the curve alone; 0: none", &watched).range(0, 1e6).unit("samples");
    set.add("align", "Warp rasters whose grid differs to the first one's (bilinear) instead of refusing them", &align);
    set.add("resume", "Go on from an interrupted training of the same kind", &resume);
    return set;
}

TrainJob::TrainJob(TrainOptions options, const plugins::MethodRegistry& methods) : options_(std::move(options)), methods_(methods) {}

base::Result<TrainResult> TrainJob::run(std::stop_token stop, base::Progress& progress,
                                        const std::function<void(const engine::EpochReport&)>& onEpoch) {
    const auto start = std::chrono::steady_clock::now();
    LACUNA_TRY_STATUS(options_.declare().fromJson(options_.declare().toJson()));
    LACUNA_TRY_STATUS(checkPlan(options_));
    LACUNA_TRY(method, methods_.find(options_.method));
    progress.report({0, "Opening the rasters and the labels", 0, "", -1});
    LACUNA_TRY(stack, raster::RasterStack::open(options_.modalities, {options_.align}));
    LACUNA_TRY(all, samples::readSamples(options_.labels, stack.grid(), options_.classColumn));
    LACUNA_TRY(split, splitSamples(all, stack.grid(), options_));
    LACUNA_TRY_STATUS(samples::checkTrainable(split.train));

    LACUNA_TRY(model, describeModel(stack, options_, split.train.classes, stop, progress));
    engine::TrainingInput input;
    LACUNA_TRY(adaptation, method->describe(model, options_.methodParameters));
    input.adaptation = std::move(adaptation);
    // One sensor cannot be missing: there would be nothing left.
    const auto missing = model.modalityCount() == 1 ? samples::MissingSetting{0, "any", {}} : options_.missing;
    LACUNA_TRY(patterns, missing.patterns(model.modalityNames()));
    input.patterns = std::move(patterns);
    std::vector<int> source;
    for (int i = 0; i < stack.modalities(); ++i) source.push_back(i);
    const auto inputs = inputsOf(model, std::move(source));
    LACUNA_TRY(train, tile::readPatches(stack, inputs, split.train, options_.patchSize, stop, progress));
    input.train = &train;
    tile::PatchSet validation;
    if (!split.test.samples.empty() && options_.watched > 0) {
        LACUNA_TRY(patches, tile::readPatches(stack, inputs, samples::thinned(split.test, static_cast<std::size_t>(options_.watched)), options_.patchSize, stop, progress));
        validation = std::move(patches);
        input.validation = &validation;
    }
    input.model = model;
    input.options = options_.trainer;
    if (options_.resume) input.resumePath = options_.out + ".partial";

    TrainResult result;
    const auto record = [&](const engine::EpochReport& report) {
        result.curve.push_back(report);
        if (onEpoch) onEpoch(report);
    };
    LACUNA_TRY(checkpoint, engine::train(input, stop, progress, record));
    checkpoint.training.update(protocolOf(options_));
    LACUNA_TRY_STATUS(writeSplit(options_, split, stack.grid(), result));
    LACUNA_TRY_STATUS(engine::writeCheckpoint(options_.out, checkpoint));
    LACUNA_TRY(device, engine::chooseDevice(options_.trainer.device, options_.trainer.precision));
    result.checkpoint = options_.out;
    result.trainSamples = static_cast<int>(train.size());
    result.testSamples = static_cast<int>(split.test.samples.size());
    result.parameters = engine::trainedParameters(checkpoint.model, checkpoint.adaptation);
    result.device = device.name;
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace lacuna::jobs
