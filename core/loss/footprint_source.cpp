#include "loss/footprint_source.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>

#include "base/memory_cap.h"
#include "loss/generated_footprint.h"
#include "loss/spelled_settings.h"
#include "raster/dataset_grid.h"
#include "raster/modality_file.h"
#include "raster/raster_stack.h"
#include "samples/layer_geometry.h"
#include "samples/vector_areas.h"

namespace lacuna::loss {
namespace {

constexpr auto stage = "read footprint";
using base::ErrorCode;
using base::fail;

bool beginsWith(const std::string& text, const char* word) { return STARTS_WITH_CI(text.c_str(), word); }

/// False where the geometry is no polygon.
bool cover(const OGRGeometry& geometry, const raster::Grid& grid, Footprint& footprint) {
    if (geometry.IsEmpty()) return true;
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPolygon:
            samples::coveredPixels(samples::ringsOf(*geometry.toPolygon(), grid), grid.width, grid.height,
                                   [&](int row, int column) { footprint.lose(row, column); });
            return true;
        case wkbMultiPolygon:
        case wkbGeometryCollection: {
            bool known = true;
            for (const OGRGeometry* part : *geometry.toGeometryCollection()) known = cover(*part, grid, footprint) && known;
            return known;
        }
        default:
            return false;
    }
}

base::Status coverLayer(OGRLayer& layer, const std::string& path, const raster::Grid& grid, const std::stop_token& stop,
                        Footprint& footprint) {
    LACUNA_TRY(toGrid, samples::gridTransformation(layer.GetSpatialRef(), grid, stage, path));
    layer.ResetReading();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        if (stop.stop_requested()) return base::cancelled(stage);
        if (feature->GetGeometryRef() == nullptr) continue;
        const std::unique_ptr<OGRGeometry> geometry(feature->GetGeometryRef()->getLinearGeometry());
        if (toGrid && geometry->transform(toGrid.get()) != OGRERR_NONE)
            return fail(ErrorCode::BadData, stage,
                        "{}: feature {} does not transform to the scene's CRS; its coordinates do not fit the CRS the layer declares",
                        path, feature->GetFID());
        if (!cover(*geometry, grid, footprint))
            return fail(ErrorCode::BadData, stage, "{}: feature {} is a {}, expected polygons", path, feature->GetFID(),
                        geometry->getGeometryName());
    }
    return {};
}

base::Result<Footprint> fromVector(const std::string& path, const raster::Grid& grid, const std::stop_token& stop) {
    const GDALDatasetUniquePtr file(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, samples::vectorDrivers(), nullptr, nullptr));
    if (!file) return fail(ErrorCode::BadData, stage, "{} does not open: {}. It may be damaged", path, CPLGetLastErrorMsg());
    Footprint footprint(grid.width, grid.height);
    for (OGRLayer* layer : file->GetLayers())
        if (layer->GetGeomType() != wkbNone) LACUNA_TRY_STATUS(coverLayer(*layer, path, grid, stop, footprint));
    return footprint;
}

base::Result<Footprint> fromRaster(const std::string& path, const raster::Grid& grid, const std::stop_token& stop) {
    constexpr int rowsAtOnce = 64;
    LACUNA_TRY(file, raster::ModalityFile::open(path));
    if (const auto differences = raster::gridMismatches(grid, file.grid()); !differences.empty())
        return fail(ErrorCode::BadData, stage, "{} does not lie on the scene's grid: {}. Warp it (gdalwarp), or give polygons", path,
                    differences.front());
    Footprint footprint(grid.width, grid.height);
    const auto width = static_cast<std::size_t>(grid.width);
    const auto area = width * rowsAtOnce;
    std::vector<float> values(area * static_cast<std::size_t>(file.bands()));
    std::vector<std::uint8_t> holdsData(area);
    for (int top = 0; top < grid.height; top += rowsAtOnce) {
        if (stop.stop_requested()) return base::cancelled(stage);
        const int rows = std::min(rowsAtOnce, grid.height - top);
        std::fill(holdsData.begin(), holdsData.end(), std::uint8_t{1});
        LACUNA_TRY_STATUS(file.read({0, top, grid.width, rows}, values.data(), holdsData.data(), width, area));
        for (std::size_t i = 0; i < static_cast<std::size_t>(rows) * width; ++i)
            if (holdsData[i] != 0 && values[i] != 0) footprint.lose(top + static_cast<int>(i / width), static_cast<int>(i % width));
    }
    return footprint;
}

