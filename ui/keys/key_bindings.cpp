#include "ui/keys/key_bindings.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <algorithm>

namespace lacuna::ui {
namespace {

QString plain(const QString& text) {
    return QString(text).remove('&').remove(QChar(0x2026));
}

QString settingOf(const KeyBindings::Command& command) {
    return "keys/" + command.action->objectName();
}

}  // namespace

KeyBindings::KeyBindings(QMainWindow* window, bool keepsSettings) : QObject(window), keepsSettings_(keepsSettings) {
    for (const auto* top : window->menuBar()->actions())
        if (top->menu()) collect(top->menu()->actions(), plain(top->text()));
    if (!keepsSettings_) return;
    const QSettings settings;
    for (const auto& command : commands_)
        if (settings.contains(settingOf(command))) give(command, QKeySequence(settings.value(settingOf(command)).toString(), QKeySequence::PortableText));
}

void KeyBindings::collect(const QList<QAction*>& actions, const QString& menu) {
    for (auto* action : actions) {
        if (action->menu()) collect(action->menu()->actions(), menu);
        const bool known = std::any_of(commands_.begin(), commands_.end(), [&](const Command& one) { return one.action == action; });
        if (action->menu() || action->isSeparator() || known || action->objectName().isEmpty() || action->property("sensor").isValid()) continue;
        commands_.append({action, menu, plain(action->text()), action->shortcut()});
    }
}

bool KeyBindings::isReserved(const QKeySequence& key) {
    return key.count() == 1 && key[0].keyboardModifiers() == Qt::NoModifier && key[0].key() >= Qt::Key_1 && key[0].key() <= Qt::Key_8;
}

const KeyBindings::Command* KeyBindings::ownerOf(const QKeySequence& key) const {
    if (key.isEmpty()) return nullptr;
    const auto found = std::find_if(commands_.begin(), commands_.end(), [&](const Command& one) { return one.action->shortcut() == key; });
    return found == commands_.end() ? nullptr : &*found;
}

void KeyBindings::setKey(QAction* action, const QKeySequence& key) {
    if (isReserved(key)) return;
    const auto* former = ownerOf(key);
    for (const auto& command : commands_) {
        if (command.action == action) give(command, key);
        else if (&command == former) give(command, {});
        else continue;
        keep(command);
    }
    Q_EMIT changed();
}

void KeyBindings::resetAll() {
    for (const auto& command : commands_) {
        give(command, command.usual);
        keep(command);
    }
    Q_EMIT changed();
}

void KeyBindings::give(const Command& command, const QKeySequence& key) {
    command.action->setShortcut(key);
    command.action->setToolTip(key.isEmpty() ? command.name : tr("%1 (%2)").arg(command.name, key.toString(QKeySequence::NativeText)));
}

void KeyBindings::keep(const Command& command) const {
    if (!keepsSettings_) return;
    QSettings settings;
    if (command.action->shortcut() == command.usual) settings.remove(settingOf(command));
    else settings.setValue(settingOf(command), command.action->shortcut().toString(QKeySequence::PortableText));
}

}  // namespace lacuna::ui
