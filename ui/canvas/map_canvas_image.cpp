// The map as a picture for export.
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QThread>
#include <algorithm>
#include <cmath>

#include "ui/canvas/map_canvas.h"
#include "ui/canvas/sensor_layer.h"

namespace lacuna::ui {
namespace {

constexpr int longestWait = 20000;  // ms
constexpr unsigned long pause = 2;  // ms
constexpr int blockEdge = 1024;     // a block's tiles fit any sensor's cache
constexpr int blockMargin = 4;      // smoothing at a block's edge looks at its neighbours

ViewTransform viewOf(const QRectF& sceneRect, QSize size, double aspect) {
    ViewTransform view;
    view.aspect = aspect;
    view.size = size;
    view.scale = std::min(size.width() / sceneRect.width(), size.height() / (sceneRect.height() * aspect));
    view.sceneOrigin = sceneRect.center() - QPointF(size.width() / view.scaleX(), size.height() / view.scaleY()) / 2;
    return view;
}

/// The part of a view that a block shows, its margin included.
ViewTransform blockView(const ViewTransform& whole, const QRect& block) {
    ViewTransform view = whole;
    view.sceneOrigin = whole.sceneFromView(block.topLeft());
    view.size = block.size();
    return view;
}

}  // namespace

QList<MapCanvas::ImagePart> MapCanvas::imageParts(QSize size, const QRectF& sceneRect) const {
    const double aspect = pixelAspect(grid_);
    const QRect all({0, 0}, size);
    if (compare_ == Compare::Flicker) return {{flickerSide_, all, viewOf(sceneRect, size, aspect), {}}};
    if (compare_ == Compare::Single) return {{Side::Both, all, viewOf(sceneRect, size, aspect), {}}};
    if (compare_ == Compare::Swipe) {
        const int x = static_cast<int>(std::lround(divider_ * size.width()));
        const ViewTransform view = viewOf(sceneRect, size, aspect);
        return {{Side::Left, QRect(0, 0, x, size.height()), view, {}},
                {Side::Right, QRect(x, 0, size.width() - x, size.height()), view, {}}};
    }
    const QSize half(size.width() / 2, size.height());
    const QPoint right(size.width() - half.width(), 0);
    const ViewTransform view = viewOf(sceneRect, half, aspect);
    return {{Side::Left, QRect({0, 0}, half), view, {}}, {Side::Right, QRect(right, half), view, right}};
}

bool MapCanvas::isSideLoading(Side side) const {
    const QList<Layer*> painted = paintedLayers(side);
    return std::any_of(painted.begin(), painted.end(), [](const Layer* layer) {
        const auto* sensor = qobject_cast<const SensorLayer*>(layer);
        return sensor != nullptr && sensor->isLoading();
    });
}

QImage MapCanvas::renderImage(QSize size, const QRectF& sceneRect) {
    if (size.isEmpty() || sceneRect.isEmpty()) return {};
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) return image;
    image.fill(Qt::transparent);
    // The window's own paints would replace the wishes for the picture's tiles.
    const bool updating = updatesEnabled();
    setUpdatesEnabled(false);
    QDeadlineTimer limit(longestWait);
    for (const ImagePart& part : imageParts(size, sceneRect)) {
        for (int top = part.area.top(); top <= part.area.bottom(); top += blockEdge) {
            for (int left = part.area.left(); left <= part.area.right(); left += blockEdge) {
                const QRect block = QRect(left, top, blockEdge, blockEdge) & part.area;
                const QRect wide = block.adjusted(-blockMargin, -blockMargin, blockMargin, blockMargin);
                const ViewTransform view = blockView(part.view, wide.translated(-part.viewOrigin));
                for (bool waiting = true; waiting;) {
                    QPainter painter(&image);
                    painter.setClipRect(block);
                    painter.setCompositionMode(QPainter::CompositionMode_Source);
                    painter.fillRect(block, Qt::transparent);
                    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
                    painter.translate(wide.topLeft());
                    paintSideLayers(painter, view, part.side);
                    painter.end();
                    waiting = isSideLoading(part.side) && !limit.hasExpired();
                    if (!waiting) continue;
                    QThread::msleep(pause);
                    QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
                }
            }
        }
    }
    setUpdatesEnabled(updating);
    invalidate();
    return image;
}

}  // namespace lacuna::ui
