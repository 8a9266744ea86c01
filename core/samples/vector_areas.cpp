#include "samples/vector_areas.h"

#include <fmt/ranges.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "raster/raster_stack.h"
#include "samples/area_geometry.h"
#include "samples/layer_geometry.h"

namespace lacuna::samples {
namespace {

constexpr auto stage = "read samples";
constexpr const char* usualColumns[] = {"class", "classname", "class_id", "label", "landcover", "name", "id"};
constexpr const char* usualNameColumns[] = {"classname", "class_name", "name", "label", "landcover"};

struct LayerColumns {
    int key = -1;   ///< field that says the class
    int name = -1;  ///< text beside a numeric key, or none
    int color = -1;   ///< "#rrggbb"
    int parent = -1;  ///< value of the class above
};

/// What a file says of a class besides its value.
struct ClassFacts {
    std::string name;
    std::optional<base::Rgb> color;
    int parent = 0;
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
    columns.color = definition.GetFieldIndex("color");
    columns.parent = definition.GetFieldIndex("parent");
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

std::optional<base::Rgb> colorFromText(const std::string& text) {
    unsigned rgb = 0;
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    const auto [end, problem] = std::from_chars(text.data() + 1, text.data() + 7, rgb, 16);
    if (problem != std::errc() || end != text.data() + 7) return std::nullopt;
    return base::Rgb{static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8), static_cast<std::uint8_t>(rgb)};
}

ClassFacts classFacts(const OGRFeature& feature, const LayerColumns& columns) {
    auto& readable = const_cast<OGRFeature&>(feature);
    ClassFacts facts;
    if (columns.name >= 0) facts.name = readable.GetFieldAsString(columns.name);
    if (columns.color >= 0) facts.color = colorFromText(readable.GetFieldAsString(columns.color));
    if (columns.parent >= 0) facts.parent = feature.GetFieldAsInteger(columns.parent);
    return facts;
}

/// A file may name a class above that isn't in it, or go in circles.
void dropBrokenParents(TrainingAreas& set) {
    const auto given = std::exchange(set.parents, {});
    for (const auto& [value, parent] : given) (void)setParent(set, value, parent);
}

std::optional<long long> wholeNumber(const std::string& text) {
    long long value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Areas while features are read; their class is the number of their key, in the order in which the keys are met.
class AreaList {
public:
    /// nullopt: more than 255 classes.
    std::optional<int> number(const std::string& key) {
        const auto found = numberByKey_.find(key);
        if (found != numberByKey_.end()) return found->second;
        if (numberByKey_.size() == 255) return std::nullopt;
        const int fresh = static_cast<int>(numberByKey_.size()) + 1;
        facts_.emplace_back();
        return numberByKey_.emplace(key, fresh).first->second;
    }
    /// What the first feature that says it says of its class.
    void describe(int number, const ClassFacts& facts) {
        auto& known = facts_[static_cast<std::size_t>(number - 1)];
        if (known.name.empty()) known.name = facts.name;
        if (!known.color) known.color = facts.color;
        if (known.parent == 0) known.parent = facts.parent;
    }
    /// False where the geometry is neither point nor polygon.
    bool add(const OGRGeometry& geometry, int number);
    base::Result<TrainingAreas> finish(const std::string& path, const TrainingAreas& table);

private:
    struct Pending {
        int number;
        TrainingArea area;
    };
    base::Result<std::vector<int>> valueByNumber(const std::string& path, TrainingAreas& set) const;

    std::vector<Pending> pending_;
    std::map<std::string, int> numberByKey_;
    std::vector<ClassFacts> facts_;
};

bool AreaList::add(const OGRGeometry& geometry, int number) {
    // Parts that may overlap are taken one by one: as rings of one area they would cancel each other out.
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbGeometryCollection || (type == wkbMultiPolygon && !geometry.IsValid())) {
        bool known = true;
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) known = add(*part, number) && known;
        return known;
    }
    TrainingArea area;
    if (!addGeometry(geometry, area)) return false;
    if (!area.rings.empty() || !area.points.empty()) pending_.push_back({number, std::move(area)});
    return true;
}

/// Class values by number (index 0 unused); adds the classes to the set.
base::Result<std::vector<int>> AreaList::valueByNumber(const std::string& path, TrainingAreas& set) const {
    std::vector<int> values(numberByKey_.size() + 1);
    const bool numbers =
        std::all_of(numberByKey_.begin(), numberByKey_.end(), [](const auto& entry) { return wholeNumber(entry.first); });
    int next = 1;
    std::map<int, std::string> added;
    for (const auto& [key, number] : numberByKey_) {
        const long long value = numbers ? *wholeNumber(key) : next++;
        if (value < 1 || value > 255)
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: a class value is {}, expected 1 to 255 (0: unlabelled) or class names", path, value);
        values[static_cast<std::size_t>(number)] = static_cast<int>(value);
        if (base::classIndex(set.classes, static_cast<int>(value)) >= 0) continue;  // in the table, or "1" and "01"
        const auto& facts = facts_[static_cast<std::size_t>(number - 1)];
        set.classes.push_back({static_cast<int>(value), !numbers ? key : !facts.name.empty() ? facts.name : "Class " + key, {}});
        if (facts.parent != 0) set.parents[static_cast<int>(value)] = facts.parent;
        added[static_cast<int>(value)] = key;
    }
    std::sort(set.classes.begin(), set.classes.end(),
              [](const base::LandClass& a, const base::LandClass& b) { return a.value < b.value; });
    for (std::size_t i = 0; i < set.classes.size(); ++i) {
        const auto key = added.find(set.classes[i].value);
        if (key == added.end()) continue;
        const auto& given = facts_[static_cast<std::size_t>(numberByKey_.at(key->second) - 1)].color;
        set.classes[i].color = given ? *given : base::defaultColor(static_cast<int>(i));
    }
    return values;
}

base::Result<TrainingAreas> AreaList::finish(const std::string& path, const TrainingAreas& table) {
    TrainingAreas set = table;
    LACUNA_TRY(values, valueByNumber(path, set));
    for (auto& [number, area] : pending_) {
        area.classValue = values[static_cast<std::size_t>(number)];
        set.areas.push_back(std::make_shared<TrainingArea>(std::move(area)));
    }
    dropBrokenParents(set);
    return set;
}

base::Status readLayer(OGRLayer& layer, const LayerColumns& columns, const raster::Grid& grid, const std::string& path,
                       AreaList& areas) {
    LACUNA_TRY(toGrid, gridTransformation(layer.GetSpatialRef(), grid, stage, path));
    layer.ResetReading();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        LACUNA_TRY(key, classKey(*feature, columns.key, path));
        if (key.empty() || feature->GetGeometryRef() == nullptr) continue;
        const auto number = areas.number(key);
        if (!number)
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: column \"{}\" has more than 255 different values. Choose the class column.", path,
                              feature->GetFieldDefnRef(columns.key)->GetNameRef());
        areas.describe(*number, classFacts(*feature, columns));
        const std::unique_ptr<OGRGeometry> geometry(feature->GetGeometryRef()->getLinearGeometry());
        if (toGrid && geometry->transform(toGrid.get()) != OGRERR_NONE)
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: feature {} does not transform to the scene's CRS; its coordinates do not fit the "
                              "CRS the layer declares",
                              path, feature->GetFID());
        if (!areas.add(*geometry, *number))
            return base::fail(base::ErrorCode::BadData, stage, "{}: feature {} is a {}, expected points or polygons",
                              path, feature->GetFID(), geometry->getGeometryName());
    }
    return {};
}

