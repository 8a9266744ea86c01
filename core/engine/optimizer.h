#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace lacuna::engine {

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019) and clipping by the global gradient norm. All
/// parameters live in one flat buffer, and so do their gradients, so that a step is a handful of operations however
/// many experts.
class Optimizer {
public:
    struct Parameter {
        at::Tensor tensor;  ///< a float32 leaf; its storage moves into the flat buffer
        bool decays = true;
    };
    struct State {
        at::Tensor parameters;  ///< [n] float32, in the order given
        at::Tensor momentum;    ///< [n] mean of the gradients
        at::Tensor variance;    ///< [n] mean of their squares
        at::Tensor average;     ///< [n] mean of the parameters after the steps that were added to it
        std::int64_t steps = 0;
        std::int64_t averaged = 0;  ///< steps in the average
    };

    Optimizer(const std::vector<Parameter>& parameters, double weightDecay, double clipNorm);

    void clearGradients();
    /// One tensor a parameter, in the order given; an undefined one is zero.
    void addGradients(const std::vector<at::Tensor>& gradients);
    /// clipNorm 0 never clips. Returns the norm before clipping; nothing changes when it is not finite.
    double step(double learningRate);

    /// Adds the parameters as they are now to their average (Izmailov et al. 2018).
    void average();
    /// The parameters become their average, if there is one.
    void takeAverage();

    /// Shares the buffers.
    const State& state() const { return state_; }
    /// Copies another state's values in; sizes must agree.
    void restore(const State& state);

private:
    State state_;
    at::Tensor gradients_;               ///< [n]
    std::vector<at::Tensor> gradientOf_;  ///< views of it, one a parameter
    at::Tensor decay_;      ///< [n] the weight decay of each number
    double clipNorm_;
};

/// Linear rise over the first `warmUp` share of the steps, then linear fall to 0. `step` counts from 0.
double learningRateAt(std::int64_t step, std::int64_t steps, double highest, double warmUp);

}  // namespace lacuna::engine
