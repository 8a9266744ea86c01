#include "output/picture.h"

#include <array>
#include <limits>
#include <vector>

#include "output/activation_drawing.h"
#include "output/class_legend.h"
#include "output/png_file.h"
#include "raster/gdal_errors.h"

namespace lacuna::output {
namespace {

using base::ErrorCode;
using base::fail;

constexpr auto stage = "write picture";

tl::unexpected<base::Error> paintFailure(const std::string& path, const raster::GdalErrors& errors) {
    return fail(ErrorCode::OutOfMemory, stage, "{}: the picture can't be painted ({})", path, errors.message());
}

/// Paints the labels, each `scale` × `scale`.
base::Status paint(const std::string& path, const map::ClassMap& map, int scale, GDALDataset& picture) {
    raster::GdalErrors errors;
    GDALRasterBand* band = picture.GetRasterBand(1);
    const auto palette = paletteOf(map.classes);
    band->SetColorTable(palette.get());
    band->SetNoDataValue(0);
    const auto width = static_cast<std::size_t>(map.grid.width), factor = static_cast<std::size_t>(scale);
    std::vector<std::uint8_t> line(width * factor);
    for (int row = 0; row < map.grid.height * scale; ++row) {
        const auto* labels = map.labels.data() + static_cast<std::size_t>(row / scale) * width;
        for (std::size_t i = 0; i < line.size(); ++i) line[i] = labels[i / factor];
        const int pixels = static_cast<int>(line.size());
        if (band->RasterIO(GF_Write, 0, row, pixels, 1, line.data(), pixels, 1, GDT_Byte, 0, 0, nullptr) != CE_None)
            return paintFailure(path, errors);
    }
    if (errors.failed()) return paintFailure(path, errors);
    return {};
}

}  // namespace

base::Status writeMapPicture(const std::string& path, const map::ClassMap& map, int scale) {
    const auto longest = static_cast<long long>(std::max(map.grid.width, map.grid.height)) * scale;
    if (scale < 1 || longest > std::numeric_limits<int>::max())
        return fail(ErrorCode::Usage, stage,
                    "{}: scale {} for a map of {} × {} cells; use a smaller whole number, at least 1", path, scale,
                    map.grid.width, map.grid.height);
    LACUNA_TRY(picture, memoryRaster(path, map.grid.width * scale, map.grid.height * scale, 1));
    LACUNA_TRY_STATUS(paint(path, map, scale, *picture));
    return writePng(path, *picture);
}

base::Status writeActivationPicture(const std::string& path, const metrics::Activation& activation,
                                    base::Availability pattern) {
    const cv::Mat drawing = drawActivation(activation, pattern);
    LACUNA_TRY(picture, memoryRaster(path, drawing.cols, drawing.rows, 3));
    raster::GdalErrors errors;
    const std::array<int, 3> redGreenBlue = {3, 2, 1};
    const auto lineBytes = static_cast<GSpacing>(drawing.step[0]);
    if (picture->RasterIO(GF_Write, 0, 0, drawing.cols, drawing.rows, drawing.data, drawing.cols, drawing.rows,
                          GDT_Byte, 3, const_cast<int*>(redGreenBlue.data()), 3, lineBytes, 1, nullptr) != CE_None)
        return paintFailure(path, errors);
    return writePng(path, *picture);
}

}  // namespace lacuna::output
