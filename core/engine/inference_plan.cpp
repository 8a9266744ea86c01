#include "engine/inference_plan.h"

#include <algorithm>
#include <cmath>

#include "engine/cpu_plan.h"
#include "engine/tensor_plan.h"

namespace lacuna::engine {

namespace {

/// What the processor kernels compute: low-rank experts beside the feed-forward networks.
bool fitsProcessorKernels(const StackedModel& model) {
    return std::none_of(model.experts.begin(), model.experts.end(),
                        [](const auto& block) { return block && block->form != ExpertForm::LowRank; });
}

}  // namespace

std::unique_ptr<InferencePlan> InferencePlan::compile(StackedModel model, const Device& device, int batchSize,
                                                      Kind kind) {
    if (device.cuda || kind == Kind::Tensors || !fitsProcessorKernels(model)) return makeTensorPlan(std::move(model), device, batchSize);
    return makeCpuPlan(std::move(model), device, batchSize);
}

void prepareScores(const StackedModel& model, std::size_t pixels, bool recordActivation, Scores& scores) {
    scores.classes = model.model.classCount();
    scores.probabilities.assign(pixels * static_cast<std::size_t>(scores.classes), 0.0f);
    scores.experts = recordActivation ? model.expertCount() : 0;
    scores.share.assign(pixels * static_cast<std::size_t>(scores.experts), 0.0f);
    scores.weight.assign(pixels * static_cast<std::size_t>(scores.experts), 0.0f);
}

void softmax(const float* logits, int classes, float* probabilities) {
    const float top = *std::max_element(logits, logits + classes);
    float total = 0;
    for (int k = 0; k < classes; ++k) total += probabilities[k] = std::exp(logits[k] - top);
    for (int k = 0; k < classes; ++k) probabilities[k] /= total;
}

}  // namespace lacuna::engine
