#include "loss/footprint_source.h"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "loss/generated_footprint.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::loss {
namespace {

Footprint footprintOf(const std::string& text, const raster::Grid& grid) {
    auto made = readFootprint(text, grid, {});
    if (!made) {
        ADD_FAILURE() << base::describe(made.error());
        return {grid.width, grid.height};
    }
    return std::move(*made);
}

std::string refusal(const std::string& text, const raster::Grid& grid = support::utmGrid(40, 30)) {
    const auto made = readFootprint(text, grid, {});
    EXPECT_FALSE(made);
    return made ? "" : base::describe(made.error());
}

/// The pixels (column 5 … 9, row 2 … 3) as a polygon in map coordinates.
constexpr auto rectangle = "POLYGON ((500050 4499980, 500100 4499980, 500100 4499960, 500050 4499960, 500050 4499980))";

void expectRectangle(const Footprint& footprint) {
    for (int row = 0; row < footprint.height(); ++row)
        for (int column = 0; column < footprint.width(); ++column)
            ASSERT_EQ(footprint.isLost(row, column), column >= 5 && column < 10 && row >= 2 && row < 4) << row << " " << column;
    EXPECT_EQ(footprint.pixels(), 10u);
}

/// A vector file with one polygon, given in the CRS of the code.
std::string writeVector(const std::string& path, const char* driver, const char* wkt, int epsg) {
    raster::initialiseGdal();
    auto* maker = GetGDALDriverManager()->GetDriverByName(driver);
    GDALDatasetUniquePtr file(maker->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    auto* layer = file->CreateLayer("lost", &crs, wkbUnknown);
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkt(wkt, &crs, &geometry);
    OGRSpatialReference grid;
    grid.importFromEPSG(32616);
    grid.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    geometry->assignSpatialReference(&grid);
    geometry->transformTo(&crs);
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetGeometryDirectly(geometry);
    EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    return path;
}

TEST(Footprint, takesDataFromItsPixelsAlone) {
    Footprint footprint(20, 10);
    footprint.lose(0, 0);
    footprint.lose(4, 19);
    footprint.lose(4, 19);
    EXPECT_EQ(footprint.pixels(), 2u);
    EXPECT_DOUBLE_EQ(footprint.share(), 0.01);
    std::vector<std::uint8_t> holdsData(24 * 14, 1);
    footprint.takeFrom({-2, -2, 24, 14}, holdsData.data());
    for (std::size_t i = 0; i < holdsData.size(); ++i)
        EXPECT_EQ(holdsData[i], i == 2 * 24 + 2 || i == 6 * 24 + 21 ? 0 : 1) << i;
}

TEST(FootprintSource, aPolygonInWktLosesThePixelsWhoseCentreItCovers) { expectRectangle(footprintOf(rectangle, support::utmGrid(40, 30))); }

TEST(FootprintSource, vectorFilesAreReadInAnyCrs) {
    const support::ScratchFolder folder;
    const auto grid = support::utmGrid(40, 30);
    expectRectangle(footprintOf(writeVector(folder.file("same.gpkg"), "GPKG", rectangle, 32616), grid));
    expectRectangle(footprintOf(writeVector(folder.file("other.gpkg"), "GPKG", rectangle, 32617), grid));
    expectRectangle(footprintOf(writeVector(folder.file("lonlat.geojson"), "GeoJSON", rectangle, 4326), grid));
    expectRectangle(footprintOf(writeVector(folder.file("shape.shp"), "ESRI Shapefile", rectangle, 32616), grid));
}

TEST(FootprintSource, aRasterMaskLosesWhatIsNeitherZeroNorNoData) {
    const support::ScratchFolder folder;
    support::RasterFile mask;
    mask.width = 40;
    mask.height = 130;  // several reads
    mask.bands = 1;
    mask.noData = 9;
    mask.value = [](int, int row, int column) { return row == 100 && column == 7 ? 1 : column == 3 ? 9 : 0; };
    const auto footprint = footprintOf(support::writeRaster(folder.file("mask.tif"), mask), support::utmGrid(40, 130));
    EXPECT_EQ(footprint.pixels(), 1u);
    EXPECT_TRUE(footprint.isLost(100, 7));
    EXPECT_NE(refusal(folder.file("mask.tif")).find("grid"), std::string::npos);
}

TEST(FootprintSource, whatCannotBeAFootprintIsNamed) {
    const support::ScratchFolder folder;
    EXPECT_NE(refusal("/nowhere/cloud.gpkg").find("/nowhere/cloud.gpkg is not there"), std::string::npos);
    EXPECT_NE(refusal("POLYGON ((1 2").find("no polygon in WKT"), std::string::npos);
    EXPECT_NE(refusal("POLYGON ((0 0, 1 0, 1 1, 0 0))").find("covers no pixel"), std::string::npos);
    EXPECT_NE(refusal("strips,every:5,width:5").find("leave nothing"), std::string::npos);
    EXPECT_NE(refusal("clouds,share:2").find("share is 2"), std::string::npos);
    EXPECT_NE(refusal("clouds,shape:2").find("expected name:value with share, size, seed"), std::string::npos);
    EXPECT_NE(refusal(writeVector(folder.file("line.gpkg"), "GPKG", "LINESTRING (500000 4499900, 500100 4499900)", 32616))
                  .find("expected polygons"),
              std::string::npos);
}

TEST(GeneratedFootprint, stripsComeAtTheirDistance) {
    const auto columns = footprintOf("strips,every:7,width:2,first:3", support::utmGrid(40, 30));
    const auto rows = footprintOf("strips,direction:rows,every:10,width:1", support::utmGrid(40, 30));
    for (int row = 0; row < 30; ++row)
        for (int column = 0; column < 40; ++column) {
            ASSERT_EQ(columns.isLost(row, column), column >= 3 && (column - 3) % 7 < 2);
            ASSERT_EQ(rows.isLost(row, column), row % 10 == 0);
        }
}

TEST(GeneratedFootprint, cloudsCoverTheirShareAndGrow) {
    const Footprint small = footprintOf("clouds,share:0.2,size:12,seed:4", support::utmGrid(120, 90));
    const Footprint large = footprintOf("clouds,share:0.6,size:12,seed:4", support::utmGrid(120, 90));
    EXPECT_NEAR(small.share(), 0.2, 0.002);
    EXPECT_NEAR(large.share(), 0.6, 0.002);
    EXPECT_DOUBLE_EQ(footprintOf("clouds,share:1", support::utmGrid(120, 90)).share(), 1);
    EXPECT_EQ(footprintOf("clouds,share:0.2,size:12,seed:4", support::utmGrid(120, 90)).pixels(), small.pixels());
    int edges = 0, differs = 0;
    const Footprint other = footprintOf("clouds,share:0.2,size:12,seed:5", support::utmGrid(120, 90));
    for (int row = 0; row < 90; ++row)
        for (int column = 1; column < 120; ++column) {
            EXPECT_TRUE(!small.isLost(row, column) || large.isLost(row, column));
            edges += small.isLost(row, column) != small.isLost(row, column - 1);
            differs += small.isLost(row, column) != other.isLost(row, column);
        }
    EXPECT_LT(edges, 90 * 20);  // areas, not single pixels
    EXPECT_GT(differs, 1000);
}

TEST(GeneratedFootprint, makingCloudsCanBeStopped) {
    std::stop_source stop;
    stop.request_stop();
    const auto made = makeFootprint(Clouds(), 100, 100, stop.get_token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
}  // namespace lacuna::loss
