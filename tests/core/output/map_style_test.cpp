#include "output/map_style.h"

#include <cpl_minixml.h>
#include <gtest/gtest.h>

#include <memory>

#include "small_map.h"

namespace lacuna::output {
namespace {

struct XmlCloser {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
std::unique_ptr<CPLXMLNode, XmlCloser> parsed(const std::string& text) {
    return std::unique_ptr<CPLXMLNode, XmlCloser>(CPLParseXMLString(text.c_str()));
}

/// "value=colour=label" of each entry, in the file's order.
std::vector<std::string> entries(const std::string& text, const char* root, const char* path, const char* value) {
    const auto xml = parsed(text);
    EXPECT_TRUE(xml) << text;
    std::vector<std::string> found;
    for (auto* node = CPLGetXMLNode(CPLSearchXMLNode(xml.get(), root), path)->psChild; node != nullptr; node = node->psNext)
        if (node->eType == CXT_Element)
            found.push_back(std::string(CPLGetXMLValue(node, value, "")) + "=" + CPLGetXMLValue(node, "color", "") + "=" +
                            CPLGetXMLValue(node, "label", ""));
    return found;
}

const std::vector<std::string> expected = {"1=#009e73=Grass \"wet\"", "3=#e69f00=Corn, no till", "7=#332288=Bäume", "12=#0000ff=Water"};

TEST(MapStyle, qgisFindsTheClassesAndNothingElse) {
    EXPECT_EQ(entries(rasterQml(fourClasses()), "=qgis", "pipe.rasterrenderer.colorPalette", "value"), expected);
}

TEST(MapStyle, mapServersFindTheClassesInTheSld) {
    EXPECT_EQ(entries(rasterSld(fourClasses(), "map"), "=StyledLayerDescriptor",
                      "NamedLayer.UserStyle.FeatureTypeStyle.Rule.RasterSymbolizer.ColorMap", "quantity"),
              expected);
}

TEST(MapStyle, everyCategoryOfThePolygonsHasItsSymbol) {
    const auto xml = parsed(polygonQml(fourClasses(), "value"));
    ASSERT_TRUE(xml);
    const auto* renderer = CPLGetXMLNode(CPLSearchXMLNode(xml.get(), "=qgis"), "renderer-v2");
    ASSERT_NE(renderer, nullptr);
    EXPECT_STREQ(CPLGetXMLValue(renderer, "attr", ""), "value");
    int categories = 0, symbols = 0;
    for (const auto* node = CPLGetXMLNode(const_cast<CPLXMLNode*>(renderer), "categories")->psChild; node; node = node->psNext) ++categories;
    for (const auto* node = CPLGetXMLNode(const_cast<CPLXMLNode*>(renderer), "symbols")->psChild; node; node = node->psNext) ++symbols;
    EXPECT_EQ(categories, 4);
    EXPECT_EQ(symbols, 4);
}

TEST(MapStyle, esrisColourMapIsALineAClass) {
    EXPECT_EQ(colorMapText(fourClasses()), "1 0 158 115\n3 230 159 0\n7 51 34 136\n12 0 0 255\n");
}

TEST(MapStyle, stylesOfAnOlderMapGo) {
    const ScratchFolder folder;
    const auto map = folder.file("map.tif");
    ASSERT_TRUE(writeStyles(map, fourClasses(), true, true));
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"map.clr", "map.qml", "map.sld"}));
    ASSERT_TRUE(writeStyles(map, fourClasses(), false, false));
    EXPECT_EQ(folder.names(), std::vector<std::string>{"map.qml"});
}

}  // namespace
}  // namespace lacuna::output
