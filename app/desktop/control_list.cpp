#include "app/desktop/control_list.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QFile>
#include <QTabBar>
#include <QTimer>
#include <QTreeView>
#include <QWidget>
#include <cstdio>

#include "ui/canvas/map_canvas.h"

namespace lacuna::app {
namespace {

constexpr int intervalMs = 100;

QString textOf(const QWidget* widget) {
    if (const auto* label = qobject_cast<const QLabel*>(widget)) return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text().isEmpty() ? button->accessibleName() : button->text();
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) return line->text();
    if (const auto* box = qobject_cast<const QComboBox*>(widget)) return box->currentText();
    if (const auto* map = qobject_cast<const ui::MapCanvas*>(widget)) {
        const QPoint origin = map->mapToGlobal(map->widgetFromScene({0, 0}).toPoint());
        return QString("%1 %2 %3").arg(origin.x()).arg(origin.y()).arg(map->scale());
    }
    return widget->isWindow() ? widget->windowTitle() : QString();
}

QString line(const QString& name, QPoint place, QSize size, bool enabled, const QString& text) {
    return QString("%1\t%2\t%3\t%4\t%5\t%6\t%7")
        .arg(name)
        .arg(place.x())
        .arg(place.y())
        .arg(size.width())
        .arg(size.height())
        .arg(enabled ? "on" : "off", text.simplified());
}

/// The entries of a menu that is open.
void addEntries(QStringList& lines, const QMenu* menu) {
    for (auto* action : menu->actions()) {
        if (action->isSeparator()) continue;
        const QRect place = menu->actionGeometry(action);
        const QString text = QString(action->text()).remove('&');
        const QString name = action->menu() ? action->menu()->objectName() : action->objectName();
        lines << line("entry." + (name.isEmpty() ? text : name), menu->mapToGlobal(place.topLeft()), place.size(), action->isEnabled(), text);
    }
}

/// The rows in view of a list, a table or a tree, by the text of their first column.
void addRows(QStringList& lines, const QAbstractItemView* view) {
    const QRect seen = view->viewport()->rect();
    for (QModelIndex index = view->indexAt({1, 1}); index.isValid();) {
        index = index.siblingAtColumn(0);
        const QRect place = view->visualRect(index).intersected(seen);
        if (place.isEmpty()) return;
        const QString text = index.data().toString();
        lines << line("row." + view->objectName() + "." + text, view->viewport()->mapToGlobal(place.topLeft()), place.size(), view->isEnabled(), text);
        const auto* tree = qobject_cast<const QTreeView*>(view);
        index = tree ? tree->indexBelow(index) : index.siblingAtRow(index.row() + 1);
    }
}

}  // namespace

ControlList::ControlList(QString path, QObject* parent) : QObject(parent), path_(std::move(path)) {
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &ControlList::write);
    timer->start(intervalMs);
}

void ControlList::write() {
    QStringList lines;
    for (const auto* widget : QApplication::allWidgets()) {
        if (widget->objectName().isEmpty() || widget->objectName().startsWith("qt_") || !widget->isVisible()) continue;
        // Where it can be clicked: not what is scrolled away.
        const QRect seen = widget->isWindow() ? widget->rect() : widget->visibleRegion().boundingRect();
        if (seen.isEmpty()) continue;
        lines << line(widget->objectName(), widget->mapToGlobal(seen.topLeft()), seen.size(), widget->isEnabled(), textOf(widget));
    }
    for (const auto* widget : QApplication::allWidgets()) {
        const auto* tabs = qobject_cast<const QTabBar*>(widget);
        for (int i = 0; tabs && tabs->isVisible() && !tabs->visibleRegion().isEmpty() && i < tabs->count(); ++i)
            lines << line("tab." + tabs->tabText(i), tabs->mapToGlobal(tabs->tabRect(i).topLeft()), tabs->tabRect(i).size(), true, tabs->tabText(i));
    }
    for (const auto* widget : QApplication::allWidgets()) {
        if (!widget->isVisible()) continue;
        if (const auto* menu = qobject_cast<const QMenu*>(widget)) addEntries(lines, menu);
        const auto* view = qobject_cast<const QAbstractItemView*>(widget);
        if (view && view->model() && !view->objectName().isEmpty() && !view->visibleRegion().isEmpty()) addRows(lines, view);
    }
    lines.sort();
    const QByteArray bytes = (lines.join('\n') + '\n').toUtf8();
    if (bytes == written_) return;
    // Whole at each moment, but not waiting for the disk as QSaveFile does.
    QFile file(path_ + ".next");
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return;
    file.close();
    if (std::rename(qPrintable(file.fileName()), qPrintable(path_)) == 0) written_ = bytes;
}

}  // namespace lacuna::app
