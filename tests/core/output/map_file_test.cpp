#include "output/map_file.h"

#include <gdal_priv.h>
#include <gdal_rat.h>
#include <gtest/gtest.h>

#include <cmath>

#include "small_map.h"

namespace lacuna::output {
namespace {

using base::ErrorCode;
using Names = std::vector<std::string>;

MapFileOptions optionsFor(const std::string& labels) {
    MapFileOptions options;
    options.labels = labels;
    options.modalityNames = {"VNIR", "SWIR", "LiDAR"};
    options.sensorsUsed = 0b101;
    options.provenance = {{"VERSION", "0.1.0"}, {"METHOD", "mamol"}, {"SEED", "7"}, {"CHECKPOINT_SHA256", "ab12"}};
    return options;
}

std::unique_ptr<MapFileWriter> writerFor(const raster::Grid& grid, const MapFileOptions& options) {
    auto writer = MapFileWriter::create(grid, fourClasses(), options);
    EXPECT_TRUE(writer) << writer.error().message;
    return writer ? std::move(*writer) : nullptr;
}

GDALDatasetUniquePtr opened(const std::string& path) {
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER));
    EXPECT_TRUE(file) << path;
    return file;
}

template <class Value>
std::vector<Value> cellsOf(GDALRasterBand& band, GDALDataType type) {
    std::vector<Value> cells(static_cast<std::size_t>(band.GetXSize()) * static_cast<std::size_t>(band.GetYSize()));
    EXPECT_EQ(band.RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), cells.data(), band.GetXSize(),
                            band.GetYSize(), type, 0, 0, nullptr),
              CE_None);
    return cells;
}

TEST(MapFile, everyCellComesBackWhateverTheSizeOfTheTiles) {
    const ScratchFolder folder;
    const auto grid = smallGrid(1100, 613);
    const auto whole = blockAt(grid.whole());
    for (const int side : {100, 256, 512, 2000}) {
        const auto path = folder.file("map.tif");
        const auto writer = writerFor(grid, optionsFor(path));
        ASSERT_TRUE(writeTiles(*writer, grid, side));
        const auto finished = writer->finish();
        ASSERT_TRUE(finished) << finished.error().message;
        const auto file = opened(path);
        EXPECT_EQ(cellsOf<std::uint8_t>(*file->GetRasterBand(1), GDT_Byte), whole.labels) << side;
    }
}

