#pragma once

#include <functional>
#include <optional>

#include "raster/ground_measure.h"
#include "ui/canvas/map_canvas.h"

namespace lacuna::ui {

/// "412.3 m", "1.207 km"; "m", "units" or "px" by the measure's unit.
QString lengthText(double length, raster::GroundMeasure::Unit unit);
/// "3,140 m²", "12.41 ha", "3.07 km²".
QString areaText(double area, raster::GroundMeasure::Unit unit);

/// Measures what is drawn: a click adds a vertex, Backspace takes the last one back, a double click or Enter ends the
/// figure (which stays until the next click), Escape drops it.
class MeasureTool : public MapTool {
public:
    enum class Kind { Distance, Area };
    using Told = std::function<void(const QString&)>;

    /// `told` gets the numbers as they change; empty when the figure is dropped.
    MeasureTool(Kind kind, Told told);

    void setGrid(const raster::Grid& grid);
    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers) override;
    bool move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) override;
    bool doubleClick(QPointF scene) override;
    bool key(int key) override;
    void paint(QPainter& painter, const ViewTransform& view) override;
    void clear();

    const std::vector<raster::Point>& vertices() const { return vertices_; }
    /// What the figure with the pointer's place measures, in words.
    QString text() const { return text_; }

private:
    std::vector<raster::Point> figure() const;
    void changed();

    Kind kind_;
    Told told_;
    std::optional<raster::GroundMeasure> measure_;
    std::vector<raster::Point> vertices_;
    std::optional<raster::Point> pointer_;  ///< while drawing
    QString text_;
};

}  // namespace lacuna::ui
