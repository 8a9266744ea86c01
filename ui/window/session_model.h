#pragma once

#include <QPointer>
#include <QString>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "jobs/what_if_job.h"
#include "loss/sensor_loss.h"
#include "map/reference_comparison.h"
#include "ui/canvas/class_map_layer.h"
#include "ui/window/scene.h"

namespace lacuna::ui {

/// Which map of the scene: made by which open model, from which subset of the sensors.
struct MapKey {
    int model = 0;  ///< SessionModel::number; 0: none
    base::Availability pattern = 0;
    bool operator==(const MapKey&) const = default;
};

/// What each sensor of the scene has lost short of being switched off; empty when none has lost anything.
using SceneLosses = std::vector<loss::SensorLoss>;

/// A model that is open, and what was made with it on the scene. Subsets of sensors are in the scene's order.
struct SessionModel {
    struct Map {
        QPointer<ClassMapLayer> layer;
        bool complete = false;
        std::string file;  ///< of the what-if study, loaded when asked for
        std::string confidenceFile, availabilityFile;  ///< beside it
        std::optional<map::MapAccuracy> accuracy;
    };

    /// What was made while the sensors had lost something else: kept, so that going back is immediate.
    struct Aside {
        quint64 generation = 0;
        std::map<base::Availability, Map> maps;
        std::map<base::Availability, metrics::Activation> activation;
        std::optional<jobs::WhatIfResult> whatIf;
    };

    int number = 0;  ///< never given twice in a session
    QString title;   ///< its method's short name; with the file's where two would be called the same
    std::shared_ptr<const OpenModel> model;
    quint64 generation = 0;  ///< of its maps: what jobs of an older one bring is dropped
    std::map<base::Availability, Map> maps;
    std::map<base::Availability, quint64> queued;  ///< subsets being made, and their jobs
    std::map<base::Availability, metrics::Activation> activation;
    std::optional<jobs::WhatIfResult> whatIf;
    std::map<std::string, Aside> aside;  ///< by Session's key of the losses; "" is the scene as it is
};

}  // namespace lacuna::ui
