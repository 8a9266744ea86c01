#include "ui/canvas/class_map_layer.h"

#include <QCache>
#include <QElapsedTimer>
#include <QMetaObject>
#include <bitset>
#include <deque>

#include "ui/canvas/class_pyramid.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {
namespace {

// 48 MiB of 256 × 256 tiles: several full screens.
constexpr int cachedTiles = 192;
constexpr qint64 takingMilliseconds = 30;

QColor toColor(const base::Rgb& rgb) { return {rgb[0], rgb[1], rgb[2]}; }

}  // namespace

struct ClassMapLayer::Impl {
    explicit Impl(map::ClassMap shown) : map(std::move(shown)), pyramid(map.grid), tiles(cachedTiles) {
        hidden.reset();
        recolor();
        counts.fill(0);
    }

    void recolor() {
        palette.fill(0);
        for (const base::LandClass& c : map.classes) {
            const auto value = static_cast<std::size_t>(c.value & 0xff);
            palette[value] = hidden[value] ? 0u : toColor(c.color).rgb();
        }
        tiles.clear();
    }

    void recount() {
        counts.fill(0);
        for (const std::uint8_t value : map.labels) ++counts[value];
    }

    /// Takes the old values of a block out of the counts and puts the new ones in; the block lies inside the grid.
    void count(const raster::Window& window, bool add) {
        for (int y = window.row; y < window.row + window.height; ++y) {
            const std::uint8_t* row = map.labels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(map.grid.width);
            for (int x = window.column; x < window.column + window.width; ++x) {
                if (add)
                    ++counts[row[x]];
                else
                    --counts[row[x]];
            }
        }
    }

    void dropTiles(const raster::Window& window) {
        const QRect changed(window.column, window.row, window.width, window.height);
        const QList<TileKey> keys = tiles.keys();
        for (const TileKey& key : keys) {
            if (tileRect(key, map.grid).intersects(changed)) tiles.remove(key);
        }
    }

    map::ClassMap map;
    ClassPyramid pyramid;
    QCache<TileKey, QImage> tiles;
    std::array<QRgb, 256> palette{};
    std::array<quint64, 256> counts{};
    std::bitset<256> hidden;
    std::shared_ptr<BlockInbox> inbox;
    std::deque<map::MapBlock> waiting;  ///< taken from the inbox, not written yet
    quint64 finalCells = 0;
    base::Availability switchedOn = 0;
    QStringList modalityNames;
};

ClassMapLayer::ClassMapLayer(QString title, raster::Grid grid, base::ClassTable classes, QObject* parent)
    : ClassMapLayer(std::move(title), map::ClassMap(std::move(grid), std::move(classes)), parent) {
    impl_->finalCells = 0;
}

ClassMapLayer::ClassMapLayer(QString title, map::ClassMap map, QObject* parent)
    : Layer(LayerGroup::Maps, std::move(title), map.grid, parent), impl_(std::make_unique<Impl>(std::move(map))) {
    const auto cells = static_cast<std::size_t>(grid().width) * static_cast<std::size_t>(grid().height);
    impl_->map.labels.resize(cells);
    impl_->map.confidence.resize(cells);
    impl_->map.availability.resize(cells);
    impl_->recount();
    impl_->finalCells = cells - impl_->counts[0];
    if (impl_->finalCells > 0) impl_->pyramid.update(impl_->map.labels, grid().whole());
    openInbox();
}

ClassMapLayer::~ClassMapLayer() { impl_->inbox->close(); }

std::shared_ptr<BlockInbox> ClassMapLayer::inbox() const { return impl_->inbox; }

void ClassMapLayer::takeBlocks() {
    for (map::MapBlock& block : impl_->inbox->take()) impl_->waiting.push_back(std::move(block));
    if (impl_->waiting.empty()) return;
    for (const map::MapBlock& block : impl_->waiting) takeBlock(block);
    impl_->waiting.clear();
    Q_EMIT grown(impl_->finalCells);
    Q_EMIT changed();
}

void ClassMapLayer::takeSome() {
    QElapsedTimer clock;
    clock.start();
    for (map::MapBlock& block : impl_->inbox->take()) impl_->waiting.push_back(std::move(block));
    if (impl_->waiting.empty()) return;
    while (!impl_->waiting.empty() && clock.elapsed() < takingMilliseconds) {
        takeBlock(impl_->waiting.front());
        impl_->waiting.pop_front();
    }
    if (!impl_->waiting.empty()) QMetaObject::invokeMethod(this, &ClassMapLayer::takeSome, Qt::QueuedConnection);
    Q_EMIT grown(impl_->finalCells);
    Q_EMIT changed();
}

void ClassMapLayer::takeBlock(const map::MapBlock& block) {
    const raster::Window& w = block.window;
    const QRect inside = QRect(w.column, w.row, w.width, w.height) & QRect(0, 0, grid().width, grid().height);
    if (inside.isEmpty()) return;
    const raster::Window cut{inside.left(), inside.top(), inside.width(), inside.height()};
    impl_->count(cut, false);
    const bool written = impl_->map.write(block).has_value();
    impl_->count(cut, true);
    if (!written) return;
    if (!block.preview) impl_->finalCells += static_cast<quint64>(inside.width()) * static_cast<quint64>(inside.height());
    impl_->pyramid.update(impl_->map.labels, cut);
    impl_->dropTiles(cut);
    Q_EMIT contentChanged(QRectF(inside));
}

