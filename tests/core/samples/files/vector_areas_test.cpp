#include "samples/vector_areas.h"

#include <gtest/gtest.h>

#include <set>

#include "samples/sample_files.h"
#include "support/scratch_folder.h"
#include "vector_files.h"

namespace lacuna::samples {
namespace {

using support::ScratchFolder;
using Labels = std::set<std::tuple<int, int, int>>;  // (row, column, class value)

Labels labelsOf(const SampleSet& set) {
    Labels labels;
    for (const auto& sample : set.samples)
        labels.insert({sample.row, sample.column, set.classes[static_cast<std::size_t>(sample.classIndex)].value});
    EXPECT_EQ(labels.size(), set.samples.size());
    return labels;
}

void addBlock(Labels& labels, int left, int top, int right, int bottom, int value) {
    for (int row = top; row < bottom; ++row)
        for (int column = left; column < right; ++column) labels.insert({row, column, value});
}

class VectorSamples : public ::testing::Test {
protected:
    /// Reads the layers as the user would, from a GeoPackage.
    base::Result<SampleSet> read(const std::vector<VectorLayer>& layers, const std::string& column = {}) {
        const auto path = writeVector(folder_.file(fmt::format("{}.gpkg", ++files_)), layers);
        return readSamples(path, sceneGrid(), column);
    }
    SampleSet readWell(const std::vector<VectorLayer>& layers, const std::string& column = {}) {
        auto set = read(layers, column);
        EXPECT_TRUE(set) << (set ? "" : base::describe(set.error()));
        return set.value_or(SampleSet{});
    }
    std::string messageOf(const std::vector<VectorLayer>& layers, const std::string& column = {}) {
        const auto set = read(layers, column);
        EXPECT_FALSE(set);
        if (set) return {};
        EXPECT_EQ(set.error().code, base::ErrorCode::BadData);
        EXPECT_EQ(set.error().stage, "read samples");
        return set.error().message;
    }

