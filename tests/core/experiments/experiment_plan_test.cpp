#include "experiments/experiment_plan.h"

#include <set>

#include "experiment_text.h"

namespace lacuna::experiments {
namespace {

base::Result<std::string> nameAsDigest(const std::string& path) {
    return "digest of " + path;
}

Plan planOf(const std::string& text, const PlanOptions& options = {"data", {}},
            const FileDigest& digest = nameAsDigest) {
    auto plan = planRuns(experimentOf(text), options, digest);
    if (!plan) {
        ADD_FAILURE() << base::describe(plan.error());
        throw std::runtime_error("no plan");
    }
    return std::move(*plan);
}

const std::string grid = smallData + R"(
  city: {modalities: {HS: c.tif, LiDAR: d.tif}, labels: e.tif, train: {split: random}}
methods: [frozen-baseline, {id: mamol, placement: [last-6x2, head-6x2]}]
seeds: [0, 1]
settings:
  - {eta: [0.5, 0.9], missing: [any, HS]}
  - {data: town, eta: 0.7, missing: LiDAR}
  - {data: city, methods: frozen-baseline, eta: 0.1}
)";

TEST(ExperimentPlan, isTheGridWithEachTrainingOnce) {
    const auto plan = planOf(grid);
    EXPECT_EQ(plan.runs.size(), (4u + 1 + 4) * 3 * 2 + 2);
    std::set<std::string> keys, tests;
    for (const auto& run : plan.runs) {
        keys.insert(run.key);
        ASSERT_EQ(run.tests.size(), 1u);
        tests.insert(run.tests[0].key);
        EXPECT_TRUE(run.isWanted);
    }
    EXPECT_EQ(keys.size(), plan.runs.size());
    EXPECT_EQ(tests.size(), plan.runs.size());
    const auto& run = plan.runs[3];
    EXPECT_EQ(run.facts, (Facts{{"data", "town"},
                                {"method", "mamol"},
                                {"placement", "last-6x2"},
                                {"train", "any 50 %"},
                                {"train-eta", "0.5"},
                                {"train-missing", "any"},
                                {"seed", "1"}}));
    EXPECT_EQ(run.train.trainer.seed, 1);
    EXPECT_EQ(run.test.seed, 1);
    EXPECT_EQ(run.train.modalities[0].files.front(), "data/hs.tif");
    EXPECT_EQ(run.train.testLabels, "data/test.tif");
    EXPECT_EQ(run.train.methodParameters.at("placement"), "last-6x2");
    EXPECT_EQ(factOf(run.tests[0].facts, "test"), "any 50 %");
    EXPECT_EQ(factOf(run.tests[0].facts, "radar"), "–");
}

TEST(ExperimentPlan, settingsThatShareATrainingShareTheModel) {
    const auto plan = planOf(smallData + R"(
methods: [mamol]
settings:
  - {train: {eta: 0.7, missing: any}, test: {eta: [0.1, 0.9], missing: HS}}
  - {train: {eta: 0.7, missing: any}, test: [{eta: 0.9, missing: HS}, {eta: 0.9, missing: LiDAR}]}
)");
    ASSERT_EQ(plan.runs.size(), 1u);
    EXPECT_EQ(plan.runs[0].tests.size(), 3u);
}

TEST(ExperimentPlan, theKeyChangesWithAllThatDecidesTheModelAndNothingElse) {
    const auto keyOf = [](const std::string& train, const std::string& method = "{id: mamol}",
                          const std::string& extra = "", const FileDigest& digest = nameAsDigest,
                          const PlanOptions& options = {"data", {}}) {
        const auto plan = planOf(
            "train: {" + train + "}\n" + smallData + "methods: [" + method + "]\nsettings: [{eta: 0.7}]\n" + extra,
            options, digest);
        return std::pair(plan.runs[0].key, plan.runs[0].tests[0].key);
    };
    const auto [run, test] = keyOf("epochs: 3");
    EXPECT_EQ(keyOf("epochs: 3"), std::pair(run, test));
    EXPECT_EQ(keyOf("epochs: 3, resume: false, watched: 9"), std::pair(run, test));
    EXPECT_EQ(keyOf("epochs: 3", "{id: mamol, label: ours}"), std::pair(run, test));
    EXPECT_NE(keyOf("epochs: 4").first, run);
    EXPECT_NE(keyOf("epochs: 3, redraw-patterns: false").first, run);
    EXPECT_NE(keyOf("epochs: 3", "{id: mamol, rank: 4}").first, run);
    EXPECT_NE(keyOf("epochs: 3", "frozen-baseline").first, run);
    EXPECT_NE(keyOf("epochs: 3", "{id: mamol}", "seeds: 5\n").first, run);
    EXPECT_NE(keyOf("epochs: 3", "{id: mamol}", "",
                    [](const std::string& path) { return base::Result<std::string>("other " + path); })
                  .first,
              run);
    // Another place for the same files is the same run.
    const auto constant = [](const std::string& path) {
        return base::Result<std::string>(path.substr(path.rfind('/') + 1));
    };
    EXPECT_EQ(keyOf("epochs: 3", "{id: mamol}", "", constant),
              keyOf("epochs: 3", "{id: mamol}", "", constant, {"elsewhere", {}}));
    // The same holds for backbone weights.
    EXPECT_EQ(keyOf("backbone: b.safetensors", "{id: mamol}", "", constant),
              keyOf("backbone: b.safetensors", "{id: mamol}", "", constant, {"elsewhere", {}}));
    EXPECT_NE(keyOf("backbone: b.safetensors", "{id: mamol}", "", constant).first,
              keyOf("backbone: c.safetensors", "{id: mamol}", "", constant).first);
    // A built-in backbone is no file.
    EXPECT_NO_THROW(keyOf("backbone: none", "{id: mamol}", "", [](const std::string& path) {
        EXPECT_EQ(path.find("none"), std::string::npos);
        return base::Result<std::string>(path);
    }));
    const auto limited = keyOf("epochs: 3", "{id: mamol}", "test: {limit: 9}\n");
    EXPECT_EQ(limited.first, run);
    EXPECT_NE(limited.second, test);
    EXPECT_EQ(keyOf("epochs: 3", "{id: mamol}", "test: {batch-size: 9}\n").second, test);
}

TEST(ExperimentPlan, onlyNamesDataSetsAndMethods) {
    const auto wanted = [](const std::vector<std::string>& only) {
        const auto plan = planOf(grid, {"data", only});
        EXPECT_EQ(plan.runs.size(), 56u);
        return std::count_if(plan.runs.begin(), plan.runs.end(), [](const PlannedRun& run) { return run.isWanted; });
    };
    EXPECT_EQ(wanted({"city"}), 26);
    EXPECT_EQ(wanted({"mamol"}), 36);
    EXPECT_EQ(wanted({"city", "frozen-baseline"}), 10);
    EXPECT_EQ(wanted({"city", "town"}), 56);
    const auto unknown = planRuns(experimentOf(grid), {"data", {"berlin"}}, nameAsDigest);
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().message.find("city, frozen-baseline, mamol, town"), std::string::npos)
        << unknown.error().message;
}

