#include "samples/vector_samples.h"

#include <fmt/ranges.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "samples/layer_geometry.h"
#include "samples/pixel_cover.h"

namespace lacuna::samples {
namespace {

constexpr auto stage = "read samples";
constexpr const char* usualColumns[] = {"class", "classname", "class_id", "label", "landcover", "name", "id"};
constexpr const char* usualNameColumns[] = {"classname", "class_name", "name", "label", "landcover"};
constexpr std::uint8_t noClass = 0;

struct LayerColumns {
    int key = -1;   ///< field that says the class
    int name = -1;  ///< text beside a numeric key, or none
};

std::vector<std::string> fieldNames(const OGRFeatureDefn& definition) {
    std::vector<std::string> names;
    for (int i = 0; i < definition.GetFieldCount(); ++i) names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    return names;
}

/// -1 where neither asked for nor to be guessed.
int findKey(const OGRFeatureDefn& definition, const std::string& asked) {
    if (!asked.empty()) return definition.GetFieldIndex(asked.c_str());
    for (const char* usual : usualColumns)
        if (const int found = definition.GetFieldIndex(usual); found >= 0) return found;
    return definition.GetFieldCount() == 1 ? 0 : -1;
}

LayerColumns findColumns(const OGRFeatureDefn& definition, const std::string& asked) {
    LayerColumns columns;
    columns.key = findKey(definition, asked);
    if (columns.key < 0 || definition.GetFieldDefn(columns.key)->GetType() == OFTString) return columns;
    for (const char* usual : usualNameColumns) {
        const int found = definition.GetFieldIndex(usual);
        if (found < 0 || found == columns.key || definition.GetFieldDefn(found)->GetType() != OFTString) continue;
        columns.name = found;
        break;
    }
    return columns;
}

/// What the feature says its class is: "7", "Woods"; empty: unlabelled.
base::Result<std::string> classKey(const OGRFeature& feature, int field, const std::string& path) {
    if (!feature.IsFieldSetAndNotNull(field)) return std::string();
    if (feature.GetFieldDefnRef(field)->GetType() == OFTReal) {
        const double value = feature.GetFieldAsDouble(field);
        if (!(std::abs(value) < 1e9) || value != std::floor(value))
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: column \"{}\" of feature {} holds {}, expected whole class values 1 to 255 or names",
                              path, feature.GetFieldDefnRef(field)->GetNameRef(), feature.GetFID(), value);
        return fmt::format("{}", static_cast<long long>(value));
    }
    std::string key = const_cast<OGRFeature&>(feature).GetFieldAsString(field);
    const auto first = key.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return std::string();
    key = key.substr(first, key.find_last_not_of(" \t\r\n") - first + 1);
    return key == "0" ? std::string() : key;
}

std::optional<long long> wholeNumber(const std::string& text) {
    long long value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Labels of the grid while features are read: codes 1, 2, … in the order in which the classes are met.
class LabelCanvas {
public:
    explicit LabelCanvas(const raster::Grid& grid)
        : grid_(grid), codes_(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height), noClass) {}

    /// nullopt: more than 255 classes.
    std::optional<std::uint8_t> code(const std::string& key, const std::string& name) {
        const auto found = codeByKey_.find(key);
        if (found != codeByKey_.end()) return found->second;
        if (codeByKey_.size() == 255) return std::nullopt;
        const auto fresh = static_cast<std::uint8_t>(codeByKey_.size() + 1);
        codeByKey_.emplace(key, fresh);
        if (!name.empty()) nameByKey_.emplace(key, name);
        return fresh;
    }

    /// False where the geometry is neither point nor polygon.
    bool paint(const OGRGeometry& geometry, std::uint8_t code);
    base::Result<SampleSet> finish(const std::string& path) const;

private:
    void paintPoint(const OGRPoint& point, std::uint8_t code);
    void paintPolygon(const OGRPolygon& polygon, std::uint8_t code);
    base::Result<std::vector<int>> valueByCode(const std::string& path, base::ClassTable& classes) const;

    const raster::Grid& grid_;
    std::vector<std::uint8_t> codes_;
    std::map<std::string, std::uint8_t> codeByKey_;
    std::map<std::string, std::string> nameByKey_;
};

void LabelCanvas::paintPoint(const OGRPoint& point, std::uint8_t code) {
    const auto [column, row] = grid_.pixelPoint(point.getX(), point.getY());
    // A point on a pixel's edge lies in the pixel right of it or below it.
    if (!(column >= 0 && row >= 0 && column < grid_.width && row < grid_.height)) return;
    codes_[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.width) + static_cast<std::size_t>(column)] =
        code;
}

void LabelCanvas::paintPolygon(const OGRPolygon& polygon, std::uint8_t code) {
    coveredPixels(ringsOf(polygon, grid_), grid_.width, grid_.height, [&](int row, int column) {
        codes_[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.width) +
               static_cast<std::size_t>(column)] = code;
    });
}

bool LabelCanvas::paint(const OGRGeometry& geometry, std::uint8_t code) {
    if (geometry.IsEmpty()) return true;
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPoint:
            paintPoint(*geometry.toPoint(), code);
            return true;
        case wkbPolygon:
            paintPolygon(*geometry.toPolygon(), code);
            return true;
        case wkbMultiPoint:
        case wkbMultiPolygon:
        case wkbGeometryCollection: {
            bool known = true;
            for (const OGRGeometry* part : *geometry.toGeometryCollection()) known = paint(*part, code) && known;
            return known;
        }
        default:
            return false;
    }
}

