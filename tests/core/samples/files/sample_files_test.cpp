#include "samples/sample_files.h"

#include <gtest/gtest.h>

#include "support/raster_files.h"
#include "support/scratch_folder.h"
#include "vector_files.h"

namespace lacuna::samples {
namespace {

using support::RasterFile;
using support::ScratchFolder;
using support::writeRaster;

RasterFile labelFile() {
    RasterFile file;
    file.bands = 1;
    file.type = GDT_Byte;
    file.value = [](int, int row, int column) { return row == 4 && column < 4 ? 3 * column : 0; };
    return file;
}

SampleSet threeClasses() {
    SampleSet set{
        20, 12, {{12, "Water", {0, 0, 255}}, {3, "Corn, no till", {230, 159, 0}}, {7, "Bäume", {0, 90, 0}}}, {}};
    set.samples = {{0, 0, 0}, {0, 19, 1}, {5, 5, 2}, {5, 6, 2}, {11, 0, 1}, {11, 19, 0}};
    return set;
}

std::string valueAndPlace(const SampleSet& set) {
    std::string text;
    for (const auto& sample : set.samples)
        text += fmt::format("{},{}:{} ", sample.row, sample.column,
                            set.classes[static_cast<std::size_t>(sample.classIndex)].value);
    return text;
}

TEST(ReadSamples, aLabelRasterGivesItsPixelsNamesAndColours) {
    const ScratchFolder folder;
    const auto path = folder.file("labels.tif");
    {
        auto dataset = support::createRaster(path, labelFile());
        auto& band = *dataset->GetRasterBand(1);
        CPLStringList names;
        for (const char* name : {"", "", "", "Corn", "", "", "", "", "", "Oats"}) names.AddString(name);
        band.SetCategoryNames(names.List());
        GDALColorTable palette;
        const GDALColorEntry green{0, 200, 0, 255};
        palette.SetColorEntry(9, &green);
        band.SetColorTable(&palette);
    }
    const auto set = readSamples(path, sceneGrid());
    ASSERT_TRUE(set) << base::describe(set.error());
    EXPECT_EQ(valueAndPlace(*set), "4,1:3 4,2:6 4,3:9 ");
    EXPECT_EQ(set->gridWidth, 20);
    EXPECT_EQ(set->gridHeight, 12);
    ASSERT_EQ(set->classes.size(), 3u);
    EXPECT_EQ(set->classes[0].name, "Corn");
    EXPECT_EQ(set->classes[1].name, "class 6");
    EXPECT_EQ(set->classes[2].name, "Oats");
    EXPECT_EQ(set->classes[2].color, (base::Rgb{0, 200, 0}));
}

TEST(ReadSamples, aLabelRasterOfAnotherGridIsRefused) {
    const ScratchFolder folder;
    auto file = labelFile();
    file.width = 21;
    auto set = readSamples(writeRaster(folder.file("wide.tif"), file), sceneGrid());
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().code, base::ErrorCode::BadData);
    file = labelFile();
    file.transform[0] += 10;
    set = readSamples(writeRaster(folder.file("shifted.tif"), file), sceneGrid());
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().code, base::ErrorCode::BadData);
}

TEST(ReadSamples, aLabelRasterWithoutLabelsIsRefused) {
    const ScratchFolder folder;
    auto file = labelFile();
    file.value = [](int, int, int) { return 0; };
    const auto set = readSamples(writeRaster(folder.file("empty.tif"), file), sceneGrid());
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().code, base::ErrorCode::BadData);
    EXPECT_NE(set.error().message.find("labels no pixel"), std::string::npos);
}

TEST(ReadSamples, aFileThatIsNotThereIsNotFound) {
    const auto set = readSamples("/nowhere/labels.tif", sceneGrid());
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().code, base::ErrorCode::NotFound);
    EXPECT_NE(set.error().message.find("/nowhere/labels.tif"), std::string::npos);
}

