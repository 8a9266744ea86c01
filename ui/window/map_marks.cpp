#include "ui/window/map_marks.h"

#include <QEvent>
#include <QPainter>

#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

MapMarks::MapMarks(MapCanvas* canvas) : QWidget(canvas), canvas_(canvas) {
    setObjectName("mapMarks");
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    resize(canvas->size());
    canvas->installEventFilter(this);
    for (auto signal : {&MapCanvas::viewChanged, &MapCanvas::comparisonChanged}) connect(canvas, signal, this, qOverload<>(&QWidget::update));
    hide();
}

void MapMarks::setMarks(std::vector<Mark> marks) {
    marks_ = std::move(marks);
    setVisible(!marks_.empty() || rectangle_);
    update();
}

void MapMarks::setRectangle(const std::optional<raster::Window>& rectangle) {
    rectangle_ = rectangle;
    setVisible(!marks_.empty() || rectangle_);
    update();
}

bool MapMarks::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) resize(canvas_->size());
    return QWidget::eventFilter(watched, event);
}

void MapMarks::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // A dark line in a light one is seen on every map.
    const auto twice = [&](double width, const QColor& color, const auto& shape) {
        painter.setPen(QPen(QColor(255, 255, 255, 230), width + 2.5));
        shape();
        painter.setPen(QPen(color, width));
        shape();
    };
    if (rectangle_) {
        const auto& area = *rectangle_;
        const QRectF box(canvas_->widgetFromScene(QPointF(area.column, area.row)),
                         canvas_->widgetFromScene(QPointF(area.column + area.width, area.row + area.height)));
        twice(1.5, QColor(0x20, 0x20, 0x20), [&] { painter.drawRect(box); });
    }
    for (const auto& mark : marks_) {
        const QPointF at = canvas_->widgetFromScene(QPointF(mark.column + 0.5, mark.row + 0.5));
        const double radius = mark.strong ? 8 : 5;
        if (mark.color.isValid() && !mark.strong) painter.setBrush(mark.color);
        twice(1.5, QColor(0x20, 0x20, 0x20), [&] { painter.drawEllipse(at, radius, radius); });
        painter.setBrush(Qt::NoBrush);
        if (!mark.strong) continue;
        for (const auto& way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
            twice(1.5, QColor(0x20, 0x20, 0x20), [&] { painter.drawLine(at + way * (radius - 3), at + way * (radius + 5)); });
    }
}

}  // namespace lacuna::ui
