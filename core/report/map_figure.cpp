#include "report/map_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/svg.h"
#include "raster/ground_measure.h"

namespace lacuna::report {
namespace {

using experiments::Svg;
using Anchor = Svg::Anchor;

constexpr double left = 30, top = 8, mapWidth = 500, mapHeight = 560, legendGap = 24, legendWidth = 190, line = 19, cornerRoom = 28;
constexpr auto ink = "#1f2933", muted = "#5f6c7b";

std::string hex(const base::Rgb& color) { return fmt::format("#{:02x}{:02x}{:02x}", color[0], color[1], color[2]); }

/// 1, 2 or 5 times a power of ten, at most `value`.
double roundLength(double value) {
    const double power = std::pow(10, std::floor(std::log10(value)));
    return (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1) * power;
}

struct Place {
    double x = left, y = top, width = 0, height = 0;
};

Place placeOf(const raster::Grid& grid) {
    const double scale = std::min(mapWidth / grid.width, mapHeight / grid.height);
    return {left, top, scale * grid.width, scale * grid.height};
}

std::string lengthText(double length, raster::GroundMeasure::Unit unit) {
    if (unit == raster::GroundMeasure::Unit::Pixels) return fmt::format("{:g} px", length);
    if (unit == raster::GroundMeasure::Unit::MapUnits) return fmt::format("{:g} map units", length);
    return length >= 1000 ? fmt::format("{:g} km", length / 1000) : fmt::format("{:g} m", length);
}

void drawScaleBar(Svg& svg, const raster::Grid& grid, const Place& place, double y) {
    const raster::GroundMeasure measure(grid);
    const double across = measure.length({{0, grid.height / 2.0}, {static_cast<double>(grid.width), grid.height / 2.0}});
    if (!(across > 0)) return;
    const double length = roundLength(across * 0.3), width = length / across * place.width, half = width / 2;
    const double x = place.x + place.width - width - 34;
    svg.rectangle({x, y}, half, 5, ink);
    svg.frame({x, y}, width, 5, ink);
    svg.text({x, y + 18}, "0", {Anchor::Middle, ink, false, 11});
    svg.text({x + width, y + 18}, lengthText(length, measure.unit()), {Anchor::Middle, ink, false, 11});
}

/// Points to the grid's north, whichever way the rows run.
void drawNorth(Svg& svg, const raster::Grid& grid, Svg::Point centre) {
    const auto middle = grid.mapPoint(grid.width / 2.0, grid.height / 2.0);
    const auto north = grid.pixelPoint(middle[0], middle[1] + std::abs(grid.mapFromPixel[5]) + std::abs(grid.mapFromPixel[4]));
    const double dx = north[0] - grid.width / 2.0, dy = north[1] - grid.height / 2.0, length = std::hypot(dx, dy);
    if (!(length > 0)) return;
    const double ux = dx / length, uy = dy / length;
    const auto at = [&](double along, double aside) {
        return Svg::Point{centre.first + along * ux - aside * uy, centre.second + along * uy + aside * ux};
    };
    svg.polygon({at(15, 0), at(-9, 7), at(-4, 0)}, ink);
    svg.polygon({at(15, 0), at(-9, -7), at(-4, 0)}, "#9aa5b1");
    const auto letter = at(24, 0);
    svg.text({letter.first, letter.second + 4}, "N", {Anchor::Middle, ink, true, 12});
}

/// Round eastings below, northings at the left; only where rows run along the axes.
void drawCoordinates(Svg& svg, const raster::Grid& grid, const Place& place) {
    const auto& t = grid.mapFromPixel;
    if (!grid.georeferenced || t[2] != 0 || t[4] != 0) return;
    const auto text = [](double value, double step) { return step < 1 ? fmt::format("{:.4g}", value) : fmt::format("{:.0f}", value); };
    const double width = std::abs(t[1]) * grid.width, height = std::abs(t[5]) * grid.height;
    const double step = roundLength(std::max(width, height) / 2.5);
    const double west = std::min(t[0], t[0] + t[1] * grid.width), south = std::min(t[3], t[3] + t[5] * grid.height);
    for (double x = std::ceil(west / step) * step; x <= west + width; x += step) {
        const double at = place.x + (x - t[0]) / t[1] / grid.width * place.width;
        svg.line({at, place.y + place.height}, {at, place.y + place.height + 5}, ink);
        svg.text({at, place.y + place.height + 17}, text(x, step), {Anchor::Middle, muted, false, 10});
    }
    for (double y = std::ceil(south / step) * step; y <= south + height; y += step) {
        const double at = place.y + (y - t[3]) / t[5] / grid.height * place.height;
        svg.line({place.x - 5, at}, {place.x, at}, ink);
        const bool first = at - place.y < cornerRoom, last = place.y + place.height - at < cornerRoom;
        svg.text({place.x - 9, at}, text(y, step), {first ? Anchor::End : last ? Anchor::Start : Anchor::Middle, muted, false, 10, -90});
    }
}

std::size_t lettersThatFit(double width) { return static_cast<std::size_t>(width / 6.4); }

/// Cut between letters of UTF-8.
std::string shortened(const std::string& name, std::size_t letters) {
    const auto cut = fmt::format("{:.{}}", name, letters);
    return cut == name ? name : cut + "…";
}

double drawLegend(Svg& svg, const MapImage& map, double x) {
    double y = top + 12;
    svg.text({x, y}, "Land cover", {Anchor::Start, ink, true, 13});
    y += 10;
    for (const auto& one : map.classes) {
        if (map.countByValue[static_cast<std::size_t>(one.value)] == 0) continue;
        svg.rectangle({x, y}, 16, 12, hex(one.color));
        svg.frame({x, y}, 16, 12, "#5f6c7b", 0.5);
        svg.text({x + 23, y + 10.5}, shortened(one.name, lettersThatFit(legendWidth - 23)), {Anchor::Start, ink, false, 11.5});
        y += line;
    }
    return y;
}

}  // namespace

Figure mapFigure(const MapImage& map, const std::string& caption) {
    const auto place = placeOf(map.grid);
    Svg svg;
    svg.rectangle({place.x, place.y}, place.width, place.height, "#f4f6f8");
    svg.image({place.x, place.y}, place.width, place.height, map.png);
    svg.frame({place.x, place.y}, place.width, place.height, ink);
    drawCoordinates(svg, map.grid, place);
    const double below = place.y + place.height + 34;
    drawScaleBar(svg, map.grid, place, below);
    if (map.grid.georeferenced) drawNorth(svg, map.grid, {place.x + 14, below + 20});
    const double legendBottom = drawLegend(svg, map, place.x + place.width + legendGap);
    return {svg.document(place.x + place.width + legendGap + legendWidth, std::max(legendBottom, below + 38)), caption};
}

Figure smallMapFigure(const MapImage& map, const std::string& caption, double side) {
    const double scale = std::min(side / map.grid.width, side / map.grid.height);
    const double width = scale * map.grid.width, height = scale * map.grid.height;
    Svg svg;
    svg.rectangle({0.5, 0.5}, width, height, "#f4f6f8");
    svg.image({0.5, 0.5}, width, height, map.png);
    svg.frame({0.5, 0.5}, width, height, ink, 0.8);
    return {svg.document(width + 1, height + 1), caption};
}

}  // namespace lacuna::report
