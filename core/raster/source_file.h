#pragma once

#include <memory>
#include <string>

#include "base/result.h"

class GDALDataset;

namespace lacuna::raster {

struct DatasetCloser {
    void operator()(GDALDataset* dataset) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Opens a raster from a stranger for reading: GTiff (COG), ENVI, HDF5, netCDF or VRT only; a VRT, whatever its name,
/// passes vrt_policy first; a file that claims to hold absurdly more than it has bytes for is refused. Also takes
/// GDAL's names of data sets inside HDF5 and netCDF files. `stage` is for messages. Errors: NotFound, BadData.
base::Result<DatasetPtr> openRaster(const std::string& path, const char* stage);

}  // namespace lacuna::raster
