#include "base/land_class.h"

#include <gtest/gtest.h>

#include <set>

namespace lacuna::base {
namespace {

TEST(LandClass, aClassIsFoundByItsStoredValue) {
    const ClassTable classes{{3, "Corn", {}}, {1, "Oats", {}}, {12, "Water", {}}};
    EXPECT_EQ(classIndex(classes, 3), 0);
    EXPECT_EQ(classIndex(classes, 1), 1);
    EXPECT_EQ(classIndex(classes, 12), 2);
    EXPECT_EQ(classIndex(classes, 2), -1);
    EXPECT_EQ(classIndex({}, 0), -1);
}

TEST(LandClass, theFirstThreeRoundsOfDefaultColoursAreAllDifferent) {
    std::set<Rgb> colors;
    for (int i = 0; i < 36; ++i) colors.insert(defaultColor(i));
    EXPECT_EQ(colors.size(), 36u);
    EXPECT_EQ(defaultColor(0), (Rgb{230, 159, 0}));
}

}  // namespace
}  // namespace lacuna::base
