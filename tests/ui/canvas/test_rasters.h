#pragma once

#include <gdal_priv.h>

#include <QString>
#include <QTemporaryDir>
#include <functional>
#include <string>
#include <vector>

#include "raster/raster_stack.h"
#include "ui/canvas/test_layers.h"

namespace lacuna::ui::test {

/// A folder of GeoTIFFs whose values are known, gone with the test.
class Rasters {
public:
    using Value = std::function<float(int band, int column, int row)>;

    /// Writes Float32 bands; -1 is no-data.
    raster::ModalityInfo write(const char* name, const raster::Grid& grid, int bands, const Value& value) {
        raster::initialiseGdal();
        const std::string path = folder_.filePath(QString::fromLatin1(name)).toStdString();
        GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
        GDALDatasetUniquePtr file(driver->Create(path.c_str(), grid.width, grid.height, bands, GDT_Float32, nullptr));
        if (grid.georeferenced) {
            auto transform = grid.mapFromPixel;
            file->SetGeoTransform(transform.data());
            file->SetProjection(grid.crsWkt.c_str());
        }
        std::vector<float> row(static_cast<std::size_t>(grid.width));
        for (int b = 0; b < bands; ++b) {
            GDALRasterBand* band = file->GetRasterBand(b + 1);
            band->SetNoDataValue(-1);
            for (int y = 0; y < grid.height; ++y) {
                for (int x = 0; x < grid.width; ++x) row[static_cast<std::size_t>(x)] = value(b, x, y);
                if (band->RasterIO(GF_Write, 0, y, grid.width, 1, row.data(), grid.width, 1, GDT_Float32, 0, 0,
                                   nullptr) != CE_None)
                    return {};
            }
        }
        raster::ModalityInfo info;
        info.name = "sensor";
        info.files = {path};
        info.bands = bands;
        info.type = "Float32";
        info.bandNames.resize(static_cast<std::size_t>(bands));
        info.wavelengths.resize(static_cast<std::size_t>(bands));
        return info;
    }

private:
    QTemporaryDir folder_;
};

}  // namespace lacuna::ui::test
