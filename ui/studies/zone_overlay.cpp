#include "ui/studies/zone_overlay.h"

#include "ui/theme/theme.h"

namespace lacuna::ui {

void ZoneOverlay::setZones(const std::vector<samples::Zone>& zones) {
    outlines_.clear();
    for (const auto& zone : zones) {
        QPainterPath outline;
        for (const auto& ring : zone.rings) {
            QPolygonF corners;
            for (const auto& [column, row] : ring) corners << QPointF(column, row);
            outline.addPolygon(corners);
            outline.closeSubpath();
        }
        outlines_.push_back(outline);
    }
    if (chosen_ >= static_cast<int>(outlines_.size())) chosen_ = -1;
}

QRectF ZoneOverlay::extentOf(int zone) const {
    return zone >= 0 && zone < static_cast<int>(outlines_.size()) ? outlines_[static_cast<std::size_t>(zone)].boundingRect() : QRectF();
}

void ZoneOverlay::paint(QPainter& painter, const ViewTransform& view) {
    const QTransform viewFromScene = view.viewFromScene();
    const QRectF shown = QRectF({0, 0}, view.size);
    const auto draw = [&](const QPainterPath& scene, bool chosen) {
        const QPainterPath outline = viewFromScene.map(scene);
        if (!outline.boundingRect().adjusted(-3, -3, 3, 3).intersects(shown)) return;
        QColor fill = themeColors().accent;
        fill.setAlpha(45);
        if (chosen) painter.fillPath(outline, fill);
        // Light below dark: seen on every ground.
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(255, 255, 255, 220), chosen ? 5 : 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(outline);
        painter.setPen(QPen(chosen ? themeColors().accent : QColor(20, 24, 28), chosen ? 2.5 : 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(outline);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (int zone = 0; zone < static_cast<int>(outlines_.size()); ++zone)
        if (zone != chosen_) draw(outlines_[static_cast<std::size_t>(zone)], false);
    if (chosen_ >= 0) draw(outlines_[static_cast<std::size_t>(chosen_)], true);
    painter.restore();
}

}  // namespace lacuna::ui
