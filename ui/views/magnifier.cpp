#include "ui/views/magnifier.h"

#include <QPainterPath>

namespace lacuna::ui {

void Magnifier::paint(QPainter& painter, const MapCanvas& canvas) {
    if (!on_) return;
    QPointF middle;
    if (const auto pointer = canvas.pointer())
        middle = *pointer;
    else if (canvas.linkedPointer())
        middle = canvas.widgetFromScene(*canvas.linkedPointer());
    else
        return;
    const QPointF scene = canvas.view().sceneFromView(middle - canvas.viewOriginAt(middle));
    ViewTransform view = canvas.view();
    view.scale *= factor;
    view.size = {2 * radius, 2 * radius};
    view.sceneOrigin = scene - QPointF(radius / view.scaleX(), radius / view.scaleY());

    QPainterPath circle;
    circle.addEllipse(middle, radius, radius);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(circle, Qt::IntersectClip);
    painter.fillPath(circle, canvas.palette().color(QPalette::Window));
    painter.translate(middle - QPointF(radius, radius));
    canvas.paintLayers(painter, view, middle);
    painter.restore();

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(canvas.palette().color(QPalette::Window), 4));
    painter.drawEllipse(middle, radius, radius);
    painter.setPen(QPen(canvas.palette().color(QPalette::WindowText), 1.5));
    painter.drawEllipse(middle, radius, radius);
}

}  // namespace lacuna::ui