/// The class table that writeAreas puts beside the areas.
base::Status readClassTable(OGRLayer& layer, const std::string& path, TrainingAreas& table) {
    const auto& definition = *layer.GetLayerDefn();
    const int value = definition.GetFieldIndex("value"), name = definition.GetFieldIndex("name");
    const int color = definition.GetFieldIndex("color"), parent = definition.GetFieldIndex("parent");
    if (value < 0 || name < 0) return {};
    layer.ResetReading();
    while (const OGRFeatureUniquePtr row{layer.GetNextFeature()}) {
        const int number = row->GetFieldAsInteger(value);
        if (number < 1 || number > 255 || base::classIndex(table.classes, number) >= 0)
            return base::fail(base::ErrorCode::BadData, stage,
                              "{}: the class table holds the value {}, expected each of 1 to 255 once at most", path, number);
        const auto given = color >= 0 ? colorFromText(row->GetFieldAsString(color)) : std::nullopt;
        table.classes.push_back({number, row->GetFieldAsString(name),
                                 given ? *given : base::defaultColor(static_cast<int>(table.classes.size()))});
        if (parent >= 0 && row->GetFieldAsInteger(parent) != 0) table.parents[number] = row->GetFieldAsInteger(parent);
    }
    return {};
}

}  // namespace