TEST(MapFile, formatIsWhatOtherProgramsExpect) {
    const ScratchFolder folder;
    const auto grid = smallGrid(1100, 613);
    const auto writer = writerFor(grid, optionsFor(folder.file("map.tif")));
    ASSERT_TRUE(writeTiles(*writer, grid, 300));
    ASSERT_TRUE(writer->finish());
    const auto file = opened(folder.file("map.tif"));
    auto& band = *file->GetRasterBand(1);
    int width = 0, height = 0;
    band.GetBlockSize(&width, &height);
    EXPECT_EQ(file->GetRasterCount(), 1);
    EXPECT_EQ(band.GetRasterDataType(), GDT_Byte);
    EXPECT_EQ(band.GetColorInterpretation(), GCI_PaletteIndex);
    EXPECT_EQ(band.GetNoDataValue(), 0);
    EXPECT_EQ(width, 512);
    EXPECT_EQ(height, 512);
    EXPECT_STREQ(file->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"), "DEFLATE");
    EXPECT_STREQ(file->GetMetadataItem("PREDICTOR", "IMAGE_STRUCTURE"), "2");
    std::array<double, 6> transform{};
    ASSERT_EQ(file->GetGeoTransform(transform.data()), CE_None);
    EXPECT_EQ(transform, grid.mapFromPixel);
    ASSERT_TRUE(file->GetSpatialRef());
    EXPECT_STREQ(file->GetSpatialRef()->GetAuthorityCode(nullptr), "32632");
    for (const auto& landClass : fourClasses()) {
        const auto* entry = band.GetColorTable()->GetColorEntry(landClass.value);
        EXPECT_EQ(entry->c1, landClass.color[0]);
        EXPECT_EQ(entry->c3, landClass.color[2]);
        EXPECT_EQ(landClass.name, band.GetCategoryNames()[landClass.value]);
    }
}

TEST(MapFile, overviewsAreInsideAndHoldTheCommonestClass) {
    const ScratchFolder folder;
    const auto grid = smallGrid(1100, 613);
    const auto writer = writerFor(grid, optionsFor(folder.file("map.tif")));
    map::MapBlock block = blockAt(grid.whole());
    // Two rows of four are water, the others each a class of their own: averaging would give neither.
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            block.labels[static_cast<std::size_t>(row * grid.width + column)] =
                (row % 2 == 0 || column % 2 == 0) ? 12 : 1;
    ASSERT_TRUE(writer->write(block));
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(folder.names(), (Names{"map.qml", "map.tif", "map.tif.aux.xml"}));
    const auto file = opened(folder.file("map.tif"));
    auto& band = *file->GetRasterBand(1);
    ASSERT_EQ(band.GetOverviewCount(), 2);
    EXPECT_EQ(band.GetOverview(0)->GetXSize(), 550);
    const auto cells = cellsOf<std::uint8_t>(*band.GetOverview(0), GDT_Byte);
    EXPECT_TRUE(std::all_of(cells.begin(), cells.end(), [](auto value) { return value == 12; }));
}

TEST(MapFile, attributeTableCountsCellsAndAreas) {
    const ScratchFolder folder;
    const auto grid = smallGrid(300, 200);
    const auto writer = writerFor(grid, optionsFor(folder.file("map.tif")));
    ASSERT_TRUE(writeTiles(*writer, grid, 128));
    ASSERT_TRUE(writer->finish());
    const auto labels = blockAt(grid.whole()).labels;
    const auto file = opened(folder.file("map.tif"));
    const auto* table = file->GetRasterBand(1)->GetDefaultRAT();
    ASSERT_TRUE(table);
    EXPECT_EQ(table->GetTableType(), GRTT_THEMATIC);
    ASSERT_EQ(table->GetRowCount(), 4);
    for (const auto& landClass : fourClasses()) {
        const auto count = std::count(labels.begin(), labels.end(), landClass.value);
        const int row = table->GetRowOfValue(landClass.value);
        ASSERT_GE(row, 0);
        EXPECT_EQ(table->GetValueAsInt(row, table->GetColOfUsage(GFU_PixelCount)), count);
        EXPECT_EQ(table->GetValueAsString(row, table->GetColOfUsage(GFU_Name)), landClass.name);
        EXPECT_EQ(table->GetValueAsInt(row, table->GetColOfUsage(GFU_Green)), landClass.color[1]);
        EXPECT_STREQ(table->GetNameOfCol(6), "Area_ha");
        EXPECT_NEAR(table->GetValueAsDouble(row, 6), static_cast<double>(count) / 100, 1e-9);
        EXPECT_STREQ(table->GetValueAsString(row, 7), "VNIR, LiDAR");
    }
}

TEST(MapFile, provenanceStandsInTheTiffItself) {
    const ScratchFolder folder;
    const auto grid = smallGrid(20, 10);
    const auto writer = writerFor(grid, optionsFor(folder.file("map.tif")));
    ASSERT_TRUE(writer->write(blockAt(grid.whole())));
    ASSERT_TRUE(writer->finish());
    std::filesystem::remove(folder.file("map.tif.aux.xml"));
    const auto file = opened(folder.file("map.tif"));
    EXPECT_STREQ(file->GetMetadataItem("VERSION", "LACUNA"), "0.1.0");
    EXPECT_STREQ(file->GetMetadataItem("CHECKPOINT_SHA256", "LACUNA"), "ab12");
    EXPECT_STREQ(file->GetMetadataItem("SENSORS", "LACUNA"), "VNIR, LiDAR");
}

TEST(MapFile, mapComesBackWithItsWholeClassTable) {
    const ScratchFolder folder;
    const auto path = folder.file("map.tif");
    map::ClassMap written(smallGrid(300, 700), fourClasses());
    ASSERT_TRUE(written.write(blockAt(written.grid.whole())));
    ASSERT_TRUE(writeMap(written, optionsFor(path)));
    for (const bool withSidecar : {true, false}) {
        if (!withSidecar) std::filesystem::remove(path + ".aux.xml");
        const auto found = readMap(path);
        ASSERT_TRUE(found) << found.error().message;
        EXPECT_EQ(found->labels, written.labels);
        EXPECT_EQ(found->grid.mapFromPixel, written.grid.mapFromPixel);
        EXPECT_EQ(found->confidence.size(), written.labels.size());
        ASSERT_EQ(found->classes.size(), 4u);
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_EQ(found->classes[i].value, fourClasses()[i].value);
            EXPECT_EQ(found->classes[i].name, fourClasses()[i].name);
            EXPECT_EQ(found->classes[i].color, fourClasses()[i].color);
        }
    }
}

TEST(MapFile, readingAMissingMapIsAnError) {
    const auto found = readMap("/nowhere/map.tif");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::NotFound);
}

