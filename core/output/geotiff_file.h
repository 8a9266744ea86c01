#pragma once

#include <gdal_priv.h>

#include <cstdint>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "raster/grid.h"

namespace lacuna::output {

/// The text as GDAL's XML gives it back: without blanks at the ends and control characters.
std::string storableText(std::string text);

/// What a GeoTIFF of ours holds, as CONVENTIONS asks for.
struct GeoTiffContent {
    GDALDataType type = GDT_Byte;  ///< Byte or Float32
    double noData = 0;             ///< NaN: for floats that may be zero
    const char* overviews = "AVERAGE";
    std::vector<std::string> bandNames;           ///< one a band
    std::map<std::string, std::string> metadata;  ///< domain LACUNA
    std::unique_ptr<GDALColorTable> palette;      ///< none: grey values
    std::vector<std::string> categories;          ///< names of the values 0, 1, …; empty: none
    bool cloudOptimised = false;  ///< laid out as a Cloud Optimized GeoTIFF
};

/// A GeoTIFF while it is being written, in a temporary file beside its destination. Windows come in any order and size,
/// each cell once; blocks of the file go to disk as soon as they are complete, so that memory stays bounded by GDAL's
/// cache. Destroyed before `commit`: no trace remains. Errors: Io, naming the destination.
class GeoTiffFile {
public:
    static base::Result<std::unique_ptr<GeoTiffFile>> create(const std::string& path, const raster::Grid& grid,
                                                             GeoTiffContent content);
    GeoTiffFile(const GeoTiffFile&) = delete;
    GeoTiffFile& operator=(const GeoTiffFile&) = delete;
    ~GeoTiffFile();

    /// values: [bands, height, width] of the content's type.
    base::Status write(const raster::Window& window, const std::uint8_t* values);
    base::Status write(const raster::Window& window, const float* values);
    /// Attribute table (may be null), overviews, close, then reopens and compares everything with what was written.
    /// Errors: Io, Cancelled.
    base::Status complete(const GDALRasterAttributeTable* table, std::stop_token stop = {});
    /// After `complete`: the finished file, under its temporary name.
    const std::string& finishedFile() const { return temporary_; }
    /// After `complete`: moves the file and its sidecar over the destination; sidecars of the old file go.
    base::Status commit();

private:
    GeoTiffFile(std::string path, const raster::Grid& grid, GeoTiffContent content);
    base::Status open();
    base::Status describe();
    template <class Value>
    base::Status writeValues(const raster::Window& window, const Value* values);
    bool flushCompleteBlocks(const raster::Window& window);
    base::Status buildOverviews(std::stop_token stop);
    base::Status rearrange(std::stop_token stop);
    base::Status verify(const GDALRasterAttributeTable* table) const;
    std::string descriptionFault(GDALDataset& file, const GDALRasterAttributeTable* table) const;
    base::Result<std::uint64_t> readFingerprint(GDALDataset& file) const;
    int bands() const { return static_cast<int>(content_.bandNames.size()); }

    std::string path_;
    std::string temporary_;
    raster::Grid grid_;
    GeoTiffContent content_;
    GDALDatasetUniquePtr file_;
    std::vector<int> missingCells_;  ///< of each block of the file, by rows
    std::uint64_t fingerprint_ = 0;  ///< of all cells, whatever the order they came in
};

}  // namespace lacuna::output
