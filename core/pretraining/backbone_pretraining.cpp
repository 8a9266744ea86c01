#include "pretraining/backbone_pretraining.h"

#include <filesystem>

#include "engine/backbone_source.h"
#include "base/counter_random.h"
#include "engine/resume_state.h"
#include "engine/sha256.h"
#include "engine/torch_device.h"
#include "engine/torch_failure.h"
#include "engine/torch_headers.h"
#include "engine/training_passes.h"
#include "pretraining/episode.h"

namespace lacuna::pretraining {
namespace {

constexpr auto stage = "pretrain";
constexpr int patchSize = 9;
constexpr double warmUp = 0.1;
using base::ErrorCode;
using base::fail;

/// Without the seconds: the same pre-training gives the same file, byte for byte.
nlohmann::json curveEntry(const EpisodeReport& report) {
    return {{"episode", report.episode},   {"loss", report.loss},
            {"accuracy", report.accuracy}, {"reconstruction", report.reconstruction},
            {"learningRate", report.learningRate}};
}

std::string fingerprintOf(PretrainingOptions options, const std::string& backboneSha256, const engine::Device& device) {
    const nlohmann::json all = {options.declare().toJson(), backboneSha256, device.cuda,
                                device.precision == engine::Precision::BFloat16};
    const auto text = all.dump();
    engine::Sha256 sha256;
    sha256.add(text.data(), text.size());
    return sha256.hex();
}

base::Status checkOptions(PretrainingOptions options) {
    PretrainingOptions ranges;
    LACUNA_TRY_STATUS(ranges.declare().fromJson(options.declare().toJson()));
    if (options.classification > 0 || options.reconstruction > 0) return {};
    return fail(ErrorCode::Usage, stage, "both tasks have the weight 0, so there is nothing to learn; give one of them a weight");
}

base::Error stoppedAfter(base::Error error, const std::string& partial, int episodes) {
    if (error.code == ErrorCode::Cancelled && episodes > 0)
        error.message = fmt::format("stopped on request after episode {}; {} keeps the state, and the same pre-training goes on from it",
                                    episodes, partial);
    return error;
}

base::Result<PretrainingResult> run(const std::string& out, PretrainingOptions options, const std::stop_token& stop,
                                    base::Progress& progress, const std::function<void(const EpisodeReport&)>& onEpisode) {
    LACUNA_TRY_STATUS(checkOptions(options));
    LACUNA_TRY(device, engine::chooseDevice(options.device, options.precision));
    LACUNA_TRY(spec, engine::backboneFrom(options.start));
    if (spec.blocks == 0)
        return fail(ErrorCode::Usage, stage, "the backbone \"{}\" has no blocks to train; start from compact, b16 or a file",
                    options.start);
    LACUNA_TRY(start, engine::loadBackbone(spec, engine::ModelSpec{}.tokenGrid));
    const engine::DeterministicAlgorithms deterministic(!device.cuda);
    LearningBackbone backbone(spec, std::move(start), engine::placeOf(device));

    const auto partial = out + ".partial";
    const auto numbers = backbone.optimizer.state().parameters.numel();
    engine::ResumeState state{fingerprintOf(options, spec.sha256, device), 0, nlohmann::json::array(), backbone.optimizer.state()};
    if (auto found = engine::readResumeState(partial, state.fingerprint, numbers, options.episodes)) {
        backbone.optimizer.restore(found->optimizer);
        state.epochs = found->epochs;
        state.curve = std::move(found->curve);
    }
    const auto steps = static_cast<std::int64_t>(options.episodes) * options.steps;
    base::ProgressMeter meter(progress, "Pre-training the backbone", static_cast<std::uint64_t>(steps), "steps");
    meter.advance(static_cast<std::uint64_t>(state.epochs) * static_cast<std::uint64_t>(options.steps));
    PretrainingResult result;
    const base::CounterRandom seeds(static_cast<std::uint64_t>(options.seed), "episodes");
    while (state.epochs < options.episodes) {
        const auto seed = seeds.bits(static_cast<std::uint64_t>(state.epochs));
        const ProceduralWorld world(seed, options.classes, patchSize);
        Episode episode(world, options, seed, backbone, device);
        const auto before = static_cast<std::int64_t>(state.epochs) * options.steps;
        const auto rateOf = [&](int step) { return engine::learningRateAt(before + step, steps, options.learningRate, warmUp); };
        auto report = episode.run(rateOf, stop, meter);
        if (!report) return tl::unexpected(stoppedAfter(report.error(), partial, state.epochs));
        report->episode = ++state.epochs;
        state.curve.push_back(curveEntry(*report));
        state.optimizer = backbone.optimizer.state();
        LACUNA_TRY_STATUS(engine::writeResumeState(partial, state));
        if (onEpisode) onEpisode(*report);
        result.episodes.push_back(*report);
    }
    LACUNA_TRY_STATUS(engine::writeBackbone(out, backbone.weights,
                                            {{"format", "lacuna-backbone 1"},
                                             {"pretraining", options.declare().toJson().dump()},
                                             {"start", spec.source + " " + spec.sha256},
                                             {"curve", state.curve.dump()}}));
    std::filesystem::remove(partial);
    LACUNA_TRY(written, engine::backboneFrom(out));
    LACUNA_TRY(sha256, engine::fileSha256(out));
    result.backbone = std::move(written);
    result.backbone.sha256 = sha256;
    return result;
}

}  // namespace

base::ParameterSet PretrainingOptions::declare() {
    base::ParameterSet set;
    set.add("start", "The backbone to start from: compact, b16, or a safetensors file", &start);
    set.add("episodes", "Worlds to learn from, each with sensors of its own", &episodes).range(1, 1000000).unit("episodes");
    set.add("steps", "Steps of an episode", &steps).range(1, 100000).unit("steps");
    set.add("classes", "Classes of a world", &classes).range(2, 200);
    set.add("samples-per-class", "Samples of each class that the fresh parts learn from, and as many for the backbone", &samplesPerClass)
        .range(1, 10000).unit("samples");
    set.add("batch-size", "Samples of a step, on either side", &batchSize).range(1, 4096).unit("samples");
    set.add("learning-rate", "Highest learning rate of the backbone", &learningRate).range(1e-8, 1);
    set.add("fresh-rate", "Highest learning rate of encoders, head and decoders", &freshRate).range(1e-8, 1);
    set.add("missing", "Share of the samples that lack some sensor", &missing).range(0, 1);
    set.add("classification", "Weight of telling the classes", &classification).range(0, 1000);
    set.add("reconstruction", "Weight of telling what an absent sensor would have seen", &reconstruction).range(0, 1000);
    set.add("seed", "Fixes every random choice", &seed).range(0, 9e15);
    set.add("device", "auto, cpu, cuda or cuda:<index>", &device);
    set.add("precision", "Number type of the matrix products; auto: bf16 where the processor multiplies in it", &precision)
        .choices({"auto", "fp32", "bf16"});
    return set;
}

base::Result<PretrainingResult> pretrainBackbone(const std::string& out, const PretrainingOptions& options, std::stop_token stop,
                                                 base::Progress& progress,
                                                 const std::function<void(const EpisodeReport&)>& onEpisode) {
    try {
        return run(out, options, stop, progress, onEpisode);
    } catch (const c10::Error& problem) {
        return engine::torchFailure(stage, problem);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, stage, "the memory is full; a smaller batch or fewer samples a class need less");
    } catch (const std::filesystem::filesystem_error& problem) {
        return fail(ErrorCode::Io, stage, "{}", problem.what());
    }
}

}  // namespace lacuna::pretraining
