#include "ui/canvas/map_canvas.h"

#include <QScreen>
#include <algorithm>
#include <cmath>

#include "ui/canvas/ground_distance.h"

namespace lacuna::ui {
namespace {

constexpr double largestScale = 512;  // logical pixels a column
constexpr double furthestOut = 32;    // the whole scene at a 32nd of the view
constexpr double fitMargin = 1.04;
constexpr double metersPerInch = 0.0254;
constexpr int flickerStart = 500;  // ms
constexpr double gap = 2;       // between the two views, logical pixels
constexpr int dirtyMargin = 3;  // device pixels: smoothing reaches over a changed rectangle's edge

bool isSameGrid(const raster::Grid& a, const raster::Grid& b) {
    return a.width == b.width && a.height == b.height && a.mapFromPixel == b.mapFromPixel &&
           a.georeferenced == b.georeferenced && a.crsWkt == b.crsWkt;
}

}  // namespace

MapCanvas::MapCanvas(LayerModel* model, QWidget* parent) : QWidget(parent), model_(model) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map"));
    flickerTimer_.setInterval(flickerStart);
    connect(&flickerTimer_, &QTimer::timeout, this, &MapCanvas::flicker);
    connectModel();
    updateCursor();
}

MapCanvas::~MapCanvas() = default;

void MapCanvas::connectModel() {
    connect(model_, &LayerModel::layerAdded, this, &MapCanvas::layerAdded);
    connect(model_, &LayerModel::layerAboutToBeTaken, this, [this](Layer* layer) {
        if (isComparing() && (layer == left_ || layer == right_)) setComparison(Compare::Single, nullptr, nullptr);
        if (layer == shownLayer_) setShownLayer(nullptr);
        invalidate();
    });
    connect(model_, &LayerModel::orderChanged, this, &MapCanvas::invalidate);
    connect(model_, &LayerModel::contentChanged, this, &MapCanvas::contentChanged);
    connect(model_, &LayerModel::layerChanged, this, [this](Layer* layer) {
        if (layer == left_ || layer == right_) update();
    });
    const QList<Layer*> present = model_->layers();
    if (!present.isEmpty()) layerAdded(present.first());
}

void MapCanvas::layerAdded(Layer* layer) {
    if (!gridSet_) setGrid(layer->grid());
    invalidate();
}

void MapCanvas::setGrid(const raster::Grid& grid) {
    if (gridSet_ && isSameGrid(grid, grid_)) return;
    grid_ = grid;
    gridSet_ = true;
    metersPerColumn_ = ui::metersPerColumn(grid);
    invalidate();
    zoomToFullExtent();
    Q_EMIT gridChanged();
}

void MapCanvas::setComparison(Compare mode, Layer* left, Layer* right) {
    if (mode == Compare::Single) left = right = nullptr;
    if (mode == compare_ && left == left_ && right == right_) return;
    compare_ = mode;
    left_ = left;
    right_ = right;
    for (Layer* layer : {left, right}) {
        if (layer != nullptr) layer->setVisible(true);
    }
    frames_ = {};
    flickerSide_ = Side::Left;
    setFlickerInterval(flickerTimer_.interval());
    if (fitted_) zoomToFullExtent();
    invalidate();
    updateCursor();
    Q_EMIT comparisonChanged();
    Q_EMIT viewChanged();
}

void MapCanvas::setDividerPosition(double position) {
    position = std::clamp(position, 0.0, 1.0);
    if (position == divider_) return;
    divider_ = position;
    update();
    Q_EMIT dividerMoved(position);
}

void MapCanvas::setFlickerInterval(int milliseconds) {
    flickerTimer_.setInterval(std::max(0, milliseconds));
    if (compare_ == Compare::Flicker && milliseconds > 0)
        flickerTimer_.start();
    else
        flickerTimer_.stop();
}

void MapCanvas::flicker() {
    if (!blinking_) showOther();
}

void MapCanvas::showOther() {
    if (compare_ != Compare::Flicker) return;
    flickerSide_ = flickerSide_ == Side::Left ? Side::Right : Side::Left;
    update();
}

void MapCanvas::setShownLayer(Layer* layer) {
    if (layer == shownLayer_) return;
    shownLayer_ = layer;
    invalidate();
    Q_EMIT shownLayerChanged(layer);
}

void MapCanvas::setLinkedPointer(QPointF scene) {
    if (linkedPointer_ == scene) return;
    linkedPointer_ = scene;
    update();
}

void MapCanvas::clearLinkedPointer() {
    if (!linkedPointer_) return;
    linkedPointer_.reset();
    update();
}