TEST(ExperimentPlan, aDataSetThatIsNotThereIsLeftOutUnlessItIsWanted) {
    const FileDigest noCity = [](const std::string& path) -> base::Result<std::string> {
        if (path.ends_with("c.tif")) return base::fail(base::ErrorCode::NotFound, "digest", "{} is not there", path);
        return path;
    };
    const auto plan = planOf(grid, {"data", {"town"}}, noCity);
    EXPECT_EQ(plan.notHere, std::vector<std::string>{"city"});
    EXPECT_EQ(plan.runs.size(), 30u);
    const auto wanted = planRuns(experimentOf(grid), {"data", {}}, noCity);
    ASSERT_FALSE(wanted);
    EXPECT_EQ(wanted.error().code, base::ErrorCode::NotFound);
}

TEST(ExperimentPlan, aGridBeyondAllBoundsIsRefused) {
    std::string many = "[0";
    for (int i = 1; i < 400; ++i) many += ", " + std::to_string(i);
    many += "]";
    std::string etas = "[0.001";
    for (int i = 2; i < 300; ++i) etas += ", " + std::to_string(i / 1000.0);
    etas += "]";
    const auto plan =
        planRuns(experimentOf(smallData + "seeds: " + many + "\nmethods: [mamol]\nsettings: [{eta: " + etas + "}]\n"),
                 {}, nameAsDigest);
    ASSERT_FALSE(plan);
    EXPECT_NE(plan.error().message.find("100000"), std::string::npos);
}

}  // namespace
}  // namespace lacuna::experiments
