#include "output/viridis.h"

#include <gtest/gtest.h>

namespace lacuna::output {
namespace {

TEST(Viridis, goesFromDarkVioletByGreenToYellow) {
    EXPECT_EQ(viridis(0), (base::Rgb{68, 1, 84}));
    EXPECT_EQ(viridis(1), (base::Rgb{253, 231, 37}));
    const auto middle = viridis(0.5);
    EXPECT_NEAR(middle[0], 33, 3);
    EXPECT_NEAR(middle[1], 145, 3);
    EXPECT_NEAR(middle[2], 140, 3);
}

TEST(Viridis, cutsWhatIsNoShare) {
    EXPECT_EQ(viridis(-0.1), viridis(0));
    EXPECT_EQ(viridis(7), viridis(1));
}

}  // namespace
}  // namespace lacuna::output
