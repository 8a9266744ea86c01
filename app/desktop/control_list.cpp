#include "app/desktop/control_list.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSaveFile>
#include <QTabBar>
#include <QTimer>
#include <QWidget>

namespace lacuna::app {
namespace {

constexpr int intervalMs = 100;

QString textOf(const QWidget* widget) {
    if (const auto* label = qobject_cast<const QLabel*>(widget)) return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text().isEmpty() ? button->accessibleName() : button->text();
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) return line->text();
    if (const auto* box = qobject_cast<const QComboBox*>(widget)) return box->currentText();
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
        if (widget->visibleRegion().isEmpty() && !widget->isWindow()) continue;
        lines << line(widget->objectName(), widget->mapToGlobal(QPoint(0, 0)), widget->size(), widget->isEnabled(), textOf(widget));
    }
    for (const auto* widget : QApplication::allWidgets()) {
        const auto* tabs = qobject_cast<const QTabBar*>(widget);
        for (int i = 0; tabs && tabs->isVisible() && i < tabs->count(); ++i)
            lines << line("tab." + tabs->tabText(i), tabs->mapToGlobal(tabs->tabRect(i).topLeft()), tabs->tabRect(i).size(), true, tabs->tabText(i));
    }
    lines.sort();
    const QByteArray bytes = (lines.join('\n') + '\n').toUtf8();
    if (bytes == written_) return;
    QSaveFile file(path_);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) written_ = bytes;
}

}  // namespace lacuna::app
