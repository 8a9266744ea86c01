#include "experiments/chart.h"

#include <regex>

#include "finished_runs.h"

namespace lacuna::experiments {
namespace {

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
    return found;
}

SeedGroup group(const std::string& method, const std::string& eta, const std::vector<double>& overall) {
    SeedGroup made;
    made.facts = {{"method", method}, {"test-eta", eta}, {"test-missing", eta == "0.9" ? "HS" : "any"}};
    for (auto& values : made.values) values = overall;
    return made;
}

const std::vector<SeedGroup> groups = {group("ours", "0.1", {0.8, 0.9}), group("ours", "0.5", {0.7}),
                                       group("ours & <co>", "0.1", {0.5}), group("ours & <co>", "0.5", {0.4, 0.6})};

TEST(Chart, linesJoinTheMeansOfASeriesAtTheirNumbers) {
    const auto svg = chartSvg({"a", "A title", ChartKind::Lines, "test-eta", {"method"}, {}, "oa", 0}, groups);
    EXPECT_EQ(count(svg, "<polyline"), 2u);
    EXPECT_EQ(count(svg, "<circle"), 4u);
    EXPECT_EQ(count(svg, "stroke-width=\"1.5\""), 2u);  // whiskers where there are several seeds
    EXPECT_NE(svg.find("ours &amp; &lt;co&gt;"), std::string::npos);
    EXPECT_NE(svg.find("A title"), std::string::npos);
    // 0.1 … 0.9 in half steps: the third value stands in the middle between the first two times two.
    auto three = groups;
    three.push_back(group("ours", "0.9", {0.6}));
    const auto spread = chartSvg({"a", "", ChartKind::Lines, "test-eta", {"method"}, {}, "oa", 0}, three);
    std::smatch places;
    ASSERT_TRUE(
        std::regex_search(spread, places, std::regex("points=\"([0-9.]+),[0-9.]+ ([0-9.]+),[0-9.]+ ([0-9.]+),")));
    EXPECT_NEAR(std::stod(places[3]) - std::stod(places[2]), std::stod(places[2]) - std::stod(places[1]), 0.2);
}

TEST(Chart, aHigherValueStandsHigher) {
    const auto svg = chartSvg({"a", "", ChartKind::Lines, "test-eta", {"method"}, {}, "oa", 0}, groups);
    std::smatch places;
    ASSERT_TRUE(std::regex_search(svg, places, std::regex("points=\"[0-9.]+,([0-9.]+) [0-9.]+,([0-9.]+) ")));
    EXPECT_LT(std::stod(places[1]), std::stod(places[2]));  // 85 % above 70 %; y grows downwards
}

TEST(Chart, barsStartAtZero) {
    const auto svg = chartSvg({"a", "", ChartKind::Bars, "method", {"test-eta"}, {}, "oa", 0}, groups);
    std::regex bar("<rect x=\"[0-9.]+\" y=\"([0-9.]+)\" width=\"[0-9.]+\" height=\"([0-9.]+)\"");
    std::vector<std::pair<double, double>> bars;
    for (std::sregex_iterator at(svg.begin(), svg.end(), bar), end; at != end && bars.size() < 4; ++at)
        bars.emplace_back(std::stod((*at)[1]), std::stod((*at)[2]));
    ASSERT_EQ(bars.size(), 4u);
    for (const auto& [y, height] : bars) EXPECT_NEAR(y + height, 300, 0.2);  // the axis
    EXPECT_NEAR(bars[0].second / bars[1].second, 0.85 / 0.7, 0.01);
}

TEST(Chart, panelsAreSideBySide) {
    auto all = groups;
    all.push_back(group("ours", "0.9", {0.6}));
    const auto svg = chartSvg({"a", "", ChartKind::Lines, "test-eta", {"method"}, {"test-missing"}, "oa", 0}, all);
    EXPECT_NE(svg.find(">any</text>"), std::string::npos);
    EXPECT_NE(svg.find(">HS</text>"), std::string::npos);
    EXPECT_TRUE(chartSvg({"a", "", ChartKind::Lines, "test-eta", {}, {}, "oa", 0}, {}).empty());
}

TEST(Chart, expertsAreTheSharesOfOneClass) {
    const support::ScratchFolder folder;
    const auto store = storeIn(folder.file("results.sqlite"));
    const auto plan = saved(*store, {{"mamol", 0, {0, 1, 2, 2}}, {"mamol", 1, {0, 1, 2, 2}}}, {0, 1, 2, 2}, true);
    const auto summary = summaryOf(plan, *store);
    ChartSpec spec{"a", "Experts", ChartKind::Experts, {}, {}, {}, "oa", 7};
    const auto tree = chartSvg(spec, summary.groups);
    EXPECT_NE(tree.find(">0.75</text>"), std::string::npos) << tree;  // only pixels of class 7
    EXPECT_NE(tree.find(">1.00</text>"), std::string::npos);
    EXPECT_NE(tree.find("4 pixels"), std::string::npos);
    EXPECT_NE(tree.find("block 4"), std::string::npos);
    EXPECT_NE(tree.find(">complete</text>"), std::string::npos);
    spec.classValue = 0;
    EXPECT_NE(chartSvg(spec, summary.groups).find(">0.50</text>"),
              std::string::npos);  // (0.25 + 0.25 + 0.75 + 0.75) / 4
    spec.classValue = 9;
    EXPECT_TRUE(chartSvg(spec, summary.groups).empty());
}

}  // namespace
}  // namespace lacuna::experiments
