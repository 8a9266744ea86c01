#include "ui/canvas/sample_layer.h"

#include <QPen>
#include <algorithm>

namespace lacuna::ui {
namespace {

constexpr int cachedTiles = 128;
// Cells smaller than this would be all outline.
constexpr double outlinedCell = 7;

quint64 bucketKey(int x, int y) { return static_cast<quint64>(static_cast<quint32>(y)) << 32 | static_cast<quint32>(x); }

}  // namespace

SampleLayer::SampleLayer(QString title, raster::Grid grid, samples::SampleSet samples, QObject* parent)
    : Layer(LayerGroup::Samples, std::move(title), std::move(grid), parent), tiles_(cachedTiles) {
    setSamples(std::move(samples));
}

void SampleLayer::setSamples(samples::SampleSet samples) {
    const bool sameClasses = samples.classes.size() == visible_.size();
    samples_ = std::move(samples);
    if (!sameClasses) visible_.assign(samples_.classes.size(), true);
    colors_.assign(samples_.classes.size(), 0);
    for (std::size_t i = 0; i < colors_.size(); ++i) {
        const base::Rgb& c = samples_.classes[i].color;
        if (visible_[i]) colors_[i] = qRgb(c[0], c[1], c[2]);
    }
    sortIntoBuckets();
    tiles_.clear();
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

void SampleLayer::sortIntoBuckets() {
    buckets_.clear();
    for (const samples::Sample& s : samples_.samples) {
        if (s.row < 0 || s.column < 0 || s.row >= grid().height || s.column >= grid().width) continue;
        if (s.classIndex < 0 || static_cast<std::size_t>(s.classIndex) >= colors_.size()) continue;
        buckets_[bucketKey(s.column / tileSize, s.row / tileSize)].push_back(s);
    }
}

std::optional<int> SampleLayer::classAt(int column, int row) const {
    if (column < 0 || row < 0) return std::nullopt;
    const auto bucket = buckets_.find(bucketKey(column / tileSize, row / tileSize));
    if (bucket == buckets_.end()) return std::nullopt;
    for (const samples::Sample& s : bucket->second) {
        if (s.column == column && s.row == row) return s.classIndex;
    }
    return std::nullopt;
}

QImage SampleLayer::renderTile(const TileKey& key) const {
    const QRect rect = tileRect(key, grid());
    QImage image(tilePixels(key, grid()), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const auto draw = [&](const std::vector<samples::Sample>& bucket) {
        for (const samples::Sample& s : bucket) {
            const QRgb color = colors_[static_cast<std::size_t>(s.classIndex)];
            const int x = (s.column - rect.left()) >> key.level;
            const int y = (s.row - rect.top()) >> key.level;
            if (color != 0) reinterpret_cast<QRgb*>(image.scanLine(y))[x] = color;
        }
    };
    const int across = 1 << key.level;
    if (static_cast<std::size_t>(across) * static_cast<std::size_t>(across) > buckets_.size()) {
        for (const auto& [at, bucket] : buckets_) {
            if (rect.contains(bucket.front().column, bucket.front().row)) draw(bucket);
        }
        return image;
    }
    for (int y = key.y * across; y < (key.y + 1) * across; ++y) {
        for (int x = key.x * across; x < (key.x + 1) * across; ++x) {
            if (const auto found = buckets_.find(bucketKey(x, y)); found != buckets_.end()) draw(found->second);
        }
    }
    return image;
}

void SampleLayer::paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) {
    const TileView shown = tileView(grid(), view, scene);
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF({0, 0}, view.size);
    for (const TileKey& key : shown.tiles) {
        if (!shown.viewFromLayer.mapRect(QRectF(tileRect(key, grid()))).intersects(clip)) continue;
        if (const QImage* image = tiles_.object(key)) {
            drawTile(painter, shown, key, *image, {}, grid(), false);
            continue;
        }
        auto* image = new QImage(renderTile(key));
        drawTile(painter, shown, key, *image, {}, grid(), false);
        tiles_.insert(key, image);
    }
    if (shown.viewFromLayer.mapRect(QRectF(0, 0, 1, 1)).width() >= outlinedCell) {
        outline(painter, shown.viewFromLayer, shown.visibleLayer);
    }
}

void SampleLayer::outline(QPainter& painter, const QTransform& viewFromLayer, const QRectF& visible) const {
    painter.save();
    painter.setBrush(Qt::NoBrush);
    const QRect cells = visible.toAlignedRect();
    for (int y = cells.top() / tileSize; y <= cells.bottom() / tileSize; ++y) {
        for (int x = cells.left() / tileSize; x <= cells.right() / tileSize; ++x) {
            const auto found = buckets_.find(bucketKey(x, y));
            if (found == buckets_.end()) continue;
            for (const samples::Sample& s : found->second) {
                const QRgb color = colors_[static_cast<std::size_t>(s.classIndex)];
                if (color == 0 || !cells.contains(s.column, s.row)) continue;
                painter.setPen(QPen(qGray(color) > 128 ? Qt::black : Qt::white, 1));
                painter.drawRect(viewFromLayer.mapRect(QRectF(s.column, s.row, 1, 1)).adjusted(0.5, 0.5, -0.5, -0.5));
            }
        }
    }
    painter.restore();
}

QList<LegendEntry> SampleLayer::legend() const {
    QList<LegendEntry> entries;
    const std::vector<int> counts = samples_.countByClass();
    for (std::size_t i = 0; i < samples_.classes.size(); ++i) {
        const base::LandClass& c = samples_.classes[i];
        LegendEntry entry;
        entry.value = c.value;
        entry.color = QColor(c.color[0], c.color[1], c.color[2]);
        entry.name = QString::fromStdString(c.name);
        entry.cells = static_cast<quint64>(counts[i]);
        entry.hectares = counts[i] * grid().pixelArea / 10000;
        entry.visible = visible_[i];
        entries.append(entry);
    }
    return entries;
}

void SampleLayer::setValueVisible(int value, bool visible) {
    const int index = base::classIndex(samples_.classes, value);
    if (index < 0) return;
    const auto at = static_cast<std::size_t>(index);
    visible_[at] = visible;
    const base::Rgb& c = samples_.classes[at].color;
    colors_[at] = visible ? qRgb(c[0], c[1], c[2]) : 0u;
    tiles_.clear();
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

QList<QPair<QString, QString>> SampleLayer::describeCell(int column, int row) const {
    const std::optional<int> index = classAt(column, row);
    if (!index) return {};
    const base::LandClass& c = samples_.classes[static_cast<std::size_t>(*index)];
    return {{tr("Sample"), QStringLiteral("%1 %2").arg(c.value).arg(QString::fromStdString(c.name))}};
}

QString SampleLayer::description() const {
    return tr("%n labelled pixel(s)", nullptr, static_cast<int>(samples_.samples.size()));
}

}  // namespace lacuna::ui
