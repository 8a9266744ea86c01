#include "base/memory_cap.h"

#include <gtest/gtest.h>

namespace lacuna::base {
namespace {

TEST(ParseBytes, sizesAreReadWithAndWithoutUnit) {
    EXPECT_EQ(parseBytes("1073741824").value(), 1073741824u);
    EXPECT_EQ(parseBytes("100B").value(), 100u);
    EXPECT_EQ(parseBytes("64K").value(), 64u << 10);
    EXPECT_EQ(parseBytes("512M").value(), 512u << 20);
    EXPECT_EQ(parseBytes("512MiB").value(), 512u << 20);
    EXPECT_EQ(parseBytes("4G").value(), std::uint64_t{4} << 30);
    EXPECT_EQ(parseBytes("1.5G").value(), std::uint64_t{3} << 29);
    EXPECT_EQ(parseBytes("2KiB").value(), 2048u);
}

TEST(ParseBytes, whatIsNoSizeIsRefused) {
    for (const char* text : {"", "G", "0", "-1G", "4T", "4 G", "4Gx", "much", "nan", "inf", "infG", "1e30G", "0.1",
                             "18446744073709551616"}) {
        const auto bytes = parseBytes(text);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().code, ErrorCode::Usage);
        EXPECT_NE(bytes.error().message.find(std::string("\"") + text + "\""), std::string::npos);
    }
}

TEST(MemoryCap, itIsSomeMemoryAndDoesNotChange) {
    EXPECT_GT(memoryCap(), std::uint64_t{1} << 20);
    EXPECT_EQ(memoryCap(), memoryCap());
}

}  // namespace
}  // namespace lacuna::base
