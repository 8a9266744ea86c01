#include "experiments/result_summary.h"

#include "experiments/experiment_report.h"
#include "experiments/summary_tables.h"
#include "finished_runs.h"

namespace lacuna::experiments {
namespace {

/// Ten pixels of two classes. `wrong` says which the method has wrong.
const std::vector<int> reference = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};

std::vector<int> but(const std::vector<std::size_t>& wrong) {
    auto predicted = reference;
    for (const auto i : wrong) predicted[i] = 1 - predicted[i];
    return predicted;
}

class ResultSummaryTest : public ::testing::Test {
protected:
    ResultSummaryTest() : store_(storeIn(folder_.file("results.sqlite"))) {
        plan_ = saved(*store_,
                      {{"ours", 0, but({0})},                         // OA 90
                       {"ours", 1, but({})},                          // OA 100
                       {"theirs", 0, but({1, 2, 3, 4, 5, 6, 7, 8})},  // OA 20
                       {"theirs", 1, but({1})},                       // OA 90
                       {"ours", 0, but({0, 1}), "HS 50 %"},           // OA 80
                       {"theirs", 0, but({9}), "HS 50 %"}},           // OA 90
                      reference);
        auto missing = plannedRun({"ours", 7, {}});
        plan_.runs.push_back(missing);  // planned, not finished
        summary_ = summaryOf(plan_, *store_);
    }
    support::ScratchFolder folder_;
    std::unique_ptr<ResultStore> store_;
    Plan plan_;
    Summary summary_;
};

TEST_F(ResultSummaryTest, groupsAreMeansOverSeeds) {
    EXPECT_EQ(summary_.planned, 7u);
    EXPECT_EQ(summary_.finished, 6u);
    ASSERT_EQ(summary_.groups.size(), 4u);
    const auto& ours = summary_.groups[0];
    EXPECT_EQ(ours.seeds, (std::vector<std::string>{"0", "1"}));
    const auto mean = ours.mean("oa");
    EXPECT_DOUBLE_EQ(mean.mean, 0.95);
    EXPECT_EQ(mean.minimum, 0.9);
    EXPECT_EQ(mean.maximum, 1);
    // s = 0.0707, s/√2 = 0.05, t(1) = 12.7062.
    EXPECT_NEAR(mean.high - mean.mean, 12.7062 * 0.05, 1e-9);
    EXPECT_DOUBLE_EQ(ours.mean("kappa").mean, 0.9);  // (0.8 + 1) / 2
}

TEST_F(ResultSummaryTest, aTableTurnsFactsIntoRowsAndColumns) {
    const auto table = pivot({"main", "Main", {"data", "train"}, {"method"}, {"oa", "kappa"}}, summary_.groups);
    EXPECT_EQ(table.header, (std::vector<std::string>{"data", "train", "ours", "theirs"}));
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0],
              (std::vector<std::string>{"town", "any", "95.00 ± 63.53 / 90.00", "55.00 ± 444.72 / 10.00"}));
    EXPECT_EQ(table.rows[1], (std::vector<std::string>{"town", "HS 50 %", "80.00 / 60.00", "90.00 / 80.00"}));
    EXPECT_EQ(table.best, (std::vector<std::vector<std::size_t>>{{2}, {3}}));
    // Both settings in one cell: the mean of their means, without an interval.
    const auto over = pivot({"over", "Over", {"method"}, {}, {"oa"}}, summary_.groups);
    EXPECT_EQ(over.rows[0], (std::vector<std::string>{"ours", "87.50"}));
    EXPECT_TRUE(over.best[0].empty());
    // Nor is a value that has no other beside it.
    const auto alone = pivot({"alone", "Alone", {"method", "train"}, {"method"}, {"oa"}}, summary_.groups);
    ASSERT_EQ(alone.rows[0].size(), 4u);
    EXPECT_TRUE(alone.best[0].empty());
    // Settings do not compete with each other: nothing is marked.
    const auto settings = pivot({"settings", "Settings", {"method"}, {"train"}, {"oa"}}, summary_.groups);
    ASSERT_EQ(settings.header, (std::vector<std::string>{"method", "any", "HS 50 %"}));
    EXPECT_TRUE(settings.best[0].empty());
}

