#pragma once

#include <QPointer>
#include <QUndoCommand>
#include <memory>

#include "ui/window/session.h"

namespace lacuna::ui {

/// Sensors switched on or off.
class SwitchSensors : public QUndoCommand {
public:
    SwitchSensors(Session* session, base::Availability before, base::Availability after)
        : QUndoCommand(QObject::tr("switch to %1").arg(session->describe(after))), session_(session), before_(before), after_(after) {}
    void undo() override { session_->setSwitchedOn(before_); }
    void redo() override { session_->setSwitchedOn(after_); }

private:
    Session* session_;
    base::Availability before_, after_;
};

/// A layer taken out; it comes back to its place.
class RemoveLayer : public QUndoCommand {
public:
    RemoveLayer(LayerModel* layers, Layer* layer)
        : QUndoCommand(QObject::tr("remove %1").arg(layer->title())), layers_(layers), layer_(layer) {}
    void undo() override {
        if (taken_) layer_ = layers_->add(std::move(taken_), position_);
    }
    void redo() override {
        position_ = layers_->positionOf(layer_);
        if (position_ >= 0) taken_ = layers_->take(layer_);
    }

private:
    LayerModel* layers_;
    QPointer<Layer> layer_;
    std::unique_ptr<Layer> taken_;
    int position_ = 0;
};

}  // namespace lacuna::ui
