#include "engine/trainer.h"

#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <chrono>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <optional>
#include <span>

#include "engine/backbone.h"
#include "engine/device.h"
#include "engine/network.h"
#include "engine/optimizer.h"
#include "engine/recorded_step.h"
#include "engine/resume_state.h"
#include "engine/torch_device.h"
#include "engine/torch_failure.h"
#include "engine/torch_headers.h"
#include "engine/trained_tensors.h"
#include "engine/training_batches.h"
#include "engine/training_passes.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "train";
using base::ErrorCode;
using base::fail;

base::Status checkPatches(const tile::PatchSet& patches, const ModelSpec& model, const char* which) {
    const auto count = patches.size();
    if (patches.patchSize != model.patchSize)
        return fail(ErrorCode::BadData, stage, "the {} patches have {} px, the model takes {}", which,
                    patches.patchSize, model.patchSize);
    if (patches.values.size() != model.modalities.size() || patches.channels.size() != model.modalities.size())
        return fail(ErrorCode::BadData, stage, "the {} patches have {} modalities, the model {}", which,
                    patches.values.size(), model.modalities.size());
    const auto pixels = static_cast<std::size_t>(model.patchSize) * static_cast<std::size_t>(model.patchSize);
    for (std::size_t i = 0; i < model.modalities.size(); ++i) {
        const auto& modality = model.modalities[i];
        if (patches.channels[i] != modality.bands)
            return fail(ErrorCode::BadData, stage, "the {} patches of {} have {} bands, the model takes {}", which,
                        modality.name, patches.channels[i], modality.bands);
        LACUNA_ASSERT(patches.values[i].size() == count * pixels * static_cast<std::size_t>(modality.bands));
    }
    LACUNA_ASSERT(patches.availability.size() == count);
    const auto complete = base::completeAvailability(model.modalityCount());
    for (std::size_t i = 0; i < count; ++i) {
        if (patches.classIndex[i] < 0 || patches.classIndex[i] >= model.classCount())
            return fail(ErrorCode::BadData, stage, "{} sample {} is of class {}, the model has {}", which, i + 1,
                        patches.classIndex[i], model.classCount());
        if (patches.availability[i] == 0 || (patches.availability[i] & ~complete) != 0)
            return fail(ErrorCode::BadData, stage, "{} sample {} has no modality with data", which, i + 1);
    }
    return {};
}

base::Status checkInput(const TrainingInput& input) {
    LACUNA_TRY_STATUS(check(input.model));
    LACUNA_TRY_STATUS(check(input.adaptation, input.model));
    LACUNA_ASSERT(input.train != nullptr);
    if (input.train->size() == 0) return fail(ErrorCode::BadData, stage, "there are no training samples");
    LACUNA_TRY_STATUS(checkPatches(*input.train, input.model, "training"));
    if (input.validation) LACUNA_TRY_STATUS(checkPatches(*input.validation, input.model, "validation"));
    if (input.patterns.modalities() != input.model.modalityCount())
        return fail(ErrorCode::BadData, stage, "the missing patterns are of {} modalities, the model has {}",
                    input.patterns.modalities(), input.model.modalityCount());
    TrainerOptions ranges;  // the declared ranges hold for options set in code too
    auto options = input.options;
    return ranges.declare().fromJson(options.declare().toJson());
}

class Training {
public:
    Training(const TrainingInput& input, const ModelSpec& model, const BackboneWeights& backbone, const Device& device)
        : input_(input),
          network_(model, input.adaptation, backbone,
                   initialTensors(model, input.adaptation, static_cast<std::uint64_t>(input.options.seed), &backbone)),
          device_(placeOf(device)),
          samplesPerPass_(static_cast<std::size_t>(samplesPerPass(model, input.adaptation, device.cuda))),
          recorded_(device_) {
        network_.moveTo(device_, computeTypeOf(device));
        if (!device.cuda) network_.fuseFrozenBlocks(backbone);
        std::vector<Optimizer::Parameter> parameters;
        for (const auto& tensor : trainedTensors(model, input.adaptation)) {
            leaves_.push_back(network_.trained().at(tensor.name));
            parameters.push_back({leaves_.back(), tensor.decays});
        }
        optimizer_.emplace(parameters, input.options.weightDecay, input.options.clipNorm);
    }

    /// One epoch. `epoch` counts from 0. Errors: Cancelled, BadData when the loss is no number.
    base::Result<EpochReport> runEpoch(int epoch, const std::stop_token& stop, base::ProgressMeter& meter);

