#include "base/error.h"

#include <gtest/gtest.h>

#include "base/result.h"

namespace lacuna::base {
namespace {

TEST(Error, everyKindHasItsExitCode) {
    EXPECT_EQ(exitCode(ErrorCode::Usage), 2);
    EXPECT_EQ(exitCode(ErrorCode::BadData), 3);
    EXPECT_EQ(exitCode(ErrorCode::NotFound), 3);
    EXPECT_EQ(exitCode(ErrorCode::Io), 4);
    EXPECT_EQ(exitCode(ErrorCode::OutOfMemory), 5);
    EXPECT_EQ(exitCode(ErrorCode::Unsupported), 5);
    EXPECT_EQ(exitCode(ErrorCode::Cancelled), 130);
}

TEST(Error, itIsDescribedWithItsStage) {
    EXPECT_EQ(describe({ErrorCode::BadData, "open raster", "a.tif has 3 bands, expected 4"}),
              "open raster: a.tif has 3 bands, expected 4");
}

Result<int> half(int number) {
    if (number % 2 != 0) return fail(ErrorCode::Usage, "halve", "{} is odd", number);
    return number / 2;
}

Result<int> quarter(int number) {
    LACUNA_TRY(once, half(number));
    LACUNA_TRY(twice, half(once));
    return twice;
}

Status checkQuarter(int number) {
    LACUNA_TRY_STATUS(quarter(number));
    return {};
}

TEST(Result, tryHandsTheValueOnOrReturnsTheFirstError) {
    EXPECT_EQ(quarter(8).value(), 2);
    EXPECT_TRUE(checkQuarter(8));
    const auto failed = quarter(6);
    ASSERT_FALSE(failed);
    EXPECT_EQ(describe(failed.error()), "halve: 3 is odd");
    EXPECT_EQ(checkQuarter(5).error().message, "5 is odd");
}

TEST(Result, aStopIsAnErrorOfItsOwnKind) {
    const Status status = cancelled("classify");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(status.error().stage, "classify");
}

TEST(AssertDeathTest, aDefectStopsTheProgramAndNamesTheCondition) {
    EXPECT_DEATH(LACUNA_ASSERT(1 + 1 == 3), "1 \\+ 1 == 3");
}

}  // namespace
}  // namespace lacuna::base
