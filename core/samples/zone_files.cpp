#include "samples/zone_files.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "base/atomic_file.h"
#include "raster/raster_stack.h"
#include "samples/layer_geometry.h"
#include "samples/pixel_cover.h"

namespace lacuna::samples {
namespace {

constexpr auto stage = "read zones";
constexpr auto writing = "write zones";
using base::ErrorCode;
using base::fail;

constexpr const char* usualNames[] = {"name", "title", "label", "parcel", "id"};

base::Result<GDALDatasetUniquePtr> openVector(const std::string& path, const char* step) {
    raster::initialiseGdal();
    if (!std::filesystem::exists(path)) return fail(ErrorCode::NotFound, step, "{} is not there", path);
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, vectorDrivers(), nullptr, nullptr));
    if (!file)
        return fail(ErrorCode::BadData, step, "{} does not open as GeoPackage, Shapefile or GeoJSON: {}", path, CPLGetLastErrorMsg());
    return file;
}

base::Status coverPixels(const OGRFeature& feature, OGRCoordinateTransformation* transformation, const raster::Grid& grid,
                         const std::string& path, Zone& zone) {
    if (feature.GetGeometryRef() == nullptr || feature.GetGeometryRef()->IsEmpty()) return {};
    const std::unique_ptr<OGRGeometry> geometry(feature.GetGeometryRef()->getLinearGeometry());
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type != wkbPolygon && type != wkbMultiPolygon)
        return fail(ErrorCode::BadData, stage, "{}: feature {} is a {}, expected polygons", path, feature.GetFID(),
                    geometry->getGeometryName());
    if (transformation != nullptr && geometry->transform(transformation) != OGRERR_NONE)
        return fail(ErrorCode::BadData, stage, "{}: feature {} does not transform to the scene's CRS", path, feature.GetFID());
    std::set<std::int64_t> pixels;  // parts that overlap count a pixel once
    const auto cover = [&](const OGRPolygon& polygon) {
        const auto rings = ringsOf(polygon, grid);
        zone.rings.insert(zone.rings.end(), rings.begin(), rings.end());
        coveredPixels(rings, grid.width, grid.height,
                      [&](int row, int column) { pixels.insert(static_cast<std::int64_t>(row) * grid.width + column); });
    };
    if (type == wkbPolygon) cover(*geometry->toPolygon());
    else
        for (const OGRPolygon* polygon : *geometry->toMultiPolygon()) cover(*polygon);
    zone.pixels.assign(pixels.begin(), pixels.end());
    return {};
}

base::Result<int> nameField(const OGRFeatureDefn& definition, const std::string& asked, const std::string& path) {
    if (!asked.empty()) {
        const int found = definition.GetFieldIndex(asked.c_str());
        if (found < 0) return fail(ErrorCode::BadData, stage, "{}: layer {} has no column \"{}\"", path, definition.GetName(), asked);
        return found;
    }
    for (const char* usual : usualNames)
        if (const int found = definition.GetFieldIndex(usual); found >= 0) return found;
    return -1;
}

/// "parcels", "parcels 2" where another file had a layer of that name.
std::string freeName(GDALDataset& file, const std::string& wanted) {
    std::string name = wanted;
    for (int number = 2; file.GetLayerByName(name.c_str()) != nullptr; ++number) name = fmt::format("{} {}", wanted, number);
    return name;
}

/// Copies the zones of one layer of the file `source`, in the order in which they were read.
base::Status copyLayer(OGRLayer& from, GDALDataset& file, const std::string& source, const std::vector<Zone>& zones,
                       const std::vector<ZoneColumn>& columns) {
    std::map<std::int64_t, std::size_t> placeOf;
    for (std::size_t i = 0; i < zones.size(); ++i)
        if (zones[i].file == source && zones[i].layer == from.GetName()) placeOf[zones[i].feature] = i;
    if (placeOf.empty()) return {};
    OGRLayer* to = file.CreateLayer(freeName(file, from.GetName()).c_str(), from.GetSpatialRef(), wkbUnknown, nullptr);
    if (to == nullptr) return fail(ErrorCode::Io, writing, "layer {} cannot be made: {}", from.GetName(), CPLGetLastErrorMsg());
    const auto* definition = from.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        OGRFieldDefn field(definition->GetFieldDefn(i));
        if (to->CreateField(&field) != OGRERR_NONE) return fail(ErrorCode::Io, writing, "{}", CPLGetLastErrorMsg());
    }
    const int first = to->GetLayerDefn()->GetFieldCount();
    for (const auto& column : columns) {
        OGRFieldDefn field(column.name.c_str(), column.whole ? OFTInteger64 : OFTReal);
        if (to->CreateField(&field) != OGRERR_NONE) return fail(ErrorCode::Io, writing, "{}", CPLGetLastErrorMsg());
    }
    from.ResetReading();
    while (const OGRFeatureUniquePtr source{from.GetNextFeature()}) {
        const auto place = placeOf.find(source->GetFID());
        if (place == placeOf.end()) continue;
        OGRFeature feature(to->GetLayerDefn());
        feature.SetFrom(source.get());
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double value = columns[c].values[place->second];
            const int field = first + static_cast<int>(c);
            if (!std::isfinite(value)) feature.SetFieldNull(field);
            else if (columns[c].whole) feature.SetField(field, static_cast<GIntBig>(std::llround(value)));
            else feature.SetField(field, value);
        }
        if (to->CreateFeature(&feature) != OGRERR_NONE) return fail(ErrorCode::Io, writing, "{}", CPLGetLastErrorMsg());
    }
    return {};
}

