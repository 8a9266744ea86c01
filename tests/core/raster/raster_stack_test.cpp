#include "raster/raster_stack.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::raster {
namespace {

using support::RasterFile;
using support::readPixels;
using support::ScratchFolder;
using support::writeRaster;

RasterStack opened(const std::vector<ModalitySource>& sources, bool align = false) {
    auto stack = RasterStack::open(sources, {align});
    EXPECT_TRUE(stack) << (stack ? "" : base::describe(stack.error()));
    return std::move(*stack);
}

std::string refusal(const std::vector<ModalitySource>& sources, bool align = false) {
    const auto stack = RasterStack::open(sources, {align});
    EXPECT_FALSE(stack);
    return stack ? "" : base::describe(stack.error());
}

TEST(RasterStack, everyNumericTypeAndInterleavingGivesTheSameValues) {
    const ScratchFolder folder;
    int number = 0;
    for (const auto type : {GDT_Byte, GDT_UInt16, GDT_Int16, GDT_UInt32, GDT_Int32, GDT_Float32, GDT_Float64, GDT_Int64}) {
        for (const char* interleaving : {"INTERLEAVE=BAND", "INTERLEAVE=PIXEL"}) {
            RasterFile file;
            file.type = type;
            file.options = {interleaving, "TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"};
            file.value = [](int band, int row, int column) { return band * 100.0 + row * 5 + column % 5; };
            const auto path = writeRaster(folder.file(std::to_string(number++) + ".tif"), file);
            const auto pixels = readPixels(opened({{"hs", {path}}}), 0, {3, 2, 6, 4});
            for (int band = 0, i = 0; band < 2; ++band)
                for (int row = 2; row < 6; ++row)
                    for (int column = 3; column < 9; ++column, ++i)
                        ASSERT_EQ(pixels.values[static_cast<std::size_t>(i)], file.value(band, row, column))
                            << GDALGetDataTypeName(type) << " " << interleaving;
        }
    }
}

TEST(RasterStack, severalFilesMakeOneModalityInTheirOrder) {
    const ScratchFolder folder;
    const auto a = writeRaster(folder.file("a.tif"));
    RasterFile single;
    single.bands = 1;
    single.value = [](int, int, int) { return 77.0; };
    const auto b = writeRaster(folder.file("b.tif"), single);
    const auto stack = opened({{"hs", {a, b}}});
    EXPECT_EQ(stack.modality(0).bands, 3);
    EXPECT_EQ(stack.modality(0).type, "UInt16");
    const auto pixels = readPixels(stack, 0, {0, 0, 2, 1});
    EXPECT_EQ(pixels.values, (std::vector<float>{0, 1, 1000, 1001, 77, 77}));
}

TEST(RasterStack, scaleAndOffsetAreApplied) {
    const ScratchFolder folder;
    RasterFile file;
    file.scale = 0.5;
    file.offset = 10;
    const auto pixels = readPixels(opened({{"hs", {writeRaster(folder.file("a.tif"), file)}}}), 0, {4, 1, 1, 1});
    EXPECT_EQ(pixels.values[0], 24 * 0.5f + 10);
}

TEST(RasterStack, noDataNanAndInfinityInAnyBandMakeAPixelAbsentWithValueZero) {
    const ScratchFolder folder;
    RasterFile file;
    file.type = GDT_Float32;
    file.noData = -9999;
    file.value = [](int band, int row, int column) {
        if (row != 0) return 1.0;
        if (column == 1 && band == 1) return -9999.0;
        if (column == 2 && band == 0) return std::numeric_limits<double>::quiet_NaN();
        if (column == 3) return std::numeric_limits<double>::infinity();
        return 5.0;
    };
    const auto pixels = readPixels(opened({{"hs", {writeRaster(folder.file("a.tif"), file)}}}), 0, {0, 0, 5, 1});
    EXPECT_EQ(pixels.holdsData, (std::vector<std::uint8_t>{1, 0, 0, 0, 1}));
    EXPECT_EQ(pixels.values, (std::vector<float>{5, 0, 0, 0, 5, 5, 0, 0, 0, 5}));
}

TEST(RasterStack, aMaskBandMakesPixelsAbsent) {
    const ScratchFolder folder;
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
    const auto path = folder.file("masked.tif");
    {
        auto dataset = support::createRaster(path, {});
        ASSERT_EQ(dataset->CreateMaskBand(GMF_PER_DATASET), CE_None);
        std::vector<std::uint8_t> mask(20 * 12, 255);
        mask[2] = 0;
        ASSERT_EQ(dataset->GetRasterBand(1)->GetMaskBand()->RasterIO(GF_Write, 0, 0, 20, 12, mask.data(), 20, 12, GDT_Byte, 0, 0,
                                                                      nullptr), CE_None);
    }
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
    EXPECT_EQ(readPixels(opened({{"hs", {path}}}), 0, {0, 0, 4, 1}).holdsData, (std::vector<std::uint8_t>{1, 1, 0, 1}));
}

TEST(RasterStack, anAlphaBandIsTheMaskAndNoData) {
    const ScratchFolder folder;
    RasterFile file;
    file.bands = 4;
    file.type = GDT_Byte;
    file.options = {"PHOTOMETRIC=RGB", "ALPHA=YES"};
    file.value = [](int band, int, int column) { return band == 3 ? (column == 1 ? 0 : 255) : 9; };
    const auto stack = opened({{"rgb", {writeRaster(folder.file("a.tif"), file)}}});
    EXPECT_EQ(stack.modality(0).bands, 3);
    EXPECT_EQ(readPixels(stack, 0, {0, 0, 3, 1}).holdsData, (std::vector<std::uint8_t>{1, 0, 1}));
}

TEST(RasterStack, pixelsOutsideTheGridHoldNoData) {
    const ScratchFolder folder;
    const auto stack = opened({{"hs", {writeRaster(folder.file("a.tif"))}}});
    const auto pixels = readPixels(stack, 0, {-1, -1, 3, 2});
    EXPECT_EQ(pixels.holdsData, (std::vector<std::uint8_t>{0, 0, 0, 0, 1, 1}));
    EXPECT_EQ(pixels.values, (std::vector<float>{0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1000, 1001}));
    const auto far = readPixels(stack, 0, {100, 100, 2, 1});
    EXPECT_EQ(far.holdsData, (std::vector<std::uint8_t>{0, 0}));
}

TEST(RasterStack, everyMismatchOfTheGridsIsNamedWithBothValues) {
    const ScratchFolder folder;
    const auto a = writeRaster(folder.file("a.tif"));
    RasterFile other;
    other.width = 10;
    other.epsg = 32617;
    other.transform = {500100, 20, 0, 4500000, 0, -20};
    const auto text = refusal({{"hs", {a}}, {"lidar", {writeRaster(folder.file("b.tif"), other)}}});
    for (const char* part : {"open raster", "b.tif", "10 × 12", "20 × 12", "zone 17N", "zone 16N", "500100", "--align"})
        EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
}

TEST(RasterStack, gridsMayDifferByLessThanATwentiethPixel) {
    const ScratchFolder folder;
    const auto a = writeRaster(folder.file("a.tif"));
    RasterFile near;
    near.transform[0] += 0.4;
    opened({{"hs", {a}}, {"sar", {writeRaster(folder.file("b.tif"), near)}}});
    RasterFile far;
    far.transform[0] += 0.6;
    refusal({{"hs", {a}}, {"sar", {writeRaster(folder.file("c.tif"), far)}}});
}

TEST(RasterStack, aligningWarpsToTheFirstGrid) {
    const ScratchFolder folder;
    const auto a = writeRaster(folder.file("a.tif"));
    RasterFile shifted;
    shifted.bands = 1;
    shifted.type = GDT_Float32;
    shifted.transform[0] += 50;  // five pixels to the right
    shifted.value = [](int, int row, int column) { return row * 100.0 + column; };
    const auto stack = opened({{"hs", {a}}, {"lidar", {writeRaster(folder.file("b.tif"), shifted)}}}, true);
    EXPECT_FALSE(stack.modality(0).warped);
    EXPECT_TRUE(stack.modality(1).warped);
    const auto pixels = readPixels(stack, 1, {3, 3, 4, 1});
    EXPECT_EQ(pixels.holdsData[0], 0);
    EXPECT_EQ(pixels.holdsData[2], 1);
    EXPECT_NEAR(pixels.values[2], 300, 1e-3);
    EXPECT_NEAR(pixels.values[3], 301, 1e-3);
}

TEST(RasterStack, filesThatAreNoRastersAreNamed) {
    const ScratchFolder folder;
    support::putFile(folder.file("text.tif"), "this is no raster");
    EXPECT_NE(refusal({{"hs", {folder.file("text.tif")}}}).find("text.tif"), std::string::npos);
    EXPECT_NE(refusal({{"hs", {folder.file("missing.tif")}}}).find("does not exist"), std::string::npos);
    std::filesystem::create_directory(folder.file("folder.tif"));
    EXPECT_NE(refusal({{"hs", {folder.file("folder.tif")}}}).find("not a file"), std::string::npos);
}

TEST(RasterStack, aTruncatedFileIsAnErrorWhenReadNotACrash) {
    const ScratchFolder folder;
    RasterFile file;
    file.width = file.height = 256;
    const auto path = writeRaster(folder.file("a.tif"), file);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    const auto stack = RasterStack::open({{"hs", {path}}});
    if (!stack) return;
    std::vector<float> values(2 * 256 * 256);
    std::vector<std::uint8_t> holdsData(256 * 256);
    const auto status = stack->read(0, {0, 0, 256, 256}, values.data(), holdsData.data());
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().message.find("a.tif"), std::string::npos);
    EXPECT_EQ(status.error().code, base::ErrorCode::BadData);
}

