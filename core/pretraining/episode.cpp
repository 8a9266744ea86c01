#include "pretraining/episode.h"

#include <torch/csrc/autograd/autograd.h>

#include <chrono>
#include <cmath>

#include "engine/torch_device.h"
#include "engine/torch_headers.h"
#include "engine/trained_tensors.h"
#include "engine/training_passes.h"

namespace lacuna::pretraining {
namespace {

constexpr auto stage = "pretrain";
constexpr double clipNorm = 1.0;
constexpr double weightDecay = 2e-2;
constexpr int fieldsOfASide = 4;

/// The frozen baseline: nothing beside the backbone's own blocks.
const engine::Adaptation bare{"frozen-baseline", nlohmann::json::object(), {}};

std::vector<at::Tensor*> tensorsOf(engine::BackboneWeights& weights) {
    std::vector<at::Tensor*> list = {&weights.classEmbedding, &weights.positionEmbedding, &weights.preNormWeight,
                                     &weights.preNormBias,    &weights.postNormWeight,    &weights.postNormBias};
    for (auto& block : weights.blocks)
        for (auto* tensor : {&block.norm1Weight, &block.norm1Bias, &block.queryKeyValueWeight, &block.queryKeyValueBias,
                             &block.projectionWeight, &block.projectionBias, &block.norm2Weight, &block.norm2Bias,
                             &block.fc1Weight, &block.fc1Bias, &block.fc2Weight, &block.fc2Bias})
            list.push_back(tensor);
    return list;
}

/// Moves the weights to the device as leaves and lists them; matrices decay.
std::vector<at::Tensor> leavesOf(engine::BackboneWeights& weights, const at::Device& device) {
    std::vector<at::Tensor> leaves;
    for (auto* tensor : tensorsOf(weights)) {
        *tensor = tensor->detach().clone().to(device).set_requires_grad(true);
        leaves.push_back(*tensor);
    }
    return leaves;
}

std::vector<engine::Optimizer::Parameter> decaying(const std::vector<at::Tensor>& leaves) {
    std::vector<engine::Optimizer::Parameter> parameters;
    for (const auto& leaf : leaves) parameters.push_back({leaf, leaf.dim() > 1});
    return parameters;
}

engine::ModelSpec modelOf(const ProceduralWorld& world, const engine::BackboneSpec& backbone) {
    auto model = world.model();
    model.backbone = backbone;
    return model;
}

samples::MissingPatterns patternsOf(const engine::ModelSpec& model, double missing) {
    auto patterns = samples::MissingPatterns::fromRate(missing, "any", model.modalityNames());
    LACUNA_ASSERT(patterns.has_value());
    return std::move(*patterns);
}

at::Tensor meanOfCells(const at::Tensor& patches, std::int64_t grid) {
    const auto cell = patches.size(-1) / grid;
    return at::avg_pool2d(patches, {cell, cell}).flatten(2).transpose(1, 2);  // [B, g², C]
}

}  // namespace

LearningBackbone::LearningBackbone(engine::BackboneSpec shape, engine::BackboneWeights start, const at::Device& device)
    : spec(std::move(shape)), weights(std::move(start)), leaves(leavesOf(weights, device)), optimizer(decaying(leaves), weightDecay, clipNorm) {}

Episode::Episode(const ProceduralWorld& world, const PretrainingOptions& options, std::uint64_t seed,
                 LearningBackbone& backbone, const engine::Device& device)
    : world_(world), options_(options), seed_(seed), backbone_(backbone), device_(engine::placeOf(device)),
      model_(modelOf(world, backbone.spec)), patterns_(patternsOf(model_, options.missing)),
      network_(model_, bare, backbone.weights, engine::initialTensors(model_, bare, seed)), support_(sideOf(0, 1)),
      query_(sideOf(fieldsOfASide, 2)) {
    network_.moveTo(device_, engine::computeTypeOf(device));
    std::vector<engine::Optimizer::Parameter> parameters;
    for (const auto& tensor : engine::trainedTensors(model_, bare)) {
        fresh_.push_back(network_.trained().at(tensor.name));
        parameters.push_back({fresh_.back(), tensor.decays});
    }
    for (const auto& modality : model_.modalities) {
        decoders_.push_back(at::zeros({modality.bands, model_.backbone.width}).to(device_).set_requires_grad(true));
        fresh_.push_back(decoders_.back());
        parameters.push_back({fresh_.back(), true});
    }
    optimizer_.emplace(parameters, weightDecay, clipNorm);
}

Episode::Side Episode::sideOf(int firstField, std::uint64_t purpose) const {
    Side side;
    side.patches = world_.patches(firstField, fieldsOfASide, options_.samplesPerClass, purpose);
    side.complete = engine::planComplete(side.patches);
    return side;
}

void Episode::Tally::add(const Tally& other) {
    loss += other.loss;
    reconstruction += other.reconstruction;
    right += other.right;
    samples += other.samples;
    absent += other.absent;
}

at::Tensor Episode::reconstructionLoss(const engine::Network::Output& output, const engine::TrainingBatch& shown,
                                       const engine::TrainingBatch& complete) const {
    const std::int64_t cells = static_cast<std::int64_t>(model_.tokenGrid) * model_.tokenGrid;
    auto sum = at::zeros({}, output.features.options());
    for (std::size_t i = 0; i < decoders_.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        const auto absent = shown.availability.select(1, index).logical_not().to(device_, at::kFloat);
        const auto told = at::matmul(output.features.narrow(1, 1 + index * cells, cells), decoders_[i].t());
        const auto truth = meanOfCells(complete.patches[i].to(device_), model_.tokenGrid);
        sum = sum + ((told - truth).square().mean({1, 2}) * absent).sum();
    }
    return sum;
}

Episode::Pass Episode::passForwardAndBack(const Side& side, std::span<const std::int64_t> samples,
                                          const std::vector<at::Tensor>& leaves) const {
    const auto batch = engine::gatherBatch(side.patches, side.plan, samples, model_);
    std::vector<at::Tensor> patches;
    for (const auto& patch : batch.patches) patches.push_back(patch.to(device_));
    auto network = network_;  // shares the tensors; folds the backbone anew so that every pass has a graph of its own
    network.setBackbone(backbone_.weights);
    const auto output = network.forward(patches, batch.availability.to(device_));
    const auto labels = batch.labels.to(device_);
    const auto loss = at::cross_entropy_loss(output.logits, labels, {}, at::Reduction::Sum);
    auto goal = loss * options_.classification;
    Pass pass;
    if (options_.reconstruction > 0) {
        const auto complete = engine::gatherBatch(side.patches, side.complete, samples, model_);
        const auto told = reconstructionLoss(output, batch, complete);
        goal = goal + told * options_.reconstruction;
        pass.tally.reconstruction = told.item<double>();
        pass.tally.absent = batch.availability.logical_not().sum().item<std::int64_t>();
    }
    pass.gradients = torch::autograd::grad({goal / static_cast<double>(options_.batchSize)}, leaves, {}, false, false, true);
    pass.tally.loss = loss.item<double>();
    pass.tally.right = output.logits.detach().argmax(-1).eq(labels).sum().item<std::int64_t>();
    pass.tally.samples = static_cast<std::int64_t>(samples.size());
    return pass;
}

int Episode::stepsPerEpoch(const Side& side) const {
    return std::max<int>(1, static_cast<int>(side.patches.size()) / options_.batchSize);
}

void Episode::planStep(Side& side, int step) const {
    const int epoch = step / stepsPerEpoch(side);
    if (epoch == side.epoch) return;
    side.epoch = epoch;
    side.plan = engine::planEpoch(side.patches, patterns_, seed_, epoch, {.turns = true}, true);
    side.complete.turn = side.plan.turn;
}

std::span<const std::int64_t> Episode::batchOf(const Side& side, int step) const {
    const auto size = static_cast<std::size_t>(options_.batchSize);
    const auto first = static_cast<std::size_t>(step % stepsPerEpoch(side)) * size;
    return std::span(side.plan.order).subspan(first, std::min(size, side.plan.order.size() - first));
}

Episode::Tally Episode::learn(Side& side, int step, const std::vector<at::Tensor>& leaves, engine::Optimizer& optimizer) {
    planStep(side, step);
    const auto most = static_cast<std::size_t>(engine::samplesPerPass(model_, bare, device_.is_cuda()));
    const auto parts = engine::cutIntoPasses(batchOf(side, step), most);
    std::vector<Pass> passes(parts.size());
    engine::forEachPass(parts.size(), device_,
                        [&](std::size_t i) { passes[i] = passForwardAndBack(side, parts[i], leaves); });
    optimizer.clearGradients();
    Tally tally;
    for (const auto& pass : passes) {
        optimizer.addGradients(pass.gradients);
        tally.add(pass.tally);
    }
    return tally;
}

base::Result<EpisodeReport> Episode::run(const std::function<double(int)>& rateOf, const std::stop_token& stop,
                                         base::ProgressMeter& meter) {
    const auto start = std::chrono::steady_clock::now();
    EpisodeReport report;
    Tally last;
    for (int step = 0; step < options_.steps; ++step) {
        if (stop.stop_requested()) return base::cancelled(stage);
        report.learningRate = rateOf(step);
        const auto queried = learn(query_, step, backbone_.leaves, backbone_.optimizer);
        const auto supported = learn(support_, step, fresh_, *optimizer_);
        const auto norm = backbone_.optimizer.step(report.learningRate);
        const auto freshNorm = optimizer_->step(engine::learningRateAt(step, options_.steps, options_.freshRate, 0.1));
        if (!std::isfinite(norm + freshNorm + queried.loss + supported.loss))
            return base::fail(base::ErrorCode::BadData, stage,
                              "the loss is no longer a number; a lower learning rate than {} may help", options_.learningRate);
        if (step >= options_.steps - std::max(1, options_.steps / 4)) last.add(queried);
        meter.advance(1);
    }
    const auto samples = static_cast<double>(last.samples);
    report.loss = last.loss / samples;
    report.reconstruction = last.reconstruction / static_cast<double>(std::max<std::int64_t>(1, last.absent));
    report.accuracy = static_cast<double>(last.right) / samples;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

}  // namespace lacuna::pretraining
