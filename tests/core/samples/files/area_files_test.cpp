#include "samples/area_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "samples/area_pixels.h"
#include "samples/sample_files.h"
#include "samples/vector_areas.h"
#include "support/scratch_folder.h"
#include "vector_files.h"

namespace lacuna::samples {
namespace {

TrainingAreas scene() {
    const auto grid = sceneGrid();
    TrainingAreas set;
    set.classes = {{2, "Bäume & Sträucher", {1, 2, 3}}, {5, "Water", {0, 0, 255}}, {9, "not drawn yet", {7, 8, 9}}};
    set.parents = {{5, 2}};
    auto pixels = areaOfPixels({{1, 1}, {1, 2}, {2, 1}, {3, 3}}, 2, grid);
    TrainingArea holed{5, {{grid.mapPoint(8, 2), grid.mapPoint(16, 2), grid.mapPoint(16, 9), grid.mapPoint(8, 9)},
                           {grid.mapPoint(10, 4), grid.mapPoint(12, 4), grid.mapPoint(12, 6), grid.mapPoint(10, 6)}}, {}};
    TrainingArea point{2, {}, {grid.mapPoint(9.5, 3.5)}};
    for (auto& area : {pixels, holed, point}) set.areas.push_back(std::make_shared<TrainingArea>(area));
    return set;
}

class AreaFiles : public ::testing::Test {
protected:
    TrainingAreas roundTrip(const std::string& name) {
        const auto path = folder_.file(name);
        const auto written = writeAreas(path, scene(), sceneGrid());
        EXPECT_TRUE(written) << (written ? "" : base::describe(written.error()));
        auto read = readAreas(path, sceneGrid());
        EXPECT_TRUE(read) << (read ? "" : base::describe(read.error()));
        return read.value_or(TrainingAreas{});
    }
    void expectSamePixels(const TrainingAreas& read) {
        const auto expected = labelPixels(scene(), sceneGrid()), found = labelPixels(read, sceneGrid());
        ASSERT_TRUE(expected && found);
        const auto values = [](const SampleSet& set) {
            std::vector<std::tuple<int, int, std::string>> all;
            for (const auto& s : set.samples) all.emplace_back(s.row, s.column, set.classes[static_cast<std::size_t>(s.classIndex)].name);
            return all;
        };
        EXPECT_EQ(values(found->set), values(expected->set));
    }
    support::ScratchFolder folder_;
};

TEST_F(AreaFiles, aGeoPackageGivesEverythingBack) {
    const auto read = roundTrip("samples.gpkg");
    expectSamePixels(read);
    const auto given = scene();
    ASSERT_EQ(read.classes.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(read.classes[i].value, given.classes[i].value);
        EXPECT_EQ(read.classes[i].name, given.classes[i].name);
        EXPECT_EQ(read.classes[i].color, given.classes[i].color);
    }
    EXPECT_EQ(read.parents, given.parents);
    ASSERT_EQ(read.areas.size(), 3u);
    EXPECT_EQ(read.areas[2]->points, given.areas[2]->points);
}

TEST_F(AreaFiles, everyFormatGivesTheSamePixelsNamesAndColours) {
    for (const char* name : {"s.geojson", "s.shp", "s.xml", "s.tif"}) {
        SCOPED_TRACE(name);
        const auto read = roundTrip(name);
        expectSamePixels(read);
        ASSERT_GE(read.classes.size(), 2u);
        EXPECT_EQ(read.classes[1].name, "Water");
        EXPECT_EQ(read.classes[1].color, (base::Rgb{0, 0, 255}));
    }
}

TEST_F(AreaFiles, whatTrainsFromTheFileIsWhatWasDrawn) {
    const auto path = folder_.file("samples.gpkg");
    ASSERT_TRUE(writeAreas(path, scene(), sceneGrid()));
    const auto set = readSamples(path, sceneGrid());
    ASSERT_TRUE(set);
    const auto drawn = labelPixels(scene(), sceneGrid());
    EXPECT_EQ(set->samples, drawn->set.samples);
    EXPECT_EQ(set->classes.size(), 2u);
    EXPECT_EQ(set->classes[0].color, (base::Rgb{1, 2, 3}));
}

TEST_F(AreaFiles, anotherEndingAndAnEmptySetAreRefused) {
    EXPECT_EQ(writeAreas(folder_.file("a.doc"), scene(), sceneGrid()).error().code, base::ErrorCode::Usage);
    EXPECT_EQ(writeAreas(folder_.file("a.gpkg"), {}, sceneGrid()).error().code, base::ErrorCode::BadData);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("a.gpkg")));
}

TEST_F(AreaFiles, aFolderThatIsNotThereLeavesNothing) {
    for (const char* name : {"no/a.gpkg", "no/a.shp", "no/a.geojson", "no/a.xml"}) {
        const auto written = writeAreas(folder_.file(name), scene(), sceneGrid());
        ASSERT_FALSE(written) << name;
        EXPECT_EQ(written.error().code, base::ErrorCode::Io) << name;
    }
    EXPECT_TRUE(std::filesystem::is_empty(std::filesystem::path(folder_.file("x")).parent_path()));
}

