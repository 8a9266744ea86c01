#pragma once

#include <QObject>
#include <QPointer>
#include <optional>

#include "base/availability.h"
#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

class Session;

/// Which two maps stand against each other: the subset that is switched on, and another one (the complete map unless
/// chosen). The fuller one is on the left. Follows the session: a map that isn't there yet is asked for.
class Comparison : public QObject {
    Q_OBJECT

public:
    Comparison(Session* session, MapCanvas* canvas, QObject* parent = nullptr);

    MapCanvas::Compare mode() const { return mode_; }
    /// Says so by the session's notice when there is nothing to compare with, and stays Single.
    void setMode(MapCanvas::Compare mode);
    /// Puts a subset on the other side; begins to swipe when single.
    void compareWith(base::Availability pattern);
    /// Two layers of any kind, until the sensors are switched.
    void compareLayers(Layer* left, Layer* right);

Q_SIGNALS:
    void modeChanged(lacuna::ui::MapCanvas::Compare mode);
    void noticed(const QString& sentence);

private:
    void apply();
    void end();
    std::optional<base::Availability> partner() const;

    Session* session_;
    MapCanvas* canvas_;
    MapCanvas::Compare mode_ = MapCanvas::Compare::Single;
    std::optional<base::Availability> chosen_;
    base::Availability lastIncomplete_ = 0;
    QPointer<Layer> freeLeft_;
    QPointer<Layer> freeRight_;
    bool applying_ = false;
};

}  // namespace lacuna::ui
