#pragma once

#include <QStringList>
#include <vector>

#include "ui/figures/figure.h"

namespace lacuna::ui {

/// Accuracy of the certain pixels against their share, a line a subset, with the point that is in force.
struct CoverageLines {
    struct Line {
        QString name;
        std::vector<QPointF> points;  ///< share and accuracy, 0 … 1, by ascending share
        QPointF chosen{-1, -1};       ///< outside: none
        bool shown = false;           ///< drawn stronger
    };
    std::vector<Line> lines;
    double goal = -1;  ///< accuracy that is asked for; negative: none
};

class CoverageFigure : public Figure {
    Q_OBJECT

public:
    CoverageFigure(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    void setLines(CoverageLines lines);
    const CoverageLines& lines() const { return lines_; }

    void draw(QPainter& painter, QSizeF size, const FigureInk& ink) const override;
    QString table(QChar separator) const override;
    QSize sizeHint() const override { return {320, 180}; }
    QSize minimumSizeHint() const override { return {220, 140}; }

private:
    void drawAxes(QPainter& painter, const QRectF& plot, double low, const FigureInk& ink) const;
    void drawLegend(QPainter& painter, const QRectF& plot, const FigureInk& ink) const;

    CoverageLines lines_;
};

}  // namespace lacuna::ui
