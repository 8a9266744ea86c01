#include "ui/canvas/layer_model.h"

#include <QGuiApplication>
#include <QMimeData>
#include <QPalette>
#include <algorithm>
#include <utility>

namespace lacuna::ui {
namespace {

// An index's internal id: 0 for a group, else the group's number + 1.
constexpr quintptr groupId = 0;
constexpr std::array<LayerGroup, layerGroupCount> allGroups{LayerGroup::Maps, LayerGroup::Samples, LayerGroup::Sensors};

QString mimeType() {
    return QStringLiteral("application/x-lacuna-layer");
}

QString groupTitle(LayerGroup group) {
    switch (group) {
        case LayerGroup::Maps:
            return LayerModel::tr("Maps");
        case LayerGroup::Samples:
            return LayerModel::tr("Samples");
        case LayerGroup::Sensors:
            return LayerModel::tr("Sensors");
    }
    return {};
}

/// Drawn instead of loaded, so that it takes the theme's text colour: a grid of cells, scattered points, stacked
/// planes.
QIcon groupIcon(LayerGroup group) {
    constexpr int size = 20;
    QPixmap pixmap(2 * size, 2 * size);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = QGuiApplication::palette().color(QPalette::Text);
    painter.setPen(QPen(ink, 1.5));
    if (group == LayerGroup::Maps) {
        painter.drawRect(QRectF(3, 3, 14, 14));
        painter.drawLine(QPointF(10, 3), QPointF(10, 17));
        painter.drawLine(QPointF(3, 10), QPointF(17, 10));
    } else if (group == LayerGroup::Samples) {
        for (const QPointF& point : {QPointF(6, 6), QPointF(14, 9), QPointF(8, 14)}) painter.drawEllipse(point, 2, 2);
    } else {
        for (const double y : {5.0, 10.0, 15.0}) {
            painter.drawPolygon(QPolygonF({{10, y - 2.5}, {17, y}, {10, y + 2.5}, {3, y}}));
        }
    }
    return pixmap;
}

}  // namespace

LayerModel::LayerModel(QObject* parent) : QAbstractItemModel(parent) {}

LayerModel::~LayerModel() = default;

Layer* LayerModel::add(std::unique_ptr<Layer> layer, int position) {
    Layer* added = layer.get();
    auto& members = group(added->group());
    position = std::clamp(position, 0, static_cast<int>(members.size()));
    added->setParent(nullptr);
    beginInsertRows(groupIndex(added->group()), position, position);
    members.insert(members.begin() + position, std::move(layer));
    endInsertRows();
    connect(added, &Layer::changed, this, [this, added] {
        const QModelIndex index = indexOf(added);
        Q_EMIT dataChanged(index, index);
        Q_EMIT layerChanged(added);
    });
    connect(added, &Layer::contentChanged, this,
            [this, added](const QRectF& rect) { Q_EMIT contentChanged(added, rect); });
    Q_EMIT layerAdded(added);
    return added;
}

std::unique_ptr<Layer> LayerModel::take(Layer* layer) {
    const int position = positionOf(layer);
    if (position < 0) return nullptr;
    Q_EMIT layerAboutToBeTaken(layer);
    layer->disconnect(this);
    auto& members = group(layer->group());
    beginRemoveRows(groupIndex(layer->group()), position, position);
    std::unique_ptr<Layer> taken = std::move(members[static_cast<std::size_t>(position)]);
    members.erase(members.begin() + position);
    endRemoveRows();
    return taken;
}

void LayerModel::remove(Layer* layer) {
    take(layer);
}

void LayerModel::clear() {
    const QList<Layer*> all = layers();
    for (Layer* layer : all) remove(layer);
}

void LayerModel::move(Layer* layer, int position) {
    const int from = positionOf(layer);
    if (from < 0) return;
    auto& members = group(layer->group());
    position = std::clamp(position, 0, static_cast<int>(members.size()) - 1);
    if (position == from) return;
    const QModelIndex parent = groupIndex(layer->group());
    // Qt counts the destination before the removal.
    beginMoveRows(parent, from, from, parent, position > from ? position + 1 : position);
    const auto first = members.begin();
    if (position > from)
        std::rotate(first + from, first + from + 1, first + position + 1);
    else
        std::rotate(first + position, first + from, first + from + 1);
    endMoveRows();
    Q_EMIT orderChanged();
}

QList<Layer*> LayerModel::layers() const {
    QList<Layer*> all;
    for (const LayerGroup which : allGroups) all.append(layers(which));
    return all;
}

QList<Layer*> LayerModel::layers(LayerGroup which) const {
    QList<Layer*> members;
    for (const auto& layer : group(which)) members.append(layer.get());
    return members;
}

Layer* LayerModel::layer(const QString& id) const {
    for (Layer* layer : layers()) {
        if (layer->id() == id) return layer;
    }
    return nullptr;
}

Layer* LayerModel::layer(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == groupId) return nullptr;
    const auto& members = groups_[static_cast<std::size_t>(index.internalId() - 1)];
    const auto row = static_cast<std::size_t>(index.row());
    return row < members.size() ? members[row].get() : nullptr;
}

