#pragma once

#include <QObject>

class QAction;
class QMainWindow;

namespace lacuna::ui {

class Session;

/// The command that chooses the column of the classes in the reference's vector file, in the Samples menu. The columns are
/// asked for as when an import cannot guess one (Session::classColumnNeeded).
class ReferenceColumn : public QObject {
    Q_OBJECT

public:
    ReferenceColumn(Session* session, QMainWindow* window);

private:
    void ask();

    Session* session_;
    QAction* action_;
};

}  // namespace lacuna::ui
