#pragma once

#include <gdal_priv.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"
#include "raster/grid.h"
#include "scenes/scene_sensors.h"
#include "scenes/synthetic_scene.h"

namespace lacuna::scenes {

/// How one sensor's values are stored.
struct Storage {
    GDALDataType type;
    double noData;
    double scale;  ///< of the stored value: metres, reflectance
    std::string unit;
};
Storage storageOf(SensorKind kind);

/// A folder beside the scene's files in which they grow; its files move out when all are complete, and it is removed
/// with what it holds when they are not.
class SceneFolder {
public:
    static base::Result<SceneFolder> open(const std::string& destination);
    SceneFolder(SceneFolder&& other) noexcept;
    SceneFolder(const SceneFolder&) = delete;
    ~SceneFolder();
    std::string path(const std::string& file) const { return partial_ + "/" + file; }
    /// Errors: Io.
    base::Status moveOut();

private:
    SceneFolder() = default;
    std::string destination_;
    std::string partial_;
};

int blockSize(int width, int height);
/// A tiled GeoTIFF of `bands` empty bands, with the grid's georeference where it has one. Errors: Io.
base::Result<GDALDatasetUniquePtr> createRaster(const std::string& path, const raster::Grid& grid, int bands,
                                                GDALDataType type, bool compress = true);
/// Micrometres; `bandwidth` 0: unknown.
void setWavelength(GDALRasterBand& band, double wavelength, double bandwidth = 0);
base::Result<GDALDatasetUniquePtr> createSensorFile(const std::string& path, const raster::Grid& grid,
                                                    const Sensor& sensor, const std::vector<BandSignal>& signals,
                                                    bool compress);
base::Result<GDALDatasetUniquePtr> createLabelFile(const std::string& path, const raster::Grid& grid,
                                                   const base::ClassTable& classes);
/// Writes whole rows of a band to the disk; `row` must be a multiple of the block size. Errors: Io.
base::Status writeRows(GDALDataset& file, int band, int row, int rows, const void* values, GDALDataType type);
/// Errors: Io, of what is written at closing.
base::Status closeFile(GDALDatasetUniquePtr file);

}  // namespace lacuna::scenes
