#pragma once

#include <QPainterPath>
#include <QPolygonF>
#include <optional>

#include "ui/samples/sample_tools.h"

namespace lacuna::ui {

/// What the tools share: the outlines of the areas in view, positions, the colour of the current class.
class SampleTool : public MapTool {
public:
    explicit SampleTool(SampleTools& tools) : tools_(tools) {}
    /// Drops what was begun.
    virtual void abandon() {}
    void paint(QPainter& painter, const ViewTransform& view) override;

protected:
    SampleDocument& document() const { return *tools_.document(); }
    std::array<double, 2> mapFromScene(QPointF scene) const;
    QPointF sceneFromMap(const std::array<double, 2>& map) const;
    QPainterPath pathOf(const samples::TrainingArea& area, const ViewTransform& view) const;
    QColor currentColor() const;
    bool isInside(QPointF scene) const;
    /// Map units of a length in logical pixels of the view.
    double mapLength(double viewPixels) const;
    /// A line that stands out from any map: dark below, the colour on top.
    static void drawLine(QPainter& painter, const QPolygonF& line, const QColor& color, bool closed);

    SampleTools& tools_;
};

/// A click marks a pixel.
class PointTool : public SampleTool {
public:
    using SampleTool::SampleTool;
    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
};

/// Clicks set corners; a double click, Enter or the right button closes, Backspace takes the last corner back, Escape all.
class SamplePolygonTool : public SampleTool {
public:
    using SampleTool::SampleTool;
    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool move(QPointF scene, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) override;
    bool doubleClick(QPointF scene) override;
    bool key(int key) override;
    void paint(QPainter& painter, const ViewTransform& view) override;
    void abandon() override { corners_.clear(); }

private:
    void close();
    QPolygonF corners_;
    QPointF cursor_;
};

/// Paints pixels while the button is held; with Shift it takes them away. [ and ] change the width.
class BrushTool : public SampleTool {
public:
    using SampleTool::SampleTool;
    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool move(QPointF scene, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) override;
    bool release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool key(int key) override;
    void paint(QPainter& painter, const ViewTransform& view) override;
    void abandon() override { painted_.clear(), painting_ = false; }

private:
    void paintTo(QPointF scene);
    void erase();
    std::set<samples::Pixel> painted_;
    QPointF last_;
    QPointF cursor_{-1, -1};
    bool painting_ = false;
    bool erasing_ = false;
};

/// A click grows a region of alike pixels.
class GrowTool : public SampleTool {
public:
    using SampleTool::SampleTool;
    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool key(int key) override;
    QCursor cursor() const override;
};

/// A click selects an area, Shift adds; a drag moves what is selected by whole pixels, on empty ground it selects what
/// lies in the rectangle; Delete deletes, Escape deselects.
class SelectTool : public SampleTool {
public:
    using SampleTool::SampleTool;
    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool move(QPointF scene, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) override;
    bool release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool key(int key) override;
    void paint(QPainter& painter, const ViewTransform& view) override;
    QCursor cursor() const override { return Qt::ArrowCursor; }
    void abandon() override { drag_ = Drag::None; }

private:
    enum class Drag { None, Move, Rectangle };
    samples::TrainingAreaPtr areaAt(QPointF scene) const;
    void moveSelection(QPoint pixels);
    void selectIn(const QRectF& scene, bool adds);
    QPoint shift() const;
    Drag drag_ = Drag::None;
    bool adds_ = false;
    QPointF from_, to_;
};

/// A line dragged across areas cuts them; the selected ones, or all that it crosses where none is selected.
class SplitTool : public SampleTool {
public:
    using SampleTool::SampleTool;
    bool press(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool move(QPointF scene, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) override;
    bool release(QPointF scene, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool key(int key) override;
    void paint(QPainter& painter, const ViewTransform& view) override;
    void abandon() override { from_.reset(); }

private:
    void cut();
    std::optional<QPointF> from_;
    QPointF to_;
};

}  // namespace lacuna::ui
