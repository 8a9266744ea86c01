#include "output/accuracy_tables.h"

#include <gtest/gtest.h>

#include "output/confusion_drawing.h"

namespace lacuna::output {
namespace {

/// Table 8 of Olofsson et al. 2014, 30 m cells.
const base::ClassTable classes = {{1, "Deforestation", {200, 0, 0}}, {2, "Forest, gain", {0, 200, 0}}, {3, "Stable <forest>", {0, 100, 0}}, {4, "Other | rest", {200, 200, 0}}};
metrics::Confusion paperSample() {
    const int counts[4][4] = {{66, 0, 5, 4}, {0, 55, 8, 12}, {1, 0, 153, 11}, {2, 1, 9, 313}};
    metrics::Confusion confusion(4);
    for (int map = 0; map < 4; ++map)
        for (int reference = 0; reference < 4; ++reference)
            confusion.add(reference, map, static_cast<std::uint64_t>(counts[map][reference]));
    return confusion;
}
metrics::AreaEstimates paperAreas() { return metrics::areaEstimates(paperSample(), {200'000, 150'000, 3'200'000, 6'450'000}); }

TEST(AccuracyTables, aLineAClassWithAreaAndMarginInHectares) {
    const auto csv = accuracyCsv(paperSample(), paperAreas(), classes, 900);
    EXPECT_NE(csv.find("\nDeforestation,69,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",18000,21157.8,6157.5"), std::string::npos) << csv;
    EXPECT_NE(csv.find("\n\"Forest, gain\",56,"), std::string::npos);
    EXPECT_NE(csv.find("\nall classes,640,0.917188,"), std::string::npos);
}

TEST(AccuracyTables, areasStayEmptyWhereACellsSizeIsUnknown) {
    const auto csv = accuracyCsv(paperSample(), paperAreas(), classes, 0);
    EXPECT_NE(csv.find(",,,,0.88,"), std::string::npos) << csv;
    EXPECT_TRUE(areaJson(paperAreas(), classes, 0)["classes"][0]["area_ha"].is_null());
    EXPECT_NE(areaText(paperAreas(), classes, 0).find("Estimated %"), std::string::npos);
}

TEST(AccuracyTables, markdownNamesDoNotBreakTheTable) {
    const auto text = accuracyMarkdown(paperSample(), paperAreas(), classes, 900);
    EXPECT_NE(text.find("| Other \\| rest |"), std::string::npos) << text;
    EXPECT_NE(text.find("| 18000.00 | 21157.7"), std::string::npos) << text;
}

TEST(ConfusionDrawing, everyShareStandsInItsCell) {
    const auto svg = confusionSvg(paperSample(), classes);
    EXPECT_NE(svg.find("Stable &lt;forest&gt;"), std::string::npos);
    EXPECT_EQ(svg.find("<forest>"), std::string::npos);
    EXPECT_NE(svg.find(">96</text>"), std::string::npos) << svg;  // 66 of 69 reference pixels of deforestation
    EXPECT_EQ(svg.find("no class"), std::string::npos);
    auto holed = paperSample();
    holed.add(0, -1, 5);
    EXPECT_NE(confusionSvg(holed, classes).find("no class"), std::string::npos);
}

}  // namespace
}  // namespace lacuna::output
