#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QMainWindow;

namespace lacuna::ui {

/// The keys of the window's commands: those it came with, and those the user gave instead, which are kept in the
/// settings. The numbers of the sensors are no commands of their own and stay.
class KeyBindings : public QObject {
    Q_OBJECT

public:
    struct Command {
        QAction* action = nullptr;
        QString menu;  ///< "File"
        QString name;  ///< "Save Project"
        QKeySequence usual;
    };

    /// Takes every command in the window's menus, as it stands now, and gives it the user's key. `keepsSettings` false:
    /// keys last as long as the window.
    KeyBindings(QMainWindow* window, bool keepsSettings);

    const QList<Command>& commands() const { return commands_; }
    /// The command that has the key already, null when it is free. Numbers alone belong to the sensors: `isReserved`.
    const Command* ownerOf(const QKeySequence& key) const;
    static bool isReserved(const QKeySequence& key);
    /// An empty key takes it away. A key that another command has goes over to this one.
    void setKey(QAction* action, const QKeySequence& key);
    void resetAll();

Q_SIGNALS:
    void changed();

private:
    void collect(const QList<QAction*>& actions, const QString& menu);
    void give(const Command& command, const QKeySequence& key);
    void keep(const Command& command) const;

    bool keepsSettings_;
    QList<Command> commands_;
};

}  // namespace lacuna::ui
