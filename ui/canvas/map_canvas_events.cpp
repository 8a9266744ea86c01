// What the user does to the map: mouse, wheel, keys.
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {
namespace {

constexpr double keyZoom = 1.5;
constexpr double clickZoom = 2;
constexpr double wheelUnit = 120;  // angle delta of one notch
constexpr double smallestWheelTurn = 15;
constexpr double notchesForDouble = 2;
constexpr double fineWheel = 4;     // with Ctrl
constexpr double arrowPan = 64;     // logical pixels
constexpr double fineArrowPan = 8;  // with Shift
constexpr double dividerReach = 8;

}  // namespace

void MapCanvas::setTool(Tool tool) {
    if (tool == Tool::Custom && mapTool_ == nullptr) return;
    if (tool != Tool::Custom && mapTool_ != nullptr) Q_EMIT mapToolChanged(mapTool_ = nullptr);
    if (tool == tool_) return;
    tool_ = tool;
    drag_ = Drag::None;
    updateCursor();
    update();
    Q_EMIT toolChanged(tool);
}

void MapCanvas::setMapTool(MapTool* tool) {
    mapTool_ = tool;
    drag_ = Drag::None;
    if (tool == nullptr)
        setTool(Tool::Pan);
    else
        setTool(Tool::Custom);
    updateCursor();
    update();
    Q_EMIT mapToolChanged(mapTool_);
}

bool MapCanvas::isOverDivider(QPointF position) const {
    return compare_ == Compare::Swipe && std::abs(position.x() - dividerX()) <= dividerReach;
}

void MapCanvas::updateCursor() {
    if (drag_ == Drag::Pan && dragMoved_)
        setCursor(Qt::ClosedHandCursor);
    else if (drag_ == Drag::Divider || (drag_ == Drag::None && !spacePressed_ && isOverDivider(cursor_)))
        setCursor(Qt::SplitHCursor);
    else if (spacePressed_ || tool_ == Tool::Pan)
        setCursor(Qt::OpenHandCursor);
    else if (mapTool_ != nullptr)
        setCursor(mapTool_->cursor());
    else
        setCursor(tool_ == Tool::Identify ? Qt::WhatsThisCursor : Qt::CrossCursor);
}

bool MapCanvas::pressTool(QMouseEvent* event) {
    if (mapTool_ == nullptr) return false;
    if (!mapTool_->press(sceneFromWidget(event->position()), event->button(), event->modifiers())) return false;
    drag_ = Drag::Tool;
    update();
    return true;
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
    if (drag_ != Drag::None && drag_ != Drag::Tool) return;
    const bool left = event->button() == Qt::LeftButton;
    dragStart_ = dragLast_ = event->position();
    dragMoved_ = false;
    if (event->button() == Qt::MiddleButton || (left && spacePressed_))
        drag_ = Drag::Pan;
    else if (left && isOverDivider(event->position()))
        drag_ = Drag::Divider;
    else if (pressTool(event))
        return;
    else if (tool_ == Tool::Zoom && (left || event->button() == Qt::RightButton))
        drag_ = Drag::Rectangle;
    else if (left)
        drag_ = Drag::Pan;
    else
        event->ignore();
    updateCursor();
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QRect before = linkedCursorRect();
    cursor_ = event->position();
    if (compare_ == Compare::SideBySide) update(before.united(linkedCursorRect()));
    if (followsPointer()) update();
    reportCursor();
    if (drag_ != Drag::None && drag_ != Drag::Tool) {
        drag(event->position());
    } else if (mapTool_ != nullptr &&
               mapTool_->move(sceneFromWidget(event->position()), event->buttons(), event->modifiers())) {
        update();
    }
    updateCursor();
}

void MapCanvas::drag(QPointF position) {
    const double moved = (position - dragStart_).manhattanLength();
    if (!dragMoved_ && moved < QApplication::startDragDistance()) return;
    dragMoved_ = true;
    if (drag_ == Drag::Pan) panBy(position - dragLast_);
    if (drag_ == Drag::Divider) setDividerPosition(position.x() / std::max(1, width()));
    if (drag_ == Drag::Rectangle) update();
    dragLast_ = position;
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (drag_ == Drag::None || drag_ == Drag::Tool) {
        const bool held = drag_ == Drag::Tool;
        if (event->buttons() == Qt::NoButton) drag_ = Drag::None;
        if (mapTool_ != nullptr &&
            mapTool_->release(sceneFromWidget(event->position()), event->button(), event->modifiers()))
            update();
        else if (!held)
            event->ignore();
    } else if (event->buttons() == Qt::NoButton) {
        finishDrag(event);
    }
    updateCursor();
}

void MapCanvas::finishDrag(QMouseEvent* event) {
    const Drag ended = std::exchange(drag_, Drag::None);
    const bool left = event->button() == Qt::LeftButton;
    if (ended == Drag::Rectangle)
        finishRectangle(event->position(), !left || (event->modifiers() & Qt::AltModifier) != 0);
    if (ended == Drag::Pan && !dragMoved_ && left && !spacePressed_ && tool_ == Tool::Identify)
        identifyAt(event->position());
}

void MapCanvas::finishRectangle(QPointF position, bool outwards) {
    update();
    if (!dragMoved_) {
        zoomAt(position, outwards ? 1 / clickZoom : clickZoom);
        return;
    }
    const QRectF drawn = QRectF(viewFromWidget(dragStart_), viewFromWidget(position)).normalized();
    if (drawn.width() < 1 || drawn.height() < 1) return;
    const ViewTransform now = view();
    const QRectF scene(now.sceneFromView(drawn.topLeft()), now.sceneFromView(drawn.bottomRight()));
    if (!outwards) {
        zoomTo(scene);
        return;
    }
    // What the view shows now comes to lie inside the rectangle.
    const double shrink = std::min(drawn.width() / now.size.width(), drawn.height() / now.size.height());
    fitted_ = false;
    setView(scene.center(), scale_ * shrink);
}

void MapCanvas::identifyAt(QPointF position) {
    const QPointF scene = sceneFromWidget(position);
    const int column = static_cast<int>(std::floor(scene.x()));
    const int row = static_cast<int>(std::floor(scene.y()));
    if (column < 0 || row < 0 || column >= grid_.width || row >= grid_.height) return;
    const auto map = grid_.mapPoint(scene.x(), scene.y());
    Q_EMIT identified(row, column, {map[0], map[1]});
}

void MapCanvas::reportCursor() {
    const QPointF scene = sceneFromWidget(cursor_);
    const auto map = grid_.mapPoint(scene.x(), scene.y());
    Q_EMIT pointerMoved(scene);
    Q_EMIT coordinateChanged({map[0], map[1]}, static_cast<int>(std::floor(scene.y())),
                             static_cast<int>(std::floor(scene.x())));
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (mapTool_ != nullptr && !spacePressed_ && mapTool_->doubleClick(sceneFromWidget(event->position()))) {
        update();
        return;
    }
    if (tool_ == Tool::Pan && event->button() == Qt::LeftButton && !isOverDivider(event->position())) {
        zoomAt(event->position(), clickZoom);
        return;
    }
    mousePressEvent(event);
}

void MapCanvas::leaveEvent(QEvent*) {
    const QRect before = linkedCursorRect();
    cursor_ = {-1, -1};
    if (followsPointer()) update();
    update(before);
    Q_EMIT cursorLeft();
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
    // Touchpads send many tiny turns: they are gathered, so that not each of them repaints the map.
    wheelRest_ += event->angleDelta().y();
    event->accept();
    if (std::abs(wheelRest_) < smallestWheelTurn) return;
    const bool fine = (event->modifiers() & Qt::ControlModifier) != 0;
    const double notches = std::exchange(wheelRest_, 0) / wheelUnit / (fine ? fineWheel : 1);
    zoomAt(event->position(), std::exp2(notches / notchesForDouble));
}

bool MapCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // These stay the map's own while it has the focus, whatever shortcuts the window has.
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool drops = key->key() == Qt::Key_Escape && drag_ == Drag::Rectangle;
        const bool plain = (key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
        const bool pans = key->key() == Qt::Key_Space || (key->key() == Qt::Key_B && compare_ == Compare::Flicker) || (key->key() >= Qt::Key_Left && key->key() <= Qt::Key_Down);
        if (drops || (plain && pans)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture->position(), 1 + gesture->value());
            return true;
        }
    }
    return QWidget::event(event);
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) {
        spacePressed_ = true;
        updateCursor();
        return;
    }
    if (event->key() == Qt::Key_Escape && drag_ == Drag::Rectangle) {
        drag_ = Drag::None;
        update();
        return;
    }
    if (event->key() == Qt::Key_B && compare_ == Compare::Flicker && event->modifiers() == Qt::NoModifier) {
        if (event->isAutoRepeat() || std::exchange(blinking_, true)) return;
        showOther();
        return;
    }
    if (mapTool_ != nullptr && mapTool_->key(event->key())) {
        update();
        return;
    }
    if (!handleNavigationKey(event)) QWidget::keyPressEvent(event);
}

