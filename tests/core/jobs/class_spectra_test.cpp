#include "jobs/class_spectra.h"

#include "small_study.h"

namespace lacuna::jobs {
namespace {

/// Two bands: value = 100·band + 10·row + column, no data (−1) in the first column.
class ClassSpectraTest : public testing::Test {
protected:
    ClassSpectraTest() {
        support::RasterFile file;
        file.width = 6;
        file.height = 4;
        file.type = GDT_Float32;
        file.noData = -1;
        file.value = [](int band, int row, int column) { return column == 0 ? -1 : 100 * band + 10 * row + column; };
        support::writeRaster(folder.file("a.tif"), file);
        set = {6, 4, {{1, "water", {}}, {2, "wood", {}}, {3, "bare", {}}}, {}};
    }
    base::Result<std::vector<ClassSpectrum>> spectra(int classIndex, std::size_t most = 4000, std::stop_token stop = {}) {
        const auto stack = valueOf(raster::RasterStack::open({{"A", {folder.file("a.tif")}}}));
        base::Progress progress;
        return classSpectra(stack, set, classIndex, stop, progress, most);
    }

    support::ScratchFolder folder;
    samples::SampleSet set;
};

TEST_F(ClassSpectraTest, meanAndDeviationAreThoseOfTheClassesPixelsWithData) {
    set.samples = {{0, 2, 1}, {2, 4, 1}, {3, 0, 1}, {1, 1, 0}};  // 2 and 24, one without data, one of another class
    const auto found = valueOf(spectra(1));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].sensor, "A");
    EXPECT_EQ(found[0].pixels, 2u);
    EXPECT_NEAR(found[0].mean[0], 13, 1e-9);
    EXPECT_NEAR(found[0].mean[1], 113, 1e-9);
    for (const double deviation : found[0].standardDeviation) EXPECT_NEAR(deviation, 11, 1e-9);
}

TEST_F(ClassSpectraTest, manySamplesAreThinnedEvenly) {
    for (int row = 0; row < 4; ++row)
        for (int column = 1; column < 6; ++column) set.samples.push_back({row, column, 1});
    EXPECT_EQ(valueOf(spectra(1))[0].pixels, 20u);
    const auto thinned = valueOf(spectra(1, 4));
    EXPECT_EQ(thinned[0].pixels, 4u);
    EXPECT_NEAR(thinned[0].mean[0], 16, 1e-9);  // column 1 of each row
}

TEST_F(ClassSpectraTest, aClassWithoutDataHasNoSpectrumAndOneWithoutSamplesIsRefused) {
    set.samples = {{0, 0, 0}};
    const auto none = valueOf(spectra(0));
    EXPECT_EQ(none[0].pixels, 0u);
    EXPECT_TRUE(none[0].mean.empty());
    const auto empty = spectra(2);
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().message.find("bare has no samples"), std::string::npos);
    set.gridWidth = 7;
    const auto other = spectra(0);
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().message.find("7 × 4"), std::string::npos);
}

TEST_F(ClassSpectraTest, itCanBeStopped) {
    set.samples = {{0, 1, 0}};
    std::stop_source stop;
    stop.request_stop();
    const auto result = spectra(0, 10, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
}  // namespace lacuna::jobs
