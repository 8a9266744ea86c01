#pragma once

#include <QStringList>
#include <vector>

#include "ui/figures/figure.h"

namespace lacuna::ui {

/// Points that several things (sensors) add, in total and by class: a row with a bar for each thing, left and right of zero.
struct ValueBars {
    QString cornerTitle;  ///< of the rows' names, for the table
    QString unit;         ///< under the axis
    QStringList things;
    QStringList rows;     ///< the first is the total, in bold
    std::vector<std::vector<double>> values;  ///< [rows][things], shares of 1; NaN: none
};

class ValueBarsFigure : public Figure {
    Q_OBJECT

public:
    ValueBarsFigure(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    void setBars(ValueBars bars);
    const ValueBars& bars() const { return bars_; }

    void draw(QPainter& painter, QSizeF size, const FigureInk& ink) const override;
    QString table(QChar separator) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    double namesWidth(const QPainter& painter, QSizeF size) const;
    double rowHeight() const;
    void drawLegend(QPainter& painter, QSizeF size, const FigureInk& ink) const;

    ValueBars bars_;
};

/// Distinct with every common deficiency of colour vision (Okabe and Ito), for up to 8 things that are no classes.
QColor thingColor(int thing);

}  // namespace lacuna::ui
