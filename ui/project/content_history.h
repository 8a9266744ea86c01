#pragma once

#include <QObject>

#include "project/project.h"

class QUndoStack;

namespace lacuna::ui {

class ProjectState;

/// Makes undo steps of what is opened, imported and set: whenever the project's contents (files, models, settings) are
/// others than they were and no undo step of another kind brought that about, the difference becomes a step.
class ContentHistory : public QObject {
    Q_OBJECT

public:
    ContentHistory(ProjectState* state, QUndoStack* stack, QObject* parent = nullptr);
    /// Takes the present for known: nothing is made of what changed up to now.
    void settle();

private:
    void compare();

    ProjectState* state_;
    QUndoStack* stack_;
    project::Project known_;
    bool scheduled_ = false;
};

}  // namespace lacuna::ui