base::Result<GDALDatasetUniquePtr> createFile(const std::string& path) {
    raster::initialiseGdal();
    auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver == nullptr) return fail(ErrorCode::Io, writing, "this GDAL writes no GeoPackages");
    GDALDatasetUniquePtr file(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!file) return fail(ErrorCode::Io, writing, "{} cannot be made: {}", path, CPLGetLastErrorMsg());
    return file;
}

base::Status closeFile(GDALDatasetUniquePtr file, const std::string& path) {
    CPLErrorReset();
    file.reset();
    if (CPLGetLastErrorType() >= CE_Failure) return fail(ErrorCode::Io, writing, "{}: {}", path, CPLGetLastErrorMsg());
    return {};
}

base::Status writeCopy(const std::string& path, const std::vector<Zone>& zones, const std::vector<ZoneColumn>& columns) {
    LACUNA_TRY(file, createFile(path));
    std::vector<std::string> sources;
    for (const auto& zone : zones)
        if (std::find(sources.begin(), sources.end(), zone.file) == sources.end()) sources.push_back(zone.file);
    for (const auto& source : sources) {
        LACUNA_TRY(from, openVector(source, writing));
        for (OGRLayer* layer : from->GetLayers()) LACUNA_TRY_STATUS(copyLayer(*layer, *file, source, zones, columns));
    }
    return closeFile(std::move(file), path);
}

base::Status writeDrawn(const std::string& path, const std::vector<DrawnZone>& zones, const raster::Grid& grid) {
    LACUNA_TRY(file, createFile(path));
    OGRSpatialReference crs;
    if (!grid.crsWkt.empty()) crs.importFromWkt(grid.crsWkt.c_str());
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = file->CreateLayer("zones", grid.crsWkt.empty() ? nullptr : &crs, wkbUnknown, nullptr);
    OGRFieldDefn name("name", OFTString);
    if (layer == nullptr || layer->CreateField(&name) != OGRERR_NONE) return fail(ErrorCode::Io, writing, "{}: {}", path, CPLGetLastErrorMsg());
    for (const auto& zone : zones) {
        OGRGeometry* made = nullptr;
        const bool parsed = OGRGeometryFactory::createFromWkt(zone.wkt.c_str(), nullptr, &made) == OGRERR_NONE;
        const std::unique_ptr<OGRGeometry> geometry(made);
        const auto type = geometry ? wkbFlatten(geometry->getGeometryType()) : wkbUnknown;
        if (!parsed || (type != wkbPolygon && type != wkbMultiPolygon))
            return fail(ErrorCode::BadData, writing, "zone {}: its text is no polygon in WKT, expected POLYGON ((x y, …))", zone.name);
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, zone.name.c_str());
        feature.SetGeometry(geometry.get());
        if (layer->CreateFeature(&feature) != OGRERR_NONE) return fail(ErrorCode::Io, writing, "{}: {}", path, CPLGetLastErrorMsg());
    }
    return closeFile(std::move(file), path);
}

/// Runs `write` on a file beside `path` that takes its place when it is whole.
template <class Write>
base::Status writeWhole(const std::string& path, Write write) {
    const auto temporary = base::temporarySibling(path);
    auto status = write(temporary);
    if (status) status = base::commitFile(temporary, path);
    std::error_code ignored;
    if (!status) std::filesystem::remove(temporary, ignored);
    return status;
}

}  // namespace

base::Result<std::vector<Zone>> readZones(const std::string& path, const raster::Grid& grid, const std::string& nameColumn) {
    LACUNA_TRY(file, openVector(path, stage));
    std::vector<Zone> zones;
    for (OGRLayer* layer : file->GetLayers()) {
        if (layer->GetGeomType() == wkbNone) continue;
        LACUNA_TRY(field, nameField(*layer->GetLayerDefn(), nameColumn, path));
        LACUNA_TRY(transformation, gridTransformation(layer->GetSpatialRef(), grid, stage, path));
        layer->ResetReading();
        while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
            Zone zone;
            zone.file = path;
            zone.layer = layer->GetName();
            zone.feature = feature->GetFID();
            if (field >= 0 && feature->IsFieldSetAndNotNull(field)) zone.name = feature->GetFieldAsString(field);
            if (zone.name.empty()) zone.name = fmt::format("{} {}", zone.layer, zone.feature);
            LACUNA_TRY_STATUS(coverPixels(*feature, transformation.get(), grid, path, zone));
            zones.push_back(std::move(zone));
        }
    }
    if (std::all_of(zones.begin(), zones.end(), [](const auto& zone) { return zone.pixels.empty(); }))
        return fail(ErrorCode::BadData, stage, "none of the {} polygons of {} covers a pixel of the scene. Is it the right file and CRS?",
                    zones.size(), path);
    return zones;
}

base::Status writeZones(const std::string& path, const std::vector<Zone>& zones, const std::vector<ZoneColumn>& columns) {
    return writeWhole(path, [&](const std::string& file) { return writeCopy(file, zones, columns); });
}

base::Status writeDrawnZones(const std::string& path, const std::vector<DrawnZone>& zones, const raster::Grid& grid) {
    return writeWhole(path, [&](const std::string& file) { return writeDrawn(file, zones, grid); });
}

}  // namespace lacuna::samples