bool MapCanvas::handleNavigationKey(QKeyEvent* event) {
    const double step = (event->modifiers() & Qt::ShiftModifier) != 0 ? fineArrowPan : arrowPan;
    const QPointF middle(viewSize().width() / 2, viewSize().height() / 2);
    switch (event->key()) {
        case Qt::Key_Left:
            panBy({step, 0});
            return true;
        case Qt::Key_Right:
            panBy({-step, 0});
            return true;
        case Qt::Key_Up:
            panBy({0, step});
            return true;
        case Qt::Key_Down:
            panBy({0, -step});
            return true;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomAt(middle, keyZoom);
            return true;
        case Qt::Key_Minus:
            zoomAt(middle, 1 / keyZoom);
            return true;
        case Qt::Key_Home:
            zoomToFullExtent();
            return true;
        case Qt::Key_F5:
            refresh();
            return true;
        case Qt::Key_F:
            if (event->modifiers() != (Qt::ControlModifier | Qt::ShiftModifier)) return false;
            zoomToFullExtent();
            return true;
        default:
            return false;
    }
}

void MapCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        spacePressed_ = false;
        updateCursor();
        return;
    }
    if (event->key() == Qt::Key_B && blinking_) {
        if (event->isAutoRepeat()) return;
        blinking_ = false;
        showOther();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

void MapCanvas::focusOutEvent(QFocusEvent* event) {
    spacePressed_ = false;
    blinking_ = false;
    updateCursor();
    QWidget::focusOutEvent(event);
}

void MapCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) update();
    QWidget::changeEvent(event);
}

void MapCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (fitted_) zoomToFullExtent();
    Q_EMIT viewChanged();
}

}  // namespace lacuna::ui
