#include "raster/vrt_policy.h"

#include <gtest/gtest.h>

#include "raster/raster_stack.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::raster {
namespace {

using support::ScratchFolder;

std::string vrt(const std::string& source, bool relative = true, const std::string& extra = {}) {
    return "<VRTDataset rasterXSize=\"20\" rasterYSize=\"12\">" + extra +
           "<VRTRasterBand dataType=\"UInt16\" band=\"1\"><SimpleSource><SourceFilename relativeToVRT=\"" +
           (relative ? "1" : "0") + "\">" + source +
           "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>";
}

bool refuses(const std::string& text) { return !vrtSources(text, "/data", "test.vrt").has_value(); }

TEST(VrtPolicy, sourcesInTheFolderOrBelowAreAllowed) {
    const auto sources = vrtSources(vrt("tiles/a.tif"), "/data", "test.vrt");
    ASSERT_TRUE(sources);
    EXPECT_EQ(*sources, (std::vector<std::string>{"/data/tiles/a.tif"}));
    EXPECT_TRUE(vrtSources(vrt("/data/a.tif", false), "/data", "test.vrt"));
}

TEST(VrtPolicy, sourcesElsewhereAreRefused) {
    for (const char* source : {"../a.tif", "tiles/../../a.tif", "/etc/passwd", "/vsicurl/http://x/a.tif", "http://x/a.tif",
                               "/vsizip/a.zip/a.tif", "/VSICURL/http://x", ""})
        EXPECT_TRUE(refuses(vrt(source, source[0] != '/'))) << source;
    EXPECT_TRUE(refuses(vrt("/database/a.tif", false)));
}

TEST(VrtPolicy, codeRawBandsAndWarpsAreRefused) {
    for (const char* extra : {"<PixelFunctionLanguage>Python</PixelFunctionLanguage>", "<GDALWarpOptions/>",
                              "<PansharpeningOptions/>", "<VRTRasterBand subClass=\"VRTRawRasterBand\"/>"})
        EXPECT_TRUE(refuses(vrt("a.tif", true, extra))) << extra;
    EXPECT_TRUE(refuses("<VRTDataset subClass=\"VRTWarpedDataset\"/>"));
    EXPECT_TRUE(refuses("no xml at all <"));
}

TEST(VrtPolicy, aVrtInTheClothesOfATiffIsCheckedToo) {
    const ScratchFolder folder;
    support::putFile(folder.file("innocent.tif"), vrt("/etc/passwd", false));
    const auto stack = RasterStack::open({{"hs", {folder.file("innocent.tif")}}});
    ASSERT_FALSE(stack);
    EXPECT_NE(stack.error().message.find("outside"), std::string::npos) << stack.error().message;
}

TEST(VrtPolicy, anHonestVrtIsRead) {
    const ScratchFolder folder;
    support::writeRaster(folder.file("a.tif"));
    support::putFile(folder.file("a.vrt"), vrt("a.tif"));
    const auto stack = RasterStack::open({{"hs", {folder.file("a.vrt")}}});
    ASSERT_TRUE(stack) << base::describe(stack.error());
    EXPECT_EQ(support::readPixels(*stack, 0, {3, 1, 1, 1}).values[0], 23);
}

TEST(VrtPolicy, aVrtOfAVrtIsRefused) {
    const ScratchFolder folder;
    support::writeRaster(folder.file("a.tif"));
    support::putFile(folder.file("inner.vrt"), vrt("a.tif"));
    support::putFile(folder.file("outer.vrt"), vrt("inner.vrt"));
    EXPECT_FALSE(RasterStack::open({{"hs", {folder.file("outer.vrt")}}}));
}

}  // namespace
}  // namespace lacuna::raster
