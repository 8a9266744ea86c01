#pragma once

#include <QAbstractItemModel>
#include <QList>
#include <QPointer>
#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "ui/canvas/layer.h"

namespace lacuna::ui {

/// The layers as a tree of three groups (Maps, Samples, Sensors), top first: what is higher is painted later. Owns the
/// layers. Check boxes are the visibility; dragging a layer inside its group changes the order.
class LayerModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role { LayerRole = Qt::UserRole + 1, OpacityRole };

    explicit LayerModel(QObject* parent = nullptr);
    ~LayerModel() override;

    /// Puts a layer into its group, at the top by default. Returns it.
    Layer* add(std::unique_ptr<Layer> layer, int position = 0);
    /// Takes a layer out and gives it away (undo keeps it); null when it isn't here.
    std::unique_ptr<Layer> take(Layer* layer);
    void remove(Layer* layer);
    void clear();
    /// Moves a layer inside its group; `position` counts after the removal.
    void move(Layer* layer, int position);
    /// Where the user changes layers: `what` names the step that can be undone ("hide Corn").
    void edit(const QString& what, const std::function<void()>& change);

    /// Top first: Maps, Samples, Sensors.
    QList<Layer*> layers() const;
    QList<Layer*> layers(LayerGroup group) const;
    Layer* layer(const QString& id) const;         ///< null when there is none
    Layer* layer(const QModelIndex& index) const;  ///< null for a group
    QModelIndex indexOf(const Layer* layer) const;
    QModelIndex groupIndex(LayerGroup group) const;
    int positionOf(const Layer* layer) const;  ///< in its group, -1 when it isn't here

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    void layerAdded(Layer* layer);
    void layerAboutToBeTaken(Layer* layer);
    void orderChanged();
    void editBegins();
    void edited(const QString& what);
    /// A layer's title, visibility, opacity or legend changed.
    void layerChanged(Layer* layer);
    /// A layer's picture changed (see Layer::contentChanged).
    void contentChanged(Layer* layer, const QRectF& layerRect);

private:
    std::vector<std::unique_ptr<Layer>>& group(LayerGroup which) { return groups_[static_cast<std::size_t>(which)]; }
    const std::vector<std::unique_ptr<Layer>>& group(LayerGroup which) const {
        return groups_[static_cast<std::size_t>(which)];
    }

    std::array<std::vector<std::unique_ptr<Layer>>, layerGroupCount> groups_;
};

}  // namespace lacuna::ui
