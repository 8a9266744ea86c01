#pragma once

#include <gtest/gtest.h>

#include "experiments/experiment_file.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/mamol/mamol.h"
#include "support/scratch_folder.h"

/// Experiments written as text, read with two methods at hand.
namespace lacuna::experiments {

inline const plugins::MethodRegistry& twoMethods() {
    static const auto* methods = [] {
        auto* registry = new plugins::MethodRegistry;
        registry->add(plugins::makeMamol());
        registry->add(plugins::makeFrozenBaseline());
        return registry;
    }();
    return *methods;
}

inline base::Result<Experiment> readText(const std::string& text) {
    const support::ScratchFolder folder;
    const auto path = folder.file("grid.yaml");
    support::putFile(path, text);
    return readExperiment(path, twoMethods());
}

inline Experiment experimentOf(const std::string& text) {
    auto experiment = readText(text);
    if (!experiment) {
        ADD_FAILURE() << base::describe(experiment.error());
        throw std::runtime_error("no experiment");
    }
    return std::move(*experiment);
}

inline const std::string smallData = R"(
data:
  town: {modalities: {HS: hs.tif, LiDAR: [a.tif, b.tif]}, labels: train.tif, test-labels: test.tif}
)";

}  // namespace lacuna::experiments