std::optional<QPointF> MapCanvas::pointer() const {
    if (!rect().contains(cursor_.toPoint())) return std::nullopt;
    return cursor_;
}

QPointF MapCanvas::viewOriginAt(QPointF widgetPosition) const {
    return {sideOffset(sideAt(widgetPosition)), 0};
}

bool MapCanvas::followsPointer() const {
    return std::any_of(overlays_.begin(), overlays_.end(), [](const MapOverlay* overlay) { return overlay->followsPointer(); });
}

void MapCanvas::addOverlay(MapOverlay* overlay) {
    overlays_.append(overlay);
    update();
}

void MapCanvas::removeOverlay(MapOverlay* overlay) {
    overlays_.removeOne(overlay);
    update();
}

MapCanvas::Side MapCanvas::sideAt(QPointF position) const {
    switch (compare_) {
        case Compare::Single:
            break;
        case Compare::Flicker:
            return flickerSide_;
        case Compare::Swipe:
            return position.x() < dividerX() ? Side::Left : Side::Right;
        case Compare::SideBySide:
            return position.x() < rightViewOffset() ? Side::Left : Side::Right;
    }
    return Side::Both;
}

QSizeF MapCanvas::viewSize() const {
    if (compare_ != Compare::SideBySide) return size();
    return {std::max(1.0, std::floor((width() - gap) / 2)), static_cast<double>(height())};
}

double MapCanvas::rightViewOffset() const {
    return compare_ == Compare::SideBySide ? width() - viewSize().width() : 0;
}

QList<MapCanvas::Side> MapCanvas::shownSides() const {
    if (compare_ == Compare::Flicker) return {flickerSide_};
    if (isComparing()) return {Side::Left, Side::Right};
    return {Side::Both};
}

QRectF MapCanvas::sideRect(Side side) const {
    if (compare_ == Compare::SideBySide) return {QPointF(sideOffset(side), 0), viewSize()};
    if (compare_ == Compare::Single || compare_ == Compare::Flicker) return rect();
    const double x = dividerX();
    return side == Side::Left ? QRectF(0, 0, x, height()) : QRectF(x, 0, width() - x, height());
}

double MapCanvas::dividerX() const {
    const double ratio = devicePixelRatioF();
    return std::round(divider_ * width() * ratio) / ratio;
}

QList<Layer*> MapCanvas::paintedLayers(Side side) const {
    Layer* own = side == Side::Left ? left_ : right_;
    Layer* other = side == Side::Left ? right_ : left_;
    const auto isCompared = [&](LayerGroup group) {
        return (own != nullptr && own->group() == group) ||
               (own != nullptr && other != nullptr && other->group() == group);
    };
    QList<Layer*> painted;
    if (shownLayer_ && !isComparing()) return {shownLayer_};
    for (Layer* layer : model_->layers()) {
        if (!layer->isVisible()) continue;
        if (side != Side::Both && layer != own && (layer == other || isCompared(layer->group()))) continue;
        painted.append(layer);
    }
    return painted;
}

ViewTransform MapCanvas::view() const {
    ViewTransform shown;
    shown.scale = scale_;
    shown.aspect = pixelAspect(grid_);
    shown.size = viewSize();
    shown.devicePixelRatio = devicePixelRatioF();
    // Snapped to device pixels, so that a pan moves the picture by whole ones.
    const auto origin = [&](double center, double extent, double pixels) {
        const double device = pixels * shown.devicePixelRatio;
        return std::round(center * device - extent * shown.devicePixelRatio / 2) / device;
    };
    shown.sceneOrigin = {origin(center_.x(), shown.size.width(), shown.scaleX()),
                         origin(center_.y(), shown.size.height(), shown.scaleY())};
    return shown;
}

raster::Window MapCanvas::visibleWindow() const {
    const QRectF inside = view().visibleScene() & QRectF(0, 0, grid_.width, grid_.height);
    if (inside.isEmpty()) return {};
    const QRect cells = inside.toAlignedRect();
    return {cells.left(), cells.top(), cells.width(), cells.height()};
}

QPointF MapCanvas::viewFromWidget(QPointF position) const {
    if (compare_ == Compare::SideBySide && position.x() >= rightViewOffset()) position.rx() -= rightViewOffset();
    return position;
}

QPointF MapCanvas::sceneFromWidget(QPointF position) const {
    return view().sceneFromView(viewFromWidget(position));
}

QPointF MapCanvas::widgetFromScene(QPointF scene) const {
    return view().viewFromScene(scene);
}

QPointF MapCanvas::center() const {
    return center_;
}

void MapCanvas::setCenter(QPointF scene) {
    fitted_ = false;
    setView(scene, scale_);
}