TEST(ReadSamples, aFileThatIsNeitherRasterNorVectorIsRefused) {
    const ScratchFolder folder;
    support::putFile(folder.file("notes.txt"), "class 1 is water");
    EXPECT_FALSE(readSamples(folder.file("notes.txt"), sceneGrid()));
    support::putFile(folder.file("empty.tif"), "");
    EXPECT_FALSE(readSamples(folder.file("empty.tif"), sceneGrid()));
}

TEST(WriteLabelRaster, whatIsWrittenIsReadAgain) {
    const ScratchFolder folder;
    const auto path = folder.file("labels.tif");
    const auto set = threeClasses();
    ASSERT_TRUE(writeLabelRaster(path, set, sceneGrid()));
    const auto read = readSamples(path, sceneGrid());
    ASSERT_TRUE(read) << base::describe(read.error());
    EXPECT_EQ(valueAndPlace(*read), valueAndPlace(set));
    ASSERT_EQ(read->classes.size(), 3u);
    for (const auto& landClass : read->classes) {
        const int index = base::classIndex(set.classes, landClass.value);
        ASSERT_GE(index, 0);
        EXPECT_EQ(landClass.name, set.classes[static_cast<std::size_t>(index)].name);
        EXPECT_EQ(landClass.color, set.classes[static_cast<std::size_t>(index)].color);
    }
}

TEST(WriteLabelRaster, itIsAByteRasterOnTheScenesGrid) {
    const ScratchFolder folder;
    const auto path = folder.file("labels.tif");
    ASSERT_TRUE(writeLabelRaster(path, threeClasses(), sceneGrid()));
    const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str()));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->GetRasterXSize(), 20);
    EXPECT_EQ(file->GetRasterYSize(), 12);
    EXPECT_EQ(file->GetRasterBand(1)->GetRasterDataType(), GDT_Byte);
    EXPECT_EQ(file->GetRasterBand(1)->GetNoDataValue(), 0);
    std::array<double, 6> transform{};
    file->GetGeoTransform(transform.data());
    EXPECT_EQ(transform, sceneGrid().mapFromPixel);
    EXPECT_STREQ(file->GetSpatialRef()->GetAuthorityCode(nullptr), "32616");
}

TEST(WriteLabelRaster, aGridWithoutGeoreferenceIsWrittenToo) {
    const ScratchFolder folder;
    raster::Grid grid;
    grid.width = 20;
    grid.height = 12;
    ASSERT_TRUE(writeLabelRaster(folder.file("plain.tif"), threeClasses(), grid));
    const auto read = readSamples(folder.file("plain.tif"), grid);
    ASSERT_TRUE(read) << base::describe(read.error());
    EXPECT_EQ(valueAndPlace(*read), valueAndPlace(threeClasses()));
}

TEST(WriteLabelRaster, anOlderFileIsReplacedWithItsNames) {
    const ScratchFolder folder;
    const auto path = folder.file("labels.tif");
    ASSERT_TRUE(writeLabelRaster(path, threeClasses(), sceneGrid()));
    const auto files = folder.names();
    auto renamed = threeClasses();
    renamed.classes[0].name = "Lake";
    ASSERT_TRUE(writeLabelRaster(path, renamed, sceneGrid()));
    EXPECT_EQ(folder.names(), files);
    const auto read = readSamples(path, sceneGrid());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->classes[2].name, "Lake");
}

TEST(WriteLabelRaster, aFullDiskLeavesTheOlderFileAndNothingElse) {
    const ScratchFolder folder;
    const auto path = folder.file("labels.tif");
    ASSERT_TRUE(writeLabelRaster(path, threeClasses(), sceneGrid()));
    const auto files = folder.names();
    const auto content = support::contentOf(path);
    auto other = threeClasses();
    other.samples.push_back({3, 3, 0});
    {
        const support::FullDisk full(200);
        const auto status = writeLabelRaster(path, other, sceneGrid());
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, base::ErrorCode::Io);
    }
    EXPECT_EQ(folder.names(), files);
    EXPECT_EQ(support::contentOf(path), content);
}

TEST(WriteLabelRaster, aFolderThatIsNotThereIsAnIoError) {
    const auto status = writeLabelRaster("/nowhere/labels.tif", threeClasses(), sceneGrid());
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::Io);
}

}  // namespace
}  // namespace lacuna::samples
