#pragma once

#include <QGraphicsEffect>

#include "color/color_vision.h"

namespace lacuna::ui {

/// Paints a widget as a reader with the given colour vision sees it. What the widget itself paints, and so whatever is
/// exported, stays as it is.
class VisionEffect : public QGraphicsEffect {
    Q_OBJECT

public:
    explicit VisionEffect(QObject* parent = nullptr) : QGraphicsEffect(parent) {}

    void setVision(color::Vision vision);
    color::Vision vision() const { return vision_; }

protected:
    void draw(QPainter* painter) override;

private:
    color::Vision vision_ = color::Vision::Normal;
};

}  // namespace lacuna::ui
