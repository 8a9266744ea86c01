#pragma once

#include <QObject>
#include <QPointer>
#include <optional>

#include "ui/canvas/map_canvas.h"
#include "ui/window/disagreement.h"

namespace lacuna::ui {

class Session;

/// Which two maps stand against each other: the one that is shown, and one of another model with the same sensors or of
/// another subset of the sensors (the complete map unless chosen). The model opened first, or the fuller subset, is on
/// the left. Follows the session: a map that isn't there yet is asked for.
class Comparison : public QObject {
    Q_OBJECT

public:
    /// Disagreement: one view, of where the two differ.
    enum class Mode { Single, Swipe, SideBySide, Flicker, Disagreement };

    Comparison(Session* session, Disagreement* disagreement, MapCanvas* canvas, QObject* parent = nullptr);

    Mode mode() const { return mode_; }
    /// Says so by a notice when there is nothing to compare with, and stays Single.
    void setMode(Mode mode);
    /// Puts a subset on the other side; begins to swipe when single.
    void compareWith(base::Availability pattern);
    /// Puts a model on the other side; side by side when single. 0: ends it.
    void compareWithModel(int number);
    /// The model that is compared with the shown one now; 0: none.
    int comparedModel() const;
    /// Two layers of any kind, until the sensors are switched.
    void compareLayers(Layer* left, Layer* right);

Q_SIGNALS:
    void modeChanged(lacuna::ui::Comparison::Mode mode);
    void noticed(const QString& sentence);

private:
    void modelChanged();
    void follow();
    void apply();
    void end();
    std::optional<MapKey> partner() const;
    std::optional<Disagreement::Pair> sides() const;

    Session* session_;
    Disagreement* disagreement_;
    MapCanvas* canvas_;
    Mode mode_ = Mode::Single;
    int rival_ = 0;      ///< model last compared with the shown one; 0: subsets are compared
    int lastShown_ = 0;  ///< model
    std::optional<base::Availability> chosen_;
    base::Availability lastIncomplete_ = 0;
    QPointer<Layer> freeLeft_;
    QPointer<Layer> freeRight_;
    bool applying_ = false;
};

}  // namespace lacuna::ui