TEST_F(ResultSummaryTest, ranksAreMeansOverTheSettings) {
    const auto table = meanRanks(summary_.groups);
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0], (std::vector<std::string>{"ours", "1.50", "1", "2"}));
    EXPECT_EQ(table.rows[1], (std::vector<std::string>{"theirs", "1.50", "1", "2"}));
    EXPECT_TRUE(meanRanks({summary_.groups[0]}).rows.empty());
}

TEST_F(ResultSummaryTest, methodsAreComparedAtTheSamePixelsOfTheSameSeed) {
    ASSERT_EQ(summary_.comparisons.size(), 3u);
    const auto& first = summary_.comparisons[0];
    EXPECT_EQ(first.seed, "0");
    EXPECT_EQ(first.first, "ours");
    EXPECT_EQ(first.second, "theirs");
    EXPECT_EQ(first.mcNemar.firstOnly, 8);   // 1 … 8
    EXPECT_EQ(first.mcNemar.secondOnly, 1);  // 0
    EXPECT_NEAR(first.mcNemar.p, 2 * (1 + 9) / 512.0, 1e-12);
    EXPECT_EQ(first.adjustedP, first.mcNemar.p);
    EXPECT_EQ(summary_.comparisons[1].mcNemar.firstOnly, 1);
    EXPECT_EQ(summary_.comparisons[1].mcNemar.p, 1);
    const auto table = comparisonSummary(summary_.comparisons);
    EXPECT_EQ(table.rows[0], (std::vector<std::string>{"ours", "", "1 – 0 – 2"}));
    EXPECT_EQ(table.rows[1], (std::vector<std::string>{"theirs", "0 – 1 – 2", ""}));
}

TEST_F(ResultSummaryTest, testsOfOtherPixelsAreNotCompared) {
    auto plan = saved(*store_, {{"third", 0, but({})}}, {1, 1, 1, 1, 1, 0, 0, 0, 0, 0});
    plan.runs.insert(plan.runs.end(), plan_.runs.begin(), plan_.runs.end());
    EXPECT_EQ(summaryOf(plan, *store_).comparisons.size(), 3u);
}

TEST_F(ResultSummaryTest, theReportIsWrittenInEveryForm) {
    Experiment experiment;
    experiment.name = "grid";
    experiment.title = "Two methods";
    experiment.tables = {{"main", "Main", {"train"}, {"method"}, {"oa"}}};
    experiment.charts = {{"bars", "Bars", ChartKind::Bars, "train", {"method"}, {}, "oa", 0}};
    const auto files = writeReport(experiment, summary_, folder_.file(""));
    ASSERT_TRUE(files) << base::describe(files.error());
    EXPECT_EQ(files->size(), 6u);
    for (const char* name : {"grid.md", "grid.csv", "grid.tex", "grid-main.csv", "grid-mcnemar.csv", "grid-bars.svg"})
        EXPECT_TRUE(std::filesystem::exists(folder_.file(name))) << name;
    const auto text = support::contentOf(folder_.file("grid.md"));
    EXPECT_NE(text.find("6 of 7 tests are finished"), std::string::npos);
    EXPECT_NE(text.find("| any | **95.00 ± 63.53** | 55.00 ± 444.72 |"), std::string::npos) << text;
    EXPECT_NE(text.find("95.00 [31.47, 158.53] (90.00 – 100.00)"), std::string::npos) << text;
    EXPECT_NE(text.find("![Bars](grid-bars.svg)"), std::string::npos);
    const auto figures = support::contentOf(folder_.file("grid.csv"));
    EXPECT_NE(figures.find("town,ours,any,any,0 1,0.950000,0.314690"), std::string::npos) << figures;
    EXPECT_NE(
        support::contentOf(folder_.file("grid-mcnemar.csv")).find("town,any,any,0,ours,theirs,8,1,0.03906,0.03906"),
        std::string::npos);
}

}  // namespace
}  // namespace lacuna::experiments
