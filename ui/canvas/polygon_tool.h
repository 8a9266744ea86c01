#pragma once

#include <QPolygonF>
#include <functional>
#include <string>

#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

/// The corners (scene coordinates) as a polygon in the grid's map coordinates, "POLYGON ((x y, …))".
std::string polygonWkt(const QPolygonF& corners, const raster::Grid& grid);

/// Draws a polygon by clicks: a click sets a corner; a double click, a click on the first corner or Enter closes it;
/// Backspace takes the last corner back; Escape or the right button gives up.
class PolygonTool : public MapTool {
public:
    /// Called once, with at least three corners in scene coordinates.
    std::function<void(const QPolygonF&)> finished;
    std::function<void()> cancelled;

    void begin();
    const QPolygonF& corners() const { return corners_; }

    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) override;
    bool move(QPointF scene, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers) override;
    bool release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) override;
    bool doubleClick(QPointF scene) override;
    bool key(int key) override;
    void paint(QPainter& painter, const ViewTransform& view) override;

private:
    bool isAtFirst(QPointF scene) const;
    void close();
    void cancel();

    QPolygonF corners_;
    QPointF cursor_;
    double scale_ = 1;  ///< of the view that was painted last
};

}  // namespace lacuna::ui
