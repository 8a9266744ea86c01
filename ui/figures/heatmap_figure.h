#pragma once

#include <QStringList>
#include <optional>
#include <utility>
#include <vector>

#include "ui/canvas/float_layer.h"
#include "ui/figures/figure.h"

namespace lacuna::ui {

/// What a heatmap shows. Values are multiplied by `factor` for people (100: per cent).
struct Heatmap {
    struct Group {
        QString title;  ///< over its columns; may be empty
        QStringList columns;
    };
    QString cornerTitle;  ///< of the rows' names, for the table
    QStringList rows;
    std::vector<Group> groups;
    std::vector<std::vector<double>> values;  ///< [rows][columns of all groups]; NaN: there is no such cell
    ColorMap map = ColorMap::Viridis;
    double low = 0;
    double high = 1;
    double factor = 100;
    int decimals = 0;
    bool sign = false;  ///< a plus before positive numbers
    QString unit;       ///< under the colour bar: "share of tokens, %"

    int columnCount() const;
    QString columnTitle(int column) const;  ///< with its group's
};

/// Cells in colours with their numbers where these have room, and a colour bar. A cell can be clicked.
class HeatmapFigure : public Figure {
    Q_OBJECT

public:
    HeatmapFigure(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    void setHeatmap(Heatmap map);
    const Heatmap& heatmap() const { return map_; }
    /// Said in a cell's tool tip, below its number; empty: cells can't be clicked.
    void setClickHint(const QString& hint) { clickHint_ = hint; }
    QRectF cellRect(int row, int column) const;  ///< on the screen

    void draw(QPainter& painter, QSizeF size, const FigureInk& ink) const override;
    QString table(QChar separator) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cellClicked(int row, int column);

protected:
    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    double left() const;
    double top(double cellWidth) const;
    bool turnsNames(double cellWidth) const;
    QRectF cell(QSizeF size, int row, int column) const;
    std::optional<std::pair<int, int>> cellAt(QPointF position) const;
    QString number(double value) const;
    void drawNames(QPainter& painter, QSizeF size, const FigureInk& ink) const;
    void drawScale(QPainter& painter, QSizeF size, const FigureInk& ink) const;

    Heatmap map_;
    QString clickHint_;
    std::optional<std::pair<int, int>> hovered_;
};

}  // namespace lacuna::ui
