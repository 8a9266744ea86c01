#include "samples/sample_set.h"

#include <gtest/gtest.h>

namespace lacuna::samples {
namespace {

SampleSet withCounts(const std::vector<int>& counts) {
    SampleSet set{100, 1, {}, {}};
    int column = 0;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const int value = static_cast<int>(c) + 1;
        set.classes.push_back({value, "class " + std::to_string(value), {}});
        for (int i = 0; i < counts[c]; ++i) set.samples.push_back({0, column++, static_cast<int>(c)});
    }
    return set;
}

TEST(SampleSet, samplesAreCountedByClass) {
    EXPECT_EQ(withCounts({3, 0, 2}).countByClass(), (std::vector<int>{3, 0, 2}));
    EXPECT_EQ(SampleSet{}.countByClass(), std::vector<int>{});
}

TEST(CheckTrainable, twoClassesOfTwoSamplesAreEnough) {
    EXPECT_TRUE(checkTrainable(withCounts({2, 2})));
    EXPECT_TRUE(checkTrainable(withCounts({1, 1}), 1));
}

TEST(CheckTrainable, aClassThatDoesNotOccurIsNoHindrance) {
    EXPECT_TRUE(checkTrainable(withCounts({2, 0, 2})));
}

TEST(CheckTrainable, noSamplesAreRefused) {
    const auto status = checkTrainable(withCounts({0, 0}));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::BadData);
    EXPECT_EQ(status.error().stage, "check samples");
    EXPECT_NE(status.error().message.find("no labelled pixels"), std::string::npos);
}

TEST(CheckTrainable, aSingleClassIsRefused) {
    const auto status = checkTrainable(withCounts({0, 9}));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::BadData);
    EXPECT_NE(status.error().message.find("all 9 samples are of one class"), std::string::npos);
}

TEST(CheckTrainable, aClassWithTooFewSamplesIsRefusedByName) {
    const auto status = checkTrainable(withCounts({5, 1}));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::BadData);
    EXPECT_NE(status.error().message.find("\"class 2\" (value 2) has 1 sample, expected at least 2"), std::string::npos)
        << status.error().message;
    EXPECT_FALSE(checkTrainable(withCounts({5, 9}), 6));
}

}  // namespace
}  // namespace lacuna::samples
