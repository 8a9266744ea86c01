#pragma once

#include <QPixmap>
#include <QPointer>
#include <QRegion>
#include <QTimer>
#include <QWidget>
#include <array>
#include <memory>
#include <optional>

#include "ui/canvas/layer_model.h"
#include "ui/canvas/view_transform.h"

namespace lacuna::ui {

/// A tool the window brings along (drawing samples, a lost region). Positions are scene pixel coordinates. Each handler
/// returns true when it used the event; else the canvas treats it as ever. Panning with Space or the middle button and
/// zooming with the wheel work under every tool.
class MapTool {
public:
    virtual ~MapTool() = default;
    virtual bool press(QPointF scene, Qt::MouseButton, Qt::KeyboardModifiers) { return (void)scene, false; }
    virtual bool move(QPointF scene, Qt::MouseButtons, Qt::KeyboardModifiers) { return (void)scene, false; }
    virtual bool release(QPointF scene, Qt::MouseButton, Qt::KeyboardModifiers) { return (void)scene, false; }
    virtual bool doubleClick(QPointF scene) { return (void)scene, false; }
    virtual bool key(int key) { return (void)key, false; }
    /// Paints over the layers, in view coordinates.
    virtual void paint(QPainter&, const ViewTransform&) {}
    virtual QCursor cursor() const { return Qt::CrossCursor; }
};

class MapCanvas;

/// Something painted over the layers and the tool, in the canvas's own coordinates: north arrow, graticule, loupe.
/// Must return at once, as Layer::paint. It is no part of renderImage().
class MapOverlay {
public:
    virtual ~MapOverlay() = default;
    virtual void paint(QPainter& painter, const MapCanvas& canvas) = 0;
    /// The canvas is painted anew whenever the pointer moves.
    virtual bool followsPointer() const { return false; }
};

/// The map: paints the layers of a LayerModel and lets the user move about in it, as QGIS does. Panning paints only
/// what comes into view; the rest is moved. Keys: + - zoom, arrows pan, Space + mouse pans, Home and Ctrl+Shift+F full
/// extent, Escape drops a rectangle begun, F5 paints anew, B (held) shows the other layer of a flicker.
class MapCanvas : public QWidget {
    Q_OBJECT

public:
    enum class Tool { Pan, Zoom, Identify, Custom };
    /// Single: the layers as they are. Swipe: one view, the left layer left of a divider that can be dragged, the right
    /// one right of it. SideBySide: two linked views. Flicker: one view that shows the two in turn. In the groups of
    /// the two compared layers only they are painted; the other groups are painted on both sides.
    enum class Compare { Single, Swipe, SideBySide, Flicker };

    explicit MapCanvas(LayerModel* model, QWidget* parent = nullptr);
    ~MapCanvas() override;

    /// The scene's grid, to which all positions refer. Without a call it is the grid of the first layer added.
    void setGrid(const raster::Grid& grid);
    const raster::Grid& grid() const { return grid_; }
    LayerModel* model() const { return model_; }

    Tool tool() const { return tool_; }
    void setTool(Tool tool);
    /// Sets Tool::Custom. The tool stays the caller's and must outlive the canvas or be taken away by null (Tool::Pan).
    void setMapTool(MapTool* tool);
    MapTool* mapTool() const { return mapTool_; }
    /// Overlays stay the caller's, and are taken away before they go. Painted in the order they came.
    void addOverlay(MapOverlay* overlay);
    void removeOverlay(MapOverlay* overlay);

    /// Either side may be null: it then shows the layers as they are, less the other side's. Hidden layers are made
    /// visible; hiding one later leaves its side empty. A layer that goes away ends the comparison.
    void setComparison(Compare mode, Layer* left, Layer* right);
    Compare comparison() const { return compare_; }
    Layer* leftLayer() const { return left_; }
    Layer* rightLayer() const { return right_; }
    double dividerPosition() const { return divider_; }  ///< share of the width, 0 … 1
    void setDividerPosition(double position);
    /// How long a flicker shows each of its two layers; 0: until showOther().
    int flickerInterval() const { return flickerTimer_.interval(); }
    void setFlickerInterval(int milliseconds);
    /// Flicker: the right layer is in front now.
    bool isRightInFront() const { return flickerSide_ == Side::Right; }
    void showOther();

    /// Instead of the layers as they are, this one alone, whether it is visible or not; null: as they are. A layer that
    /// goes away is null again.
    void setShownLayer(Layer* layer);
    Layer* shownLayer() const { return shownLayer_; }
    /// A cross at a scene position: where the pointer is in another view.
    void setLinkedPointer(QPointF scene);
    void clearLinkedPointer();
    const std::optional<QPointF>& linkedPointer() const { return linkedPointer_; }
    /// The layers as this view shows them, without anything over them. Returns at once, as Layer::paint.
    void paintLayers(QPainter& painter, const ViewTransform& view, QPointF widgetPosition) const;
    /// Widget position of the pointer; nothing while it is elsewhere.
    std::optional<QPointF> pointer() const;
    /// The view under a position of the widget: of the right half when side by side and it lies there.
    QPointF viewOriginAt(QPointF widgetPosition) const;

