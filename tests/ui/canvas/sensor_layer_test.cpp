#include "ui/canvas/sensor_layer.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "test_rasters.h"

namespace lacuna::ui {
namespace {

raster::ModalityInfo infoWith(std::vector<double> wavelengths) {
    raster::ModalityInfo info;
    info.bands = static_cast<int>(wavelengths.size());
    info.bandNames.resize(wavelengths.size());
    info.wavelengths = std::move(wavelengths);
    return info;
}

TEST(TrueColor, theNearestBandsToRedGreenAndBlueAreChosen) {
    EXPECT_EQ(trueColor(infoWith({0.45, 0.49, 0.55, 0.64, 0.85})), (BandChoice{true, 3, 2, 1}));
}

TEST(TrueColor, withoutVisibleLightItIsAFalseColourLongestFirst) {
    EXPECT_EQ(trueColor(infoWith({1.0, 1.2, 1.4, 1.6, 1.8, 2.0})), (BandChoice{true, 5, 3, 1}));
}

TEST(TrueColor, withoutWavelengthsTheFirstBandsAreShown) {
    EXPECT_EQ(trueColor(infoWith({0, 0, 0, 0})), (BandChoice{true, 0, 1, 2}));
    EXPECT_EQ(trueColor(infoWith({0, 0})), (BandChoice{false, 0, 0, 0}));
}

TEST(BandLabel, wavelengthsGoBeforeNames) {
    raster::ModalityInfo info = infoWith({0.65, 0, 0});
    info.bandNames = {"AVIRIS", "height", ""};
    EXPECT_EQ(bandLabel(info, 0), QStringLiteral("B1 0.650 µm"));
    EXPECT_EQ(bandLabel(info, 1), QStringLiteral("height"));
    EXPECT_EQ(bandLabel(info, 2), QStringLiteral("band 3"));
}

struct SensorLayerTest : testing::Test {
    /// Paints until all tiles have come.
    QImage sharp(SensorLayer& layer, double scale) {
        QImage image;
        EXPECT_TRUE(QTest::qWaitFor([&] {
            image = test::painted(layer, scale);
            return !layer.isLoading();
        }));
        return image;
    }
    test::Rasters rasters;
};

TEST_F(SensorLayerTest, paintingReturnsAtOnceAndThePictureFollows) {
    const raster::Grid grid = test::utmGrid(256, 100, 5);
    SensorLayer layer(grid, rasters.write("a.tif", grid, 1, [](int, int x, int) { return float(x); }));
    QSignalSpy ready(&layer, &SensorLayer::styleReady);
    QSignalSpy content(&layer, &Layer::contentChanged);
    EXPECT_EQ(test::painted(layer, 1).pixelColor(10, 10).alpha(), 0);
    EXPECT_TRUE(layer.isLoading());
    Stretch stretch;
    stretch.kind = Stretch::Kind::MinMax;
    layer.setStretch(stretch);
    const QImage image = sharp(layer, 1);
    EXPECT_EQ(image.pixelColor(100, 10), QColor(100, 100, 100));
    EXPECT_EQ(layer.range()[0], (std::array{0.0, 255.0}));
    EXPECT_GE(ready.count(), 1);
    EXPECT_GE(content.count(), 2);
}

TEST_F(SensorLayerTest, anOldStyleStandsInUntilTheNewOneHasCome) {
    const raster::Grid grid = test::utmGrid(64, 64, 5);
    SensorLayer layer(grid,
                      rasters.write("a.tif", grid, 2, [](int b, int x, int) { return float(b == 0 ? x : 63 - x); }));
    const QImage first = sharp(layer, 1);
    layer.setBands({false, 1, 0, 0});
    EXPECT_EQ(test::painted(layer, 1), first);
    EXPECT_NE(sharp(layer, 1), first);
}

TEST_F(SensorLayerTest, theCacheStaysUnderItsLimitAndLoadingEnds) {
    const raster::Grid grid = test::utmGrid(1400, 1400, 5);
    SensorLayer layer(grid, rasters.write("a.tif", grid, 1, [](int, int x, int y) { return float(x + y); }));
    layer.setCacheLimit(qint64(4) << 20);
    sharp(layer, 1);
    EXPECT_LE(layer.cacheBytes(), qint64(4) << 20);
    EXPECT_GT(layer.cacheBytes(), qint64(3) << 20);
    EXPECT_FALSE(layer.isLoading());
}

TEST_F(SensorLayerTest, aFixedRangeNeedsNoSample) {
    const raster::Grid grid = test::utmGrid(16, 16, 5);
    SensorLayer layer(grid, rasters.write("a.tif", grid, 1, [](int, int, int) { return 50.0F; }));
    Stretch stretch;
    stretch.kind = Stretch::Kind::Fixed;
    stretch.high = {100, 100, 100};
    layer.setStretch(stretch);
    EXPECT_EQ(layer.range()[0], (std::array{0.0, 100.0}));
    EXPECT_EQ(sharp(layer, 2).pixelColor(4, 4), QColor(127, 127, 127));
}

TEST_F(SensorLayerTest, standardDeviationIsTakenAboutTheMean) {
    const raster::Grid grid = test::utmGrid(16, 16, 5);
    SensorLayer layer(grid,
                      rasters.write("a.tif", grid, 1, [](int, int x, int) { return x % 2 == 0 ? 10.0F : 30.0F; }));
    Stretch stretch;
    stretch.kind = Stretch::Kind::StandardDeviation;
    layer.setStretch(stretch);
    sharp(layer, 1);
    EXPECT_NEAR(layer.range()[0][0], 0, 1e-6);
    EXPECT_NEAR(layer.range()[0][1], 40, 1e-6);
}

TEST_F(SensorLayerTest, anUnreadableFileIsReportedOnceAndEndsLoading) {
    raster::ModalityInfo info = infoWith({0.5});
    info.name = "gone";
    info.files = {"not_there.tif"};
    SensorLayer layer(test::utmGrid(16, 16, 5), info);
    QSignalSpy failed(&layer, &SensorLayer::failed);
    ASSERT_TRUE(failed.wait(5000));
    Stretch stretch;
    stretch.kind = Stretch::Kind::Fixed;
    layer.setStretch(stretch);
    sharp(layer, 1);
    QTest::qWait(20);
    EXPECT_EQ(failed.count(), 1);
}

TEST_F(SensorLayerTest, bandsOutsideTheRangeAreBroughtInside) {
    const raster::Grid grid = test::utmGrid(8, 8, 5);
    SensorLayer layer(grid, rasters.write("a.tif", grid, 2, [](int, int, int) { return 1.0F; }));
    layer.setBands({true, -4, 1, 99});
    EXPECT_EQ(layer.bands(), (BandChoice{true, 0, 1, 1}));
}

TEST_F(SensorLayerTest, aLargeFileWithoutOverviewsIsShownWhole) {
    const raster::Grid grid = test::utmGrid(5000, 40, 5);
    SensorLayer layer(grid, rasters.write("a.tif", grid, 1, [](int, int, int) { return 8.0F; }));
    const QImage image = sharp(layer, 0.1);
    EXPECT_EQ(image.pixelColor(250, 2).alpha(), 255);
}

TEST_F(SensorLayerTest, aLayerMayGoWhileTilesAreRead) {
    const raster::Grid grid = test::utmGrid(900, 900, 5);
    const auto info = rasters.write("a.tif", grid, 1, [](int, int x, int) { return float(x); });
    for (int i = 0; i < 20; ++i) {
        SensorLayer layer(grid, info);
        test::painted(layer, 1);
        QCoreApplication::processEvents();
        test::painted(layer, 1);
    }
    QCoreApplication::processEvents();
}

}  // namespace
}  // namespace lacuna::ui
