#include "engine/optimizer.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

constexpr double momentumRate = 0.9;
constexpr double varianceRate = 0.999;
constexpr double epsilon = 1e-8;

}  // namespace

Optimizer::Optimizer(const std::vector<Parameter>& parameters, double weightDecay, double clipNorm)
    : clipNorm_(clipNorm) {
    const c10::NoGradGuard noGradient;
    std::vector<at::Tensor> values, decay;
    for (const auto& parameter : parameters) {
        values.push_back(parameter.tensor.detach().flatten());
        decay.push_back(at::full_like(values.back(), parameter.decays ? weightDecay : 0));
    }
    state_.parameters = at::cat(values);
    state_.momentum = at::zeros_like(state_.parameters);
    state_.variance = at::zeros_like(state_.parameters);
    state_.average = at::zeros_like(state_.parameters);
    gradients_ = at::zeros_like(state_.parameters);
    decay_ = at::cat(decay);
    std::int64_t first = 0;
    for (const auto& parameter : parameters) {
        auto tensor = parameter.tensor;
        const auto count = tensor.numel();
        tensor.set_data(state_.parameters.narrow(0, first, count).view(tensor.sizes()));
        gradientOf_.push_back(gradients_.narrow(0, first, count).view(tensor.sizes()));
        tensor.mutable_grad() = gradientOf_.back();
        first += count;
    }
}

void Optimizer::clearGradients() {
    gradients_.zero_();
}

void Optimizer::addGradients(const std::vector<at::Tensor>& gradients) {
    LACUNA_ASSERT(gradients.size() == gradientOf_.size());
    const c10::NoGradGuard noGradient;
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (gradients[i].defined()) gradientOf_[i].add_(gradients[i]);
}

double Optimizer::step(double learningRate) {
    const c10::NoGradGuard noGradient;
    const auto norm = gradients_.norm().item<double>();
    if (!std::isfinite(norm)) return norm;
    if (clipNorm_ > 0 && norm > clipNorm_) gradients_.mul_(clipNorm_ / norm);
    const auto steps = static_cast<double>(++state_.steps);
    state_.momentum.mul_(momentumRate).add_(gradients_, 1 - momentumRate);
    state_.variance.mul_(varianceRate).addcmul_(gradients_, gradients_, 1 - varianceRate);
    const auto spread = (state_.variance / (1 - std::pow(varianceRate, steps))).sqrt_().add_(epsilon);
    state_.parameters.addcmul_(state_.parameters, decay_, -learningRate);
    state_.parameters.addcdiv_(state_.momentum, spread, -learningRate / (1 - std::pow(momentumRate, steps)));
    return norm;
}

void Optimizer::average() {
    const c10::NoGradGuard noGradient;
    state_.average.lerp_(state_.parameters, 1.0 / static_cast<double>(++state_.averaged));
}

void Optimizer::takeAverage() {
    const c10::NoGradGuard noGradient;
    if (state_.averaged > 0) state_.parameters.copy_(state_.average);
}

void Optimizer::restore(const State& state) {
    LACUNA_ASSERT(state.parameters.sizes() == state_.parameters.sizes());
    const c10::NoGradGuard noGradient;
    state_.parameters.copy_(state.parameters);
    state_.momentum.copy_(state.momentum);
    state_.variance.copy_(state.variance);
    state_.average.copy_(state.average);
    state_.steps = state.steps;
    state_.averaged = state.averaged;
}

double learningRateAt(std::int64_t step, std::int64_t steps, double highest, double warmUp) {
    const auto rising = std::llround(warmUp * static_cast<double>(steps));
    if (step < rising) return highest * static_cast<double>(step + 1) / static_cast<double>(rising);
    return highest * static_cast<double>(steps - step) / static_cast<double>(std::max<std::int64_t>(1, steps - rising));
}

}  // namespace lacuna::engine
