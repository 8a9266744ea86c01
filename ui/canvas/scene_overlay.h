#pragma once

#include <QPainter>

#include "ui/canvas/view_transform.h"

namespace lacuna::ui {

/// Something painted over the layers that is none of them (MapCanvas::addSceneOverlay), in view coordinates.
class SceneOverlay {
public:
    virtual ~SceneOverlay() = default;
    virtual void paint(QPainter& painter, const ViewTransform& view) = 0;
};

}  // namespace lacuna::ui