/// Class values by code (index 0 unused), and the classes by ascending value.
base::Result<std::vector<int>> LabelCanvas::valueByCode(const std::string& path, base::ClassTable& classes) const {
    std::vector<int> values(codeByKey_.size() + 1);
    const bool numbers =
        std::all_of(codeByKey_.begin(), codeByKey_.end(), [](const auto& entry) { return wholeNumber(entry.first); });
    int next = 1;
    for (const auto& [key, code] : codeByKey_) {
        const long long value = numbers ? *wholeNumber(key) : next++;
        if (value < 1 || value > 255)
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: a class value is {}, expected 1 to 255 (0: unlabelled) or class names", path, value);
        values[code] = static_cast<int>(value);
        const auto name = nameByKey_.find(key);
        if (base::classIndex(classes, values[code]) >= 0) continue;  // "1" and "01"
        const std::string title = !numbers ? key : name != nameByKey_.end() ? name->second : "Class " + key;
        classes.push_back({static_cast<int>(value), title, {}});
    }
    std::sort(classes.begin(), classes.end(),
              [](const base::LandClass& a, const base::LandClass& b) { return a.value < b.value; });
    for (std::size_t i = 0; i < classes.size(); ++i) classes[i].color = base::defaultColor(static_cast<int>(i));
    return values;
}

base::Result<SampleSet> LabelCanvas::finish(const std::string& path) const {
    SampleSet set;
    set.gridWidth = grid_.width;
    set.gridHeight = grid_.height;
    LACUNA_TRY(values, valueByCode(path, set.classes));
    std::vector<bool> occurs(256);
    for (const std::uint8_t code : codes_)
        if (code != noClass) occurs[static_cast<std::size_t>(values[code])] = true;
    std::erase_if(set.classes, [&](const base::LandClass& c) { return !occurs[static_cast<std::size_t>(c.value)]; });
    std::vector<int> indexByCode(values.size(), -1);
    for (std::size_t code = 1; code < values.size(); ++code)
        indexByCode[code] = base::classIndex(set.classes, values[code]);
    for (int row = 0; row < grid_.height; ++row)
        for (int column = 0; column < grid_.width; ++column)
            if (const auto code = codes_[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.width) +
                                         static_cast<std::size_t>(column)];
                code != noClass)
                set.samples.push_back({row, column, indexByCode[code]});
    return set;
}

base::Status readLayer(OGRLayer& layer, const LayerColumns& columns, const raster::Grid& grid, const std::string& path,
                       LabelCanvas& canvas) {
    LACUNA_TRY(toGrid, gridTransformation(layer, grid, stage, path));
    layer.ResetReading();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        LACUNA_TRY(key, classKey(*feature, columns.key, path));
        if (key.empty() || feature->GetGeometryRef() == nullptr) continue;
        const std::string name = columns.name >= 0 ? feature->GetFieldAsString(columns.name) : "";
        const auto code = canvas.code(key, name);
        if (!code)
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: column \"{}\" has more than 255 different values. Choose the class column.", path,
                              feature->GetFieldDefnRef(columns.key)->GetNameRef());
        const std::unique_ptr<OGRGeometry> geometry(feature->GetGeometryRef()->getLinearGeometry());
        if (toGrid && geometry->transform(toGrid.get()) != OGRERR_NONE)
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: feature {} does not transform to the scene's CRS; its coordinates do not fit the "
                              "CRS the layer declares",
                              path, feature->GetFID());
        if (!canvas.paint(*geometry, *code))
            return base::fail(base::ErrorCode::BadData, stage, "{}: feature {} is a {}, expected points or polygons",
                              path, feature->GetFID(), geometry->getGeometryName());
    }
    return {};
}

std::string extentText(const raster::Grid& grid) {
    const auto corner = grid.mapPoint(0, 0);
    const auto opposite = grid.mapPoint(grid.width, grid.height);
    return fmt::format("x {:.6g} to {:.6g}, y {:.6g} to {:.6g}", corner[0], opposite[0], corner[1], opposite[1]);
}

}  // namespace

bool isVectorFile(const std::string& path) {
    return GDALIdentifyDriverEx(path.c_str(), GDAL_OF_VECTOR, vectorDrivers(), nullptr) != nullptr;
}

base::Result<SampleSet> readVectorSamples(const std::string& path, const raster::Grid& grid,
                                          const std::string& classColumn) {
    const GDALDatasetUniquePtr file(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, vectorDrivers(), nullptr, nullptr));
    if (!file)
        return base::fail(base::ErrorCode::BadData, stage, "{} does not open: {}. It may be damaged.", path,
                          CPLGetLastErrorMsg());
    LabelCanvas canvas(grid);
    std::vector<std::string> columnsSeen;
    GIntBig features = 0;
    bool read = false;
    for (OGRLayer* layer : file->GetLayers()) {
        if (layer->GetGeomType() == wkbNone) continue;
        const auto columns = findColumns(*layer->GetLayerDefn(), classColumn);
        if (columns.key < 0) {
            for (auto& name : fieldNames(*layer->GetLayerDefn())) columnsSeen.push_back(std::move(name));
            continue;
        }
        LACUNA_TRY_STATUS(readLayer(*layer, columns, grid, path, canvas));
        features += layer->GetFeatureCount();
        read = true;
    }
    if (!read)
        return base::fail(base::ErrorCode::BadData, stage,
                          "{} has no layer with {}; the columns are: {}. Name the class column.", path,
                          classColumn.empty() ? std::string("a column that says the class")
                                              : fmt::format("a column \"{}\"", classColumn),
                          fmt::join(columnsSeen, ", "));
    LACUNA_TRY(set, canvas.finish(path));
    if (set.samples.empty())
        return base::fail(
            base::ErrorCode::BadData, stage,
            "none of the {} features of {} labels a pixel of the scene ({}). Is it the right file and CRS?", features,
            path, extentText(grid));
    return set;
}

}  // namespace lacuna::samples
