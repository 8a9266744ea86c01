#pragma once

#include <QColor>
#include <QIcon>
#include <QList>
#include <QObject>
#include <QPair>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <QUuid>

#include "raster/grid.h"
#include "ui/canvas/view_transform.h"

namespace lacuna::ui {

/// The branches of the layer tree, from the top; the lower one is painted first.
enum class LayerGroup { Maps, Samples, Sensors };
inline constexpr int layerGroupCount = 3;

/// One line of a legend.
struct LegendEntry {
    int value = 0;  ///< class value as stored (1 … 255); -1 where a line can't be switched on and off
    QColor color;
    QString name;
    quint64 cells = 0;    ///< cells of the layer's grid
    double hectares = 0;  ///< 0 when the grid's pixel area is unknown
    bool visible = true;
};

/// Something the canvas paints. Lives on the GUI thread, as do all its members; what a subclass computes elsewhere comes
/// back by queued calls.
class Layer : public QObject {
    Q_OBJECT

public:
    Layer(LayerGroup group, QString title, raster::Grid grid, QObject* parent = nullptr);
    ~Layer() override;

    /// Unique and stable; kept in a project file.
    QString id() const { return id_; }
    void setId(const QString& id) { id_ = id; }
    LayerGroup group() const { return group_; }
    QString title() const { return title_; }
    void setTitle(const QString& title);
    bool isVisible() const { return visible_; }
    void setVisible(bool visible);
    double opacity() const { return opacity_; }  ///< 0 … 1
    void setOpacity(double opacity);             ///< clamped
    const raster::Grid& grid() const { return grid_; }

    /// Paints the part of the layer that `view` shows, with the layer's own colours and full opacity (the canvas applies
    /// opacity()). The painter's coordinates are the view's; the clip may be smaller than the view. Must return at once:
    /// what isn't ready is left out and announced later by contentChanged(). `scene` is the grid of the canvas.
    virtual void paint(QPainter& painter, const ViewTransform& view, const raster::Grid& scene) = 0;

    /// Empty when the layer has no legend.
    virtual QList<LegendEntry> legend() const { return {}; }
    /// Shows or hides one line of the legend (a class); ignored where there is none such.
    virtual void setValueVisible(int value, bool visible);
    /// What the layer says about one of its own cells, as name and value; empty outside and where nothing is known.
    virtual QList<QPair<QString, QString>> describeCell(int column, int row) const;
    /// A line for the tree's tool tip.
    virtual QString description() const { return {}; }
    /// A swatch for the tree; null: the group's usual one.
    virtual QIcon icon() const { return {}; }

Q_SIGNALS:
    /// Title, visibility, opacity or legend changed.
    void changed();
    /// The picture changed inside a rectangle of the layer's own pixel coordinates; a null rectangle means everywhere.
    void contentChanged(const QRectF& layerRect);

private:
    QString id_;
    LayerGroup group_;
    QString title_;
    raster::Grid grid_;
    bool visible_ = true;
    double opacity_ = 1;
};

}  // namespace lacuna::ui
