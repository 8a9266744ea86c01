#include "base/availability.h"

#include <gtest/gtest.h>

#include <set>

namespace lacuna::base {
namespace {

TEST(Availability, bitsAreSetAndClearedByModality) {
    EXPECT_EQ(completeAvailability(1), 0b1);
    EXPECT_EQ(completeAvailability(3), 0b111);
    EXPECT_EQ(completeAvailability(maxModalities), 0xff);
    EXPECT_TRUE(isPresent(0b101, 2));
    EXPECT_FALSE(isPresent(0b101, 1));
    EXPECT_EQ(without(0b111, 1), 0b101);
    EXPECT_EQ(without(0b101, 1), 0b101);
    EXPECT_EQ(without(0xff, 7), 0x7f);
}

TEST(Availability, patternsComeCompleteFirstThenByFewerModalitiesThenByBits) {
    EXPECT_EQ(allPatterns(1), (std::vector<Availability>{1}));
    EXPECT_EQ(allPatterns(2), (std::vector<Availability>{0b11, 0b01, 0b10}));
    EXPECT_EQ(allPatterns(3), (std::vector<Availability>{0b111, 0b011, 0b101, 0b110, 0b001, 0b010, 0b100}));
}

TEST(Availability, everyPatternButTheEmptyOneOccursOnce) {
    for (int modalities = 1; modalities <= maxModalities; ++modalities) {
        const auto patterns = allPatterns(modalities);
        const std::set<Availability> different(patterns.begin(), patterns.end());
        EXPECT_EQ(patterns.size(), (std::size_t{1} << modalities) - 1);
        EXPECT_EQ(different.size(), patterns.size());
        EXPECT_FALSE(different.contains(0));
    }
}

TEST(Availability, dotsShowModalityZeroFirst) {
    EXPECT_EQ(dots(0b101, 3), "●○●");
    EXPECT_EQ(dots(0b001, 3), "●○○");
    EXPECT_EQ(dots(0, 2), "○○");
}

TEST(Availability, aPatternIsDescribedByWhatIsShorterToRead) {
    const std::vector<std::string> two{"VNIR", "LiDAR"};
    EXPECT_EQ(describePattern(0b11, two), "complete");
    EXPECT_EQ(describePattern(0b01, two), "without LiDAR");
    EXPECT_EQ(describePattern(0b10, two), "without VNIR");
    EXPECT_EQ(describePattern(0, two), "no sensor");
    const std::vector<std::string> four{"VNIR", "SWIR", "SAR", "LiDAR"};
    EXPECT_EQ(describePattern(0b0001, four), "only VNIR");
    EXPECT_EQ(describePattern(0b0011, four), "without SAR, LiDAR");
    EXPECT_EQ(describePattern(0b1110, four), "without VNIR");
    EXPECT_EQ(describePattern(0b11, {"A", "B", "C", "D", "E"}), "only A, B");
}

}  // namespace
}  // namespace lacuna::base