base::Result<Footprint> fromWkt(const std::string& text, const raster::Grid& grid) {
    OGRGeometry* parsed = nullptr;
    const auto status = OGRGeometryFactory::createFromWkt(text.c_str(), nullptr, &parsed);
    const std::unique_ptr<OGRGeometry> geometry(parsed);
    if (status != OGRERR_NONE || !geometry)
        return fail(ErrorCode::Usage, stage, "\"{:.60}\" is no polygon in WKT; expected POLYGON ((x y, x y, x y, x y))", text);
    Footprint footprint(grid.width, grid.height);
    cover(*geometry, grid, footprint);
    return footprint;
}

/// "clouds,share:0.4" → the settings after the word; nothing where the text is not of that kind.
bool isGenerated(const std::string& text, const std::string& kind) {
    return text == kind || beginsWith(text, (kind + ",").c_str());
}
std::string settingsOf(const std::string& text) {
    const auto comma = text.find(',');
    return comma == std::string::npos ? std::string() : text.substr(comma + 1);
}

base::Status checkMemory(const raster::Grid& grid) {
    const auto bytes = static_cast<std::uint64_t>(grid.width) * static_cast<std::uint64_t>(grid.height) / 8;
    if (bytes <= base::memoryCap() / 4) return {};
    return fail(ErrorCode::OutOfMemory, stage, "a footprint of {} × {} pixels takes {} MiB, more than a quarter of what is allowed "
                "(LACUNA_MAX_RAM)", grid.width, grid.height, bytes >> 20);
}

base::Result<Footprint> fromFile(const std::string& path, const raster::Grid& grid, const std::stop_token& stop) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem))
        return fail(ErrorCode::NotFound, stage, "{} is not there; expected a vector or raster file, a polygon in WKT, \"strips\" or "
                    "\"clouds\"", path);
    return samples::isVectorFile(path) ? fromVector(path, grid, stop) : fromRaster(path, grid, stop);
}

}  // namespace

bool isFootprintFile(const std::string& text) {
    return !isGenerated(text, "strips") && !isGenerated(text, "clouds") && !beginsWith(text, "POLYGON") && !beginsWith(text, "MULTIPOLYGON");
}

base::Result<Footprint> readFootprint(const std::string& text, const raster::Grid& grid, const std::stop_token& stop) {
    raster::initialiseGdal();
    LACUNA_TRY_STATUS(checkMemory(grid));
    if (isGenerated(text, "strips")) {
        Strips strips;
        LACUNA_TRY_STATUS(readSettings(settingsOf(text), strips.declare(), stage, "strips"));
        return makeFootprint(strips, grid.width, grid.height);
    }
    if (isGenerated(text, "clouds")) {
        Clouds clouds;
        LACUNA_TRY_STATUS(readSettings(settingsOf(text), clouds.declare(), stage, "clouds"));
        return makeFootprint(clouds, grid.width, grid.height, stop);
    }
    auto footprint = isFootprintFile(text) ? fromFile(text, grid, stop) : fromWkt(text, grid);
    if (footprint && footprint->pixels() == 0)
        return fail(ErrorCode::BadData, stage, "{:.60} covers no pixel of the scene ({} × {} pixels). Is it the right place and CRS?",
                    text, grid.width, grid.height);
    return footprint;
}

}  // namespace lacuna::loss
