#include "raster/band_statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::raster {
namespace {

using support::RasterFile;
using support::ScratchFolder;
using support::writeRaster;

class BandStatisticsTest : public ::testing::Test {
protected:
    void SetUp() override { ::setenv("XDG_CACHE_HOME", folder_.file("cache").c_str(), 1); }
    void TearDown() override { ::unsetenv("XDG_CACHE_HOME"); }

    base::Result<BandStatistics> statisticsOf(const std::string& path) {
        auto stack = RasterStack::open({{"hs", {path}}});
        EXPECT_TRUE(stack);
        return bandStatistics(*stack, 0, stop_.get_token(), progress_);
    }

    ScratchFolder folder_;
    std::stop_source stop_;
    base::Progress progress_;
};

TEST_F(BandStatisticsTest, theyAreThoseOfThePixelsThatHoldData) {
    RasterFile file;
    file.type = GDT_Float32;
    file.noData = -1;
    file.value = [](int band, int row, int column) {
        if (row == 0) return -1.0;
        return band == 0 ? (column % 2 == 0 ? 3.0 : 7.0) : 42.0;
    };
    const auto statistics = statisticsOf(writeRaster(folder_.file("a.tif"), file));
    ASSERT_TRUE(statistics);
    EXPECT_EQ(statistics->pixels, 20u * 11u);
    EXPECT_DOUBLE_EQ(statistics->mean[0], 5);
    EXPECT_DOUBLE_EQ(statistics->standardDeviation[0], 2);
    EXPECT_DOUBLE_EQ(statistics->minimum[0], 3);
    EXPECT_DOUBLE_EQ(statistics->maximum[0], 7);
    EXPECT_DOUBLE_EQ(statistics->mean[1], 42);
    EXPECT_DOUBLE_EQ(statistics->standardDeviation[1], 0);
}

TEST_F(BandStatisticsTest, largeOffsetsDoNotEatTheDeviation) {
    RasterFile file;
    file.type = GDT_Float64;
    file.bands = 1;
    file.value = [](int, int, int column) { return 16777000.0 + (column % 2 == 0 ? -1 : 1); };
    const auto statistics = statisticsOf(writeRaster(folder_.file("a.tif"), file));
    ASSERT_TRUE(statistics);
    EXPECT_NEAR(statistics->standardDeviation[0], 1, 1e-6);
}

TEST_F(BandStatisticsTest, unchangedFilesAreNotReadAgainAndChangedOnesAre) {
    const auto path = writeRaster(folder_.file("a.tif"));
    const auto first = statisticsOf(path);
    ASSERT_TRUE(first);
    const auto time = std::filesystem::last_write_time(path);
    // Same size and time, other bytes: only the cache can give the first answer.
    RasterFile other;
    other.value = [](int, int, int) { return 1; };
    writeRaster(path, other);
    std::filesystem::last_write_time(path, time);
    const auto second = statisticsOf(path);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->mean, second->mean);
    std::filesystem::last_write_time(path, time + std::chrono::seconds(1));
    const auto third = statisticsOf(path);
    ASSERT_TRUE(third);
    EXPECT_EQ(third->mean, (std::vector<double>{1, 1}));
}

TEST_F(BandStatisticsTest, aDamagedCacheIsIgnored) {
    const auto path = writeRaster(folder_.file("a.tif"));
    const auto first = statisticsOf(path);
    ASSERT_TRUE(first);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.file("cache")))
        if (entry.is_regular_file()) support::putFile(entry.path().string(), "{\"key\": 3, ");
    const auto second = statisticsOf(path);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->mean, second->mean);
}

TEST_F(BandStatisticsTest, aRasterWithoutDataIsNamed) {
    RasterFile file;
    file.noData = 0;
    file.value = [](int, int, int) { return 0; };
    const auto statistics = statisticsOf(writeRaster(folder_.file("empty.tif"), file));
    ASSERT_FALSE(statistics);
    EXPECT_NE(statistics.error().message.find("empty.tif"), std::string::npos);
}

TEST_F(BandStatisticsTest, theyCanBeStopped) {
    const auto path = writeRaster(folder_.file("a.tif"));
    stop_.request_stop();
    const auto statistics = statisticsOf(path);
    ASSERT_FALSE(statistics);
    EXPECT_EQ(statistics.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
}  // namespace lacuna::raster
