#include "output/map_style.h"

#include <cpl_minixml.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/atomic_file.h"
#include "output/geotiff_file.h"

namespace lacuna::output {
namespace {

namespace fs = std::filesystem;

struct XmlCloser {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using Xml = std::unique_ptr<CPLXMLNode, XmlCloser>;
using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

void setAttributes(CPLXMLNode* node, Attributes attributes) {
    for (const auto& [name, value] : attributes) CPLAddXMLAttributeAndValue(node, name, value.c_str());
}

CPLXMLNode* addElement(CPLXMLNode* parent, const char* name, Attributes attributes = {}) {
    auto* node = CPLCreateXMLNode(parent, CXT_Element, name);
    setAttributes(node, attributes);
    return node;
}

Xml rootElement(const char* name, Attributes attributes) {
    Xml root(CPLCreateXMLNode(nullptr, CXT_Element, name));
    setAttributes(root.get(), attributes);
    return root;
}

std::string textOf(const Xml& root, const char* head) {
    char* text = CPLSerializeXMLTree(root.get());
    std::string whole = std::string(head) + text;
    CPLFree(text);
    return whole;
}

constexpr auto qgisHead = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";

std::string hexColor(const base::Rgb& color) {
    return fmt::format("#{:02x}{:02x}{:02x}", color[0], color[1], color[2]);
}

base::ClassTable byValue(base::ClassTable classes) {
    std::sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
    return classes;
}

/// A filled polygon with a thin darker outline.
void addSymbol(CPLXMLNode* symbols, int number, const base::Rgb& color) {
    const auto channels = [](const base::Rgb& rgb) { return fmt::format("{},{},{},255", rgb[0], rgb[1], rgb[2]); };
    auto darker = color;
    for (auto& channel : darker) channel = static_cast<std::uint8_t>(channel * 3 / 5);
    auto* symbol = addElement(symbols, "symbol",
                              {{"name", std::to_string(number)}, {"type", "fill"}, {"alpha", "1"}, {"clip_to_extent", "1"}});
    auto* layer = addElement(symbol, "layer",
                             {{"class", "SimpleFill"}, {"enabled", "1"}, {"locked", "0"}, {"pass", "0"}});
    auto* options = addElement(layer, "Option", {{"type", "Map"}});
    for (const auto& [name, value] : {std::pair<const char*, std::string>{"color", channels(color)},
                                      {"outline_color", channels(darker)},
                                      {"outline_style", "solid"},
                                      {"outline_width", "0.1"},
                                      {"outline_width_unit", "MM"},
                                      {"style", "solid"}})
        addElement(options, "Option", {{"name", name}, {"type", "QString"}, {"value", value}});
}

void removeFile(const std::string& path) {
    std::error_code ignored;
    fs::remove(path, ignored);
}

}  // namespace

std::string rasterQml(const base::ClassTable& classes) {
    auto root = rootElement("qgis", {{"version", "3.22.0"}, {"styleCategories", "Symbology"}});
    auto* pipe = addElement(root.get(), "pipe");
    auto* renderer = addElement(pipe, "rasterrenderer",
                                {{"type", "paletted"}, {"band", "1"}, {"opacity", "1"}, {"alphaBand", "-1"}, {"nodataColor", ""}});
    addElement(renderer, "rasterTransparency");
    auto* palette = addElement(renderer, "colorPalette");
    for (const auto& one : byValue(classes))
        addElement(palette, "paletteEntry",
                   {{"value", std::to_string(one.value)}, {"color", hexColor(one.color)}, {"alpha", "255"}, {"label", storableText(one.name)}});
    addElement(pipe, "brightnesscontrast", {{"brightness", "0"}, {"contrast", "0"}, {"gamma", "1"}});
    addElement(pipe, "huesaturation", {{"saturation", "0"}, {"grayscaleMode", "0"}, {"colorizeOn", "0"}});
    addElement(pipe, "rasterresampler", {{"maxOversampling", "2"}});
    CPLCreateXMLElementAndValue(root.get(), "blendMode", "0");
    return textOf(root, qgisHead);
}

std::string polygonQml(const base::ClassTable& classes, const std::string& field) {
    auto root = rootElement("qgis", {{"version", "3.22.0"}, {"styleCategories", "Symbology"}});
    auto* renderer = addElement(root.get(), "renderer-v2",
                                {{"type", "categorizedSymbol"}, {"attr", field}, {"enableorderby", "0"}, {"forceraster", "0"}, {"symbollevels", "0"}});
    auto* categories = addElement(renderer, "categories");
    auto* symbols = addElement(renderer, "symbols");
    int number = 0;
    for (const auto& one : byValue(classes)) {
        addElement(categories, "category",
                   {{"value", std::to_string(one.value)}, {"type", "long"}, {"symbol", std::to_string(number)}, {"label", storableText(one.name)}, {"render", "true"}});
        addSymbol(symbols, number++, one.color);
    }
    return textOf(root, qgisHead);
}

std::string rasterSld(const base::ClassTable& classes, const std::string& layer) {
    auto root = rootElement("StyledLayerDescriptor", {{"version", "1.0.0"},
                                                      {"xmlns", "http://www.opengis.net/sld"},
                                                      {"xmlns:ogc", "http://www.opengis.net/ogc"},
                                                      {"xmlns:xlink", "http://www.w3.org/1999/xlink"}});
    auto* named = addElement(root.get(), "NamedLayer");
    CPLCreateXMLElementAndValue(named, "Name", storableText(layer).c_str());
    auto* style = addElement(addElement(addElement(named, "UserStyle"), "FeatureTypeStyle"), "Rule");
    auto* symbolizer = addElement(style, "RasterSymbolizer");
    CPLCreateXMLElementAndValue(symbolizer, "Opacity", "1");
    auto* colors = addElement(symbolizer, "ColorMap", {{"type", "values"}});
    for (const auto& one : byValue(classes))
        addElement(colors, "ColorMapEntry",
                   {{"color", hexColor(one.color)}, {"quantity", std::to_string(one.value)}, {"label", storableText(one.name)}, {"opacity", "1"}});
    return textOf(root, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

std::string colorMapText(const base::ClassTable& classes) {
    std::string text;
    for (const auto& one : byValue(classes))
        text += fmt::format("{} {} {} {}\n", one.value, one.color[0], one.color[1], one.color[2]);
    return text;
}

std::string stylePath(const std::string& map, const char* extension) {
    return fs::path(map).replace_extension(extension).string();
}

base::Status writeStyles(const std::string& map, const base::ClassTable& classes, bool sld, bool colorMap) {
    LACUNA_TRY_STATUS(base::writeTextFile(stylePath(map, ".qml"), rasterQml(classes)));
    removeFile(stylePath(map, ".sld"));
    removeFile(stylePath(map, ".clr"));
    if (sld) LACUNA_TRY_STATUS(base::writeTextFile(stylePath(map, ".sld"), rasterSld(classes, fs::path(map).stem().string())));
    if (colorMap) LACUNA_TRY_STATUS(base::writeTextFile(stylePath(map, ".clr"), colorMapText(classes)));
    return {};
}

}  // namespace lacuna::output
