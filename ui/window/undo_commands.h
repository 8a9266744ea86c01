#pragma once

#include <QPointer>
#include <QUndoCommand>
#include <algorithm>
#include <memory>

#include "ui/canvas/sensor_layer.h"
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

/// Another model shown.
class ShowModel : public QUndoCommand {
public:
    ShowModel(Session* session, int before, int after)
        : QUndoCommand(QObject::tr("show %1").arg(session->findModel(after)->title)), session_(session), before_(before), after_(after) {}
    void undo() override { session_->showModel(before_); }
    void redo() override { session_->showModel(after_); }

private:
    Session* session_;
    int before_, after_;
};

/// A model closed; it comes back to its place, its maps are made anew.
class CloseModel : public QUndoCommand {
public:
    CloseModel(Session* session, int number)
        : QUndoCommand(QObject::tr("close %1").arg(session->findModel(number)->title)), session_(session), number_(number) {}
    void undo() override {
        if (taken_) session_->putModel(std::move(taken_), position_);
    }
    void redo() override {
        const auto models = session_->models();
        position_ = static_cast<int>(std::find(models.begin(), models.end(), session_->findModel(number_)) - models.begin());
        taken_ = session_->takeModel(number_);
    }

private:
    Session* session_;
    std::unique_ptr<SessionModel> taken_;
    int number_;
    int position_ = 0;
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

/// Bands, colours or stretch of a sensor.
class StyleSensor : public QUndoCommand {
public:
    StyleSensor(SensorLayer* layer, SensorStyle before, SensorStyle after)
        : QUndoCommand(QObject::tr("show %1 otherwise").arg(layer->title())), layer_(layer), before_(before), after_(after) {}
    void undo() override {
        if (layer_) layer_->setStyle(before_);
    }
    void redo() override {
        if (layer_) layer_->setStyle(after_);
    }

private:
    QPointer<SensorLayer> layer_;
    SensorStyle before_, after_;
};

}  // namespace lacuna::ui