    Optimizer& optimizer() { return *optimizer_; }
    const Network& network() const { return network_; }

private:
    struct Tally {
        double loss = 0;
        std::int64_t right = 0;
    };
    struct Pass {
        at::Tensor loss, right;             ///< sums over the samples
        std::vector<at::Tensor> gradients;  ///< of the mean loss over the batch, one a leaf
        Tally tally() const { return {loss.item<double>(), right.item<std::int64_t>()}; }
    };
    Pass passForwardAndBack(const TrainingBatch& batch, std::int64_t batchSize) const;
    /// What a batch's passes leave: the gradients are in the optimizer.
    Tally runPasses(const EpochPlan& plan, std::span<const std::int64_t> batch);
    Tally runRecorded(const TrainingBatch& batch);
    base::Result<double> validationAccuracy(const std::stop_token& stop) const;
    Network::Output show(const TrainingBatch& batch) const;
    std::int64_t stepsPerEpoch() const {
        return (static_cast<std::int64_t>(input_.train->size()) + input_.options.batchSize - 1) /
               input_.options.batchSize;
    }
    std::int64_t firstAveragedStep() const {
        return std::llround((1 - input_.options.averaging) * static_cast<double>(input_.options.epochs * stepsPerEpoch()));
    }

    const TrainingInput& input_;
    Network network_;
    at::Device device_;
    std::size_t samplesPerPass_;
    std::vector<at::Tensor> leaves_;  ///< the trained tensors, in the optimizer's order
    std::optional<Optimizer> optimizer_;
    RecordedStep recorded_;     ///< a whole batch in one pass, on a GPU
    TrainingBatch onDevice_;    ///< what it reads
    at::Tensor loss_, right_;   ///< what it leaves
};

at::Tensor rightOnes(const at::Tensor& logits, const at::Tensor& labels) {
    return logits.detach().argmax(-1).eq(labels).sum();
}

Network::Output Training::show(const TrainingBatch& batch) const {
    std::vector<at::Tensor> patches;
    for (const auto& patch : batch.patches) patches.push_back(patch.to(device_));
    return network_.forward(patches, batch.availability.to(device_));
}

Training::Pass Training::passForwardAndBack(const TrainingBatch& batch, std::int64_t batchSize) const {
    const auto labels = batch.labels.to(device_);
    const auto logits = show(batch).logits;
    const auto loss = at::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum);
    Pass pass;
    pass.gradients = torch::autograd::grad({loss / static_cast<double>(batchSize)}, leaves_, {}, false, false, true);
    pass.loss = loss.detach();
    pass.right = rightOnes(logits, labels);
    return pass;
}

Training::Tally Training::runPasses(const EpochPlan& plan, std::span<const std::int64_t> batch) {
    const auto& train = *input_.train;
    const auto samples = cutIntoPasses(batch, samplesPerPass_);
    if (device_.is_cuda() && samples.size() == 1 && static_cast<std::int64_t>(batch.size()) == input_.options.batchSize)
        return runRecorded(gatherBatch(train, plan, batch, input_.model));
    std::vector<Pass> passes(samples.size());
    forEachPass(passes.size(), device_, [&](std::size_t i) {
        passes[i] = passForwardAndBack(gatherBatch(train, plan, samples[i], input_.model), static_cast<std::int64_t>(batch.size()));
    });
    optimizer_->clearGradients();
    Tally tally;
    for (const auto& pass : passes) {
        optimizer_->addGradients(pass.gradients);
        const auto more = pass.tally();
        tally.loss += more.loss;
        tally.right += more.right;
    }
    return tally;
}

Training::Tally Training::runRecorded(const TrainingBatch& batch) {
    if (onDevice_.patches.empty()) {
        for (const auto& patch : batch.patches) onDevice_.patches.push_back(at::empty_like(patch, patch.options().device(device_)));
        onDevice_.availability = at::empty_like(batch.availability, batch.availability.options().device(device_));
        onDevice_.labels = at::empty_like(batch.labels, batch.labels.options().device(device_));
    }
    for (std::size_t i = 0; i < batch.patches.size(); ++i) onDevice_.patches[i].copy_(batch.patches[i]);
    onDevice_.availability.copy_(batch.availability);
    onDevice_.labels.copy_(batch.labels);
    recorded_.run([&] {
        const auto pass = passForwardAndBack(onDevice_, input_.options.batchSize);
        optimizer_->clearGradients();
        optimizer_->addGradients(pass.gradients);
        loss_ = pass.loss;
        right_ = pass.right;
    });
    return {loss_.item<double>(), right_.item<std::int64_t>()};
}

