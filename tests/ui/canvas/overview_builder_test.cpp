#include "ui/canvas/overview_builder.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QThread>

#include "test_rasters.h"

namespace lacuna::ui {
namespace {

bool isFound(const CoarseCopies& copies, int band, CoarseCopies::Copy& copy) {
    QElapsedTimer timer;
    timer.start();
    while (!copies.find(band, copy) && timer.elapsed() < 10000) QThread::msleep(2);
    return copies.find(band, copy);
}

TEST(OverviewBuilder, aCoarseCopyHoldsTheChosenBandsInOrder) {
    test::Rasters rasters;
    const raster::Grid grid = test::utmGrid(1200, 40, 5);
    const auto info = rasters.write("a.tif", grid, 3, [](int b, int, int) { return float(b); });
    const auto copies = std::make_shared<CoarseCopies>();
    OverviewBuilder builder(grid, copies);
    builder.build(info.files[0], {2, 0}, {3, 1});
    CoarseCopies::Copy copy;
    ASSERT_TRUE(isFound(*copies, 0, copy));
    EXPECT_EQ(copy.band, 2);
    GDALDatasetUniquePtr file(GDALDataset::Open(copy.path.c_str(), GDAL_OF_RASTER));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->GetRasterXSize(), 300);
    EXPECT_EQ(file->GetRasterYSize(), 10);
    ASSERT_TRUE(isFound(*copies, 2, copy));
    float value = -1;
    EXPECT_EQ(file->GetRasterBand(copy.band)->RasterIO(GF_Read, 0, 0, 1, 1, &value, 1, 1, GDT_Float32, 0, 0, nullptr),
              CE_None);
    EXPECT_EQ(value, 2);
    EXPECT_FALSE(copies->find(1, copy));
}

TEST(OverviewBuilder, destructionStopsWithoutACopy) {
    const auto copies = std::make_shared<CoarseCopies>();
    {
        OverviewBuilder builder(test::utmGrid(10, 10, 5), copies);
        builder.build("not_there.tif", {0}, {1});
    }
    CoarseCopies::Copy copy;
    EXPECT_FALSE(copies->find(0, copy));
}

}  // namespace
}  // namespace lacuna::ui
