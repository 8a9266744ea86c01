#include "samples/area_files.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/atomic_file.h"
#include "raster/gdal_errors.h"
#include "raster/label_raster.h"
#include "raster/raster_stack.h"
#include "samples/area_geometry.h"
#include "samples/area_pixels.h"
#include "samples/envi_regions.h"
#include "samples/sample_files.h"
#include "samples/vector_areas.h"

namespace lacuna::samples {
namespace {

constexpr auto readStage = "read samples";
constexpr auto writeStage = "write samples";
constexpr auto areaLayer = "samples";

std::string endingOf(const std::string& path) {
    auto ending = std::filesystem::path(path).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return ending;
}

std::string colorText(const base::Rgb& color) { return fmt::format("#{:02x}{:02x}{:02x}", color[0], color[1], color[2]); }

struct Target {
    const char* driver;
    const char* name;  ///< what the driver calls itself in messages
    bool tables;       ///< keeps the class table beside the areas
    bool mixes;        ///< points and polygons in one layer
};

void addField(OGRLayer& layer, const char* name, OGRFieldType type) {
    OGRFieldDefn field(name, type);
    layer.CreateField(&field);
}

/// Shapefiles hold points or polygons, not both: points then become their pixels.
TrainingAreas ofOneKind(TrainingAreas set, const raster::Grid& grid) {
    const auto isPoint = [](const TrainingAreaPtr& area) { return !area->points.empty(); };
    if (std::all_of(set.areas.begin(), set.areas.end(), isPoint)) return set;
    for (auto& area : set.areas)
        if (isPoint(area)) area = std::make_shared<TrainingArea>(areaOfPixels(pixelsOf(*area, grid), area->classValue, grid));
    std::erase_if(set.areas, [](const TrainingAreaPtr& area) { return area->points.empty() && area->rings.empty(); });
    return set;
}

base::Status writeLayer(GDALDataset& file, const Target& target, const TrainingAreas& set, const raster::Grid& grid) {
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const bool known = !grid.crsWkt.empty() && crs.importFromWkt(grid.crsWkt.c_str()) == OGRERR_NONE;
    const bool points = !set.areas.empty() && !set.areas.front()->points.empty();
    const auto type = target.mixes ? wkbUnknown : points ? wkbMultiPoint : wkbPolygon;
    CPLStringList options;
    if (!target.mixes) options.SetNameValue("ENCODING", "UTF-8");
    OGRLayer* layer = file.CreateLayer(areaLayer, known ? &crs : nullptr, type, options.List());
    if (layer == nullptr) return base::fail(base::ErrorCode::Io, writeStage, "{}", CPLGetLastErrorMsg());
    addField(*layer, "class", OFTInteger);
    addField(*layer, "classname", OFTString);
    addField(*layer, "color", OFTString);
    addField(*layer, "parent", OFTInteger);
    for (const auto& area : set.areas) {
        const auto& landClass = set.classes[static_cast<std::size_t>(base::classIndex(set.classes, area->classValue))];
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, landClass.value);
        feature.SetField(1, landClass.name.c_str());
        feature.SetField(2, colorText(landClass.color).c_str());
        feature.SetField(3, set.parentOf(landClass.value));
        feature.SetGeometryDirectly(geometryOf(*area).release());
        if (layer->CreateFeature(&feature) != OGRERR_NONE) return base::fail(base::ErrorCode::Io, writeStage, "{}", CPLGetLastErrorMsg());
    }
    return {};
}

base::Status writeClassTable(GDALDataset& file, const TrainingAreas& set) {
    OGRLayer* layer = file.CreateLayer(classTableLayer, nullptr, wkbNone, nullptr);
    if (layer == nullptr) return base::fail(base::ErrorCode::Io, writeStage, "{}", CPLGetLastErrorMsg());
    addField(*layer, "value", OFTInteger);
    addField(*layer, "name", OFTString);
    addField(*layer, "color", OFTString);
    addField(*layer, "parent", OFTInteger);
    for (const auto& landClass : set.classes) {
        OGRFeature row(layer->GetLayerDefn());
        row.SetField(0, landClass.value);
        row.SetField(1, landClass.name.c_str());
        row.SetField(2, colorText(landClass.color).c_str());
        row.SetField(3, set.parentOf(landClass.value));
        if (layer->CreateFeature(&row) != OGRERR_NONE) return base::fail(base::ErrorCode::Io, writeStage, "{}", CPLGetLastErrorMsg());
    }
    return {};
}

base::Status fillVector(const std::string& path, const Target& target, const TrainingAreas& set, const raster::Grid& grid) {
    raster::GdalErrors errors;
    auto* driver = GetGDALDriverManager()->GetDriverByName(target.driver);
    if (driver == nullptr) return base::fail(base::ErrorCode::Unsupported, writeStage, "this GDAL has no driver for {}", target.name);
    GDALDatasetUniquePtr file(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!file) return base::fail(base::ErrorCode::Io, writeStage, "{} cannot be made: {}", path, errors.message());
    // One transaction: a GeoPackage would sync the disk at every feature.
    const bool transaction = file->TestCapability(ODsCTransactions) && file->StartTransaction() == OGRERR_NONE;
    LACUNA_TRY_STATUS(writeLayer(*file, target, set, grid));
    if (target.tables) LACUNA_TRY_STATUS(writeClassTable(*file, set));
    if (transaction && file->CommitTransaction() != OGRERR_NONE)
        return base::fail(base::ErrorCode::Io, writeStage, "{}: {}", path, errors.message());
    file.reset();
    if (errors.failed()) return base::fail(base::ErrorCode::Io, writeStage, "{}: {}", path, errors.message());
    return {};
}

/// Writes beside the destination, reads that back, and moves it over the destination.
base::Status writeVector(const std::string& path, const Target& target, const TrainingAreas& set, const raster::Grid& grid) {
    const auto temporary = base::temporarySibling(path);
    auto status = fillVector(temporary, target, set, grid);
    if (status) {
        const auto back = readVectorAreas(temporary, grid, "class");
        if (!back)
            status = base::passOn(back);
        else if (back->areas.size() < set.areas.size())
            status = base::fail(base::ErrorCode::Io, writeStage, "{}: {} of {} areas are in the file that was written. Is the disk full?",
                                path, back->areas.size(), set.areas.size());
    }
    if (status) status = base::commitFile(temporary, path);
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    return status;
}

/// A shapefile is several files: they are made in a folder beside the destination and moved one by one, the .shp last.
base::Status writeShapefile(const std::string& path, const Target& target, const TrainingAreas& set, const raster::Grid& grid) {
    namespace fs = std::filesystem;
    const fs::path destination(path);
    const fs::path folder = base::temporarySibling(path) + ".d";
    std::error_code problem;
    fs::create_directory(folder, problem);
    if (problem) return base::fail(base::ErrorCode::Io, writeStage, "{} cannot be made: {}", folder.string(), problem.message());
    const auto made = folder / destination.filename();
    auto status = fillVector(made.string(), target, ofOneKind(set, grid), grid);
    if (status)
        if (const auto back = readVectorAreas(made.string(), grid, "class"); !back) status = base::passOn(back);
    for (const char* ending : {".shx", ".dbf", ".prj", ".cpg", ".shp"}) {
        const auto part = fs::path(made).replace_extension(ending);
        if (status && fs::exists(part, problem)) status = base::commitFile(part.string(), fs::path(destination).replace_extension(ending).string());
    }
    fs::remove_all(folder, problem);
    return status;
}

}  // namespace