TEST_F(AreaFiles, anOlderFileIsReplacedAndNothingElseStaysBeside) {
    const auto path = folder_.file("samples.gpkg");
    ASSERT_TRUE(writeAreas(path, scene(), sceneGrid()));
    auto fewer = scene();
    fewer.areas.resize(1);
    ASSERT_TRUE(writeAreas(path, fewer, sceneGrid()));
    EXPECT_EQ(readAreas(path, sceneGrid())->areas.size(), 1u);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path())) files += entry.exists();
    EXPECT_EQ(files, 1);
}

TEST_F(AreaFiles, theColumnsOfAFileAreListedForTheChoice) {
    const auto path = writeVector(folder_.file("c.gpkg"), {{{{"kind", OFTString}, {"year", OFTInteger}}, {{point(1, 1), {"a", "3"}}}}});
    EXPECT_EQ(vectorColumns(path).value(), (std::vector<std::string>{"kind", "year"}));
    EXPECT_EQ(readAreas(path, sceneGrid(), "kind")->classes[0].name, "a");
}

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

TEST_F(AreaFiles, regionsOfEnviClassicAreItsPixels) {
    const auto path = folder_.file("roi.txt");
    write(path,
          "; ENVI Output of ROIs (4.8) [Tue Jan 01 10:00:00 2013]\r\n; Number of ROIs: 2\r\n; File Dimension: 20 x 12\r\n;\r\n"
          "; ROI name: Corn field\r\n; ROI rgb value: {255, 128, 0}\r\n; ROI npts: 3\r\n;\r\n; ROI name: Road\r\n; ROI rgb value: {9, 9, 9}\r\n"
          "; ROI npts: 1\r\n;   ID     X     Y     Map X       Map Y       Lat      Lon    B1\r\n"
          "     1     1     1   500000.0  4500000.0  40.0  -87.0   12.5\r\n     2     2     1   500010.0  4500000.0  40.0  -87.0   12.5\r\n"
          "     3     7     9   0 0 0 0 0\r\n\r\n     1    20    12   0 0 0 0 0\r\n");
    const auto set = readSamples(path, sceneGrid());
    ASSERT_TRUE(set) << base::describe(set.error());
    EXPECT_EQ(set->samples, (std::vector<Sample>{{0, 0, 0}, {0, 1, 0}, {8, 6, 0}, {11, 19, 1}}));
    EXPECT_EQ(set->classes[0].name, "Corn field");
    EXPECT_EQ(set->classes[0].color, (base::Rgb{255, 128, 0}));
}

TEST_F(AreaFiles, regionsOfAnotherImageOrCutOffAreRefused) {
    const std::string head = "; ENVI Output of ROIs (4.8)\n; File Dimension: ";
    const std::string rest = "\n; ROI name: a\n; ROI npts: 2\n; ID X Y\n1 3 3\n";
    write(folder_.file("other.txt"), head + "100 x 90" + rest);
    EXPECT_NE(readAreas(folder_.file("other.txt"), sceneGrid()).error().message.find("100 x 90"), std::string::npos);
    write(folder_.file("cut.txt"), head + "20 x 12" + rest);
    EXPECT_NE(readAreas(folder_.file("cut.txt"), sceneGrid()).error().message.find("cut off"), std::string::npos);
    write(folder_.file("bad.xml"), "<?xml version=\"1.0\"?>\n<RegionsOfInterest version=\"1.1\"><Region name=\"a\"");
    EXPECT_EQ(readAreas(folder_.file("bad.xml"), sceneGrid()).error().code, base::ErrorCode::BadData);
}

TEST_F(AreaFiles, xmlRegionsWithoutACrsArePixels) {
    const auto path = folder_.file("roi.xml");
    write(path,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<RegionsOfInterest version=\"1.1\">\n<Region name=\"Lake\" color=\"0,0,255\">\n<GeometryDef>\n"
          "<CoordSysStr>none</CoordSysStr>\n<Polygon><Exterior><LinearRing><Coordinates>\n2 2 6 2 6 5 2 5 2 2\n</Coordinates></LinearRing></Exterior>"
          "<Interior><LinearRing><Coordinates>3 3 4 3 4 4 3 4 3 3</Coordinates></LinearRing></Interior></Polygon>\n</GeometryDef></Region>\n</RegionsOfInterest>\n");
    const auto set = readSamples(path, sceneGrid());
    ASSERT_TRUE(set) << base::describe(set.error());
    EXPECT_EQ(set->samples.size(), 11u);
    EXPECT_EQ(set->classes[0].name, "Lake");
}

}  // namespace
}  // namespace lacuna::samples