bool isVectorFile(const std::string& path) {
    return GDALIdentifyDriverEx(path.c_str(), GDAL_OF_VECTOR, vectorDrivers(), nullptr) != nullptr;
}

base::Result<TrainingAreas> readVectorAreas(const std::string& path, const raster::Grid& grid,
                                            const std::string& classColumn) {
    const GDALDatasetUniquePtr file(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, vectorDrivers(), nullptr, nullptr));
    if (!file)
        return base::fail(base::ErrorCode::BadData, stage, "{} does not open: {}. It may be damaged.", path,
                          CPLGetLastErrorMsg());
    TrainingAreas table;
    if (OGRLayer* layer = file->GetLayerByName(classTableLayer)) LACUNA_TRY_STATUS(readClassTable(*layer, path, table));
    AreaList areas;
    std::vector<std::string> columnsSeen;
    bool read = false;
    for (OGRLayer* layer : file->GetLayers()) {
        if (layer->GetGeomType() == wkbNone) continue;
        const auto columns = findColumns(*layer->GetLayerDefn(), classColumn);
        if (columns.key < 0) {
            for (auto& name : fieldNames(*layer->GetLayerDefn())) columnsSeen.push_back(std::move(name));
            continue;
        }
        LACUNA_TRY_STATUS(readLayer(*layer, columns, grid, path, areas));
        read = true;
    }
    if (!read)
        return base::fail(base::ErrorCode::BadData, stage,
                          "{} has no layer with {}; the columns are: {}. Name the class column.", path,
                          classColumn.empty() ? std::string("a column that says the class")
                                              : fmt::format("a column \"{}\"", classColumn),
                          fmt::join(columnsSeen, ", "));
    return areas.finish(path, table);
}

bool hasUsualColumn(const std::vector<std::string>& columns) {
    if (columns.size() == 1) return true;
    return std::any_of(columns.begin(), columns.end(), [](const std::string& column) {
        return std::any_of(std::begin(usualColumns), std::end(usualColumns), [&](const char* usual) { return EQUAL(usual, column.c_str()); });
    });
}

base::Result<std::vector<std::string>> vectorColumns(const std::string& path) {
    raster::initialiseGdal();
    const GDALDatasetUniquePtr file(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, vectorDrivers(), nullptr, nullptr));
    if (!file)
        return base::fail(base::ErrorCode::BadData, stage, "{} does not open: {}. It may be damaged.", path,
                          CPLGetLastErrorMsg());
    std::vector<std::string> columns;
    for (OGRLayer* layer : file->GetLayers()) {
        if (layer->GetGeomType() == wkbNone) continue;
        for (auto& name : fieldNames(*layer->GetLayerDefn()))
            if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(std::move(name));
    }
    return columns;
}

}  // namespace lacuna::samples
