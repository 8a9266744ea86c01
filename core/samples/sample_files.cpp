#include "samples/sample_files.h"

#include <gdal_priv.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/atomic_file.h"
#include "base/memory_cap.h"
#include "raster/label_raster.h"
#include "raster/raster_commit.h"
#include "raster/raster_stack.h"
#include "samples/area_files.h"
#include "samples/area_pixels.h"

namespace lacuna::samples {
namespace {

constexpr auto readStage = "read samples";
constexpr auto writeStage = "write label raster";

base::Result<SampleSet> readRasterSamples(const std::string& path, const raster::Grid& grid) {
    LACUNA_TRY(labels, raster::readLabelRaster(path));
    LACUNA_TRY_STATUS(raster::checkSameGrid(grid, labels.grid, path));
    const auto labelled = static_cast<std::uint64_t>(
        std::count_if(labels.values.begin(), labels.values.end(), [](std::uint8_t value) { return value != 0; }));
    if (labelled == 0)
        return base::fail(base::ErrorCode::BadData, readStage, "{} labels no pixel: all its values are 0 or no-data",
                          path);
    if (labelled * sizeof(Sample) > base::memoryCap() / 2)
        return base::fail(base::ErrorCode::OutOfMemory, readStage,
                          "{} labels {} pixels, which would take {} MiB of the {} MiB allowed. Use fewer samples.",
                          path, labelled, labelled * sizeof(Sample) >> 20, base::memoryCap() >> 20);
    SampleSet set;
    set.gridWidth = grid.width;
    set.gridHeight = grid.height;
    set.classes = labels.classes;
    set.samples.reserve(labelled);
    std::vector<int> indexByValue(256, -1);
    for (std::size_t i = 0; i < set.classes.size(); ++i)
        indexByValue[static_cast<std::size_t>(set.classes[i].value)] = static_cast<int>(i);
    std::size_t pixel = 0;
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column, ++pixel)
            if (labels.values[pixel] != 0) set.samples.push_back({row, column, indexByValue[labels.values[pixel]]});
    return set;
}

base::Status writeBand(GDALRasterBand& band, const SampleSet& set) {
    std::vector<std::uint8_t> values(static_cast<std::size_t>(set.gridWidth) *
                                     static_cast<std::size_t>(set.gridHeight));
    for (const auto& sample : set.samples)
        values[static_cast<std::size_t>(sample.row) * static_cast<std::size_t>(set.gridWidth) +
               static_cast<std::size_t>(sample.column)] =
            static_cast<std::uint8_t>(set.classes[static_cast<std::size_t>(sample.classIndex)].value);
    GDALColorTable palette;
    int highest = 0;
    for (const auto& landClass : set.classes) {
        const GDALColorEntry entry{landClass.color[0], landClass.color[1], landClass.color[2], 255};
        palette.SetColorEntry(landClass.value, &entry);
        highest = std::max(highest, landClass.value);
    }
    CPLStringList names;
    for (int value = 0; value <= highest; ++value) {
        const int index = base::classIndex(set.classes, value);
        names.AddString(value == 0  ? "Unlabelled"
                        : index < 0 ? ""
                                    : set.classes[static_cast<std::size_t>(index)].name.c_str());
    }
    const bool written = band.SetColorTable(&palette) == CE_None && band.SetNoDataValue(0) == CE_None &&
                         band.SetCategoryNames(names.List()) == CE_None &&
                         band.RasterIO(GF_Write, 0, 0, set.gridWidth, set.gridHeight, values.data(), set.gridWidth,
                                       set.gridHeight, GDT_Byte, 0, 0, nullptr) == CE_None;
    if (!written) return base::fail(base::ErrorCode::Io, writeStage, "{}", CPLGetLastErrorMsg());
    return {};
}

base::Status writeWhole(const std::string& path, const SampleSet& set, const raster::Grid& grid) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    CPLStringList options;
    for (const char* option : {"TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"})
        options.AddString(option);
    CPLErrorReset();
    GDALDatasetUniquePtr file(driver->Create(path.c_str(), grid.width, grid.height, 1, GDT_Byte, options.List()));
    if (!file) return base::fail(base::ErrorCode::Io, writeStage, "{}: {}", path, CPLGetLastErrorMsg());
    if (grid.georeferenced) {
        auto transform = grid.mapFromPixel;
        file->SetGeoTransform(transform.data());
    }
    if (!grid.crsWkt.empty()) file->SetProjection(grid.crsWkt.c_str());
    LACUNA_TRY_STATUS(writeBand(*file->GetRasterBand(1), set));
    CPLErrorReset();
    file.reset();  // the last blocks and the directory are written here
    if (CPLGetLastErrorType() >= CE_Failure)
        return base::fail(base::ErrorCode::Io, writeStage, "{}: {}", path, CPLGetLastErrorMsg());
    return {};
}

std::string extentText(const raster::Grid& grid) {
    const auto corner = grid.mapPoint(0, 0);
    const auto opposite = grid.mapPoint(grid.width, grid.height);
    return fmt::format("x {:.6g} to {:.6g}, y {:.6g} to {:.6g}", corner[0], opposite[0], corner[1], opposite[1]);
}

}  // namespace

base::Status checkInside(const TrainingAreas& areas, const SampleSet& labelled, const raster::Grid& grid, const std::string& path) {
    if (!labelled.samples.empty()) return {};
    return base::fail(base::ErrorCode::BadData, readStage,
                      "none of the {} features of {} labels a pixel of the scene ({}). Is it the right file and CRS?",
                      areas.areas.size(), path, extentText(grid));
}

base::Result<SampleSet> readSamples(const std::string& path, const raster::Grid& grid, const std::string& classColumn) {
    raster::initialiseGdal();
    std::error_code problem;
    if (!std::filesystem::exists(path, problem))
        return base::fail(base::ErrorCode::NotFound, readStage, "{} is not there", path);
    if (!holdsAreas(path)) return readRasterSamples(path, grid);
    LACUNA_TRY(areas, readAreas(path, grid, classColumn));
    LACUNA_TRY(labelled, labelPixels(areas, grid));
    LACUNA_TRY_STATUS(checkInside(areas, labelled.set, grid, path));
    return withoutEmptyClasses(std::move(labelled.set));
}

base::Status writeLabelRaster(const std::string& path, const SampleSet& set, const raster::Grid& grid) {
    LACUNA_ASSERT(set.gridWidth == grid.width && set.gridHeight == grid.height);
    raster::initialiseGdal();
    const auto temporary = base::temporarySibling(path);
    auto written = writeWhole(temporary, set, grid);
    if (written) written = raster::commitRaster(temporary, path);
    if (!written) raster::removeWithSidecars(temporary);
    return written;
}

}  // namespace lacuna::samples
