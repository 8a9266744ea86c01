#pragma once

#include <QObject>
#include <QPointer>
#include <optional>

#include "ui/canvas/class_map_layer.h"
#include "ui/window/export_options.h"
#include "ui/window/session_model.h"

namespace lacuna::ui {

class Session;

/// Where the shown map is wrong at the reference's pixels, as a layer on top of the others. While it is on, it follows the
/// shown map and the reference. Lives on the GUI thread; the comparing is a job of the session.
class ErrorLayer : public QObject {
    Q_OBJECT

public:
    explicit ErrorLayer(Session* session, QObject* parent = nullptr);

    /// There is a finished map and a reference.
    bool isPossible() const;
    bool isOn() const { return on_; }
    void setOn(bool on);
    /// Null unless it is on, and made.
    ClassMapLayer* layer() const { return layer_; }
    void exportMap(const QString& path, const ExportChoice& choice = {});

Q_SIGNALS:
    void changed();

private:
    void follow();
    void make(const MapKey& key);
    void drop();
    void raise();

    Session* session_;
    bool on_ = false;
    std::optional<MapKey> key_;  ///< of the layer, or of the one that is being made
    quint64 number_ = 0;         ///< of the last job; what others bring is dropped
    QPointer<ClassMapLayer> layer_;
};

}  // namespace lacuna::ui
