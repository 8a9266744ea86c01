#include "samples/envi_regions.h"

#include <cpl_minixml.h>
#include <ogr_geometry.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "samples/area_pixels.h"
#include "samples/area_parts.h"
#include "samples/layer_geometry.h"

namespace lacuna::samples {
namespace {

constexpr auto stage = "read samples";
constexpr std::uintmax_t largestFile = std::uintmax_t{256} << 20;
using base::ErrorCode;
using base::fail;

std::string beginning(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string head(512, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    return head;
}

bool isText(const std::string& head) { return head.starts_with("; ENVI Output of ROIs"); }

base::Result<std::string> wholeText(const std::string& path) {
    std::error_code problem;
    const auto size = std::filesystem::file_size(path, problem);
    if (problem) return fail(ErrorCode::Io, stage, "{} cannot be read: {}", path, problem.message());
    if (size > largestFile)
        return fail(ErrorCode::BadData, stage, "{} has {} MiB, expected at most {} MiB of regions of interest", path, size >> 20, largestFile >> 20);
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return fail(ErrorCode::Io, stage, "{} cannot be read", path);
    return text.str();
}

/// All numbers of a text, whatever stands between them.
std::vector<double> numbersIn(const std::string& text) {
    std::vector<double> numbers;
    for (const char *at = text.data(), *end = at + text.size(); at < end;) {
        double value = 0;
        const auto [next, problem] = std::from_chars(at, end, value);
        if (problem == std::errc()) numbers.push_back(value);
        at = problem == std::errc() ? next : at + 1;
    }
    return numbers;
}

std::optional<base::Rgb> colorIn(const std::string& text) {
    const auto numbers = numbersIn(text);
    if (numbers.size() != 3) return std::nullopt;
    base::Rgb color{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (!(numbers[i] >= 0 && numbers[i] <= 255)) return std::nullopt;
        color[i] = static_cast<std::uint8_t>(numbers[i]);
    }
    return color;
}

/// Value of the class of that name, which is added where it is new.
base::Result<int> classOf(TrainingAreas& set, const std::string& name, const std::optional<base::Rgb>& color, const std::string& path) {
    for (const auto& one : set.classes)
        if (one.name == name) return one.value;
    const auto value = addClass(set, name);
    if (!value) return fail(ErrorCode::BadData, stage, "{}: region \"{}\": {}", path, name, value.error().message);
    if (color) (void)recolorClass(set, *value, *color);
    return *value;
}

struct XmlCloser {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};

/// Coordinates of one <Coordinates> as map positions of the scene.
class Positions {
public:
    static base::Result<Positions> of(const CPLXMLNode* geometry, const raster::Grid& grid, const std::string& path) {
        Positions positions(grid, path);
        const std::string wkt = CPLGetXMLValue(geometry, "CoordSysStr", "none");
        positions.inPixels_ = wkt == "none" || wkt.empty();
        if (positions.inPixels_) return positions;
        OGRSpatialReference crs;
        auto* text = wkt.c_str();
        if (crs.importFromWkt(&text) != OGRERR_NONE)
            return fail(ErrorCode::BadData, stage, "{}: the CRS of a region is not understood: {:.80}", path, wkt);
        crs.morphFromESRI();
        LACUNA_TRY(toGrid, gridTransformation(&crs, grid, stage, path));
        positions.toGrid_ = std::move(toGrid);
        return positions;
    }

    base::Result<Ring> read(const CPLXMLNode* node) const {
        const auto numbers = numbersIn(CPLGetXMLValue(node, "Coordinates", ""));
        if (numbers.empty() || numbers.size() % 2 != 0)
            return fail(ErrorCode::BadData, stage, "{}: a <Coordinates> has {} numbers, expected pairs of x and y", path_, numbers.size());
        Ring line;
        for (std::size_t i = 0; i < numbers.size(); i += 2) {
            double x = numbers[i], y = numbers[i + 1];
            if (toGrid_ && !toGrid_->Transform(1, &x, &y))
                return fail(ErrorCode::BadData, stage, "{}: the position {}, {} does not transform to the scene's CRS", path_, numbers[i], numbers[i + 1]);
            line.push_back(inPixels_ ? grid_.mapPoint(x, y) : std::array{x, y});
        }
        return line;
    }

private:
    Positions(const raster::Grid& grid, const std::string& path) : grid_(grid), path_(path) {}
    const raster::Grid& grid_;
    const std::string& path_;
    bool inPixels_ = false;
    TransformationPtr toGrid_;
};

bool isElement(const CPLXMLNode* node, const char* name) { return node->eType == CXT_Element && EQUAL(node->pszValue, name); }

base::Status addRing(const CPLXMLNode* side, const Positions& positions, TrainingArea& area) {
    const CPLXMLNode* ring = CPLGetXMLNode(side, "LinearRing");
    if (ring == nullptr) return {};
    LACUNA_TRY(line, positions.read(ring));
    if (line.size() > 1 && line.front() == line.back()) line.pop_back();
    area.rings.push_back(std::move(line));
    return {};
}

/// Polygons and points below a node, whatever they are nested in (<MultiPolygon>, <MultiPoint>).
base::Status collectGeometries(const CPLXMLNode* node, const Positions& positions, int value, TrainingAreas& set) {
    for (const CPLXMLNode* child = node->psChild; child != nullptr; child = child->psNext) {
        if (isElement(child, "Polygon")) {
            TrainingArea area;
            area.classValue = value;
            for (const CPLXMLNode* side = child->psChild; side != nullptr; side = side->psNext)
                if (isElement(side, "Exterior") || isElement(side, "Interior")) LACUNA_TRY_STATUS(addRing(side, positions, area));
            if (!area.rings.empty()) set.areas.push_back(std::make_shared<TrainingArea>(std::move(area)));
        } else if (isElement(child, "Point") || isElement(child, "Pixel")) {
            LACUNA_TRY(points, positions.read(child));
            TrainingArea area;
            area.classValue = value;
            area.points = std::move(points);
            set.areas.push_back(std::make_shared<TrainingArea>(std::move(area)));
        } else if (child->eType == CXT_Element) {
            LACUNA_TRY_STATUS(collectGeometries(child, positions, value, set));
        }
    }
    return {};
}

base::Result<TrainingAreas> readXml(const std::string& text, const raster::Grid& grid, const std::string& path) {
    const std::unique_ptr<CPLXMLNode, XmlCloser> tree(CPLParseXMLString(text.c_str()));
    const CPLXMLNode* root = tree ? CPLGetXMLNode(tree.get(), "=RegionsOfInterest") : nullptr;
    if (root == nullptr) return fail(ErrorCode::BadData, stage, "{} is no whole XML of ENVI's regions of interest. It may be damaged", path);
    TrainingAreas set;
    for (const CPLXMLNode* region = root->psChild; region != nullptr; region = region->psNext) {
        if (!isElement(region, "Region")) continue;
        const std::string name = CPLGetXMLValue(region, "name", "");
        LACUNA_TRY(value, classOf(set, name, colorIn(CPLGetXMLValue(region, "color", "")), path));
        for (const CPLXMLNode* geometry = region->psChild; geometry != nullptr; geometry = geometry->psNext) {
            if (!isElement(geometry, "GeometryDef")) continue;
            LACUNA_TRY(positions, Positions::of(geometry, grid, path));
            LACUNA_TRY_STATUS(collectGeometries(geometry, positions, value, set));
        }
    }
    return set;
}

/// One region of the text form's head.
struct TextRegion {
    int value = 0;
    std::size_t points = 0;
};

/// Columns of the text form's table that say X and Y; the titles "Map X" and "Map Y" are of two words.
struct TextColumns {
    int x = -1;
    int y = -1;
};

TextColumns textColumns(const std::string& titles) {
    TextColumns columns;
    std::istringstream words(titles);
    std::string word;
    bool map = false;
    for (int column = 0; words >> word;) {
        if (word == "Map") {
            map = true;
            continue;
        }
        if (word == "X" && !map) columns.x = column;
        if (word == "Y" && !map) columns.y = column;
        map = false;
        ++column;
    }
    return columns;
}

std::string after(const std::string& line, const std::string& title) {
    if (!line.starts_with(title)) return {};
    const auto begin = line.find_first_not_of(" \t", title.size());
    return begin == std::string::npos ? std::string() : line.substr(begin);
}

/// Reads the text form line by line.
class TextReader {
public:
    TextReader(const raster::Grid& grid, const std::string& path) : grid_(grid), path_(path) {}

    base::Status take(std::string line) {
        ++line_;
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (line.starts_with(";")) return takeHead(line);
        return line.find_first_not_of(" \t") == std::string::npos ? base::Status() : takePoint(line);
    }

    base::Result<TrainingAreas> finish() {
        flush();
        if (region_ < regions_.size())
            return fail(ErrorCode::BadData, stage, "{} ends before the {} points of region {} are complete. It may be cut off", path_,
                        regions_[region_].points, region_ + 1);
        return std::move(set_);
    }

private:
    base::Status takeHead(const std::string& line) {
        if (const auto size = after(line, "; File Dimension:"); !size.empty()) {
            const auto numbers = numbersIn(size);
            if (numbers.size() != 2 || numbers[0] != grid_.width || numbers[1] != grid_.height)
                return fail(ErrorCode::BadData, stage, "{} is for an image of {} pixels, the scene has {} x {}. Export the regions from the scene's own raster",
                            path_, size, grid_.width, grid_.height);
        } else if (const auto name = after(line, "; ROI name:"); !name.empty()) {
            LACUNA_TRY(value, classOf(set_, name, {}, path_));
            regions_.push_back({value, 0});
        } else if (const auto color = after(line, "; ROI rgb value:"); !color.empty()) {
            if (const auto rgb = colorIn(color); rgb && !regions_.empty()) (void)recolorClass(set_, regions_.back().value, *rgb);
        } else if (const auto count = after(line, "; ROI npts:"); !count.empty()) {
            const auto numbers = numbersIn(count);
            if (regions_.empty() || numbers.size() != 1 || !(numbers[0] >= 0 && numbers[0] < 1e9))
                return fail(ErrorCode::BadData, stage, "{}, line {}: \"{}\" says no number of points of a region", path_, line_, line);
            regions_.back().points = static_cast<std::size_t>(numbers[0]);
        } else if (const auto found = textColumns(line.substr(1)); found.x >= 0 && found.y >= 0) {
            columns_ = found;
        }
        return {};
    }

    base::Status takePoint(const std::string& line) {
        if (columns_.x < 0)
            return fail(ErrorCode::BadData, stage, "{} has no columns X and Y. Export the regions from ENVI with their pixel positions", path_);
        while (region_ < regions_.size() && pixels_.size() == regions_[region_].points) flush();
        if (region_ == regions_.size())
            return fail(ErrorCode::BadData, stage, "{}, line {}: there are more points than the regions have. The file may be damaged", path_, line_);
        const auto numbers = numbersIn(line);
        const auto column = static_cast<std::size_t>(columns_.x), row = static_cast<std::size_t>(columns_.y);
        if (std::max(column, row) >= numbers.size())
            return fail(ErrorCode::BadData, stage, "{}, line {}: {} numbers, expected at least {}", path_, line_, numbers.size(), std::max(column, row) + 1);
        const double x = numbers[column] - 1, y = numbers[row] - 1;
        if (!(x >= 0 && y >= 0 && x < grid_.width && y < grid_.height))
            return fail(ErrorCode::BadData, stage, "{}, line {}: pixel {}, {} lies outside the scene of {} x {} pixels", path_, line_, numbers[column],
                        numbers[row], grid_.width, grid_.height);
        pixels_.push_back({static_cast<int>(y), static_cast<int>(x)});
        if (pixels_.size() == regions_[region_].points) flush();
        return {};
    }

    /// Ends a region: its joined pixels become areas.
    void flush() {
        if (region_ == regions_.size() || pixels_.size() < regions_[region_].points) return;
        SampleSet set{grid_.width, grid_.height, {{regions_[region_].value, "", {}}}, {}};
        for (const auto& pixel : pixels_) set.samples.push_back({pixel.row, pixel.column, 0});
        for (auto& area : areasOf(set, grid_).areas) set_.areas.push_back(std::move(area));
        pixels_.clear();
        ++region_;
    }

    const raster::Grid& grid_;
    const std::string& path_;
    TrainingAreas set_;
    std::vector<TextRegion> regions_;
    TextColumns columns_;
    std::vector<Pixel> pixels_;
    std::size_t region_ = 0;
    std::size_t line_ = 0;
};

base::Result<TrainingAreas> readText(const std::string& text, const raster::Grid& grid, const std::string& path) {
    TextReader reader(grid, path);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) LACUNA_TRY_STATUS(reader.take(std::move(line)));
    return reader.finish();
}

std::string escaped(const std::string& text) {
    const std::unique_ptr<char, decltype(&VSIFree)> safe(CPLEscapeString(text.c_str(), -1, CPLES_XML), &VSIFree);
    return safe.get();
}

/// ENVI reads the ESRI form of a CRS.
std::string crsText(const raster::Grid& grid) {
    OGRSpatialReference crs;
    if (grid.crsWkt.empty() || crs.importFromWkt(grid.crsWkt.c_str()) != OGRERR_NONE) return "none";
    const char* const options[] = {"FORMAT=WKT1_ESRI", nullptr};
    char* wkt = nullptr;
    const bool written = crs.exportToWkt(&wkt, options) == OGRERR_NONE && wkt != nullptr && *wkt != '\0';
    const std::string text = written ? wkt : "none";
    VSIFree(wkt);
    return text;
}

std::string coordinates(const Ring& line, bool closes) {
    std::string text;
    for (std::size_t i = 0; i < line.size() + (closes ? 1 : 0); ++i)
        text += fmt::format("{}{:.10g} {:.10g}", i == 0 ? "" : " ", line[i % line.size()][0], line[i % line.size()][1]);
    return text;
}

std::string areaXml(const TrainingArea& area) {
    if (!area.points.empty()) {
        std::string text;
        for (const auto& point : area.points) text += fmt::format("      <Point><Coordinates>{}</Coordinates></Point>\n", coordinates({point}, false));
        return text;
    }
    std::string text;
    for (const auto& part : partsOf(area)) {
        text += "      <Polygon>\n";
        for (std::size_t i = 0; i < part.rings.size(); ++i)
            text += fmt::format("        <{0}><LinearRing><Coordinates>{1}</Coordinates></LinearRing></{0}>\n", i == 0 ? "Exterior" : "Interior",
                                coordinates(part.rings[i], true));
        text += "      </Polygon>\n";
    }
    return text;
}

}  // namespace

bool isEnviRegions(const std::string& path) {
    const auto head = beginning(path);
    return isText(head) || (head.find('<') != std::string::npos && head.find("<RegionsOfInterest") != std::string::npos);
}

base::Result<TrainingAreas> readEnviRegions(const std::string& path, const raster::Grid& grid) {
    LACUNA_TRY(text, wholeText(path));
    LACUNA_TRY(set, isText(text) ? readText(text, grid, path) : readXml(text, grid, path));
    if (set.areas.empty()) return fail(ErrorCode::BadData, stage, "{} has {} regions of interest, none with a polygon, point or pixel", path, set.classes.size());
    return set;
}

std::string enviRegionsXml(const TrainingAreas& areas, const raster::Grid& grid) {
    const auto crs = escaped(crsText(grid));
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<RegionsOfInterest version=\"1.1\">\n";
    for (const auto& one : areas.classes) {
        if (areas.countOf(one.value) == 0) continue;
        text += fmt::format("  <Region name=\"{}\" color=\"{},{},{}\">\n    <GeometryDef>\n      <CoordSysStr>{}</CoordSysStr>\n", escaped(one.name),
                            one.color[0], one.color[1], one.color[2], crs);
        for (const auto& area : areas.areas)
            if (area->classValue == one.value) text += areaXml(*area);
        text += "    </GeometryDef>\n  </Region>\n";
    }
    return text + "</RegionsOfInterest>\n";
}

}  // namespace lacuna::samples