base::Result<EpochReport> Training::runEpoch(int epoch, const std::stop_token& stop, base::ProgressMeter& meter) {
    const auto start = std::chrono::steady_clock::now();
    const auto& options = input_.options;
    const auto& train = *input_.train;
    const auto plan = planEpoch(train, input_.patterns, static_cast<std::uint64_t>(options.seed), epoch,
                                {options.augment, options.mixing, options.brightness}, options.redrawPatterns);
    const std::span<const std::int64_t> order(plan.order);
    EpochReport report{epoch + 1, 0, 0, -1, 0, 0};
    Tally tally;
    for (std::int64_t step = 0; step < stepsPerEpoch(); ++step) {
        const auto first = static_cast<std::size_t>(step) * static_cast<std::size_t>(options.batchSize);
        const auto batch =
            order.subspan(first, std::min(order.size() - first, static_cast<std::size_t>(options.batchSize)));
        if (stop.stop_requested()) return base::cancelled(stage);
        const auto shown = runPasses(plan, batch);
        tally.loss += shown.loss;
        tally.right += shown.right;
        report.learningRate = learningRateAt(epoch * stepsPerEpoch() + step, options.epochs * stepsPerEpoch(),
                                             options.learningRate, options.warmUp);
        const auto norm = optimizer_->step(report.learningRate);
        if (!std::isfinite(norm) || !std::isfinite(tally.loss))
            return fail(ErrorCode::BadData, stage,
                        "the loss is no longer a number in epoch {}; a lower learning rate than {} may help", epoch + 1,
                        options.learningRate);
        if (epoch * stepsPerEpoch() + step >= firstAveragedStep()) optimizer_->average();
        meter.advance(batch.size());
    }
    report.loss = tally.loss / static_cast<double>(order.size());
    report.trainAccuracy = static_cast<double>(tally.right) / static_cast<double>(order.size());
    LACUNA_TRY(validation, validationAccuracy(stop));
    report.validationAccuracy = validation;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

base::Result<double> Training::validationAccuracy(const std::stop_token& stop) const {
    if (!input_.validation || input_.validation->size() == 0) return -1.0;
    const auto plan = planComplete(*input_.validation);
    const std::span<const std::int64_t> order(plan.order);
    const auto samples = cutIntoPasses(order, samplesPerPass_);
    std::vector<std::int64_t> right(samples.size(), 0);
    forEachPass(samples.size(), device_, [&](std::size_t i) {
        const c10::InferenceMode inference;
        if (stop.stop_requested()) return;
        const auto batch = gatherBatch(*input_.validation, plan, samples[i], input_.model);
        right[i] = rightOnes(show(batch).logits, batch.labels.to(device_)).item<std::int64_t>();
    });
    if (stop.stop_requested()) return base::cancelled(stage);
    return static_cast<double>(std::accumulate(right.begin(), right.end(), std::int64_t{0})) / static_cast<double>(order.size());
}

/// Without the seconds: the same training gives the same checkpoint, byte for byte.
nlohmann::json curveEntry(const EpochReport& report) {
    nlohmann::json entry = {{"epoch", report.epoch},
                            {"loss", report.loss},
                            {"trainAccuracy", report.trainAccuracy},
                            {"learningRate", report.learningRate}};
    if (report.validationAccuracy >= 0) entry["validationAccuracy"] = report.validationAccuracy;
    return entry;
}

nlohmann::json trainingRecord(const TrainingInput& input, const Device& device, const nlohmann::json& curve) {
    auto options = input.options;
    auto patterns = nlohmann::json::object();
    for (const auto pattern : base::allPatterns(input.model.modalityCount()))
        patterns[base::describePattern(pattern, input.model.modalityNames())] = input.patterns.probability(pattern);
    return {{"options", options.declare().toJson()},
            {"patterns", patterns},
            {"samples", input.train->size()},
            {"precision", device.precision == Precision::BFloat16 ? "bf16" : "fp32"},
            {"curve", curve}};
}

base::Error stoppedAfter(base::Error error, const std::string& resumePath, int epochs) {
    if (error.code != ErrorCode::Cancelled || resumePath.empty() || epochs == 0) return error;
    error.message =
        fmt::format("stopped on request after epoch {}; {} keeps the state, and the same training goes on from it",
                    epochs, resumePath);
    return error;
}

base::Result<Checkpoint> runTraining(const TrainingInput& input, const std::stop_token& stop, base::Progress& progress,
                                     const std::function<void(const EpochReport&)>& onEpoch) {
    LACUNA_TRY_STATUS(checkInput(input));
    LACUNA_TRY(device, chooseDevice(input.options.device, input.options.precision));
    auto model = input.model;
    LACUNA_TRY(backbone, loadBackbone(model.backbone, model.tokenGrid));
    const DeterministicAlgorithms deterministic(!device.cuda);
    // A stream of its own: the default one cannot be recorded.
    std::optional<c10::StreamGuard> stream;
    if (device.cuda) stream.emplace(c10::impl::VirtualGuardImpl(at::kCUDA).getStreamFromGlobalPool(placeOf(device)));
    Training training(input, model, backbone, device);

    ResumeState state{{}, 0, nlohmann::json::array(), training.optimizer().state()};
    if (!input.resumePath.empty()) {
        const auto precision = device.precision == Precision::BFloat16 ? "bf16" : "fp32";
        state.fingerprint = fingerprint(input, model, device.cuda ? std::string("cuda ") + precision : precision);
        if (auto found = readResumeState(input.resumePath, state.fingerprint,
                                         trainedParameters(model, input.adaptation), input.options.epochs)) {
            training.optimizer().restore(found->optimizer);
            state.epochs = found->epochs;
            state.curve = std::move(found->curve);
        }
    }
    const auto samples = input.train->size();
    base::ProgressMeter meter(progress, "Training", samples * static_cast<std::uint64_t>(input.options.epochs),
                              "samples");
    meter.advance(samples * static_cast<std::uint64_t>(state.epochs));
    while (state.epochs < input.options.epochs) {
        const auto report = training.runEpoch(state.epochs, stop, meter);
        if (!report) return tl::unexpected(stoppedAfter(report.error(), input.resumePath, state.epochs));
        state.epochs = report->epoch;
        state.curve.push_back(curveEntry(*report));
        state.optimizer = training.optimizer().state();
        if (!input.resumePath.empty()) LACUNA_TRY_STATUS(writeResumeState(input.resumePath, state));
        if (onEpoch) onEpoch(*report);
    }
    if (!input.resumePath.empty()) std::filesystem::remove(input.resumePath);
    training.optimizer().takeAverage();
    return Checkpoint{model, input.adaptation, trainingRecord(input, device, state.curve),
                      training.network().tensors()};
}

}  // namespace

