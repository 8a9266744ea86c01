#include "ui/theme/icons.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

#include "base/error.h"

namespace lacuna::ui {
namespace {

/// Draws an SVG whose lines are "currentColor" in the palette's colour.
class LineIconEngine : public QIconEngine {
public:
    explicit LineIconEngine(QByteArray svg) : svg_(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray colored = svg_;
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        colored.replace("currentColor", QApplication::palette().color(group, QPalette::ButtonText).name().toLatin1());
        QSvgRenderer(colored).render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
    QIconEngine* clone() const override { return new LineIconEngine(svg_); }

private:
    QByteArray svg_;
};

}  // namespace

QIcon icon(const QString& name) {
    static QHash<QString, QByteArray> loaded;
    auto found = loaded.find(name);
    if (found == loaded.end()) {
        QFile file(":/icons/" + name + ".svg");
        const bool opened = file.open(QIODevice::ReadOnly);
        LACUNA_ASSERT(opened);
        found = loaded.insert(name, file.readAll());
    }
    return QIcon(new LineIconEngine(*found));
}

QIcon programIcon() {
    return QIcon(":/icons/lacuna.svg");
}

}  // namespace lacuna::ui
