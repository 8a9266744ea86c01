#include "raster/coordinates.h"

#include <cpl_conv.h>
#include <ogr_spatialref.h>

#include <charconv>
#include <cmath>

#include "raster/gdal_errors.h"
#include "raster/raster_stack.h"

namespace lacuna::raster {
namespace {

constexpr auto stage = "coordinates";
using base::ErrorCode;
using base::fail;

std::optional<OGRSpatialReference> parsed(const std::string& wkt) {
    initialiseGdal();
    GdalErrors quiet;
    OGRSpatialReference crs;
    if (wkt.empty() || crs.importFromWkt(wkt.c_str()) != OGRERR_NONE) return std::nullopt;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

std::string wktOf(const OGRSpatialReference& crs) {
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    char* text = nullptr;
    std::string wkt;
    if (crs.exportToWkt(&text, options) == OGRERR_NONE && text != nullptr) wkt = text;
    CPLFree(text);
    return wkt;
}

}  // namespace

base::Result<std::string> crsFromCode(const std::string& text) {
    std::string digits;
    for (const char c : text)
        if (c != ' ') digits += c;
    if (digits.size() > 5 && EQUALN(digits.c_str(), "EPSG:", 5)) digits.erase(0, 5);
    int code = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
    if (problem != std::errc() || end != digits.data() + digits.size() || code <= 0)
        return fail(ErrorCode::Usage, stage, "'{}' is no code of a CRS; expected a number such as EPSG:32616", text);
    initialiseGdal();
    GdalErrors quiet;
    OGRSpatialReference crs;
    if (crs.importFromEPSG(code) != OGRERR_NONE)
        return fail(ErrorCode::NotFound, stage, "EPSG:{} is not in EPSG's list of coordinate systems; look the code up on epsg.org",
                    code);
    if (!crs.IsGeographic() && !crs.IsProjected())
        return fail(ErrorCode::Unsupported, stage, "EPSG:{} is {}, expected a geographic or projected system of two axes", code,
                    crs.GetName());
    return wktOf(crs);
}

std::string crsTitle(const std::string& wkt) {
    const auto crs = parsed(wkt);
    if (!crs) return {};
    const char* authority = crs->GetAuthorityName(nullptr);
    const char* code = crs->GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) return fmt::format("{}:{}", authority, code);
    return crs->GetName() != nullptr ? crs->GetName() : "";
}

bool isGeographic(const std::string& wkt) {
    const auto crs = parsed(wkt);
    return crs && crs->IsGeographic() != 0;
}

std::string geographicOf(const std::string& wkt) {
    const auto crs = parsed(wkt);
    if (!crs) return {};
    if (crs->IsGeographic() != 0) return wkt;
    const std::unique_ptr<OGRSpatialReference> geographic(crs->CloneGeogCS());
    return geographic ? wktOf(*geographic) : std::string();
}

struct CoordinateTransform::Impl {
    std::unique_ptr<OGRCoordinateTransformation> transformation;
};

CoordinateTransform::CoordinateTransform(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CoordinateTransform::CoordinateTransform(CoordinateTransform&&) noexcept = default;
CoordinateTransform& CoordinateTransform::operator=(CoordinateTransform&&) noexcept = default;
CoordinateTransform::~CoordinateTransform() = default;

base::Result<CoordinateTransform> CoordinateTransform::between(const std::string& fromWkt, const std::string& toWkt) {
    const auto from = parsed(fromWkt);
    const auto to = parsed(toWkt);
    GdalErrors errors;
    auto impl = std::make_unique<Impl>();
    if (from && to) impl->transformation.reset(OGRCreateCoordinateTransformation(&*from, &*to));
    if (!impl->transformation)
        return fail(ErrorCode::Unsupported, stage, "there is no transformation from {} to {}{}{}",
                    from ? crsTitle(fromWkt) : "an unknown CRS", to ? crsTitle(toWkt) : "an unknown CRS",
                    errors.failed() ? ": " : "", errors.message());
    return CoordinateTransform(std::move(impl));
}

std::optional<Point> CoordinateTransform::point(double x, double y) const {
    return points({{x, y}}).front();
}

std::vector<std::optional<Point>> CoordinateTransform::points(const std::vector<Point>& from) const {
    std::vector<double> x, y;
    for (const Point& point : from) {
        x.push_back(point[0]);
        y.push_back(point[1]);
    }
    std::vector<int> good(from.size(), 0);
    GdalErrors quiet;
    impl_->transformation->Transform(static_cast<int>(from.size()), x.data(), y.data(), nullptr, good.data());
    std::vector<std::optional<Point>> result(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (good[i] != 0 && std::isfinite(x[i]) && std::isfinite(y[i])) result[i] = Point{x[i], y[i]};
    }
    return result;
}

}  // namespace lacuna::raster