TEST(RasterStack, aFileThatClaimsToHoldFarMoreThanItsBytesIsRefused) {
    const ScratchFolder folder;
    RasterFile file;
    file.bands = 1;
    file.width = file.height = 60000;
    file.options = {"SPARSE_OK=TRUE", "TILED=YES", "COMPRESS=DEFLATE", "BLOCKXSIZE=4096", "BLOCKYSIZE=4096"};
    raster::initialiseGdal();
    CPLStringList options;
    for (const auto& option : file.options) options.AddString(option.c_str());
    const auto path = folder.file("bomb.tif");
    GDALDatasetUniquePtr(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), 60000, 60000, 1, GDT_UInt16,
                                                                                  options.List()));
    EXPECT_NE(refusal({{"hs", {path}}}).find("bomb.tif"), std::string::npos);
}

TEST(RasterStack, complexNumbersAreRefused) {
    const ScratchFolder folder;
    RasterFile file;
    file.type = GDT_CFloat32;
    EXPECT_NE(refusal({{"sar", {writeRaster(folder.file("a.tif"), file)}}}).find("CFloat32"), std::string::npos);
}

TEST(RasterStack, namesMustDifferAndBeAtMostEight) {
    const ScratchFolder folder;
    const auto a = writeRaster(folder.file("a.tif"));
    EXPECT_NE(refusal({{"hs", {a}}, {"hs", {a}}}).find("two sensors"), std::string::npos);
    std::vector<ModalitySource> nine;
    for (int i = 0; i < 9; ++i) nine.push_back({std::to_string(i), {a}});
    EXPECT_NE(refusal(nine).find("9 sensors"), std::string::npos);
    EXPECT_FALSE(RasterStack::open({}));
}

