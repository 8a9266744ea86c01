#include "base/version.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lacuna::base {
namespace {

TEST(Version, itIsThreeNumbers) {
    const auto text = version();
    EXPECT_EQ(std::count(text.begin(), text.end(), '.'), 2);
    EXPECT_EQ(text.find_first_not_of("0123456789."), std::string::npos);
}

}  // namespace
}  // namespace lacuna::base