    ScratchFolder folder_;
    int files_ = 0;
};

TEST_F(VectorSamples, aPointLabelsThePixelItLiesIn) {
    const auto set = readWell(
        {{{{"class", OFTInteger}}, {{point(3.1, 2.9), {"4"}}, {point(0, 0), {"9"}}, {point(19.9, 11.9), {"4"}}}}});
    EXPECT_EQ(labelsOf(set), (Labels{{2, 3, 4}, {0, 0, 9}, {11, 19, 4}}));
    EXPECT_EQ(set.gridWidth, 20);
    EXPECT_EQ(set.gridHeight, 12);
    ASSERT_EQ(set.classes.size(), 2u);
    EXPECT_EQ(set.classes[0].name, "Class 4");
    EXPECT_EQ(set.classes[1].color, base::defaultColor(1));
}

TEST_F(VectorSamples, aPointOnAnEdgeBelongsToThePixelRightOfItOrBelowIt) {
    const auto set = readWell({{{{"class", OFTInteger}}, {{point(5, 7), {"1"}}, {point(20, 3), {"1"}}}}});
    EXPECT_EQ(labelsOf(set), (Labels{{7, 5, 1}}));
}

TEST_F(VectorSamples, everyFormatGivesTheSamePolygonsWithTheirHoles) {
    Labels expected;
    addBlock(expected, 2, 1, 9, 8, 3);
    for (int row = 3; row < 5; ++row)
        for (int column = 4; column < 7; ++column) expected.erase({row, column, 3});
    addBlock(expected, 12, 5, 15, 9, 7);
    const VectorLayer layer{
        {{"class", OFTInteger}},
        {{"POLYGON (" + ring(2, 1, 9, 8) + ", " + ring(4, 3, 7, 5) + ")", {"3"}}, {box(12, 5, 15, 9), {"7"}}},
        32616,
        "samples",
        wkbPolygon};
    for (const char* name : {"a.gpkg", "a.geojson", "a.shp"}) {
        const auto path = writeVector(folder_.file(name), {layer});
        EXPECT_TRUE(isVectorFile(path)) << name;
        const auto set = readSamples(path, sceneGrid());
        ASSERT_TRUE(set) << name << base::describe(set.error());
        EXPECT_EQ(labelsOf(*set), expected) << name;
    }
}

TEST_F(VectorSamples, everyFormatGivesTheSamePoints) {
    const VectorLayer layer{
        {{"label", OFTString}}, {{point(3.5, 2.5), {"Oats"}}, {point(8.5, 6.5), {"Corn"}}}, 32616, "samples", wkbPoint};
    for (const char* name : {"a.gpkg", "a.geojson", "a.shp"}) {
        const auto set = readSamples(writeVector(folder_.file(name), {layer}), sceneGrid());
        ASSERT_TRUE(set) << name << base::describe(set.error());
        EXPECT_EQ(labelsOf(*set), (Labels{{2, 3, 2}, {6, 8, 1}})) << name;
        EXPECT_EQ(set->classes[0].name, "Corn");
    }
}

TEST_F(VectorSamples, anotherCrsIsTransformedToTheScenes) {
    for (const int epsg : {4326, 3857, 32617}) {
        const auto set =
            readWell({{{{"class", OFTInteger}}, {{point(3.5, 2.5), {"1"}}, {box(10.2, 4.2, 13.8, 6.8), {"2"}}}, epsg}});
        Labels expected{{2, 3, 1}};
        addBlock(expected, 10, 4, 14, 7, 2);
        EXPECT_EQ(labelsOf(set), expected) << epsg;
    }
}

TEST_F(VectorSamples, geoJsonInDegreesIsTransformedToTheScenes) {
    const VectorLayer layer{{{"class", OFTInteger}}, {{point(3.5, 2.5), {"1"}}}, 4326};
    const auto set = readSamples(writeVector(folder_.file("a.geojson"), {layer}), sceneGrid());
    ASSERT_TRUE(set) << base::describe(set.error());
    EXPECT_EQ(labelsOf(*set), (Labels{{2, 3, 1}}));
}

TEST_F(VectorSamples, coordinatesAreTakenAsTheyAreWhereACrsIsUnknown) {
    const VectorLayer layer{{{"class", OFTInteger}}, {{point(3.5, 2.5), {"1"}}}, 0};
    EXPECT_EQ(labelsOf(readWell({layer})), (Labels{{2, 3, 1}}));
    auto grid = sceneGrid();
    grid.crsWkt.clear();
    const auto set = readSamples(writeVector(folder_.file("utm.gpkg"), {{layer.fields, layer.features}}), grid);
    ASSERT_TRUE(set);
    EXPECT_EQ(labelsOf(*set), (Labels{{2, 3, 1}}));
}

TEST_F(VectorSamples, severalPartsAndSeveralLayersAreAllRead) {
    const auto set =
        readWell({{{{"class", OFTInteger}},
                   {{"MULTIPOLYGON ((" + ring(0, 0, 2, 1) + "), (" + ring(5, 5, 6, 6) + "))", {"1"}},
                    {"MULTIPOINT ((" + at(9.5, 9.5) + "), (" + at(10.5, 9.5) + "))", {"2"}},
                    {"GEOMETRYCOLLECTION (" + point(12.5, 0.5) + ", " + box(13, 0, 14, 1) + ")", {"3"}}}},
                  {{{"remark", OFTString}, {"width", OFTReal}}, {{point(1.5, 1.5), {"x", "2"}}}, 32616, "notes"},
                  {{{"class", OFTInteger}}, {{point(19.5, 0.5), {"4"}}}, 32616, "more"}});
    EXPECT_EQ(labelsOf(set),
              (Labels{{0, 0, 1}, {0, 1, 1}, {5, 5, 1}, {9, 9, 2}, {9, 10, 2}, {0, 12, 3}, {0, 13, 3}, {0, 19, 4}}));
}

TEST_F(VectorSamples, theLaterFeatureHasThePixelThatTwoClaim) {
    const auto set = readWell({{{{"class", OFTInteger}}, {{box(0, 0, 3, 1), {"1"}}, {box(2, 0, 4, 1), {"2"}}}}});
    EXPECT_EQ(labelsOf(set), (Labels{{0, 0, 1}, {0, 1, 1}, {0, 2, 2}, {0, 3, 2}}));
}

TEST_F(VectorSamples, aClassThatIsPaintedOverIsNoClass) {
    const auto set = readWell(
        {{{{"class", OFTInteger}}, {{box(0, 0, 1, 1), {"1"}}, {box(0, 0, 2, 1), {"2"}}, {box(30, 0, 31, 1), {"3"}}}}});
    ASSERT_EQ(set.classes.size(), 1u);
    EXPECT_EQ(set.classes[0].value, 2);
}

TEST_F(VectorSamples, featuresWithoutClassOrGeometryLabelNothing) {
    const auto set = readWell({{{{"class", OFTInteger}},
                                {{point(0.5, 0.5), {"0"}},
                                 {point(1.5, 0.5), {""}},
                                 {"", {"1"}},
                                 {"POLYGON EMPTY", {"1"}},
                                 {point(2.5, 0.5), {"1"}}}}});
    EXPECT_EQ(labelsOf(set), (Labels{{0, 2, 1}}));
}

TEST_F(VectorSamples, textGivesTheValuesOneTwoThreeByName) {
    const auto set = readWell({{{{"class", OFTString}},
                                {{point(0.5, 0.5), {"Water"}},
                                 {point(1.5, 0.5), {" Oats "}},
                                 {point(2.5, 0.5), {"Corn"}},
                                 {point(3.5, 0.5), {"Water"}},
                                 {point(4.5, 0.5), {"  "}}}}});
    EXPECT_EQ(labelsOf(set), (Labels{{0, 0, 3}, {0, 1, 2}, {0, 2, 1}, {0, 3, 3}}));
    ASSERT_EQ(set.classes.size(), 3u);
    EXPECT_EQ(set.classes[0].name, "Corn");
    EXPECT_EQ(set.classes[1].name, "Oats");
    EXPECT_EQ(set.classes[2].name, "Water");
    EXPECT_EQ(set.classes[2].color, base::defaultColor(2));
}

TEST_F(VectorSamples, numbersTakeTheirNamesFromTheTextColumnBeside) {
    const auto set = readWell({{{{"class_id", OFTInteger}, {"name", OFTString}},
                                {{point(0.5, 0.5), {"12", "Water"}}, {point(1.5, 0.5), {"3", "Corn"}}}}});
    ASSERT_EQ(set.classes.size(), 2u);
    EXPECT_EQ(set.classes[0].value, 3);
    EXPECT_EQ(set.classes[0].name, "Corn");
    EXPECT_EQ(set.classes[1].value, 12);
    EXPECT_EQ(set.classes[1].name, "Water");
}

TEST_F(VectorSamples, numbersWrittenAsTextOrAsRealsAreTheSameValues) {
    const Labels expected{{0, 0, 7}, {0, 1, 12}};
    for (const auto type : {OFTString, OFTReal, OFTInteger64})
        EXPECT_EQ(labelsOf(readWell({{{{"class", type}}, {{point(0.5, 0.5), {"7"}}, {point(1.5, 0.5), {"12"}}}}})),
                  expected);
}

TEST_F(VectorSamples, numbersWithLeadingZerosAreTheSameClass) {
    const auto set = readWell(
        {{{{"class", OFTString}}, {{point(0.5, 0.5), {"1"}}, {point(1.5, 0.5), {"01"}}, {point(2.5, 0.5), {"02"}}}}});
    EXPECT_EQ(labelsOf(set), (Labels{{0, 0, 1}, {0, 1, 1}, {0, 2, 2}}));
    EXPECT_EQ(set.classes.size(), 2u);
}

TEST_F(VectorSamples, theClassColumnIsGuessedByItsUsualNames) {
    const std::vector<std::string> usual{"class", "classname", "class_id", "label", "landcover", "name"};
    for (const auto& name : usual) {
        const auto set = readWell({{{{"area", OFTInteger}, {name, OFTInteger}}, {{point(0.5, 0.5), {"99", "5"}}}}});
        EXPECT_EQ(labelsOf(set), (Labels{{0, 0, 5}})) << name;
    }
    const auto set = readWell({{{{"label", OFTInteger}, {"Class", OFTInteger}}, {{point(0.5, 0.5), {"99", "5"}}}}});
    EXPECT_EQ(labelsOf(set), (Labels{{0, 0, 5}}));
}

TEST_F(VectorSamples, theOnlyColumnIsTheClass) {
    EXPECT_EQ(labelsOf(readWell({{{{"crop", OFTInteger}}, {{point(0.5, 0.5), {"5"}}}}})), (Labels{{0, 0, 5}}));
}

TEST_F(VectorSamples, aNamedColumnIsTakenBeforeTheUsualOnes) {
    const VectorLayer layer{{{"class", OFTInteger}, {"crop", OFTInteger}}, {{point(0.5, 0.5), {"1", "5"}}}};
    EXPECT_EQ(labelsOf(readWell({layer}, "crop")), (Labels{{0, 0, 5}}));
}

TEST_F(VectorSamples, aColumnThatIsNotThereIsAnErrorThatNamesTheColumns) {
    const VectorLayer layer{{{"area", OFTReal}, {"crop", OFTInteger}}, {{point(0.5, 0.5), {"1", "5"}}}};
    EXPECT_NE(messageOf({layer}).find("the columns are: area, crop"), std::string::npos);
    const auto message = messageOf({layer}, "kind");
    EXPECT_NE(message.find("a column \"kind\""), std::string::npos) << message;
    EXPECT_NE(message.find("area, crop"), std::string::npos) << message;
}

TEST_F(VectorSamples, whatIsNoClassValueIsRefused) {
    for (const char* value : {"256", "-1"})
        EXPECT_NE(messageOf({{{{"class", OFTInteger}}, {{point(0.5, 0.5), {value}}}}}).find(value), std::string::npos);
    EXPECT_NE(messageOf({{{{"class", OFTReal}}, {{point(0.5, 0.5), {"1.5"}}}}}).find("holds 1.5"), std::string::npos);
}

TEST_F(VectorSamples, moreThan255ClassesAreRefused) {
    VectorLayer layer{{{"class", OFTString}}, {}};
    for (int i = 0; i < 256; ++i) layer.features.push_back({point(0.5, 0.5), {fmt::format("crop {}", i)}});
    EXPECT_NE(messageOf({layer}).find("more than 255 different values"), std::string::npos);
}

TEST_F(VectorSamples, linesAreRefused) {
    const auto message =
        messageOf({{{{"class", OFTInteger}}, {{"LINESTRING (" + at(1, 1) + ", " + at(3, 3) + ")", {"1"}}}}});
    EXPECT_NE(message.find("LINESTRING, expected points or polygons"), std::string::npos) << message;
}

TEST_F(VectorSamples, nothingInsideTheSceneIsAnErrorThatSaysWhereTheSceneLies) {
    const auto message = messageOf({{{{"class", OFTInteger}}, {{point(-5, 3), {"1"}}, {box(30, 0, 40, 9), {"2"}}}}});
    EXPECT_NE(message.find("none of the 2 features"), std::string::npos) << message;
    EXPECT_NE(message.find("x 500000 to 500200"), std::string::npos) << message;
}

TEST_F(VectorSamples, aDamagedFileIsAnErrorNotACrash) {
    const auto path = writeVector(folder_.file("a.gpkg"), {{{{"class", OFTInteger}}, {{point(0.5, 0.5), {"1"}}}}});
    const auto content = support::contentOf(path);
    for (const std::size_t length : {std::size_t{100}, content.size() / 2}) {
        support::putFile(path, content.substr(0, length));
        EXPECT_FALSE(readSamples(path, sceneGrid()));
    }
    support::putFile(folder_.file("b.geojson"), R"({"type": "FeatureCollection", "features": [{"type": "Fea)");
    EXPECT_FALSE(readSamples(folder_.file("b.geojson"), sceneGrid()));
}

}  // namespace
}  // namespace lacuna::samples
