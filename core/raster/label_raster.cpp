#include "raster/label_raster.h"

#include <fmt/ranges.h>
#include <gdal_priv.h>
#include <gdal_rat.h>

#include <array>
#include <cmath>

#include "base/memory_cap.h"
#include "raster/dataset_grid.h"
#include "raster/gdal_errors.h"
#include "raster/source_file.h"

namespace lacuna::raster {
namespace {

constexpr auto stage = "read label raster";
using base::ErrorCode;
using base::fail;

/// One row of the band as class values; `line` is [width].
base::Status convertRow(const std::vector<double>& line, int row, bool hasNoData, double noData, const std::string& path,
                        std::uint8_t* values, std::array<bool, 256>& occurs) {
    for (std::size_t column = 0; column < line.size(); ++column) {
        const double value = line[column];
        values[column] = 0;
        if (std::isnan(value) || (hasNoData && value == noData)) continue;
        if (!(value >= 0 && value <= 255) || value != std::floor(value))
            return fail(ErrorCode::BadData, stage,
                        "{}: row {}, column {} holds {}, expected a whole class value from 0 to 255 (0: unlabelled). Number the "
                        "classes anew, or name the label raster", path, row, column, value);
        values[column] = static_cast<std::uint8_t>(value);
        occurs[values[column]] = true;
    }
    return {};
}

base::Rgb colorOf(GDALRasterBand& band, const GDALRasterAttributeTable* table, int row, int value, int index) {
    if (table != nullptr && row >= 0) {
        const int red = table->GetColOfUsage(GFU_Red), green = table->GetColOfUsage(GFU_Green),
                  blue = table->GetColOfUsage(GFU_Blue);
        if (red >= 0 && green >= 0 && blue >= 0)
            return {static_cast<std::uint8_t>(table->GetValueAsInt(row, red)),
                    static_cast<std::uint8_t>(table->GetValueAsInt(row, green)),
                    static_cast<std::uint8_t>(table->GetValueAsInt(row, blue))};
    }
    const GDALColorTable* palette = band.GetColorTable();
    if (palette != nullptr && value < palette->GetColorEntryCount()) {
        const GDALColorEntry* entry = palette->GetColorEntry(value);
        // Entries that a writer never set are black.
        if (entry->c1 != 0 || entry->c2 != 0 || entry->c3 != 0)
            return {static_cast<std::uint8_t>(entry->c1), static_cast<std::uint8_t>(entry->c2),
                    static_cast<std::uint8_t>(entry->c3)};
    }
    return base::defaultColor(index);
}

base::ClassTable classesOf(GDALRasterBand& band, const std::array<bool, 256>& occurs) {
    const GDALRasterAttributeTable* table = band.GetDefaultRAT();
    const int nameColumn = table != nullptr ? table->GetColOfUsage(GFU_Name) : -1;
    char** names = band.GetCategoryNames();
    const int nameCount = CSLCount(names);
    base::ClassTable classes;
    for (int value = 1; value < 256; ++value) {
        if (!occurs[static_cast<std::size_t>(value)]) continue;
        const int row = table != nullptr ? table->GetRowOfValue(value) : -1;
        std::string name;
        if (value < nameCount) name = names[value];
        if (name.empty() && nameColumn >= 0 && row >= 0) name = table->GetValueAsString(row, nameColumn);
        if (name.empty()) name = fmt::format("class {}", value);
        classes.push_back({value, name, colorOf(band, table, row, value, static_cast<int>(classes.size()))});
    }
    return classes;
}

}  // namespace

base::Result<LabelRaster> readLabelRaster(const std::string& path) {
    LACUNA_TRY(dataset, openRaster(path, stage));
    if (dataset->GetRasterCount() != 1)
        return fail(ErrorCode::BadData, stage, "{} has {} bands, expected 1 band of class values. Name the label raster", path,
                    dataset->GetRasterCount());
    LabelRaster labels;
    labels.grid = gridOf(*dataset);
    const auto width = static_cast<std::size_t>(labels.grid.width), height = static_cast<std::size_t>(labels.grid.height);
    if (static_cast<std::uint64_t>(width) * height > base::memoryCap() / 2)
        return fail(ErrorCode::OutOfMemory, stage,
                    "{} has {} × {} pixels, which take more than half of the {} MiB allowed (LACUNA_MAX_RAM)", path, width, height,
                    base::memoryCap() >> 20);
    labels.values.resize(width * height);
    GDALRasterBand& band = *dataset->GetRasterBand(1);
    int hasNoData = FALSE;
    const double noData = band.GetNoDataValue(&hasNoData);
    std::array<bool, 256> occurs{};
    std::vector<double> line(width);
    GdalErrors errors;
    for (std::size_t row = 0; row < height; ++row) {
        const auto status = band.RasterIO(GF_Read, 0, static_cast<int>(row), labels.grid.width, 1, line.data(),
                                          labels.grid.width, 1, GDT_Float64, 0, 0, nullptr);
        if (status != CE_None || errors.failed())
            return fail(ErrorCode::BadData, stage, "{}: row {} cannot be read: {}. The file may be truncated; copy it again",
                        path, row, errors.message());
        LACUNA_TRY_STATUS(convertRow(line, static_cast<int>(row), hasNoData != FALSE, noData, path,
                                     labels.values.data() + row * width, occurs));
    }
    labels.classes = classesOf(band, occurs);
    return labels;
}

base::Status checkSameGrid(const Grid& expected, const Grid& found, const std::string& what) {
    const auto mismatches = gridMismatches(expected, found);
    if (mismatches.empty()) return {};
    return fail(ErrorCode::BadData, "check grid", "{} does not lie on the scene's grid: {}. Give a file of the scene's grid (gdalwarp makes one)",
                what, fmt::join(mismatches, "; "));
}

}  // namespace lacuna::raster
