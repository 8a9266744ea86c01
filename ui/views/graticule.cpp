#include "ui/views/graticule.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/canvas/map_pill.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {
namespace {

constexpr double apart = 130;     // logical pixels between two lines, at least
constexpr int pieces = 24;        // of a curved line
constexpr int mostLines = 60;     // at a pole every meridian is near
constexpr double arrowRoom = 56;
constexpr int borderSteps = 8;    // a side of the view
constexpr double minute = 1.0 / 60;
constexpr double second = 1.0 / 3600;
constexpr std::array<double, 27> intervals{
    0.01 * second, 0.02 * second, 0.05 * second, 0.1 * second, 0.2 * second, 0.5 * second, second,      2 * second,  5 * second,
    10 * second,   20 * second,   30 * second,   minute,       2 * minute,   5 * minute,   10 * minute, 20 * minute, 30 * minute,
    1,             2,             5,             10,           15,           20,           30,          45,          90};

struct Bounds {
    double left = 0, right = 0, bottom = 0, top = 0;
};

Bounds boundsOf(const std::vector<std::optional<raster::Point>>& points) {
    Bounds bounds{1e300, -1e300, 1e300, -1e300};
    for (const auto& point : points) {
        if (!point) continue;
        bounds.left = std::min(bounds.left, (*point)[0]);
        bounds.right = std::max(bounds.right, (*point)[0]);
        bounds.bottom = std::min(bounds.bottom, (*point)[1]);
        bounds.top = std::max(bounds.top, (*point)[1]);
    }
    return bounds;
}

std::vector<raster::Point> mapPointsOf(const raster::Grid& grid, const ViewTransform& view) {
    std::vector<raster::Point> points;
    for (int y = 0; y <= borderSteps; ++y) {
        for (int x = 0; x <= borderSteps; ++x) {
            const QPointF scene = view.sceneFromView({view.size.width() * x / borderSteps, view.size.height() * y / borderSteps});
            points.push_back(grid.mapPoint(scene.x(), scene.y()));
        }
    }
    return points;
}

/// 1, 2, 5 · 10ⁿ, not below the limit.
double roundAbove(double limit) {
    const double power = std::pow(10, std::floor(std::log10(limit)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * power >= limit * (1 - 1e-9)) return digit * power;
    return 10 * power;
}

QPointF viewFromMap(const raster::Grid& grid, const ViewTransform& view, const raster::Point& map) {
    const auto pixel = grid.pixelPoint(map[0], map[1]);
    return view.viewFromScene(QPointF(pixel[0], pixel[1]));
}

/// Where the line enters the view, for its label.
std::optional<QPointF> labelPlace(const Graticule::Line& line, const QSizeF& size) {
    constexpr double inset = 6;
    for (qsizetype i = 1; i < line.view.size(); ++i) {
        QPointF a = line.view[i - 1], b = line.view[i];
        const double from = line.isMeridian ? a.y() : a.x();
        const double to = line.isMeridian ? b.y() : b.x();
        if ((from - inset) * (to - inset) > 0 || from == to) continue;
        const QPointF place = a + (b - a) * (inset - from) / (to - from);
        if (QRectF({0, 0}, size).contains(place)) return place;
    }
    return std::nullopt;
}

}  // namespace

double angleInterval(double limit) {
    for (const double interval : intervals)
        if (interval >= limit * (1 - 1e-9)) return interval;
    return intervals.back();
}

QString angleLabel(double degrees, double interval, bool isLatitude) {
    const QString half = degrees == 0    ? QString()
                         : isLatitude    ? (degrees > 0 ? QObject::tr("N") : QObject::tr("S"))
                         : degrees > 0 ? QObject::tr("E")
                                       : QObject::tr("W");
    const int decimals = interval < 0.099 * second ? 2 : interval < 0.99 * second ? 1 : 0;
    const double unit = std::pow(10, -decimals) * second;
    const auto whole = std::llround(std::abs(degrees) / unit);
    const auto perSecond = std::llround(std::pow(10, decimals));
    const long long seconds = whole / perSecond;
    QString text = QStringLiteral("%1°").arg(seconds / 3600);
    if (interval < 0.999) text += QStringLiteral(" %1′").arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'));
    if (interval < 0.999 * minute)
        text += QStringLiteral(" %1″").arg(static_cast<double>(whole) / static_cast<double>(perSecond) - static_cast<double>(seconds / 60 * 60),
                                           decimals > 0 ? 3 + decimals : 2, 'f', decimals, QLatin1Char('0'));
    return half.isEmpty() ? text : text + ' ' + half;
}

bool Graticule::prepare(const raster::Grid& grid) {
    if (prepared_ && crsWkt_ == grid.crsWkt) return degreesFromMap_ && mapFromDegrees_;
    prepared_ = true;
    crsWkt_ = grid.crsWkt;
    degreesFromMap_.reset();
    mapFromDegrees_.reset();
    const std::string geographic = raster::geographicOf(grid.crsWkt);
    auto there = raster::CoordinateTransform::between(grid.crsWkt, geographic);
    auto back = raster::CoordinateTransform::between(geographic, grid.crsWkt);
    if (!there || !back) return false;
    degreesFromMap_ = std::make_unique<raster::CoordinateTransform>(std::move(*there));
    mapFromDegrees_ = std::make_unique<raster::CoordinateTransform>(std::move(*back));
    return true;
}

QVector<Graticule::Line> Graticule::lines(const raster::Grid& grid, const ViewTransform& view) {
    if (kind_ == Kind::None || !grid.georeferenced || view.size.isEmpty()) return {};
    if (kind_ == Kind::Projected) return projected(grid, view);
    return prepare(grid) ? geographic(grid, view) : QVector<Line>();
}

QVector<Graticule::Line> Graticule::geographic(const raster::Grid& grid, const ViewTransform& view) const {
    const Bounds seen = boundsOf(degreesFromMap_->points(mapPointsOf(grid, view)));
    if (seen.left > seen.right) return {};
    QVector<Line> lines;
    const auto add = [&](bool isMeridian) {
        const double low = isMeridian ? seen.left : seen.bottom;
        const double high = isMeridian ? seen.right : seen.top;
        const double across = isMeridian ? view.size.width() : view.size.height();
        const double interval = angleInterval((high - low) * apart / across);
        const double first = std::ceil(low / interval);
        for (int i = 0; i < mostLines && (first + i) * interval <= high; ++i) {
            const double value = (first + i) * interval;
            std::vector<raster::Point> degrees;
            for (int piece = 0; piece <= pieces; ++piece) {
                const double t = static_cast<double>(piece) / pieces;
                degrees.push_back(isMeridian ? raster::Point{value, seen.top + t * (seen.bottom - seen.top)}
                                             : raster::Point{seen.left + t * (seen.right - seen.left), value});
            }
            Line line{{}, angleLabel(value, interval, !isMeridian), isMeridian};
            for (const auto& point : mapFromDegrees_->points(degrees))
                if (point) line.view.append(viewFromMap(grid, view, *point));
            if (line.view.size() > 1) lines.append(line);
        }
    };
    add(true);
    add(false);
    return lines;
}

QVector<Graticule::Line> Graticule::projected(const raster::Grid& grid, const ViewTransform& view) const {
    std::vector<std::optional<raster::Point>> corners;
    for (const auto& point : mapPointsOf(grid, view)) corners.push_back(point);
    const Bounds seen = boundsOf(corners);
    const double interval = roundAbove((seen.right - seen.left) * apart / view.size.width());
    if (!(interval > 0) || !std::isfinite(interval)) return {};
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(interval))));
    QVector<Line> lines;
    const auto add = [&](bool isMeridian) {
        const double low = isMeridian ? seen.left : seen.bottom;
        const double high = isMeridian ? seen.right : seen.top;
        const double first = std::ceil(low / interval);
        for (int i = 0; i < mostLines && (first + i) * interval <= high; ++i) {
            const double value = (first + i) * interval;
            const raster::Point from = isMeridian ? raster::Point{value, seen.top} : raster::Point{seen.left, value};
            const raster::Point to = isMeridian ? raster::Point{value, seen.bottom} : raster::Point{seen.right, value};
            lines.append({QPolygonF({viewFromMap(grid, view, from), viewFromMap(grid, view, to)}),
                          shownLocale().toString(value, 'f', decimals), isMeridian});
        }
    };
    add(true);
    add(false);
    return lines;
}

