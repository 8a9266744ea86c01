#include "output/class_legend.h"

#include <gtest/gtest.h>

#include "small_map.h"

namespace lacuna::output {
namespace {

TEST(ClassLegend, classTableComesBackFromItsText) {
    const auto found = classesFromText(classesToText(fourClasses()));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ((*found)[i].value, fourClasses()[i].value);
        EXPECT_EQ((*found)[i].name, fourClasses()[i].name);
        EXPECT_EQ((*found)[i].color, fourClasses()[i].color);
    }
}

TEST(ClassLegend, damagedTextIsNoClassTable) {
    for (const auto* text :
         {"", "[]", "{}", "[1]", "[{\"value\":1}]", "nonsense", R"([{"value":0,"name":"a","color":[1,2,3]}])",
          R"([{"value":256,"name":"a","color":[1,2,3]}])", R"([{"value":1,"name":"a","color":[1,2]}])",
          R"([{"value":1,"name":"a","color":[1,2,-3]}])", R"([{"value":1,"name":2,"color":[1,2,3]}])",
          R"([{"value":1,"name":"a","color":[1,2,3]},{"value":1,"name":"b","color":[1,2,3]}])"})
        EXPECT_FALSE(classesFromText(text)) << text;
}

TEST(ClassLegend, categoriesStandAtTheirValues) {
    const auto names = categoriesOf(fourClasses());
    ASSERT_EQ(names.size(), 13u);
    EXPECT_EQ(names[0], "No data");
    EXPECT_EQ(names[1], "Grass \"wet\"");
    EXPECT_EQ(names[2], "");
    EXPECT_EQ(names[12], "Water");
}

TEST(ClassLegend, attributeTableHasCountsAreasAndSensorsByValue) {
    std::vector<std::uint64_t> counts(256);
    counts[1] = 5;
    counts[12] = 3;
    const auto table = attributeTableOf(fourClasses(), counts, 900, "VNIR, LiDAR");
    ASSERT_EQ(table->GetRowCount(), 4);
    EXPECT_EQ(table->GetTableType(), GRTT_THEMATIC);
    const int row = table->GetRowOfValue(12.0);
    EXPECT_EQ(row, 3);
    EXPECT_EQ(table->GetValueAsInt(row, table->GetColOfUsage(GFU_PixelCount)), 3);
    EXPECT_STREQ(table->GetValueAsString(row, table->GetColOfUsage(GFU_Name)), "Water");
    EXPECT_EQ(table->GetValueAsInt(row, table->GetColOfUsage(GFU_Blue)), 255);
    EXPECT_DOUBLE_EQ(table->GetValueAsDouble(row, 6), 0.27);
    EXPECT_STREQ(table->GetValueAsString(row, 7), "VNIR, LiDAR");
}

TEST(ClassLegend, countsBeyondAnIntegerStayExact) {
    std::vector<std::uint64_t> counts(256);
    counts[3] = 5'000'000'001;
    const auto table = attributeTableOf(fourClasses(), counts, 0, "");
    EXPECT_EQ(table->GetColumnCount(), 6);
    EXPECT_EQ(table->GetValueAsDouble(table->GetRowOfValue(3.0), table->GetColOfUsage(GFU_PixelCount)), 5000000001.0);
}

}  // namespace
}  // namespace lacuna::output
