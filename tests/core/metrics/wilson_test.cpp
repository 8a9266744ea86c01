#include "metrics/wilson.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lacuna::metrics {
namespace {

/// Newcombe 1998 (Statistics in Medicine 17, 857–872), table I, method 3.
TEST(Wilson, intervalsAreThoseOfNewcombesTable) {
    const struct { double hits, count, low, high; } cases[] = {
        {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611}, {1, 29, 0.0061, 0.1718}};
    for (const auto& one : cases) {
        const auto found = wilsonInterval(one.hits / one.count, one.count);
        EXPECT_NEAR(found.low, one.low, 5e-5) << one.count;
        EXPECT_NEAR(found.high, one.high, 5e-5) << one.count;
    }
}

TEST(Wilson, withoutTrialsThereIsNone) {
    const auto found = wilsonInterval(0, 0);
    EXPECT_TRUE(std::isnan(found.low));
    EXPECT_TRUE(std::isnan(found.high));
}

}  // namespace
}  // namespace lacuna::metrics