void ClassMapLayer::openInbox() {
    if (impl_->inbox) impl_->inbox->close();
    // The inbox may outlive the layer but never calls after close(); an event posted before dies with the layer.
    impl_->inbox = std::make_shared<BlockInbox>(
        [this] { QMetaObject::invokeMethod(this, &ClassMapLayer::takeSome, Qt::QueuedConnection); });
}

void ClassMapLayer::clear() {
    openInbox();
    impl_->waiting.clear();
    impl_->map = map::ClassMap(grid(), impl_->map.classes);
    impl_->pyramid = ClassPyramid(grid());
    impl_->recount();
    impl_->tiles.clear();
    impl_->finalCells = 0;
    Q_EMIT contentChanged({});
    Q_EMIT changed();
}

const map::ClassMap& ClassMapLayer::map() const { return impl_->map; }

void ClassMapLayer::setModalities(base::Availability switchedOn, const QStringList& names) {
    impl_->switchedOn = switchedOn;
    impl_->modalityNames = names;
    Q_EMIT changed();
}

base::Availability ClassMapLayer::switchedOn() const { return impl_->switchedOn; }

std::optional<ClassCell> ClassMapLayer::cellAt(int column, int row) const {
    if (column < 0 || row < 0 || column >= grid().width || row >= grid().height) return std::nullopt;
    const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(grid().width) +
                    static_cast<std::size_t>(column);
    ClassCell cell;
    cell.classValue = impl_->map.labels[at];
    if (cell.classValue == 0) return std::nullopt;
    for (const base::LandClass& c : impl_->map.classes) {
        if (c.value == cell.classValue) cell.className = QString::fromStdString(c.name);
    }
    cell.confidence = impl_->map.confidence[at];
    cell.availability = impl_->map.availability[at];
    return cell;
}

void ClassMapLayer::setClassVisible(int classValue, bool visible) {
    const auto value = static_cast<std::size_t>(classValue & 0xff);
    if (impl_->hidden[value] != visible) return;
    impl_->hidden[value] = !visible;
    impl_->recolor();
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

bool ClassMapLayer::isClassVisible(int classValue) const { return !impl_->hidden[static_cast<std::size_t>(classValue & 0xff)]; }

void ClassMapLayer::setClassColor(int classValue, const QColor& color) {
    for (base::LandClass& c : impl_->map.classes) {
        if (c.value != classValue) continue;
        c.color = {static_cast<std::uint8_t>(color.red()), static_cast<std::uint8_t>(color.green()),
                   static_cast<std::uint8_t>(color.blue())};
    }
    impl_->recolor();
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

void ClassMapLayer::setValueVisible(int value, bool visible) { setClassVisible(value, visible); }

void ClassMapLayer::paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) {
    const TileView shown = tileView(grid(), view, scene);
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF({0, 0}, view.size);
    for (const TileKey& key : shown.tiles) {
        if (!shown.viewFromLayer.mapRect(QRectF(tileRect(key, grid()))).intersects(clip)) continue;
        QImage* image = impl_->tiles.object(key);
        if (image == nullptr) {
            image = new QImage(impl_->pyramid.tile(impl_->map.labels, key, impl_->palette));
            // Drawn before it is handed over: the cache may drop it at once when it is full.
            drawTile(painter, shown, key, *image, {}, grid(), false);
            impl_->tiles.insert(key, image);
            continue;
        }
        drawTile(painter, shown, key, *image, {}, grid(), false);
    }
}

QList<LegendEntry> ClassMapLayer::legend() const {
    QList<LegendEntry> entries;
    for (const base::LandClass& c : impl_->map.classes) {
        LegendEntry entry;
        entry.value = c.value;
        entry.color = toColor(c.color);
        entry.name = QString::fromStdString(c.name);
        entry.cells = impl_->counts[static_cast<std::size_t>(c.value & 0xff)];
        entry.hectares = static_cast<double>(entry.cells) * grid().pixelArea / 10000;
        entry.visible = isClassVisible(c.value);
        entries.append(entry);
    }
    return entries;
}

QList<QPair<QString, QString>> ClassMapLayer::describeCell(int column, int row) const {
    const std::optional<ClassCell> cell = cellAt(column, row);
    if (!cell) return {};
    QList<QPair<QString, QString>> lines{{tr("Class"), QStringLiteral("%1 %2").arg(cell->classValue).arg(cell->className)}};
    // A largest probability is never 0: it isn't known.
    if (cell->confidence > 0) lines.append({tr("Confidence"), shownNumber(cell->confidence * 100, 1) + tr(" %")});
    if (!impl_->modalityNames.isEmpty()) {
        QStringList present;
        for (int i = 0; i < impl_->modalityNames.size(); ++i) {
            if (base::isPresent(cell->availability, i)) present.append(impl_->modalityNames[i]);
        }
        lines.append({tr("Sensors used"), present.isEmpty() ? tr("none") : present.join(QStringLiteral(", "))});
    }
    return lines;
}

QString ClassMapLayer::description() const {
    return tr("%1 × %2 cells, %n class(es)", nullptr, static_cast<int>(impl_->map.classes.size()))
        .arg(grid().width)
        .arg(grid().height);
}

}  // namespace lacuna::ui
