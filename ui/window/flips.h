#pragma once

#include <QObject>
#include <QPointer>

#include "ui/canvas/class_map_layer.h"
#include "ui/window/export_options.h"
#include "ui/window/session_model.h"

namespace lacuna::ui {

class Session;

/// The flip map of the what-if study for the sensors that are switched on: where the class changes against the complete
/// map. While it is on, it is the topmost map layer and follows the switches. Lives on the GUI thread; reading the file
/// is a job of the session.
class Flips : public QObject {
    Q_OBJECT

public:
    explicit Flips(Session* session, QObject* parent = nullptr);

    /// The studied subset that is switched on; null without a study, for the complete one, and without a flip map.
    const jobs::WhatIfSubset* subset() const;
    bool isOn() const { return on_; }
    void setOn(bool on);
    /// Null unless it is on, and read.
    ClassMapLayer* layer() const { return layer_; }
    void exportMap(const QString& path, const ExportChoice& choice = {});

Q_SIGNALS:
    void changed();

private:
    void follow();
    void read(const std::string& file);
    void drop();
    void raise();

    Session* session_;
    bool on_ = false;
    std::string file_;  ///< of the layer, or of the one that is being read
    QPointer<ClassMapLayer> layer_;
};

}  // namespace lacuna::ui
