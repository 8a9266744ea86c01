#include "output/map_polygons.h"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <filesystem>

#include "base/atomic_file.h"
#include "output/gdal_progress.h"
#include "output/geotiff_file.h"
#include "output/map_style.h"
#include "raster/gdal_errors.h"

namespace lacuna::output {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

constexpr auto stage = "write polygons";
constexpr auto layerName = "classes";

tl::unexpected<base::Error> failure(const std::string& path, const char* step, const std::string& cause) {
    return base::fail(ErrorCode::Io, stage, "{}: {} failed ({}); what was there before is untouched", path, step, cause);
}

/// What GDALPolygonize writes to: adds name and area to each polygon on its way to the file.
class NamedPolygons : public OGRLayer {
public:
    NamedPolygons(OGRLayer& file, const base::ClassTable& classes, double hectaresOfUnit)
        : file_(file), classes_(classes), hectaresOfUnit_(hectaresOfUnit) {}
    void ResetReading() override {}
    OGRFeature* GetNextFeature() override { return nullptr; }
    OGRFeatureDefn* GetLayerDefn() override { return file_.GetLayerDefn(); }
    int TestCapability(const char* name) override { return file_.TestCapability(name); }
    OGRErr ICreateFeature(OGRFeature* feature) override {
        const int index = base::classIndex(classes_, feature->GetFieldAsInteger(0));
        if (index >= 0) feature->SetField(1, storableText(classes_[static_cast<std::size_t>(index)].name).c_str());
        const auto* area = feature->GetGeometryRef();
        if (hectaresOfUnit_ > 0 && area != nullptr)
            feature->SetField(2, std::round(OGR_G_Area(OGRGeometry::ToHandle(const_cast<OGRGeometry*>(area))) *
                                            hectaresOfUnit_ * 1e4) /
                                     1e4);
        return file_.CreateFeature(feature);
    }

private:
    OGRLayer& file_;
    const base::ClassTable& classes_;
    double hectaresOfUnit_;
};

OGRLayer* makeLayer(GDALDataset& file, GDALDataset& raster, bool withArea) {
    auto* layer = file.CreateLayer(layerName, const_cast<OGRSpatialReference*>(raster.GetSpatialRef()), wkbPolygon, nullptr);
    if (layer == nullptr) return nullptr;
    OGRFieldDefn value("value", OFTInteger), name("class", OFTString), area("area_ha", OFTReal);
    if (layer->CreateField(&value) != OGRERR_NONE || layer->CreateField(&name) != OGRERR_NONE) return nullptr;
    if (withArea && layer->CreateField(&area) != OGRERR_NONE) return nullptr;
    return layer;
}

/// The table in which QGIS looks for the style of a GeoPackage's layer.
bool addStyle(GDALDataset& file, const char* geometryColumn, const base::ClassTable& classes) {
    auto* styles = file.CreateLayer("layer_styles", nullptr, wkbNone, nullptr);
    if (styles == nullptr) return false;
    const std::pair<const char*, std::string> texts[] = {{"f_table_catalog", ""},
                                                         {"f_table_schema", ""},
                                                         {"f_table_name", layerName},
                                                         {"f_geometry_column", geometryColumn},
                                                         {"styleName", layerName},
                                                         {"styleQML", polygonQml(classes, "value")},
                                                         {"styleSLD", ""},
                                                         {"description", "Classes of the map"},
                                                         {"owner", ""}};
    for (const auto& [name, text] : texts) {
        OGRFieldDefn field(name, OFTString);
        if (styles->CreateField(&field) != OGRERR_NONE) return false;
    }
    OGRFieldDefn asDefault("useAsDefault", OFTInteger), time("update_time", OFTDateTime);
    asDefault.SetSubType(OFSTBoolean);
    if (styles->CreateField(&asDefault) != OGRERR_NONE || styles->CreateField(&time) != OGRERR_NONE) return false;
    OGRFeature row(styles->GetLayerDefn());
    for (const auto& [name, text] : texts) row.SetField(name, text.c_str());
    row.SetField("useAsDefault", 1);
    return styles->CreateFeature(&row) == OGRERR_NONE;
}

base::Status polygonize(const std::string& path, GDALDataset& raster, GDALDataset& file,
                        const base::ClassTable& classes, double cellArea, std::stop_token stop) {
    raster::GdalErrors errors;
    file.StartTransaction();
    auto* layer = makeLayer(file, raster, cellArea > 0);
    if (layer == nullptr) return failure(path, "making the layer", errors.message());
    std::array<double, 6> toMap{0, 1, 0, 0, 0, 1};
    raster.GetGeoTransform(toMap.data());
    const double cellSize = std::abs(toMap[1] * toMap[5] - toMap[2] * toMap[4]);
    NamedPolygons sink(*layer, classes, cellArea / cellSize / 1e4);
    auto* band = raster.GetRasterBand(1);
    const auto done = GDALPolygonize(band, band->GetMaskBand(), OGRLayer::ToHandle(&sink), 0, nullptr, goOnUnlessStopped, &stop);
    if (stop.stop_requested()) return base::cancelled(stage);
    if (done != CE_None || errors.failed()) return failure(path, "tracing the areas", errors.message());
    if (!addStyle(file, layer->GetGeometryColumn(), classes) || file.CommitTransaction() != OGRERR_NONE || errors.failed())
        return failure(path, "writing", errors.message());
    return {};
}

base::Status write(const std::string& temporary, const std::string& path, const std::string& raster,
                   const base::ClassTable& classes, double cellArea, std::stop_token stop) {
    raster::GdalErrors errors;
    const char* const tiff[] = {"GTiff", nullptr};
    GDALDatasetUniquePtr source(GDALDataset::Open(raster.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, tiff, nullptr, nullptr));
    if (!source) return failure(path, "reading the map", errors.message());
    auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver == nullptr)
        return base::fail(ErrorCode::Unsupported, stage, "{}: this GDAL has no GeoPackage driver; install one that has", path);
    GDALDatasetUniquePtr file(driver->Create(temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!file) return failure(path, "making a file beside it", errors.message());
    LACUNA_TRY_STATUS(polygonize(path, *source, *file, classes, cellArea, stop));
    file.reset();
    if (errors.failed()) return failure(path, "closing", errors.message());
    file.reset(GDALDataset::Open(temporary.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    if (!file || file->GetLayerByName(layerName) == nullptr) return failure(path, "reading back", errors.message());
    return {};
}

void removeWithJournal(const std::string& file) {
    std::error_code ignored;
    for (const auto* suffix : {"", "-journal", "-wal", "-shm"}) fs::remove(file + suffix, ignored);
}

}  // namespace

base::Status writePolygons(const std::string& path, const std::string& raster, const base::ClassTable& classes,
                           double cellArea, std::stop_token stop) {
    std::error_code ignored;
    if (const auto folder = fs::path(path).parent_path(); !folder.empty() && !fs::is_directory(folder, ignored))
        return base::fail(ErrorCode::Io, stage, "{}: the folder {} does not exist; make it or choose another", path, folder.string());
    const auto temporary = base::temporarySibling(path);
    removeWithJournal(temporary);
    auto status = write(temporary, path, raster, classes, cellArea, stop);
    if (status) status = base::commitFile(temporary, path);
    removeWithJournal(temporary);
    return status;
}

}  // namespace lacuna::output
