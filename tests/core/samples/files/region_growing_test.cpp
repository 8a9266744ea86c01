#include "samples/region_growing.h"

#include <gtest/gtest.h>

#include "samples/availability_counts.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::samples {
namespace {

/// 200 × 150 pixels; a bright bar of three bands on a ground of another spectrum, joined to a second one by a corner only.
class GrowRegion : public ::testing::Test {
protected:
    GrowRegion() {
        support::RasterFile file;
        file.width = 200;
        file.height = 150;
        file.bands = 3;
        file.type = GDT_Float32;
        file.noData = -1;
        file.value = [](int band, int row, int column) -> double {
            if (row == 75 && column == 100) return -1;
            const bool bar = row >= 70 && row < 80 && column >= 20 && column < 180;
            const bool corner = row >= 80 && row < 90 && column >= 180;
            const double light = 1 + 0.001 * column;
            return (bar || corner ? (band + 1.0) : (3.0 - band)) * light + (band == 2 && bar ? 0.0005 * row : 0);
        };
        support::writeRaster(folder_.file("a.tif"), file);
        stack_ = std::make_unique<raster::RasterStack>(*raster::RasterStack::open({{"HS", {folder_.file("a.tif")}}}));
    }
    base::Result<GrownRegion> grow(Pixel seed, const GrowOptions& options, std::stop_token stop = {}) {
        base::Progress silent;
        return growRegion(*stack_, 0, seed, options, stop, silent);
    }
    support::ScratchFolder folder_;
    std::unique_ptr<raster::RasterStack> stack_;
};

TEST_F(GrowRegion, theRegionIsTheBarLessThePixelWithoutData) {
    GrowOptions options;
    options.mostPixels = 10000;
    const auto region = grow({72, 30}, options);
    ASSERT_TRUE(region);
    EXPECT_EQ(region->pixels.size(), 1599u);
    EXPECT_FALSE(region->limited);
    for (const auto& pixel : region->pixels) EXPECT_TRUE(pixel.row >= 70 && pixel.row < 80 && pixel.column >= 20 && pixel.column < 180);
    EXPECT_TRUE(std::is_sorted(region->pixels.begin(), region->pixels.end()));
}

TEST_F(GrowRegion, brightnessMattersToTheDeviationAndNotToTheAngle) {
    GrowOptions options;
    options.mostPixels = 10000;
    options.measure = GrowOptions::Measure::Deviation;
    options.threshold = 0.05;
    const auto narrow = grow({72, 30}, options);
    options.threshold = 2.2;
    const auto wide = grow({72, 30}, options);
    ASSERT_TRUE(narrow && wide);
    EXPECT_GT(wide->pixels.size(), 5 * narrow->pixels.size());
    EXPECT_LE(wide->pixels.size(), 1599u);
}

TEST_F(GrowRegion, aLimitKeepsWhatIsNearestAndSaysSo) {
    GrowOptions options;
    options.mostPixels = 50;
    const auto few = grow({75, 60}, options);
    ASSERT_TRUE(few);
    EXPECT_TRUE(few->limited);
    EXPECT_EQ(few->pixels.size(), 50u);
    for (const auto& pixel : few->pixels) EXPECT_LE(std::hypot(pixel.row - 75, pixel.column - 60), 6);
    options.mostPixels = 100000;
    options.reach = 10;
    const auto close = grow({75, 60}, options);
    ASSERT_TRUE(close);
    EXPECT_TRUE(close->limited);
    EXPECT_EQ(close->pixels.size(), 210u);
}

TEST_F(GrowRegion, whatCannotGrowSaysWhy) {
    EXPECT_EQ(grow({500, 1}, {}).error().code, base::ErrorCode::Usage);
    EXPECT_NE(grow({75, 100}, {}).error().message.find("no data in row 75, column 100"), std::string::npos);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(grow({72, 30}, {}, stop.get_token()).error().code, base::ErrorCode::Cancelled);
    support::RasterFile one;
    one.bands = 1;
    support::writeRaster(folder_.file("one.tif"), one);
    const auto stack = raster::RasterStack::open({{"LiDAR", {folder_.file("one.tif")}}});
    base::Progress silent;
    EXPECT_NE(growRegion(*stack, 0, {1, 1}, {}, {}, silent).error().message.find("one band"), std::string::npos);
}

TEST_F(GrowRegion, samplesAreCountedByTheSensorsThatHaveData) {
    support::RasterFile half;
    half.width = 200;
    half.height = 150;
    half.bands = 1;
    half.noData = 0;
    half.value = [](int, int, int column) { return column < 100 ? 5.0 : 0.0; };
    support::writeRaster(folder_.file("half.tif"), half);
    AvailabilityCounter counter(*raster::RasterStack::open({{"HS", {folder_.file("a.tif")}}, {"LiDAR", {folder_.file("half.tif")}}}));
    const SampleSet set{200, 150, {{1, "a", {}}, {2, "b", {}}}, {{0, 0, 0}, {0, 150, 0}, {75, 100, 1}, {149, 99, 1}}};
    base::Progress silent;
    for (int pass = 0; pass < 2; ++pass) {
        const auto counts = counter.count(set, {}, silent);
        ASSERT_TRUE(counts);
        EXPECT_EQ((*counts)[0], (std::map<base::Availability, int>{{3, 1}, {1, 1}}));
        EXPECT_EQ((*counts)[1], (std::map<base::Availability, int>{{0, 1}, {3, 1}}));
    }
}

}  // namespace
}  // namespace lacuna::samples
