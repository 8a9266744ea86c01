#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/availability.h"
#include "base/result.h"
#include "raster/grid.h"

namespace lacuna::raster {

/// One modality as the user names it: "hs=a.tif" or, from several files, "hs=a.tif,b.tif".
struct ModalitySource {
    std::string name;
    std::vector<std::string> files;
};

/// Parses "name=file[,file…]". Errors: Usage.
base::Result<ModalitySource> parseModalitySource(const std::string& text);

/// What is known of a modality after opening it.
struct ModalityInfo {
    std::string name;
    std::vector<std::string> files;
    int bands = 0;
    std::string type;                      ///< GDAL's name of the widest data type, "UInt16"
    std::vector<std::string> bandNames;    ///< one a band, "" when unnamed
    std::vector<double> wavelengths;       ///< micrometres, one a band, 0 when unknown
    bool warped = false;                   ///< aligned to the reference grid by --align
};

struct StackOptions {
    bool align = false;  ///< warp modalities whose grid differs to the first one's (bilinear), instead of refusing
};

/// M co-registered modalities on one grid (the first modality's). GDAL stays inside the implementation.
///
/// Opening checks before any pixel is read: drivers allowed, size, CRS, geotransform to 1/20 pixel, numeric type. The
/// error names every mismatch with both values. Values are delivered as float32 with scale and offset applied.
/// A pixel of a modality holds data when none of its bands is no-data, NaN, infinite or masked.
/// Not thread-safe: a second thread opens its own by `reopen()`.
class RasterStack {
public:
    static base::Result<RasterStack> open(const std::vector<ModalitySource>& sources, const StackOptions& options = {});
    /// The same files for another thread.
    base::Result<RasterStack> reopen() const;

    RasterStack(RasterStack&&) noexcept;
    RasterStack& operator=(RasterStack&&) noexcept;
    ~RasterStack();

    const Grid& grid() const;
    int modalities() const;
    const ModalityInfo& modality(int index) const;
    std::vector<std::string> modalityNames() const;
    /// The natural block (tile or strip) of the first modality's file, in pixels: reads aligned to it are cheapest.
    Window blockShape() const;

    /// Reads a window of one modality. `values`: [bands, height, width], row-major, float32; `holdsData`:
    /// [height, width], 1 where the pixel holds data, 0 where not (its values are then 0). The window may lie partly
    /// outside the grid: outside pixels hold no data. Errors: Io, BadData (truncated file), naming file, band, window.
    base::Status read(int modality, const Window& window, float* values, std::uint8_t* holdsData) const;

private:
    struct Impl;
    explicit RasterStack(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Registers GDAL's drivers once and quiets its error printing; every entry of this folder calls it.
void initialiseGdal();
/// "3.6.2".
std::string gdalVersion();

}  // namespace lacuna::raster