    /// The view; of the left half when side by side (the right one is the same).
    ViewTransform view() const;
    /// The scene's pixels that are at least partly visible, cut at the grid; empty when none is.
    raster::Window visibleWindow() const;
    QPointF sceneFromWidget(QPointF position) const;
    QPointF widgetFromScene(QPointF scene) const;  ///< in the left half when side by side
    void setCenter(QPointF scene);
    QPointF center() const;
    double scale() const { return scale_; }  ///< logical pixels a scene column
    void setScale(double scale);             ///< about the centre; clamped
    void showPlace(QPointF center, double scale);
    void zoomAt(QPointF widgetPosition, double factor);
    void panBy(QPointF logicalPixels);
    void zoomTo(const QRectF& sceneRect);
    void zoomToFullExtent();
    void zoomToLayer(const Layer* layer);
    /// 1 : n by the screen's physical resolution; 0 when the grid's unit is unknown.
    double scaleDenominator() const;
    /// Metres a scene column, 0 when unknown.
    double metersPerColumn() const { return metersPerColumn_; }
    /// Forgets what is cached and paints anew.
    void refresh();

    bool isScaleBarVisible() const { return scaleBar_; }
    void setScaleBarVisible(bool visible);
    /// Paints the layers without scale bar, divider and labels, for export; the comparison's two sides as on screen.
    /// The rectangle is centred and keeps its shape; transparent where no layer has data. Waits for the sensors' sharp
    /// tiles, for 20 s at most, and handles events other than the user's meanwhile.
    QImage renderImage(QSize size, const QRectF& sceneRect);

    QSize sizeHint() const override { return {800, 600}; }
    QSize minimumSizeHint() const override { return {200, 150}; }

Q_SIGNALS:
    void toolChanged(MapCanvas::Tool tool);
    void mapToolChanged(lacuna::ui::MapTool* tool);
    void shownLayerChanged(lacuna::ui::Layer* layer);
    void pointerMoved(QPointF scene);
    void gridChanged();
    /// A click with the Identify tool: scene row and column (inside the grid) and the map coordinate of the click.
    void identified(int row, int column, QPointF map);
    /// The mouse moved: map coordinate (pixel coordinate where the grid has none) and the scene's row and column,
    /// which may lie outside.
    void coordinateChanged(QPointF map, int row, int column);
    void cursorLeft();
    void viewChanged();
    void scaleChanged(double denominator);
    void comparisonChanged();
    void dividerMoved(double position);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Side { Both, Left, Right };
    enum class Drag { None, Pan, Rectangle, Divider, Tool };
    /// The painted layers of one side; moved when the view pans.
    struct Frame {
        QPixmap pixmap;
        ViewTransform view;
        QRegion dirty;  ///< device pixels
    };
    /// One side of an exported picture.
    struct ImagePart {
        Side side = Side::Both;
        QRect area;  ///< of the picture
        ViewTransform view;
        QPoint viewOrigin;  ///< the view's top left corner in the picture
    };

    void connectModel();
    void layerAdded(Layer* layer);
    void contentChanged(Layer* layer, const QRectF& layerRect);
    void invalidate();
    void setView(QPointF center, double scale);
    double fittingScale(const QRectF& sceneRect) const;
    double clampedScale(double scale) const;
    QList<Layer*> paintedLayers(Side side) const;
    QList<Side> shownSides() const;
    bool isComparing() const { return compare_ != Compare::Single; }
    QSizeF viewSize() const;
    double rightViewOffset() const;
    double sideOffset(Side side) const { return side == Side::Right ? rightViewOffset() : 0; }
    QRectF sideRect(Side side) const;
    double dividerX() const;
    QPointF viewFromWidget(QPointF position) const;

    bool pressTool(QMouseEvent* event);
    void drag(QPointF position);
    void finishDrag(QMouseEvent* event);
    void finishRectangle(QPointF position, bool outwards);
    void identifyAt(QPointF position);
    void reportCursor();
    bool isOverDivider(QPointF position) const;
    void updateCursor();
    bool handleNavigationKey(QKeyEvent* event);

    void updateFrame(Frame& frame, Side side);
    void paintSideLayers(QPainter& painter, const ViewTransform& view, Side side) const;
    void paintCross(QPainter& painter, QPointF middle) const;
    void flicker();
    Side sideAt(QPointF position) const;
    bool followsPointer() const;
    void paintBackground(QPainter& painter) const;
    void paintSide(QPainter& painter, Side side);
    void paintDivider(QPainter& painter) const;
    void paintSideLabel(QPainter& painter, Side side) const;
    void paintScaleBar(QPainter& painter) const;
    void paintRubberBand(QPainter& painter) const;
    void paintLinkedCursor(QPainter& painter) const;
    QRect linkedCursorRect() const;

    QList<ImagePart> imageParts(QSize size, const QRectF& sceneRect) const;
    bool isSideLoading(Side side) const;

    LayerModel* model_;
    raster::Grid grid_;
    bool gridSet_ = false;
    bool fitted_ = true;  ///< the full extent is shown, and again after a change of size
    double metersPerColumn_ = 0;
    QPointF center_;
    double scale_ = 1;
    Tool tool_ = Tool::Pan;
    MapTool* mapTool_ = nullptr;
    Compare compare_ = Compare::Single;
    QPointer<Layer> left_;
    QPointer<Layer> right_;
    Side flickerSide_ = Side::Left;
    QTimer flickerTimer_;
    bool blinking_ = false;  ///< the key that shows the other layer is held
    QPointer<Layer> shownLayer_;
    std::optional<QPointF> linkedPointer_;
    QList<MapOverlay*> overlays_;
    double divider_ = 0.5;
    bool scaleBar_ = true;
    bool spacePressed_ = false;
    Drag drag_ = Drag::None;
    QPointF dragStart_;
    QPointF dragLast_;
    bool dragMoved_ = false;  ///< far enough to be no click
    QPointF cursor_{-1, -1};
    double wheelRest_ = 0;
    std::array<Frame, 3> frames_;  ///< by Side
};

}  // namespace lacuna::ui
