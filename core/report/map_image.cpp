#include "report/map_image.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <atomic>

#include "output/class_legend.h"
#include "output/png_file.h"
#include "raster/dataset_grid.h"
#include "raster/gdal_errors.h"
#include "raster/source_file.h"

namespace lacuna::report {
namespace {

constexpr auto stage = "report";
using base::ErrorCode;
using base::fail;

/// Cells are gathered `cells` to a pixel, or each becomes `pixels` × `pixels`; one of both is 1.
struct Scale {
    int cells = 1;
    int pixels = 1;
};

Scale scaleFor(const raster::Grid& grid, int longest) {
    const int side = std::max(grid.width, grid.height);
    return {std::max(1, (side + longest - 1) / longest), std::max(1, longest / std::max(1, side))};
}

/// The values of each class in the cells of every pixel of one row of the picture.
class RowCounts {
public:
    explicit RowCounts(int width) : counts_(static_cast<std::size_t>(width)) {}
    void add(const std::vector<std::uint8_t>& cells, int perPixel) {
        for (std::size_t i = 0; i < cells.size(); ++i) ++counts_[i / static_cast<std::size_t>(perPixel)][cells[i]];
    }
    /// The commonest class; none only where no cell has one.
    std::vector<std::uint8_t> take() {
        std::vector<std::uint8_t> row;
        for (auto& counts : counts_) {
            row.push_back(static_cast<std::uint8_t>(std::max_element(counts.begin() + 1, counts.end()) - counts.begin()));
            if (counts[row.back()] == 0) row.back() = 0;
            counts.fill(0);
        }
        return row;
    }

private:
    std::vector<std::array<std::uint32_t, 256>> counts_;
};

tl::unexpected<base::Error> pictureFailure(const std::string& path, const raster::GdalErrors& errors) {
    return fail(ErrorCode::Io, stage, "{}: the map could not be drawn ({})", path, errors.message());
}

base::Status paintRow(GDALRasterBand& band, const std::vector<std::uint8_t>& row, int at, int pixels, const std::string& path,
                      const raster::GdalErrors& errors) {
    std::vector<std::uint8_t> line;
    for (const auto value : row) line.insert(line.end(), static_cast<std::size_t>(pixels), value);
    const int width = static_cast<int>(line.size());
    for (int i = 0; i < pixels; ++i)
        if (band.RasterIO(GF_Write, 0, at * pixels + i, width, 1, line.data(), width, 1, GDT_Byte, 0, 0, nullptr) != CE_None)
            return pictureFailure(path, errors);
    return {};
}

base::Result<std::string> pngOf(GDALDataset& picture, const std::string& path) {
    static std::atomic<unsigned> number{0};
    const auto name = fmt::format("/vsimem/lacuna-report-{}.png", number++);
    raster::GdalErrors errors;
    auto* driver = GetGDALDriverManager()->GetDriverByName("PNG");
    if (driver == nullptr) return fail(ErrorCode::Unsupported, stage, "this GDAL has no PNG driver; install one that has");
    const CPLConfigOptionSetter noSidecar("GDAL_PAM_ENABLED", "NO", false);
    GDALDatasetUniquePtr(driver->CreateCopy(name.c_str(), &picture, TRUE, nullptr, nullptr, nullptr)).reset();
    vsi_l_offset bytes = 0;
    GByte* content = VSIGetMemFileBuffer(name.c_str(), &bytes, TRUE);
    if (content == nullptr || errors.failed()) {
        CPLFree(content);
        return pictureFailure(path, errors);
    }
    char* encoded = CPLBase64Encode(static_cast<int>(bytes), content);
    std::string text = encoded;
    CPLFree(encoded);
    CPLFree(content);
    return text;
}

}  // namespace

base::Result<MapImage> mapImage(const std::string& path, const base::ClassTable& classes, int longest, const std::stop_token& stop) {
    LACUNA_TRY(map, raster::openRaster(path, stage));
    MapImage image{{}, 0, 0, raster::gridOf(*map), classes, std::vector<std::uint64_t>(256)};
    const auto scale = scaleFor(image.grid, longest);
    const int columns = (image.grid.width + scale.cells - 1) / scale.cells, rows = (image.grid.height + scale.cells - 1) / scale.cells;
    image.width = columns * scale.pixels;
    image.height = rows * scale.pixels;
    LACUNA_TRY(picture, output::memoryRaster(path, image.width, image.height, 1));
    auto& band = *picture->GetRasterBand(1);
    const auto palette = output::paletteOf(classes);
    band.SetColorTable(palette.get());
    band.SetNoDataValue(0);

    raster::GdalErrors errors;
    RowCounts counts(columns);
    std::vector<std::uint8_t> line(static_cast<std::size_t>(image.grid.width));
    for (int row = 0; row < image.grid.height; ++row) {
        if (stop.stop_requested()) return base::cancelled(stage);
        if (map->GetRasterBand(1)->RasterIO(GF_Read, 0, row, image.grid.width, 1, line.data(), image.grid.width, 1, GDT_Byte, 0, 0,
                                            nullptr) != CE_None)
            return fail(ErrorCode::Io, stage, "{}: row {} cannot be read ({})", path, row, errors.message());
        for (const auto value : line) ++image.countByValue[value];
        counts.add(line, scale.cells);
        if ((row + 1) % scale.cells == 0 || row + 1 == image.grid.height)
            LACUNA_TRY_STATUS(paintRow(band, counts.take(), row / scale.cells, scale.pixels, path, errors));
    }
    LACUNA_TRY(png, pngOf(*picture, path));
    image.png = std::move(png);
    return image;
}

}  // namespace lacuna::report
