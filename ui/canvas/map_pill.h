#pragma once

#include <QPainter>
#include <QPalette>
#include <QString>

namespace lacuna::ui {

/// The rounded plate on which the map's own words stand, in the window's colours.
void paintPill(QPainter& painter, const QRectF& rect, const QPalette& palette);

/// Where a text's plate is to lie, by its middle or its corner.
QSizeF pillSize(const QFontMetricsF& metrics, const QString& text);
void paintPillText(QPainter& painter, const QRectF& rect, const QString& text, const QPalette& palette);

}  // namespace lacuna::ui
