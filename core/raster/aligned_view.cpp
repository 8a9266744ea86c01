#include "raster/aligned_view.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <algorithm>

#include "raster/dataset_grid.h"
#include "raster/gdal_errors.h"

namespace lacuna::raster {
namespace {

constexpr auto stage = "align raster";
using base::ErrorCode;
using base::fail;

CPLStringList warpArguments(const Grid& grid) {
    const auto start = grid.mapPoint(0, 0);
    const auto end = grid.mapPoint(grid.width, grid.height);
    CPLStringList arguments;
    const auto add = [&](const std::string& word) { arguments.AddString(word.c_str()); };
    for (const char* word : {"-of", "VRT", "-r", "bilinear", "-dstalpha", "-te"}) add(word);
    for (const double edge :
         {std::min(start[0], end[0]), std::min(start[1], end[1]), std::max(start[0], end[0]), std::max(start[1], end[1])})
        add(fmt::format("{:.17g}", edge));
    for (const auto& word : {std::string("-ts"), std::to_string(grid.width), std::to_string(grid.height)}) add(word);
    if (!grid.crsWkt.empty()) {
        add("-t_srs");
        add(grid.crsWkt);
    }
    return arguments;
}

}  // namespace

base::Result<DatasetPtr> alignedView(GDALDataset& source, const Grid& grid, const std::string& path) {
    const Grid found = gridOf(source);
    if (!found.georeferenced || !grid.georeferenced)
        return fail(ErrorCode::Unsupported, stage,
                    "{} cannot be aligned: {} has no geotransform. Georeference it first (gdal_translate -a_ullr)", path,
                    found.georeferenced ? "the first raster" : "it");
    if (found.crsWkt.empty() != grid.crsWkt.empty())
        return fail(ErrorCode::Unsupported, stage,
                    "{} cannot be aligned: {} has no CRS. Assign one first (gdal_edit.py -a_srs)", path,
                    found.crsWkt.empty() ? "it" : "the first raster");
    const auto& t = grid.mapFromPixel;
    if (t[2] != 0 || t[4] != 0 || t[1] < 0 || t[5] > 0)
        return fail(ErrorCode::Unsupported, stage,
                    "{} cannot be aligned: the first raster's grid is rotated or flipped. Warp that one to a north-up grid "
                    "first (gdalwarp)", path);
    GdalErrors errors;
    auto arguments = warpArguments(grid);
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(arguments.List(), nullptr);
    GDALDatasetH input = GDALDataset::ToHandle(&source);
    DatasetPtr view(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &input, options, nullptr)));
    GDALWarpAppOptionsFree(options);
    if (!view) return fail(ErrorCode::BadData, stage, "{} cannot be warped to the first raster's grid: {}", path, errors.message());
    return view;
}

}  // namespace lacuna::raster
