#include "output/png_file.h"

#include <cpl_conv.h>

#include <vector>

#include "base/atomic_file.h"
#include "raster/raster_commit.h"
#include "raster/gdal_errors.h"
#include "raster/raster_stack.h"

namespace lacuna::output {
namespace {

using base::ErrorCode;
using base::fail;

constexpr auto stage = "write picture";

tl::unexpected<base::Error> ioFailure(const std::string& path, const std::string& cause) {
    return fail(ErrorCode::Io, stage, "{}: writing failed ({}); what was there before is untouched", path, cause);
}

/// Reads every row of both: a PNG that was cut off fails its check sums.
base::Status compare(const std::string& path, const std::string& temporary, GDALDataset& picture) {
    raster::GdalErrors errors;
    GDALDatasetUniquePtr file(GDALDataset::Open(temporary.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
    if (!file) return ioFailure(path, errors.message());
    const int width = picture.GetRasterXSize(), height = picture.GetRasterYSize(), bands = picture.GetRasterCount();
    if (file->GetRasterXSize() != width || file->GetRasterYSize() != height || file->GetRasterCount() != bands)
        return ioFailure(path, "the picture reads back in another size");
    std::vector<std::uint8_t> written(static_cast<std::size_t>(width) * static_cast<std::size_t>(bands)),
        found = written;
    for (int row = 0; row < height; ++row) {
        for (auto [dataset, line] : {std::pair{&picture, &written}, std::pair{file.get(), &found}})
            if (dataset->RasterIO(GF_Read, 0, row, width, 1, line->data(), width, 1, GDT_Byte, bands, nullptr, 0, 0, 0,
                                  nullptr) != CE_None ||
                errors.failed())
                return ioFailure(path, errors.message());
        if (written != found) return ioFailure(path, "the picture reads back differently; check the disk");
    }
    return {};
}

base::Status writeTemporary(const std::string& path, const std::string& temporary, GDALDataset& picture) {
    raster::GdalErrors errors;
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("PNG");
    if (driver == nullptr)
        return fail(ErrorCode::Unsupported, stage, "{}: this GDAL has no PNG driver; install one that has", path);
    const CPLConfigOptionSetter noSidecar("GDAL_PAM_ENABLED", "NO", false);
    GDALDatasetUniquePtr file(driver->CreateCopy(temporary.c_str(), &picture, TRUE, nullptr, nullptr, nullptr));
    const bool made = file != nullptr;
    file.reset();
    if (!made || errors.failed()) return ioFailure(path, errors.message());
    return {};
}

}  // namespace

base::Result<GDALDatasetUniquePtr> memoryRaster(const std::string& path, int width, int height, int bands) {
    raster::initialiseGdal();
    raster::GdalErrors errors;
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    GDALDatasetUniquePtr picture(driver == nullptr ? nullptr
                                                   : driver->Create("", width, height, bands, GDT_Byte, nullptr));
    if (!picture)
        return fail(ErrorCode::OutOfMemory, stage, "{}: a picture of {} × {} does not fit ({}); make it smaller", path,
                    width, height, errors.message());
    return picture;
}

base::Status writePng(const std::string& path, GDALDataset& picture) {
    const auto temporary = base::temporarySibling(path);
    auto status = writeTemporary(path, temporary, picture);
    if (status) status = compare(path, temporary, picture);
    if (status) status = raster::commitRaster(temporary, path);
    if (!status) raster::removeWithSidecars(temporary);
    return status;
}

}  // namespace lacuna::output