TEST(RasterStack, wavelengthsComeFromTheImageryDomainOrBandTags) {
    const ScratchFolder folder;
    const auto path = folder.file("a.tif");
    {
        auto dataset = support::createRaster(path, {});
        dataset->GetRasterBand(1)->SetMetadataItem("CENTRAL_WAVELENGTH_UM", "0.45", "IMAGERY");
        dataset->GetRasterBand(2)->SetMetadataItem("wavelength", "865");
        dataset->GetRasterBand(2)->SetMetadataItem("wavelength_units", "nanometers");
    }
    const auto wavelengths = opened({{"hs", {path}}}).modality(0).wavelengths;
    ASSERT_EQ(wavelengths.size(), 2u);
    EXPECT_DOUBLE_EQ(wavelengths[0], 0.45);
    EXPECT_DOUBLE_EQ(wavelengths[1], 0.865);
}

TEST(RasterStack, modalitySourcesAreParsed) {
    const auto source = parseModalitySource("hs=a.tif,b.tif");
    ASSERT_TRUE(source);
    EXPECT_EQ(source->name, "hs");
    EXPECT_EQ(source->files, (std::vector<std::string>{"a.tif", "b.tif"}));
    for (const char* text : {"", "hs", "hs=", "=a.tif", ","}) EXPECT_FALSE(parseModalitySource(text)) << text;
}

TEST(RasterStack, aSecondThreadsCopyReadsTheSame) {
    const ScratchFolder folder;
    const auto stack = opened({{"hs", {writeRaster(folder.file("a.tif"))}}});
    auto again = stack.reopen();
    ASSERT_TRUE(again);
    EXPECT_EQ(readPixels(stack, 0, stack.grid().whole()).values, readPixels(*again, 0, stack.grid().whole()).values);
}

}  // namespace
}  // namespace lacuna::raster
