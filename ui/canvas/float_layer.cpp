#include "ui/canvas/float_layer.h"
#include "ui/theme/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lacuna::ui {
namespace {

constexpr int cachedTiles = 192;
constexpr int stops = 9;
using Stops = std::array<std::array<int, 3>, stops>;

// Every eighth of matplotlib's viridis and cividis, and of ColorBrewer's RdBu turned round.
constexpr Stops viridis{{{68, 1, 84}, {71, 44, 122}, {59, 81, 139}, {44, 113, 142}, {33, 144, 141},
                         {39, 173, 129}, {92, 200, 99}, {170, 220, 50}, {253, 231, 37}}};
constexpr Stops cividis{{{0, 34, 78}, {22, 56, 109}, {66, 78, 108}, {95, 102, 110}, {124, 123, 120},
                         {155, 147, 118}, {188, 173, 108}, {222, 201, 88}, {254, 232, 56}}};
constexpr Stops diverging{{{33, 102, 172}, {67, 147, 195}, {146, 197, 222}, {209, 229, 240}, {247, 247, 247},
                           {253, 219, 199}, {244, 165, 130}, {214, 96, 77}, {178, 24, 43}}};

const Stops& stopsOf(ColorMap map) {
    switch (map) {
        case ColorMap::Cividis: return cividis;
        case ColorMap::Diverging: return diverging;
        case ColorMap::Viridis: break;
    }
    return viridis;
}

}  // namespace

QColor mapColor(ColorMap map, double t) {
    const Stops& table = stopsOf(map);
    const double position = std::clamp(t, 0.0, 1.0) * (stops - 1);
    const auto below = std::min(static_cast<std::size_t>(position), static_cast<std::size_t>(stops - 2));
    const double share = position - static_cast<double>(below);
    const auto channel = [&](std::size_t c) {
        return static_cast<int>(std::lround(table[below][c] * (1 - share) + table[below + 1][c] * share));
    };
    return {channel(0), channel(1), channel(2)};
}

FloatLayer::FloatLayer(QString title, raster::Grid grid, std::vector<float> values, QString unit, QObject* parent)
    : Layer(LayerGroup::Maps, std::move(title), std::move(grid), parent), unit_(std::move(unit)), tiles_(cachedTiles) {
    setValues(std::move(values));
}

void FloatLayer::setValues(std::vector<float> values) {
    values_ = std::move(values);
    values_.resize(static_cast<std::size_t>(grid().width) * static_cast<std::size_t>(grid().height),
                   std::numeric_limits<float>::quiet_NaN());
    fitRange();
    recolor();
}

float FloatLayer::valueAt(int column, int row) const {
    if (column < 0 || row < 0 || column >= grid().width || row >= grid().height)
        return std::numeric_limits<float>::quiet_NaN();
    return values_[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid().width) +
                   static_cast<std::size_t>(column)];
}

void FloatLayer::setColorMap(ColorMap map) {
    map_ = map;
    fitRange();
    recolor();
}

void FloatLayer::setRange(double low, double high) {
    low_ = low;
    high_ = high;
    recolor();
}

void FloatLayer::fitRange() {
    low_ = std::numeric_limits<double>::infinity();
    high_ = -low_;
    for (const float value : values_) {
        if (!std::isfinite(value)) continue;
        low_ = std::min(low_, static_cast<double>(value));
        high_ = std::max(high_, static_cast<double>(value));
    }
    if (low_ > high_) {
        low_ = 0;
        high_ = 1;
    }
    if (map_ == ColorMap::Diverging) {
        high_ = std::max(std::abs(low_), std::abs(high_));
        low_ = -high_;
    }
}

void FloatLayer::recolor() {
    for (std::size_t i = 0; i < palette_.size(); ++i) palette_[i] = mapColor(map_, static_cast<double>(i) / 255).rgb();
    tiles_.clear();
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

QImage FloatLayer::renderTile(const TileKey& key) const {
    const QRect rect = tileRect(key, grid());
    const QSize size = tilePixels(key, grid());
    const double scale = high_ > low_ ? 255 / (high_ - low_) : 0;
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < size.height(); ++y) {
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        const int row = rect.top() + (y << key.level);
        for (int x = 0; x < size.width(); ++x) {
            const float value = valueAt(rect.left() + (x << key.level), row);
            const double level = (static_cast<double>(value) - low_) * scale;
            to[x] = std::isfinite(value) ? palette_[static_cast<std::size_t>(std::clamp(level, 0.0, 255.0))] : 0u;
        }
    }
    return image;
}

void FloatLayer::paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) {
    const TileView shown = tileView(grid(), view, scene);
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF({0, 0}, view.size);
    for (const TileKey& key : shown.tiles) {
        if (!shown.viewFromLayer.mapRect(QRectF(tileRect(key, grid()))).intersects(clip)) continue;
        if (const QImage* image = tiles_.object(key)) {
            drawTile(painter, shown, key, *image, {}, grid(), true);
            continue;
        }
        auto* image = new QImage(renderTile(key));
        drawTile(painter, shown, key, *image, {}, grid(), true);
        tiles_.insert(key, image);
    }
}

QList<LegendEntry> FloatLayer::legend() const {
    QList<LegendEntry> entries;
    for (int i = 4; i >= 0; --i) {
        LegendEntry entry;
        entry.value = -1;
        entry.color = mapColor(map_, i / 4.0);
        entry.name = shownNumber(low_ + (high_ - low_) * i / 4, 3, 'g');
        if (!unit_.isEmpty()) entry.name += QLatin1Char(' ') + unit_;
        entries.append(entry);
    }
    return entries;
}

QList<QPair<QString, QString>> FloatLayer::describeCell(int column, int row) const {
    const float value = valueAt(column, row);
    if (!std::isfinite(value)) return {};
    QString text = shownNumber(static_cast<double>(value), 4, 'g');
    if (!unit_.isEmpty()) text += QLatin1Char(' ') + unit_;
    return {{title(), text}};
}

}  // namespace lacuna::ui
