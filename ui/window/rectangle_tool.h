#pragma once

#include <functional>
#include <optional>

#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

/// Draws one rectangle of whole pixels on the map. Escape gives it up.
class RectangleTool : public MapTool {
public:
    /// `drawn` gets the rectangle, cut at the scene; nothing when it was given up or lies outside.
    RectangleTool(MapCanvas* canvas, std::function<void(std::optional<raster::Window>)> drawn);

    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool move(QPointF scene, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) override;
    bool release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool key(int key) override;
    void paint(QPainter& painter, const ViewTransform& view) override;

private:
    raster::Window pixels() const;

    MapCanvas* canvas_;
    std::function<void(std::optional<raster::Window>)> drawn_;
    std::optional<QPointF> begin_;
    QPointF end_;
};

}  // namespace lacuna::ui
