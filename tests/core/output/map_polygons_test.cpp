#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <map>

#include "small_map.h"

namespace lacuna::output {
namespace {

map::ClassMap smallMap(int width, int height) {
    map::ClassMap map(smallGrid(width, height), fourClasses());
    EXPECT_TRUE(map.write(blockAt(map.grid.whole())));
    return map;
}

TEST(MapPolygons, areasByClassAreThoseOfTheCells) {
    const ScratchFolder folder;
    const auto map = smallMap(90, 70);
    MapFileOptions options;
    options.labels = folder.file("map.tif");
    options.polygons = folder.file("areas.gpkg");
    const auto written = writeMap(map, options);
    ASSERT_TRUE(written) << written.error().message;
    GDALDatasetUniquePtr file(GDALDataset::Open(options.polygons.c_str(), GDAL_OF_VECTOR));
    ASSERT_TRUE(file);
    auto* layer = file->GetLayerByName("classes");
    ASSERT_NE(layer, nullptr);
    std::map<int, double> hectares;
    for (const auto& feature : *layer) {
        hectares[feature->GetFieldAsInteger("value")] += feature->GetFieldAsDouble("area_ha");
        EXPECT_EQ(feature->GetFieldAsString("class"),
                  fourClasses()[static_cast<std::size_t>(base::classIndex(fourClasses(), feature->GetFieldAsInteger("value")))].name);
    }
    const auto counts = map.countByValue();
    ASSERT_EQ(hectares.size(), 3u);
    for (const auto& [value, area] : hectares)
        EXPECT_NEAR(area, static_cast<double>(counts[static_cast<std::size_t>(value)]) * 0.01, 1e-6) << value;
    EXPECT_TRUE(layer->GetSpatialRef() != nullptr);
    auto* styles = file->GetLayerByName("layer_styles");
    ASSERT_NE(styles, nullptr);
    EXPECT_EQ(styles->GetFeatureCount(), 1);
}

TEST(MapPolygons, cancelledExportLeavesWhatWasThere) {
    const ScratchFolder folder;
    MapFileOptions options;
    options.labels = folder.file("map.tif");
    options.polygons = folder.file("areas.gpkg");
    putFile(options.polygons, "old");
    std::stop_source source;
    source.request_stop();
    const auto written = writeMap(smallMap(90, 70), options, source.get_token());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, base::ErrorCode::Cancelled);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"areas.gpkg"});
    EXPECT_EQ(contentOf(options.polygons), "old");
}

TEST(MapPolygons, aMissingFolderIsNamed) {
    const ScratchFolder folder;
    MapFileOptions options;
    options.labels = folder.file("map.tif");
    options.polygons = folder.file("none/areas.gpkg");
    const auto written = writeMap(smallMap(20, 20), options);
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().message.find("none does not exist"), std::string::npos) << written.error().message;
}

TEST(CloudOptimised, aMapForTheCloudHoldsAllThatAPlainOneHolds) {
    const ScratchFolder folder;
    const auto map = smallMap(1100, 613);
    MapFileOptions options;
    options.labels = folder.file("map.tif");
    options.availability = folder.file("availability.tif");
    options.cloudOptimised = true;
    options.provenance = {{"VERSION", "0.1.0"}};
    const auto written = writeMap(map, options);
    ASSERT_TRUE(written) << written.error().message;
    GDALDatasetUniquePtr file(GDALDataset::Open(options.labels.c_str(), GDAL_OF_RASTER));
    ASSERT_TRUE(file);
    EXPECT_STREQ(file->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG");
    EXPECT_STREQ(file->GetMetadataItem("VERSION", "LACUNA"), "0.1.0");
    EXPECT_GE(file->GetRasterBand(1)->GetOverviewCount(), 1);
    EXPECT_NE(file->GetRasterBand(1)->GetDefaultRAT(), nullptr);
    const auto read = readMap(options.labels);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->labels, map.labels);
    EXPECT_EQ(read->classes.size(), 4u);
    for (const auto& name : folder.names()) EXPECT_EQ(name.find("partial"), std::string::npos) << name;
}

}  // namespace
}  // namespace lacuna::output