void Graticule::paint(QPainter& painter, const MapCanvas& canvas) {
    if (kind_ == Kind::None) return;
    const raster::Grid& grid = canvas.grid();
    const ViewTransform view = canvas.view();
    const bool same = view_ == view && shownKind_ == kind_ && grid_.mapFromPixel == grid.mapFromPixel && grid_.crsWkt == grid.crsWkt &&
                      grid_.georeferenced == grid.georeferenced;
    if (!same) {
        lines_ = lines(grid, view);
        view_ = view;
        grid_ = grid;
        shownKind_ = kind_;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF second = canvas.viewOriginAt(QPointF(canvas.width() - 1, 0));
    for (const QPointF& origin : {QPointF(), second}) {
        painter.save();
        painter.setClipRect(QRectF(origin, view.size), Qt::IntersectClip);
        painter.translate(origin);
        paintLines(painter, canvas, view.size);
        painter.restore();
        if (second.isNull()) break;
    }
}

void Graticule::paintLines(QPainter& painter, const MapCanvas& canvas, QSizeF size) const {
    const QFontMetricsF metrics(canvas.font());
    // Light over dark, so that a line is seen on every map.
    for (const auto& [color, width] : {std::pair{QColor(0, 0, 0, 110), 2.0}, std::pair{QColor(255, 255, 255, 200), 0.8}}) {
        painter.setPen(QPen(color, width));
        for (const Line& line : std::as_const(lines_)) painter.drawPolyline(line.view);
    }
    for (const Line& line : std::as_const(lines_)) {
        const auto place = labelPlace(line, size);
        if (!place) continue;
        const QSizeF plate = pillSize(metrics, line.label);
        const QPointF corner = line.isMeridian ? QPointF(place->x() - plate.width() / 2, 4) : QPointF(4, place->y() - plate.height() / 2);
        // Not in the corners: there both kinds would meet, the north arrow stands, and the scale bar.
        const bool inCorner = line.isMeridian ? corner.x() < plate.width() || corner.x() + plate.width() > size.width() - arrowRoom
                                              : corner.y() < 2 * plate.height() || corner.y() + 3 * plate.height() > size.height();
        if (inCorner) continue;
        paintPillText(painter, QRectF(corner, plate).translated(0.5, 0.5), line.label, canvas.palette());
    }
}

}  // namespace lacuna::ui
