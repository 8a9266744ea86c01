#include "samples/training_areas.h"

#include <gtest/gtest.h>

namespace lacuna::samples {
namespace {

TrainingAreaPtr pointOf(int value, double x, double y) { return std::make_shared<TrainingArea>(TrainingArea{value, {}, {{x, y}}}); }

TrainingAreas forestTable() {
    TrainingAreas set;
    for (const char* name : {"Forest", "Spruce", "Beech", "Water"}) EXPECT_TRUE(addClass(set, name));
    EXPECT_TRUE(setParent(set, 2, 1));
    EXPECT_TRUE(setParent(set, 3, 1));
    set.areas = {pointOf(2, 1, 1), pointOf(3, 2, 2), pointOf(4, 3, 3)};
    return set;
}

TEST(TrainingAreas, aNewClassTakesTheFirstFreeValueAndAColourOfItsOwn) {
    auto set = forestTable();
    ASSERT_TRUE(removeClass(set, 3));
    EXPECT_EQ(addClass(set, "Oak").value(), 3);
    std::set<base::Rgb> colors;
    for (const auto& one : set.classes) colors.insert(one.color);
    EXPECT_EQ(colors.size(), 4u);
    for (std::size_t i = 1; i < set.classes.size(); ++i) EXPECT_LT(set.classes[i - 1].value, set.classes[i].value);
}

TEST(TrainingAreas, emptyAndTakenNamesAreRefusedWithTheReason) {
    auto set = forestTable();
    EXPECT_EQ(addClass(set, " ").error().code, base::ErrorCode::Usage);
    EXPECT_NE(renameClass(set, 2, "Water").error().message.find("class 4 is called \"Water\""), std::string::npos);
    EXPECT_TRUE(renameClass(set, 2, "Spruce"));
    EXPECT_TRUE(renameClass(set, 2, "Norway spruce"));
}

TEST(TrainingAreas, aRemovedClassTakesItsAreasAlongAndLiftsThoseBelow) {
    auto set = forestTable();
    ASSERT_TRUE(removeClass(set, 1));
    EXPECT_EQ(set.parentOf(2), 0);
    EXPECT_EQ(set.areas.size(), 3u);
    ASSERT_TRUE(removeClass(set, 2));
    EXPECT_EQ(set.areas.size(), 2u);
    EXPECT_FALSE(removeClass(set, 2));
}

TEST(TrainingAreas, aClassNeverStandsBelowItself) {
    auto set = forestTable();
    EXPECT_FALSE(setParent(set, 1, 1));
    EXPECT_FALSE(setParent(set, 1, 2));
    EXPECT_TRUE(setParent(set, 3, 2));
    EXPECT_EQ(set.depthOf(3), 2);
    EXPECT_EQ(set.ancestorAt(3, 1), 2);
    EXPECT_EQ(set.ancestorAt(3, 0), 1);
    EXPECT_EQ(set.depthOf(0), 2);
}

TEST(TrainingAreas, generalisedClassesHaveTheAreasOfThoseBelowThem) {
    const auto top = generalised(forestTable(), 0);
    ASSERT_EQ(top.classes.size(), 2u);
    EXPECT_EQ(top.countOf(1), 2);
    EXPECT_EQ(top.countOf(4), 1);
    EXPECT_TRUE(top.parents.empty());
}

TEST(TrainingAreas, onlyTheSelectedAreasAreReplacedAndTheOrderStays) {
    auto set = forestTable();
    const auto before = set.areas;
    replaceAreas(set, {before[1]}, [](const TrainingArea& area) {
        return std::vector<TrainingAreaPtr>{std::make_shared<TrainingArea>(moved(area, 1, -1)), std::make_shared<TrainingArea>(withClass(area, 4))};
    });
    ASSERT_EQ(set.areas.size(), 4u);
    EXPECT_EQ(set.areas[0], before[0]);
    EXPECT_EQ(set.areas[1]->points.front(), (std::array<double, 2>{3, 1}));
    EXPECT_EQ(set.areas[2]->classValue, 4);
    EXPECT_EQ(set.areas[3], before[2]);
}

}  // namespace
}  // namespace lacuna::samples
