#include "scenes/scene_files.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "raster/raster_commit.h"

namespace lacuna::scenes {
namespace {

namespace fs = std::filesystem;
constexpr auto stage = "write scene";

void describeBand(GDALRasterBand& band, const BandSignal& signal, const Storage& storage) {
    band.SetNoDataValue(storage.noData);
    band.SetDescription(signal.description.c_str());
    band.SetUnitType(storage.unit.c_str());
    if (storage.scale != 1) {
        band.SetScale(storage.scale);
        band.SetOffset(0);
    }
    if (signal.wavelength > 0) setWavelength(band, signal.wavelength, signal.bandwidth);
}

}  // namespace

Storage storageOf(SensorKind kind) {
    switch (kind) {
        case SensorKind::Lidar:
            return {GDT_UInt16, 65535, 0.01, "m"};
        case SensorKind::Sar:
            return {GDT_Float32, -9999, 1, "dB"};
        case SensorKind::Hyperspectral:
        case SensorKind::Multispectral:
            break;
    }
    return {GDT_UInt16, 0, 0.0001, "reflectance"};
}

int blockSize(int width, int height) {
    return std::max(width, height) > 1024 ? 512 : 256;
}

base::Result<GDALDatasetUniquePtr> createRaster(const std::string& path, const raster::Grid& grid, int bands,
                                                GDALDataType type, bool compress) {
    const auto side = std::to_string(blockSize(grid.width, grid.height));
    CPLStringList creation;
    creation.SetNameValue("TILED", "YES");
    creation.SetNameValue("BLOCKXSIZE", side.c_str());
    creation.SetNameValue("BLOCKYSIZE", side.c_str());
    // Bands are written one behind the other, so that one band's block row is all that is in memory.
    creation.SetNameValue("INTERLEAVE", "BAND");
    creation.SetNameValue("BIGTIFF", "IF_SAFER");
    if (compress) {
        creation.SetNameValue("COMPRESS", "DEFLATE");
        creation.SetNameValue("PREDICTOR", type == GDT_Float32 ? "3" : type == GDT_Byte ? "1" : "2");
        creation.SetNameValue("ZLEVEL", "3");
        creation.SetNameValue("NUM_THREADS", "ALL_CPUS");
    }
    CPLErrorReset();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    GDALDatasetUniquePtr file(driver->Create(path.c_str(), grid.width, grid.height, bands, type, creation.List()));
    if (!file) return base::fail(base::ErrorCode::Io, stage, "{}: {}", path, CPLGetLastErrorMsg());
    auto mapFromPixel = grid.mapFromPixel;
    const bool placed = (!grid.georeferenced || file->SetGeoTransform(mapFromPixel.data()) == CE_None) &&
                        (grid.crsWkt.empty() || file->SetProjection(grid.crsWkt.c_str()) == CE_None);
    if (!placed) return base::fail(base::ErrorCode::Io, stage, "{}: {}", path, CPLGetLastErrorMsg());
    return file;
}

void setWavelength(GDALRasterBand& band, double wavelength, double bandwidth) {
    const auto centre = fmt::format("{:.4f}", wavelength);
    band.SetMetadataItem("CENTRAL_WAVELENGTH_UM", centre.c_str(), "IMAGERY");
    if (bandwidth > 0) band.SetMetadataItem("FWHM_UM", fmt::format("{:.4f}", bandwidth).c_str(), "IMAGERY");
    band.SetMetadataItem("wavelength", centre.c_str());
    band.SetMetadataItem("wavelength_units", "um");
}

base::Result<GDALDatasetUniquePtr> createSensorFile(const std::string& path, const raster::Grid& grid,
                                                    const Sensor& sensor, const std::vector<BandSignal>& signals,
                                                    bool compress) {
    const auto storage = storageOf(sensor.kind);
    LACUNA_TRY(file, createRaster(path, grid, sensor.bands, storage.type, compress));
    for (int band = 0; band < sensor.bands; ++band)
        describeBand(*file->GetRasterBand(band + 1), signals[static_cast<std::size_t>(band)], storage);
    return file;
}

base::Result<GDALDatasetUniquePtr> createLabelFile(const std::string& path, const raster::Grid& grid,
                                                   const base::ClassTable& classes) {
    LACUNA_TRY(file, createRaster(path, grid, 1, GDT_Byte));
    GDALColorTable palette;
    CPLStringList names;
    names.AddString("Unlabelled");
    const GDALColorEntry nothing{0, 0, 0, 255};
    palette.SetColorEntry(0, &nothing);
    for (const auto& landClass : classes) {
        const GDALColorEntry entry{landClass.color[0], landClass.color[1], landClass.color[2], 255};
        palette.SetColorEntry(landClass.value, &entry);
        names.AddString(landClass.name.c_str());
    }
    GDALRasterBand* band = file->GetRasterBand(1);
    if (band->SetColorTable(&palette) != CE_None || band->SetCategoryNames(names.List()) != CE_None ||
        band->SetNoDataValue(0) != CE_None)
        return base::fail(base::ErrorCode::Io, stage, "{}: {}", path, CPLGetLastErrorMsg());
    return file;
}

base::Status writeRows(GDALDataset& file, int band, int row, int rows, const void* values, GDALDataType type) {
    GDALRasterBand* target = file.GetRasterBand(band + 1);
    const int width = file.GetRasterXSize();
    CPLErrorReset();
    // Flushing at once keeps GDAL's cache empty and tells of a full disk here rather than at the end.
    if (target->RasterIO(GF_Write, 0, row, width, rows, const_cast<void*>(values), width, rows, type, 0, 0, nullptr) !=
            CE_None ||
        target->FlushCache() != CE_None || CPLGetLastErrorType() >= CE_Failure)
        return base::fail(base::ErrorCode::Io, stage, "{}, band {}, row {}: {}", file.GetDescription(), band + 1, row,
                          CPLGetLastErrorMsg());
    return {};
}

base::Status closeFile(GDALDatasetUniquePtr file) {
    const std::string path = file->GetDescription();
    CPLErrorReset();
    file.reset();
    if (CPLGetLastErrorType() >= CE_Failure)
        return base::fail(base::ErrorCode::Io, stage, "{}: {}", path, CPLGetLastErrorMsg());
    return {};
}

base::Result<SceneFolder> SceneFolder::open(const std::string& destination) {
    SceneFolder folder;
    folder.destination_ = destination;
    std::error_code problem;
    fs::create_directories(destination, problem);
    if (problem) return base::fail(base::ErrorCode::Io, stage, "{} can't be made: {}", destination, problem.message());
    const auto partial = (fs::path(destination) / fmt::format(".scene-{}.partial", ::getpid())).string();
    fs::create_directory(partial, problem);
    if (problem) return base::fail(base::ErrorCode::Io, stage, "{} takes no files: {}", destination, problem.message());
    folder.partial_ = partial;
    return folder;
}

SceneFolder::SceneFolder(SceneFolder&& other) noexcept
    : destination_(std::move(other.destination_)), partial_(std::exchange(other.partial_, {})) {}

SceneFolder::~SceneFolder() {
    std::error_code ignored;
    if (!partial_.empty()) fs::remove_all(partial_, ignored);
}

base::Status SceneFolder::moveOut() {
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(partial_, problem)) {
        if (entry.path().extension() != ".tif") continue;  // sidecars come with their rasters
        const auto target = fs::path(destination_) / entry.path().filename();
        LACUNA_TRY_STATUS(raster::commitRaster(entry.path().string(), target.string()));
    }
    if (problem) return base::fail(base::ErrorCode::Io, stage, "{}: {}", partial_, problem.message());
    return {};
}

}  // namespace lacuna::scenes
