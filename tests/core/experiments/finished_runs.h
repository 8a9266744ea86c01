#pragma once

#include "experiment_text.h"
#include "experiments/result_summary.h"

/// Runs whose predictions are known, as if they had been trained.
namespace lacuna::experiments {

/// One method, one seed: the class indices it gave to test pixels (−1: unclassified) of the classes in `reference`.
struct Known {
    std::string method;
    std::int64_t seed;
    std::vector<int> predicted;
    std::string setting = "any";
    std::string data = "town";
};

inline PlannedRun plannedRun(const Known& known) {
    PlannedRun run;
    run.key = known.data + " " + known.method + " " + known.setting + " " + std::to_string(known.seed);
    run.dataSet = known.data;
    run.method = known.method;
    run.facts = {
        {"data", known.data}, {"method", known.method}, {"train", known.setting}, {"seed", std::to_string(known.seed)}};
    run.settings = {{"method", known.method}};
    PlannedTest test{run.key + " tested", {}, run.facts};
    test.facts.emplace_back("test", known.setting);
    run.tests = {test};
    return run;
}

inline jobs::ModelTestResult judged(const Known& known, const std::vector<int>& reference) {
    jobs::ModelTestResult result;
    result.modalityNames = {"HS", "LiDAR"};
    result.classes = {{1, "road", {}}, {2, "roof", {}}, {7, "tree", {}}};
    jobs::SettingResult setting;
    setting.confusion = metrics::Confusion(3);
    setting.activation = metrics::Activation({{{4, {"dynamic 1", "shared"}}}}, 3);
    for (std::size_t i = 0; i < reference.size(); ++i) {
        result.samples.push_back({static_cast<int>(i), 5, reference[i]});
        setting.shown.push_back(3);
        setting.predicted.push_back(static_cast<std::uint8_t>(known.predicted[i] + 1));
        setting.confusion.add(reference[i], known.predicted[i]);
        const float gates[2] = {reference[i] == 2 ? 0.75f : 0.25f, 1.0f};
        setting.activation.add(3, reference[i], gates, gates);
    }
    result.settings = {setting};
    return result;
}

inline std::unique_ptr<ResultStore> storeIn(const std::string& path) {
    auto store = ResultStore::open(path);
    if (!store) throw std::runtime_error(base::describe(store.error()));
    return std::move(*store);
}

/// Saves all and returns their plan.
inline Plan saved(ResultStore& store, const std::vector<Known>& all, const std::vector<int>& reference,
                  bool activation = false) {
    Plan plan;
    for (const auto& known : all) {
        auto run = plannedRun(known);
        run.test.recordActivation = activation;
        jobs::TrainResult trained;
        trained.trainSamples = 12;
        trained.parameters = 345;
        trained.seconds = 2;
        const auto status = store.save(run, trained, judged(known, reference));
        EXPECT_TRUE(status) << base::describe(status.error());
        plan.runs.push_back(std::move(run));
    }
    return plan;
}

inline Summary summaryOf(const Plan& plan, const ResultStore& store) {
    auto summary = summarise(plan, store);
    if (!summary) throw std::runtime_error(base::describe(summary.error()));
    return std::move(*summary);
}

}  // namespace lacuna::experiments
