#pragma once

#include <QObject>
#include <QString>
#include <vector>

#include "project/project.h"

class QUndoStack;

namespace lacuna::ui {

class LayerModel;

/// Makes undo steps of what the user does to layers (LayerModel::edit): order, title, visibility, opacity, style.
class LayerHistory : public QObject {
    Q_OBJECT

public:
    LayerHistory(LayerModel* layers, QUndoStack* stack, QObject* parent = nullptr);

    /// How a layer stands; LayerState::name is its id here.
    using States = std::vector<project::LayerState>;

private:
    void edited(const QString& what);

    LayerModel* layers_;
    QUndoStack* stack_;
    States before_;
};

}  // namespace lacuna::ui
