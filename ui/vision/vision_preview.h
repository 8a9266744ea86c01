#pragma once

#include <QList>
#include <QObject>

#include "color/color_vision.h"

class QActionGroup;
class QMainWindow;
class QToolButton;
class QWidget;

namespace lacuna::ui {

class VisionEffect;

/// View › Colour Vision: map and legend as readers with another colour vision see them. A button in the status bar says
/// so and leads back. Kept for this run of the program alone, and no part of a project, an export or a picture.
class VisionPreview : public QObject {
    Q_OBJECT

public:
    /// Adds its menu to the window's View menu and its button to the status bar.
    VisionPreview(QMainWindow* window, const QList<QWidget*>& widgets);

    void setVision(color::Vision vision);
    color::Vision vision() const { return vision_; }
    /// What `take` gives when everything is as ever.
    template <class Take>
    auto without(Take take) {
        const auto before = vision_;
        setVision(color::Vision::Normal);
        auto taken = take();
        setVision(before);
        return taken;
    }

Q_SIGNALS:
    void changed(lacuna::color::Vision vision);

private:
    QList<VisionEffect*> effects_;
    QActionGroup* choices_;
    QToolButton* button_;
    color::Vision vision_ = color::Vision::Normal;
};

}  // namespace lacuna::ui
