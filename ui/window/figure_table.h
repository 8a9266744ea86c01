#pragma once

#include <QIcon>
#include <QStyledItemDelegate>
#include <QTableWidget>

#include "base/land_class.h"

namespace lacuna::ui {

/// A table of figures: rows are selected whole, numbers stand right, what is selected (or all) is copied as
/// tab-separated text by Ctrl+C or the menu, and the whole can be saved as CSV or Markdown.
class FigureTable : public QTableWidget {
    Q_OBJECT

public:
    FigureTable(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    void setColumns(const QStringList& titles);
    /// Fills a cell. Figures stand right.
    QTableWidgetItem* setCell(int row, int column, const QString& text, bool figure = false);
    /// Tab- or comma-separated, with the titles.
    QString text(QChar separator, bool selectionOnly) const;
    /// The whole as a Markdown table.
    QString markdown() const;

protected:
    /// Many cells that change at once are laid out once.
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles) override;

Q_SIGNALS:
    void failed(const QString& message);

private:
    QStringList titles() const;
    QStringList cells(int row) const;
    void copy();
    void save();

    bool changesWait_ = false;
};

/// A class's colour, before its name.
QIcon swatch(const base::Rgb& color);

/// Draws a cell's share (Qt::UserRole, 0 … 1) as a bar behind the figure, with a whisker over its interval where there is
/// one (Qt::UserRole + 1 and + 2: the ends).
class BarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    static constexpr int lowRole = Qt::UserRole + 1;
    static constexpr int highRole = Qt::UserRole + 2;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace lacuna::ui