base::ParameterSet TrainerOptions::declare() {
    base::ParameterSet set;
    set.add("epochs", "Passes over the training samples", &epochs).range(1, 100000).unit("epochs");
    set.add("batch-size", "Samples of one step", &batchSize).range(1, 65536).unit("samples");
    set.add("learning-rate", "Highest learning rate", &learningRate).range(1e-8, 1);
    set.add("weight-decay", "Pull of weights towards zero", &weightDecay).range(0, 10);
    set.add("warm-up", "Share of the steps over which the learning rate rises", &warmUp).range(0, 1);
    set.add("clip-norm", "Longest gradient; 0 for any", &clipNorm).range(0, 1e6);
    set.add("augment", "Flip and turn the patches, all sensors alike", &augment);
    set.add("mixing", "Share of the samples that are shown mixed with another sample of their class", &mixing).range(0, 1);
    set.add("brightness", "How much each sensor's light varies from sample to sample: standard deviation of its logarithm", &brightness).range(0, 1);
    set.add("averaging", "Share of the steps, the last ones, over which the model is the mean of its weights; 0: the last weights", &averaging).range(0, 1);
    set.add("redraw-patterns", "Draw each sample's missing sensors anew every epoch instead of once", &redrawPatterns);
    set.add("seed", "Fixes every random choice", &seed).range(0, 9e15);
    set.add("device", "auto, cpu, cuda or cuda:<index>", &device);
    set.add("precision", "Number type of the matrix products; auto: bf16 where the processor multiplies in it",
            &precision)
        .choices({"auto", "fp32", "bf16"});
    return set;
}

base::Result<Checkpoint> train(const TrainingInput& input, std::stop_token stop, base::Progress& progress,
                               const std::function<void(const EpochReport&)>& onEpoch) {
    try {
        return runTraining(input, stop, progress, onEpoch);
    } catch (const c10::Error& problem) {
        return torchFailure(stage, problem);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, stage, "the memory is full; fewer samples or a smaller patch need less");
    } catch (const std::filesystem::filesystem_error& problem) {
        return fail(ErrorCode::Io, stage, "{}", problem.what());
    }
}

}  // namespace lacuna::engine