TEST(MapFile, furtherOutputsHoldTheirValuesAndNoDataWhereNothingIsThere) {
    const ScratchFolder folder;
    const auto grid = smallGrid(530, 40);
    auto options = optionsFor(folder.file("map.tif"));
    options.confidence = folder.file("confidence.tif");
    options.probabilities = folder.file("probabilities.tif");
    options.availability = folder.file("availability.tif");
    options.gatesFolder = folder.file("gates");
    options.experts.blocks = {{3, {"dynamic 1", "shared"}}, {11, {"VNIR"}}};
    const auto writer = writerFor(grid, options);
    ASSERT_TRUE(writeTiles(*writer, grid, 90, 4, 3));
    const auto finished = writer->finish();
    ASSERT_TRUE(finished) << finished.error().message;

    const auto whole = blockAt(grid.whole(), 4, 3);
    const auto confidence = opened(options.confidence), probabilities = opened(options.probabilities),
               availability = opened(options.availability), gates = opened(folder.file("gates/block_11.tif"));
    EXPECT_EQ(cellsOf<float>(*confidence->GetRasterBand(1), GDT_Float32), whole.confidence);
    EXPECT_EQ(cellsOf<std::uint8_t>(*availability->GetRasterBand(1), GDT_Byte), whole.availability);
    EXPECT_STREQ(availability->GetMetadataItem("BIT_2", "LACUNA"), "LiDAR");
    EXPECT_STREQ(confidence->GetMetadataItem("PREDICTOR", "IMAGE_STRUCTURE"), "3");
    ASSERT_EQ(probabilities->GetRasterCount(), 4);
    EXPECT_EQ(probabilities->GetRasterBand(3)->GetDescription(), fourClasses()[2].name);
    EXPECT_EQ(opened(folder.file("gates/block_03.tif"))->GetRasterCount(), 2);
    const auto third = cellsOf<float>(*probabilities->GetRasterBand(3), GDT_Float32),
               last = cellsOf<float>(*gates->GetRasterBand(1), GDT_Float32);
    for (std::size_t i = 0; i < whole.labels.size(); ++i) {
        if (whole.labels[i] == 0) {
            ASSERT_TRUE(std::isnan(third[i]) && std::isnan(last[i]));
        } else {
            ASSERT_EQ(third[i], whole.probabilities[2 * whole.labels.size() + i]);
            ASSERT_EQ(last[i], whole.gates[2 * whole.labels.size() + i]);
        }
    }
    EXPECT_EQ(folder.names(), (Names{"availability.tif", "confidence.tif", "gates", "map.qml", "map.tif", "map.tif.aux.xml",
                                     "probabilities.tif"}));
}

TEST(MapFile, previewBlocksAreIgnored) {
    const ScratchFolder folder;
    const auto grid = smallGrid(64, 64);
    const auto writer = writerFor(grid, optionsFor(folder.file("map.tif")));
    auto preview = blockAt(grid.whole());
    preview.preview = true;
    std::fill(preview.labels.begin(), preview.labels.end(), 12);
    ASSERT_TRUE(writer->write(preview));
    ASSERT_TRUE(writeTiles(*writer, grid, 32));
    ASSERT_TRUE(writer->finish());
    const auto found = readMap(folder.file("map.tif"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->labels, blockAt(grid.whole()).labels);
}

TEST(MapFile, nothingChangesBeforeFinishAndNothingIsLeftBehind) {
    const ScratchFolder folder;
    const auto grid = smallGrid(700, 600);
    for (const auto* name : {"map.qml", "map.tif", "map.tif.aux.xml", "confidence.tif"}) putFile(folder.file(name), "old");
    auto options = optionsFor(folder.file("map.tif"));
    options.confidence = folder.file("confidence.tif");
    {
        const auto writer = writerFor(grid, options);
        ASSERT_TRUE(writeTiles(*writer, grid, 256));
        EXPECT_EQ(folder.names().size(), 6u);
    }
    EXPECT_EQ(folder.names(), (Names{"confidence.tif", "map.qml", "map.tif", "map.tif.aux.xml"}));
    for (const auto& name : folder.names()) EXPECT_EQ(contentOf(folder.file(name)), "old");
}

TEST(MapFile, overwritingReplacesTheSidecarsToo) {
    const ScratchFolder folder;
    const auto grid = smallGrid(40, 30);
    for (const auto* name : {"map.tif", "map.tif.ovr", "confidence.tif", "confidence.tif.aux.xml"})
        putFile(folder.file(name), "old");
    putFile(folder.file("map.tif.aux.xml"), "<PAMDataset><Metadata><MDI key=\"OLD\">1</MDI></Metadata></PAMDataset>");
    auto options = optionsFor(folder.file("map.tif"));
    options.confidence = folder.file("confidence.tif");
    const auto writer = writerFor(grid, options);
    ASSERT_TRUE(writer->write(blockAt(grid.whole())));
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(folder.names(), (Names{"confidence.tif", "map.qml", "map.tif", "map.tif.aux.xml"}));
    const auto file = opened(folder.file("map.tif"));
    EXPECT_EQ(file->GetMetadataItem("OLD"), nullptr);
    EXPECT_TRUE(file->GetRasterBand(1)->GetDefaultRAT());
}

/// Where the disk fills up, as a share of the file's final size.
class MapFileOnFullDisk : public testing::TestWithParam<double> {};

TEST_P(MapFileOnFullDisk, isAnErrorThatNamesTheFileAndLeavesTheOldOne) {
    const ScratchFolder folder;
    const auto path = folder.file("map.tif"), large = folder.file("large.tif");
    map::ClassMap map(smallGrid(1500, 1100), fourClasses());
    ASSERT_TRUE(map.write(blockAt(map.grid.whole())));
    ASSERT_TRUE(writeMap(map, optionsFor(large)));
    ASSERT_TRUE(writeMap(map::ClassMap(smallGrid(10, 10), fourClasses()), optionsFor(path)));
    const auto before = contentOf(path), namesBefore = contentOf(path + ".aux.xml");
    base::Status status;
    {
        const FullDisk disk(
            static_cast<rlim_t>(GetParam() * static_cast<double>(std::filesystem::file_size(large) - 1)));
        status = writeMap(map, optionsFor(path));
    }
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Io);
    EXPECT_NE(status.error().message.find(path), std::string::npos) << status.error().message;
    EXPECT_NE(status.error().message.find("File too large"), std::string::npos) << status.error().message;
    EXPECT_EQ(contentOf(path), before);
    EXPECT_EQ(contentOf(path + ".aux.xml"), namesBefore);
    EXPECT_EQ(folder.names(), (Names{"large.qml", "large.tif", "large.tif.aux.xml", "map.qml", "map.tif", "map.tif.aux.xml"}));
}

