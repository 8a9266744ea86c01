#include "ui/window/rectangle_tool.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace lacuna::ui {

RectangleTool::RectangleTool(MapCanvas* canvas, std::function<void(std::optional<raster::Window>)> drawn)
    : canvas_(canvas), drawn_(std::move(drawn)) {}

/// All pixels that the rectangle touches.
raster::Window RectangleTool::pixels() const {
    const auto& grid = canvas_->grid();
    const QRectF box = QRectF(*begin_, end_).normalized();
    const int left = std::clamp(static_cast<int>(std::floor(box.left())), 0, grid.width);
    const int top = std::clamp(static_cast<int>(std::floor(box.top())), 0, grid.height);
    const int right = std::clamp(static_cast<int>(std::ceil(box.right())), 0, grid.width);
    const int bottom = std::clamp(static_cast<int>(std::ceil(box.bottom())), 0, grid.height);
    return {left, top, right - left, bottom - top};
}

bool RectangleTool::press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (button != Qt::LeftButton) return false;
    begin_ = end_ = scene;
    return true;
}

bool RectangleTool::move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) {
    if (!begin_) return false;
    end_ = scene;
    return true;
}

bool RectangleTool::release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) {
    if (!begin_ || button != Qt::LeftButton) return false;
    end_ = scene;
    const auto found = pixels();
    begin_.reset();
    drawn_(found.width > 0 && found.height > 0 ? std::optional(found) : std::nullopt);
    return true;
}

bool RectangleTool::key(int key) {
    if (key != Qt::Key_Escape) return false;
    begin_.reset();
    drawn_(std::nullopt);
    return true;
}

void RectangleTool::paint(QPainter& painter, const ViewTransform& view) {
    if (!begin_) return;
    QColor fill = themeColors().accent;
    painter.setPen(QPen(fill, 1.5));
    fill.setAlpha(40);
    painter.setBrush(fill);
    painter.drawRect(QRectF(view.viewFromScene(*begin_), view.viewFromScene(end_)).normalized());
}

}  // namespace lacuna::ui
