#pragma once

#include <QObject>
#include <QPointer>
#include <array>
#include <optional>

#include "map/map_comparison.h"
#include "ui/canvas/class_map_layer.h"
#include "ui/window/export_options.h"
#include "ui/window/session_model.h"

namespace lacuna::ui {

class Session;

/// Two maps of the session against each other: as soon as both are finished they are compared cell by cell, and at the
/// reference's pixels by McNemar's test. The result is also a layer, hidden until something shows it, that goes when
/// another pair is chosen. Lives on the GUI thread; the comparing is a job of the session.
class Disagreement : public QObject {
    Q_OBJECT

public:
    using Pair = std::array<MapKey, 2>;

    explicit Disagreement(Session* session, QObject* parent = nullptr);

    void setMaps(const std::optional<Pair>& maps);
    const std::optional<Pair>& maps() const { return maps_; }
    /// What tells the two maps apart: the models' names, else the subsets', else both.
    std::array<QString, 2> names() const;
    /// Null until both maps are finished and compared. Of its map only the classes; the labels are the layer's.
    const map::MapComparison* result() const { return result_ ? &*result_ : nullptr; }
    ClassMapLayer* layer() const { return layer_; }
    /// The two models had different training samples, so that one may have been trained on some of the reference.
    bool isUnfair() const;

    void exportMap(const QString& path, const ExportChoice& choice = {});

Q_SIGNALS:
    void changed();

private:
    void update();
    void drop();
    void take(map::MapComparison comparison);

    Session* session_;
    std::optional<Pair> maps_;
    std::optional<map::MapComparison> result_;
    QPointer<ClassMapLayer> layer_;
    quint64 lastNumber_ = 0;
    quint64 running_ = 0;  ///< number of the comparison whose result is awaited, 0: none; what others bring is dropped
};

}  // namespace lacuna::ui
