#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "raster/raster_stack.h"

/// Rasters whose every value is known.
namespace lacuna::support {

struct RasterFile {
    int width = 20;
    int height = 12;
    int bands = 2;
    GDALDataType type = GDT_UInt16;
    std::string driver = "GTiff";
    std::vector<std::string> options;
    std::vector<double> transform{500000, 10, 0, 4500000, 0, -10};  ///< empty: none
    int epsg = 32616;                                               ///< 0: none
    std::optional<double> noData;
    double scale = 1;
    double offset = 0;
    /// Value as stored; the default tells band, row and column apart.
    std::function<double(int band, int row, int column)> value = [](int band, int row, int column) {
        return 1000.0 * band + 20.0 * row + column;
    };
};

/// Pixels of 10 m in UTM zone 16 N, the place of a RasterFile.
inline raster::Grid utmGrid(int width, int height) {
    raster::Grid grid;
    grid.width = width;
    grid.height = height;
    grid.mapFromPixel = {500000, 10, 0, 4500000, 0, -10};
    grid.georeferenced = true;
    OGRSpatialReference crs;
    crs.importFromEPSG(32616);
    char* wkt = nullptr;
    crs.exportToWkt(&wkt);
    grid.crsWkt = wkt;
    CPLFree(wkt);
    return grid;
}

inline GDALDatasetUniquePtr createRaster(const std::string& path, const RasterFile& file) {
    raster::initialiseGdal();
    CPLStringList options;
    for (const auto& option : file.options) options.AddString(option.c_str());
    auto* driver = GetGDALDriverManager()->GetDriverByName(file.driver.c_str());
    GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), file.width, file.height, file.bands, file.type, options.List()));
    EXPECT_NE(dataset, nullptr);
    if (!file.transform.empty()) {
        auto transform = file.transform;
        dataset->SetGeoTransform(transform.data());
    }
    if (file.epsg != 0) {
        OGRSpatialReference crs;
        crs.importFromEPSG(file.epsg);
        dataset->SetSpatialRef(&crs);
    }
    std::vector<double> line(static_cast<std::size_t>(file.width));
    for (int b = 0; b < file.bands; ++b) {
        auto& band = *dataset->GetRasterBand(b + 1);
        if (file.noData) band.SetNoDataValue(*file.noData);
        if (file.scale != 1) band.SetScale(file.scale);
        if (file.offset != 0) band.SetOffset(file.offset);
        for (int row = 0; row < file.height; ++row) {
            for (int column = 0; column < file.width; ++column)
                line[static_cast<std::size_t>(column)] = file.value(b, row, column);
            EXPECT_EQ(band.RasterIO(GF_Write, 0, row, file.width, 1, line.data(), file.width, 1, GDT_Float64, 0, 0, nullptr), CE_None);
        }
    }
    return dataset;
}

/// Writes and closes the file; returns its path.
inline std::string writeRaster(const std::string& path, const RasterFile& file = {}) {
    createRaster(path, file);
    return path;
}

/// One modality of the stack over a window.
struct Pixels {
    std::vector<float> values;            ///< [bands, height, width]
    std::vector<std::uint8_t> holdsData;  ///< [height, width]
};

inline Pixels readPixels(const raster::RasterStack& stack, int modality, const raster::Window& window) {
    const auto area = static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height);
    Pixels pixels{std::vector<float>(area * static_cast<std::size_t>(stack.modality(modality).bands), -1.0f),
                  std::vector<std::uint8_t>(area, 7)};
    const auto status = stack.read(modality, window, pixels.values.data(), pixels.holdsData.data());
    EXPECT_TRUE(status) << (status ? "" : base::describe(status.error()));
    return pixels;
}

}  // namespace lacuna::support
