#include <map>

#include "experiment_text.h"
#include "experiments/experiment_plan.h"
#include "plugins/dcp/dcp.h"
#include "plugins/mmp/mmp.h"
#include "plugins/moe_adapt/moe_adapt.h"
#include "plugins/moe_replace/moe_replace.h"
#include "plugins/moe_task/moe_task.h"

/// The experiments that ship in docs/experiments.
namespace lacuna::experiments {
namespace {

plugins::MethodRegistry sevenMethods() {
    plugins::MethodRegistry methods;
    methods.add(plugins::makeMamol());
    methods.add(plugins::makeFrozenBaseline());
    methods.add(plugins::makeMoeReplace());
    methods.add(plugins::makeMoeAdapt());
    methods.add(plugins::makeMoeTask());
    methods.add(plugins::makeMmp());
    methods.add(plugins::makeDcp());
    return methods;
}

struct Size {
    std::size_t trainings, tests;
};

void expectSize(const std::string& name, const std::map<std::string, Size>& sizes) {
    const auto methods = sevenMethods();
    const auto experiment = readExperiment(std::string(LACUNA_EXPERIMENTS_FOLDER) + "/" + name, methods);
    ASSERT_TRUE(experiment) << base::describe(experiment.error());
    const auto plan =
        planRuns(*experiment, {}, [](const std::string& path) { return base::Result<std::string>(path); });
    ASSERT_TRUE(plan) << base::describe(plan.error());
    std::map<std::string, Size> found;
    for (const auto& run : plan->runs) {
        auto& size = found[run.dataSet];
        ++size.trainings;
        size.tests += run.tests.size();
        EXPECT_FALSE(run.train.trainer.redrawPatterns) << name;
    }
    ASSERT_EQ(found.size(), sizes.size()) << name;
    for (const auto& [data, size] : sizes) {
        EXPECT_EQ(found[data].trainings, size.trainings) << name << " " << data;
        EXPECT_EQ(found[data].tests, size.tests) << name << " " << data;
    }
}

TEST(ReadyFiles, areTheStudiesOfThePaper) {
    const Size all{7 * 3 * 3 * 3, 7 * 3 * 3 * 3};
    expectSize("table1.yaml", {{"houston2013", all}, {"trento", all}, {"augsburg", all}});
    expectSize("table3.yaml", {{"augsburg", {2 * 4 * 3, 2 * 4 * 3}}});
    expectSize("table4.yaml", {{"trento", {4 * 3 * 3, 4 * 3 * 3}}});
    expectSize("table5.yaml", {{"trento", {5 * 3 * 3, 5 * 3 * 3}}});
    expectSize("figure4.yaml", {{"houston2013", {2 * 5 * 3, 2 * 3 * (3 + 2 + 2) * 5}}});
    expectSize("figure5.yaml", {{"houston2013", {3, 9}}});
}

TEST(ReadyFiles, theSmallOnesHaveTheSameGridOnTheShippedScene) {
    expectSize("small/table1.yaml", {{"sample", {189, 189}}});
    expectSize("small/table3.yaml", {{"sample", {24, 24}}});
    expectSize("small/table4.yaml", {{"sample", {36, 36}}});
    expectSize("small/table5.yaml", {{"sample", {45, 45}}});
    expectSize("small/figure4.yaml", {{"sample", {30, 210}}});
    expectSize("small/figure5.yaml", {{"sample", {3, 9}}});
}

}  // namespace
}  // namespace lacuna::experiments