bool holdsAreas(const std::string& path) {
    raster::initialiseGdal();
    return isVectorFile(path) || isEnviRegions(path);
}

base::Result<TrainingAreas> readAreas(const std::string& path, const raster::Grid& grid, const std::string& classColumn) {
    raster::initialiseGdal();
    std::error_code problem;
    if (!std::filesystem::exists(path, problem)) return base::fail(base::ErrorCode::NotFound, readStage, "{} is not there", path);
    if (isVectorFile(path)) return readVectorAreas(path, grid, classColumn);
    if (isEnviRegions(path)) return readEnviRegions(path, grid);
    LACUNA_TRY(set, readSamples(path, grid));
    return areasOf(set, grid);
}

base::Status writeAreas(const std::string& path, const TrainingAreas& areas, const raster::Grid& grid) {
    raster::initialiseGdal();
    if (areas.areas.empty())
        return base::fail(base::ErrorCode::BadData, writeStage, "there are no samples to write into {}. Draw or import some first", path);
    const auto ending = endingOf(path);
    if (ending == ".gpkg") return writeVector(path, {"GPKG", "GeoPackage", true, true}, areas, grid);
    if (ending == ".geojson" || ending == ".json") return writeVector(path, {"GeoJSON", "GeoJSON", false, true}, areas, grid);
    if (ending == ".shp") return writeShapefile(path, {"ESRI Shapefile", "shapefiles", false, false}, areas, grid);
    if (ending == ".xml" || ending == ".tif" || ending == ".tiff") {
        LACUNA_TRY(labelled, labelPixels(areas, grid));
        if (ending != ".xml") return writeLabelRaster(path, labelled.set, grid);
        // ENVI's regions have no order: where areas of two classes overlap, what is left of each is written.
        return base::writeTextFile(path, enviRegionsXml(labelled.contested == 0 ? areas : areasOf(labelled.set, grid), grid));
    }
    return base::fail(base::ErrorCode::Usage, writeStage,
                      "{} ends in \"{}\", expected .gpkg, .geojson, .shp, .xml (ENVI regions of interest) or .tif (label raster)", path, ending);
}

}  // namespace lacuna::samples
