#pragma once

#include <QColor>
#include <QImage>
#include <QLineF>
#include <QList>
#include <memory>

#include "loss/footprint.h"
#include "ui/canvas/scene_overlay.h"

namespace lacuna::ui {

/// Footprints as hatched areas with an outline; every second one is hatched the other way.
class FootprintOverlay : public SceneOverlay {
public:
    struct Area {
        std::shared_ptr<const loss::Footprint> footprint;
        bool falling = false;  ///< direction of the hatching
    };
    void setAreas(const QList<Area>& areas);
    void setColor(const QColor& color) { color_ = color; }
    bool isEmpty() const { return shown_.isEmpty(); }

    void paint(QPainter& painter, const ViewTransform& view) override;

private:
    /// A footprint at 1024 × 1024 cells at most.
    struct Shown {
        Area area;
        QImage mask;            ///< opaque where lost
        QList<QLineF> outline;  ///< scene coordinates
    };
    static Shown prepare(const Area& area);
    void hatch(QPainter& painter, const Shown& shown, const ViewTransform& view) const;

    QList<Shown> shown_;
    QColor color_;
};

}  // namespace lacuna::ui