QModelIndex LayerModel::indexOf(const Layer* layer) const {
    const int position = positionOf(layer);
    if (position < 0) return {};
    return createIndex(position, 0, static_cast<quintptr>(layer->group()) + 1);
}

QModelIndex LayerModel::groupIndex(LayerGroup which) const {
    return createIndex(static_cast<int>(which), 0, groupId);
}

int LayerModel::positionOf(const Layer* layer) const {
    // Searched by address alone: a layer that was deleted elsewhere must not be looked into.
    for (const auto& members : groups_) {
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (members[i].get() == layer) return static_cast<int>(i);
        }
    }
    return -1;
}

QModelIndex LayerModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    if (!parent.isValid()) return createIndex(row, column, groupId);
    return createIndex(row, column, static_cast<quintptr>(parent.row()) + 1);
}

QModelIndex LayerModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == groupId) return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, groupId);
}

int LayerModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return layerGroupCount;
    if (parent.internalId() != groupId || parent.column() != 0) return 0;
    return static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].size());
}

int LayerModel::columnCount(const QModelIndex&) const {
    return 1;
}

QVariant LayerModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    Layer* shown = layer(index);
    if (shown == nullptr) {
        const auto which = static_cast<LayerGroup>(index.row());
        return role == Qt::DisplayRole ? QVariant(groupTitle(which)) : QVariant();
    }
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return shown->title();
        case Qt::ToolTipRole:
            return shown->description();
        case Qt::CheckStateRole:
            return shown->isVisible() ? Qt::Checked : Qt::Unchecked;
        case Qt::DecorationRole: {
            const QIcon own = shown->icon();
            return own.isNull() ? groupIcon(shown->group()) : own;
        }
        case LayerRole:
            return QVariant::fromValue(shown);
        case OpacityRole:
            return shown->opacity();
        default:
            return {};
    }
}

bool LayerModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    Layer* changed = layer(index);
    if (changed == nullptr) return false;
    if (role == Qt::CheckStateRole) {
        const bool shows = value.toInt() == Qt::Checked;
        edit((shows ? tr("show %1") : tr("hide %1")).arg(changed->title()), [&] { changed->setVisible(shows); });
        return true;
    }
    if (role == Qt::EditRole) {
        const QString title = value.toString().trimmed();
        if (title.isEmpty()) return false;
        edit(tr("rename %1").arg(changed->title()), [&] { changed->setTitle(title); });
        return true;
    }
    if (role == OpacityRole) {
        edit(tr("opacity of %1").arg(changed->title()), [&] { changed->setOpacity(value.toDouble()); });
        return true;
    }
    return false;
}

Qt::ItemFlags LayerModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    if (layer(index) == nullptr) return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEditable |
           Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList LayerModel::mimeTypes() const {
    return {mimeType()};
}

QMimeData* LayerModel::mimeData(const QModelIndexList& indexes) const {
    for (const QModelIndex& index : indexes) {
        if (const Layer* dragged = layer(index)) {
            auto* data = new QMimeData;
            data->setData(mimeType(), dragged->id().toUtf8());
            return data;
        }
    }
    return nullptr;
}

bool LayerModel::canDropMimeData(const QMimeData* data, Qt::DropAction action, int, int,
                                 const QModelIndex& parent) const {
    if (data == nullptr || action != Qt::MoveAction || !parent.isValid() || parent.internalId() != groupId)
        return false;
    const Layer* dragged = layer(QString::fromUtf8(data->data(mimeType())));
    return dragged != nullptr && static_cast<int>(dragged->group()) == parent.row();
}

bool LayerModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                              const QModelIndex& parent) {
    if (!canDropMimeData(data, action, row, column, parent)) return false;
    Layer* dragged = layer(QString::fromUtf8(data->data(mimeType())));
    const int from = positionOf(dragged);
    // Dropped on the group itself: to the top.
    const int before = std::max(row, 0);
    edit(tr("move %1").arg(dragged->title()), [&] { move(dragged, before > from ? before - 1 : before); });
    return true;
}

void LayerModel::edit(const QString& what, const std::function<void()>& change) {
    Q_EMIT editBegins();
    change();
    Q_EMIT edited(what);
}

}  // namespace lacuna::ui
