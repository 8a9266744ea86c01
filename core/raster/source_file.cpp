#include "raster/source_file.h"

#include <gdal_priv.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "raster/gdal_errors.h"
#include "raster/raster_stack.h"
#include "raster/vrt_policy.h"

namespace lacuna::raster {
namespace {

using base::ErrorCode;
using base::fail;

const std::vector<const char*>& allowedDrivers() {
    static const std::vector<const char*> names{"GTiff", "COG", "ENVI", "HDF5", "HDF5Image", "netCDF", "VRT"};
    return names;
}

// DEFLATE packs at most 1032 : 1; the better packers and left-out tiles of honest files stay far below this.
constexpr std::uint64_t largestPacking = 20000;
constexpr std::uint64_t alwaysFine = std::uint64_t{1} << 30;

bool isInnerDataset(const std::string& path) {
    return path.rfind("HDF5:", 0) == 0 || path.rfind("NETCDF:", 0) == 0;
}

std::uint64_t unpackedBytes(GDALDataset& dataset) {
    std::uint64_t bytesPerPixel = 0;
    for (int band = 1; band <= dataset.GetRasterCount(); ++band)
        bytesPerPixel += static_cast<std::uint64_t>(
            GDALGetDataTypeSizeBytes(dataset.GetRasterBand(band)->GetRasterDataType()));
    return bytesPerPixel * static_cast<std::uint64_t>(dataset.GetRasterXSize()) *
           static_cast<std::uint64_t>(dataset.GetRasterYSize());
}

std::string headOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string head(1024, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    return head;
}

/// Size in bytes of what a plain file, or a VRT with its sources, brings.
base::Result<std::uint64_t> checkPlainFile(const std::string& path, const char* stage) {
    std::error_code problem;
    const auto status = std::filesystem::status(path, problem);
    if (!std::filesystem::exists(status))
        return fail(ErrorCode::NotFound, stage, "{} does not exist; check the path", path);
    if (!std::filesystem::is_regular_file(status))
        return fail(ErrorCode::BadData, stage, "{} is not a file; name a raster file", path);
    const auto bytes = std::filesystem::file_size(path, problem);
    std::ifstream readable(path, std::ios::binary);
    if (!readable) return fail(ErrorCode::Io, stage, "{} cannot be read: {}", path, std::strerror(errno));
    if (looksLikeVrt(headOf(path))) return checkVrtFile(path, allowedDrivers());
    return bytes;
}

}  // namespace

void DatasetCloser::operator()(GDALDataset* dataset) const { GDALClose(dataset); }

base::Result<DatasetPtr> openRaster(const std::string& path, const char* stage) {
    initialiseGdal();
    std::uint64_t bytes = 0;
    if (!isInnerDataset(path)) {
        LACUNA_TRY(found, checkPlainFile(path, stage));
        bytes = found;
    }
    auto drivers = allowedDrivers();
    drivers.push_back(nullptr);
    GdalErrors errors;
    DatasetPtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                         drivers.data(), nullptr, nullptr));
    if (!dataset)
        return fail(ErrorCode::BadData, stage,
                    "{} is not a raster that can be read: {}. Expected GeoTIFF, COG, ENVI, HDF5, netCDF or VRT", path,
                    errors.message());
    if (dataset->GetRasterCount() == 0)
        return fail(ErrorCode::BadData, stage,
                    "{} has no raster bands{}", path,
                    dataset->GetMetadata("SUBDATASETS") != nullptr
                        ? "; it holds several data sets: name one as gdalinfo lists them (SUBDATASET_1_NAME)"
                        : "; name a raster file");
    const auto unpacked = unpackedBytes(*dataset);
    if (bytes != 0 && unpacked > alwaysFine && unpacked / bytes > largestPacking)
        return fail(ErrorCode::BadData, stage,
                    "{} has {} bytes and claims to hold {} bytes of pixels; it is damaged or made to exhaust the memory. "
                    "Write it again from its source",
                    path, bytes, unpacked);
    return dataset;
}

}  // namespace lacuna::raster
