#pragma once

#include <QColor>
#include <QPainter>
#include <QWidget>

namespace lacuna::ui {

/// The colours of a figure apart from those of its data: the theme's on the screen, black on white in files.
struct FigureInk {
    QColor paper;
    QColor text;
    QColor muted;
    QColor line;
};

/// A drawing with the table of its numbers. Both are copied from the context menu, and saved as PNG, SVG or CSV.
class Figure : public QWidget {
    Q_OBJECT

public:
    Figure(const QString& name, const QString& accessibleName, QWidget* parent = nullptr);

    /// Draws into a rectangle of this size from the origin.
    virtual void draw(QPainter& painter, QSizeF size, const FigureInk& ink) const = 0;
    /// The numbers with their titles, a line a row; empty when there is nothing to show.
    virtual QString table(QChar separator) const = 0;
    /// Writes .png, .svg or .csv, by the ending. The complete old file or the complete new one. Returns what went wrong.
    QString save(const QString& path) const;
    /// Opens the dialog that save() follows.
    void chooseFile();

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const QString& message);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    /// Numbers as a cell of the table; quoted where the separator is a comma and the text needs it.
    static QString joined(const QStringList& cells, QChar separator);

private:
    QByteArray bytesOf(const QString& ending) const;
};

/// Numbers between which an axis has its ticks: 1, 2 or 5 times a power of ten, at most `most` + 1 of them inside [low, high].
QList<double> niceTicks(double low, double high, int most);
/// The shortest text that tells a tick from its neighbours.
QString tickText(double value, double step);

}  // namespace lacuna::ui
