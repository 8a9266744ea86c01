#include "engine/optimizer.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

namespace lacuna::engine {
namespace {

TEST(LearningRate, risesThenFallsLinearly) {
    EXPECT_DOUBLE_EQ(learningRateAt(0, 100, 1, 0.1), 0.1);
    EXPECT_DOUBLE_EQ(learningRateAt(9, 100, 1, 0.1), 1);
    EXPECT_DOUBLE_EQ(learningRateAt(10, 100, 1, 0.1), 1);
    EXPECT_DOUBLE_EQ(learningRateAt(55, 100, 1, 0.1), 0.5);
    EXPECT_DOUBLE_EQ(learningRateAt(100, 100, 1, 0.1), 0);
    EXPECT_DOUBLE_EQ(learningRateAt(0, 3, 2, 0), 2);
    EXPECT_DOUBLE_EQ(learningRateAt(2, 3, 3, 1), 3);
}

TEST(Optimizer, stepsAsAdamWithDecoupledDecayDoes) {
    const auto decayed = at::tensor({1.0, -2.0}, at::kFloat).set_requires_grad(true);
    const auto exempt = at::tensor({3.0}, at::kFloat).set_requires_grad(true);
    Optimizer optimizer({{decayed, true}, {exempt, false}}, 0.1, 0);
    double value[] = {1, -2, 3}, momentum[3] = {}, variance[3] = {};
    for (int step = 1; step <= 5; ++step) {
        optimizer.clearGradients();
        (decayed.square().sum() + exempt.pow(3).sum()).backward();
        optimizer.step(0.01);
        for (int i = 0; i < 3; ++i) {
            const double gradient = i < 2 ? 2 * value[i] : 3 * value[i] * value[i];
            momentum[i] = 0.9 * momentum[i] + 0.1 * gradient;
            variance[i] = 0.999 * variance[i] + 0.001 * gradient * gradient;
            value[i] -= 0.01 * (i < 2 ? 0.1 : 0.0) * value[i];
            value[i] -= 0.01 * momentum[i] / (1 - std::pow(0.9, step)) /
                        (std::sqrt(variance[i] / (1 - std::pow(0.999, step))) + 1e-8);
        }
        EXPECT_NEAR(decayed[0].item<double>(), value[0], 1e-5);
        EXPECT_NEAR(decayed[1].item<double>(), value[1], 1e-5);
        EXPECT_NEAR(exempt[0].item<double>(), value[2], 1e-5);
    }
}

TEST(Optimizer, clipsByTheNormOfAllGradientsTogether) {
    const auto a = at::zeros({1}).set_requires_grad(true);
    const auto b = at::zeros({1}).set_requires_grad(true);
    Optimizer optimizer({{a, true}, {b, true}}, 0, 1);
    (30 * a + 40 * b).sum().backward();
    EXPECT_NEAR(optimizer.step(0.1), 50, 1e-4);
    EXPECT_NEAR(optimizer.state().momentum[0].item<double>(), 0.1 * 0.6, 1e-6);
    EXPECT_NEAR(optimizer.state().momentum[1].item<double>(), 0.1 * 0.8, 1e-6);
    optimizer.clearGradients();
    (0.3 * a).sum().backward();
    EXPECT_NEAR(optimizer.step(0.1), 0.3, 1e-6);
}

TEST(Optimizer, takesTheMeanOfTheWeightsItWasToldToAdd) {
    const auto a = at::zeros({1}).set_requires_grad(true);
    Optimizer optimizer({{a, true}}, 0, 0);
    optimizer.takeAverage();  // of nothing: the weights stay
    EXPECT_EQ(a.item<double>(), 0);
    double sum = 0;
    for (int step = 0; step < 4; ++step) {
        optimizer.clearGradients();
        (2 * a).sum().backward();
        optimizer.step(0.1);
        if (step == 0) continue;
        optimizer.average();
        sum += a.item<double>();
    }
    const auto last = a.item<double>();
    Optimizer other({{a.detach().clone().set_requires_grad(true), true}}, 0, 0);
    other.restore(optimizer.state());
    optimizer.takeAverage();
    EXPECT_NEAR(a.item<double>(), sum / 3, 1e-6);
    EXPECT_LT(last, a.item<double>());
    other.takeAverage();
    EXPECT_EQ(other.state().parameters.item<double>(), a.item<double>());
}

TEST(Optimizer, aGradientThatIsNoNumberChangesNothing) {
    const auto a = at::ones({1}).set_requires_grad(true);
    Optimizer optimizer({{a, true}}, 0.1, 1);
    (a * NAN).sum().backward();
    EXPECT_FALSE(std::isfinite(optimizer.step(0.1)));
    EXPECT_EQ(a.item<double>(), 1);
}

}  // namespace
}  // namespace lacuna::engine
