#include "raster/dataset_grid.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>

namespace lacuna::raster {
namespace {

constexpr double tolerance = 1.0 / 20;  // of a pixel, at the corners

bool usable(const std::array<double, 6>& t) {
    const double determinant = t[1] * t[5] - t[2] * t[4];
    return std::isfinite(determinant) && determinant != 0 && std::isfinite(t[0]) && std::isfinite(t[3]);
}

std::string wktOf(const OGRSpatialReference& crs) {
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    char* text = nullptr;
    std::string wkt;
    if (crs.exportToWkt(&text, options) == OGRERR_NONE && text != nullptr) wkt = text;
    CPLFree(text);
    return wkt;
}

std::string crsName(const OGRSpatialReference& crs) {
    const char* name = crs.GetName();
    const char* authority = crs.GetAuthorityName(nullptr);
    const char* code = crs.GetAuthorityCode(nullptr);
    std::string text = name != nullptr ? name : "unnamed";
    if (authority != nullptr && code != nullptr) text += fmt::format(" ({}:{})", authority, code);
    return text;
}

/// Greatest distance, in pixels of `expected`, between the corners of both grids.
double cornerShift(const Grid& expected, const Grid& found) {
    double shift = 0;
    for (int column : {0, found.width}) {
        for (int row : {0, found.height}) {
            const auto point = found.mapPoint(column, row);
            const auto pixel = expected.pixelPoint(point[0], point[1]);
            shift = std::max({shift, std::abs(pixel[0] - column), std::abs(pixel[1] - row)});
        }
    }
    return shift;
}

std::string transformText(const Grid& grid) {
    const auto& t = grid.mapFromPixel;
    std::string text = fmt::format("origin ({:.10g}, {:.10g}), pixel {:.10g} × {:.10g}", t[0], t[3], t[1], t[5]);
    if (t[2] != 0 || t[4] != 0) text += fmt::format(", rotation {:.10g} / {:.10g}", t[2], t[4]);
    return text;
}

}  // namespace

Grid gridOf(GDALDataset& dataset) {
    Grid grid;
    grid.width = dataset.GetRasterXSize();
    grid.height = dataset.GetRasterYSize();
    std::array<double, 6> transform{};
    if (dataset.GetGeoTransform(transform.data()) == CE_None && usable(transform)) {
        grid.mapFromPixel = transform;
        grid.georeferenced = true;
    }
    const OGRSpatialReference* crs = dataset.GetSpatialRef();
    if (crs == nullptr || crs->IsEmpty()) return grid;
    grid.crsWkt = wktOf(*crs);
    if (grid.georeferenced && crs->IsProjected()) {
        const auto& t = grid.mapFromPixel;
        const double metres = crs->GetLinearUnits();
        grid.pixelArea = std::abs(t[1] * t[5] - t[2] * t[4]) * metres * metres;
    }
    return grid;
}

std::vector<std::string> gridMismatches(const Grid& expected, const Grid& found) {
    std::vector<std::string> lines;
    const bool sameSize = expected.width == found.width && expected.height == found.height;
    if (!sameSize) {
        lines.push_back(fmt::format("size {} × {} pixels, expected {} × {}", found.width, found.height, expected.width,
                                    expected.height));
    }
    bool sameCrs = true;
    if (!expected.crsWkt.empty() && !found.crsWkt.empty() && expected.crsWkt != found.crsWkt) {
        OGRSpatialReference a, b;
        a.importFromWkt(expected.crsWkt.c_str());
        b.importFromWkt(found.crsWkt.c_str());
        const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
        sameCrs = a.IsSame(&b, options) != 0;
        if (!sameCrs) lines.push_back(fmt::format("CRS {}, expected {}", crsName(b), crsName(a)));
    }
    if (expected.georeferenced && found.georeferenced) {
        const double shift = cornerShift(expected, found);
        if (!(shift <= tolerance) && (sameSize || expected.mapFromPixel != found.mapFromPixel)) {
            lines.push_back(fmt::format("{}, expected {} (corners up to {:.3g} pixels apart)", transformText(found),
                                        transformText(expected), shift));
        }
    }
    return lines;
}

}  // namespace lacuna::raster