void MapCanvas::setScale(double scale) {
    fitted_ = false;
    setView(center_, scale);
}

void MapCanvas::showPlace(QPointF center, double scale) {
    if (center == center_ && scale == scale_) return;
    fitted_ = false;
    setView(center, scale);
}

void MapCanvas::zoomAt(QPointF widgetPosition, double factor) {
    if (!(factor > 0)) return;
    fitted_ = false;
    const QPointF position = viewFromWidget(widgetPosition);
    const QPointF anchor = view().sceneFromView(position);
    const double scale = clampedScale(scale_ * factor);
    const QPointF fromMiddle = position - QPointF(viewSize().width(), viewSize().height()) / 2;
    setView(anchor - QPointF(fromMiddle.x() / scale, fromMiddle.y() / (scale * pixelAspect(grid_))), scale);
}

void MapCanvas::panBy(QPointF logicalPixels) {
    fitted_ = false;
    const ViewTransform now = view();
    setView(center_ - QPointF(logicalPixels.x() / now.scaleX(), logicalPixels.y() / now.scaleY()), scale_);
}

void MapCanvas::zoomTo(const QRectF& sceneRect) {
    if (sceneRect.isEmpty()) return;
    fitted_ = false;
    setView(sceneRect.center(), fittingScale(sceneRect));
}

void MapCanvas::zoomToFullExtent() {
    fitted_ = true;
    const QRectF whole(0, 0, grid_.width, grid_.height);
    if (gridSet_ && !whole.isEmpty()) setView(whole.center(), fittingScale(whole) / fitMargin);
}

void MapCanvas::zoomToLayer(const Layer* layer) {
    if (layer == nullptr) return;
    zoomTo(sceneFromLayer(grid_, layer->grid()).mapRect(QRectF(0, 0, layer->grid().width, layer->grid().height)));
}

double MapCanvas::fittingScale(const QRectF& sceneRect) const {
    return std::min(viewSize().width() / sceneRect.width(),
                    viewSize().height() / (sceneRect.height() * pixelAspect(grid_)));
}

double MapCanvas::clampedScale(double scale) const {
    const QRectF whole(0, 0, grid_.width, grid_.height);
    const double smallest = whole.isEmpty() ? 1e-6 : std::min(fittingScale(whole) / furthestOut, largestScale);
    return std::clamp(scale, smallest, largestScale);
}

void MapCanvas::setView(QPointF center, double scale) {
    scale = clampedScale(scale);
    const bool zoomed = scale != scale_;
    if (!zoomed && center == center_) return;
    center_ = center;
    scale_ = scale;
    update();
    Q_EMIT viewChanged();
    if (zoomed) Q_EMIT scaleChanged(scaleDenominator());
}

double MapCanvas::scaleDenominator() const {
    const double perInch = screen() == nullptr ? 0 : screen()->physicalDotsPerInch();
    if (metersPerColumn_ <= 0 || !(perInch > 0) || !std::isfinite(perInch)) return 0;
    return metersPerColumn_ / scale_ * perInch / metersPerInch;
}

void MapCanvas::refresh() {
    invalidate();
}

void MapCanvas::setScaleBarVisible(bool visible) {
    scaleBar_ = visible;
    update();
}

void MapCanvas::invalidate() {
    for (Frame& frame : frames_) frame.dirty = frame.pixmap.rect();
    update();
}

void MapCanvas::contentChanged(Layer* layer, const QRectF& layerRect) {
    if (layerRect.isNull()) {
        invalidate();
        return;
    }
    const QList<Side> sides = compare_ == Compare::Flicker ? QList<Side>{Side::Left, Side::Right} : shownSides();
    for (const Side side : sides) {
        Frame& frame = frames_[static_cast<std::size_t>(side)];
        if (frame.pixmap.isNull() || !paintedLayers(side).contains(layer)) continue;
        const double ratio = frame.view.devicePixelRatio;
        const QTransform deviceFromLayer =
            sceneFromLayer(grid_, layer->grid()) * frame.view.viewFromScene() * QTransform::fromScale(ratio, ratio);
        const QRectF reached =
            deviceFromLayer.mapRect(layerRect).adjusted(-dirtyMargin, -dirtyMargin, dirtyMargin, dirtyMargin);
        const QRect device = (reached & QRectF(frame.pixmap.rect())).toAlignedRect();
        if (device.isEmpty()) continue;
        frame.dirty += device;
        const QRectF logical(device.x() / ratio + sideOffset(side), device.y() / ratio, device.width() / ratio,
                             device.height() / ratio);
        update(logical.toAlignedRect());
    }
}

}  // namespace lacuna::ui