INSTANTIATE_TEST_SUITE_P(AtDifferentTimes, MapFileOnFullDisk, testing::Values(0, 0.05, 0.3, 0.6, 0.9, 1));

TEST(MapFile, fullDiskDuringTheSidecarIsAnErrorToo) {
    const ScratchFolder folder;
    const auto path = folder.file("map.tif");
    base::ClassTable classes;
    for (int value = 1; value < 256; ++value)
        classes.push_back({value, "class " + std::to_string(value), base::defaultColor(value)});
    const map::ClassMap map(smallGrid(10, 10), classes);
    ASSERT_TRUE(writeMap(map, optionsFor(path)));
    const auto size = std::filesystem::file_size(path), sidecar = std::filesystem::file_size(path + ".aux.xml");
    const auto namesBefore = contentOf(path + ".aux.xml");
    ASSERT_GT(sidecar, size + 100);
    base::Status status;
    {
        const FullDisk disk(sidecar - 50);
        status = writeMap(map, optionsFor(path));
    }
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Io);
    EXPECT_EQ(contentOf(path + ".aux.xml"), namesBefore);
    EXPECT_EQ(folder.names(), (Names{"map.qml", "map.tif", "map.tif.aux.xml"}));
}

TEST(MapFile, writerThatFailedStaysFailed) {
    const ScratchFolder folder;
    const auto grid = smallGrid(700, 600);
    const auto writer = writerFor(grid, optionsFor(folder.file("map.tif")));
    {
        const FullDisk disk(100);
        EXPECT_FALSE(writeTiles(*writer, grid, 600));
    }
    EXPECT_FALSE(writer->write(blockAt({0, 0, 10, 10})));
    EXPECT_FALSE(writer->finish());
    EXPECT_FALSE(std::filesystem::exists(folder.file("map.tif")));
}

TEST(MapFile, placesThatTakeNoFileAreErrorsThatNameThem) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder.file("folder.tif"));
    putFile(folder.file("file"), "");
    for (const auto& path : {folder.file("nowhere/map.tif"), folder.file("folder.tif"), folder.file("file/map.tif"),
                             std::string("/proc/map.tif")}) {
        const auto writer = MapFileWriter::create(smallGrid(5, 5), fourClasses(), optionsFor(path));
        ASSERT_FALSE(writer) << path;
        EXPECT_EQ(writer.error().code, ErrorCode::Io);
        EXPECT_NE(writer.error().message.find(path), std::string::npos) << writer.error().message;
    }
    EXPECT_EQ(folder.names(), (Names{"file", "folder.tif"}));
}

TEST(MapFile, oneFileForTwoOutputsIsRefused) {
    const ScratchFolder folder;
    auto options = optionsFor(folder.file("map.tif"));
    options.confidence = folder.file("./map.tif");
    const auto writer = MapFileWriter::create(smallGrid(5, 5), fourClasses(), options);
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, ErrorCode::Usage);
    EXPECT_TRUE(folder.names().empty());
}

TEST(MapFile, mapInMemoryHasNoProbabilitiesToWrite) {
    const ScratchFolder folder;
    auto options = optionsFor(folder.file("map.tif"));
    options.probabilities = folder.file("probabilities.tif");
    const auto status = writeMap(map::ClassMap(smallGrid(5, 5), fourClasses()), options);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace lacuna::output
