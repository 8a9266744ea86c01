#include "raster/label_raster.h"

#include <gtest/gtest.h>

#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::raster {
namespace {

using support::RasterFile;
using support::ScratchFolder;
using support::writeRaster;

RasterFile labels() {
    RasterFile file;
    file.bands = 1;
    file.type = GDT_Byte;
    file.value = [](int, int row, int column) { return row == 0 && column < 4 ? column : 0; };
    return file;
}

TEST(LabelRaster, classesThatOccurComeByAscendingValueWithNamesAndColours) {
    const ScratchFolder folder;
    const auto path = folder.file("labels.tif");
    {
        auto dataset = support::createRaster(path, labels());
        auto& band = *dataset->GetRasterBand(1);
        CPLStringList names;
        for (const char* name : {"", "Corn", "", "Oats", "Never"}) names.AddString(name);
        band.SetCategoryNames(names.List());
        GDALColorTable palette;
        const GDALColorEntry green{0, 200, 0, 255};
        palette.SetColorEntry(1, &green);
        palette.SetColorEntry(3, &green);
        band.SetColorTable(&palette);
    }
    const auto read = readLabelRaster(path);
    ASSERT_TRUE(read) << base::describe(read.error());
    ASSERT_EQ(read->classes.size(), 3u);
    EXPECT_EQ(read->classes[0].name, "Corn");
    EXPECT_EQ(read->classes[0].color, (base::Rgb{0, 200, 0}));
    EXPECT_EQ(read->classes[1].name, "class 2");
    EXPECT_EQ(read->classes[1].color, base::defaultColor(1));
    EXPECT_EQ(read->classes[2].value, 3);
    EXPECT_EQ(read->values[3], 3);
}

TEST(LabelRaster, noDataIsUnlabelled) {
    const ScratchFolder folder;
    auto file = labels();
    file.noData = 2;
    const auto read = readLabelRaster(writeRaster(folder.file("a.tif"), file));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->values[2], 0);
    EXPECT_EQ(read->classes.size(), 2u);
}

TEST(LabelRaster, whatCannotBeLabelsIsRefusedWithTheFirstPlace) {
    const ScratchFolder folder;
    auto file = labels();
    file.type = GDT_Float32;
    file.value = [](int, int row, int column) { return row == 2 && column == 3 ? 1.5 : 1; };
    auto read = readLabelRaster(writeRaster(folder.file("half.tif"), file));
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("row 2, column 3 holds 1.5"), std::string::npos) << read.error().message;
    file.value = [](int, int, int) { return 300; };
    EXPECT_FALSE(readLabelRaster(writeRaster(folder.file("large.tif"), file)));
    file.value = [](int, int, int) { return -1; };
    EXPECT_FALSE(readLabelRaster(writeRaster(folder.file("negative.tif"), file)));
    read = readLabelRaster(writeRaster(folder.file("bands.tif")));
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("2 bands"), std::string::npos);
}

TEST(LabelRaster, anotherGridIsRefusedWithBothSizes) {
    Grid scene, labelGrid;
    scene.width = scene.height = 10;
    labelGrid.width = labelGrid.height = 11;
    EXPECT_TRUE(checkSameGrid(scene, scene, "labels.tif"));
    const auto status = checkSameGrid(scene, labelGrid, "labels.tif");
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().message.find("11 × 11"), std::string::npos);
    EXPECT_NE(status.error().message.find("10 × 10"), std::string::npos);
}

}  // namespace
}  // namespace lacuna::raster
