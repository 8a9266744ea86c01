#include "raster/bad_bands.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::raster {
namespace {

using support::ScratchFolder;

std::vector<bool> badOf(const std::vector<std::string>& files) {
    ModalityInfo info;
    info.files = files;
    const auto bad = badBands(info);
    EXPECT_TRUE(bad);
    return bad ? *bad : std::vector<bool>();
}

TEST(BadBands, comeFromTheEnviHeaderOrBandTagsOfAllFiles) {
    const ScratchFolder folder;
    const auto envi = folder.file("a.img"), tagged = folder.file("b.tif"), plain = support::writeRaster(folder.file("c.tif"));
    support::RasterFile file;
    file.driver = "ENVI";
    file.bands = 3;
    support::writeRaster(envi, file);
    std::ofstream(folder.file("a.hdr"), std::ios::app) << "bbl = {1, 0, 1}\n";
    support::createRaster(tagged, {})->GetRasterBand(2)->SetMetadataItem("bbl", "0");
    EXPECT_EQ(badOf({envi}), (std::vector<bool>{false, true, false}));
    EXPECT_EQ(badOf({tagged, envi}), (std::vector<bool>{false, true, false, true, false}));
    EXPECT_EQ(badOf({plain}), (std::vector<bool>{false, false}));
}

TEST(BadBands, anAlphaBandIsNoBand) {
    const ScratchFolder folder;
    const auto path = folder.file("a.tif");
    support::createRaster(path, {})->GetRasterBand(2)->SetColorInterpretation(GCI_AlphaBand);
    EXPECT_EQ(badOf({path}).size(), 1u);
}

TEST(BadBands, aFileThatIsGoneIsNamed) {
    ModalityInfo info;
    info.files = {"/nonexistent/a.tif"};
    const auto bad = badBands(info);
    ASSERT_FALSE(bad);
    EXPECT_NE(bad.error().message.find("/nonexistent/a.tif"), std::string::npos);
}

}  // namespace
}  // namespace lacuna::raster
