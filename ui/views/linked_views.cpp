#include "ui/views/linked_views.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/theme/icons.h"

namespace lacuna::ui {
namespace {

constexpr int step = 8;

QSplitter* makeSplitter(Qt::Orientation orientation) {
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(3);
    return splitter;
}

}  // namespace

LinkedViews::LinkedViews(MapCanvas* first, QWidget* parent)
    : QWidget(parent),
      columns_(makeSplitter(Qt::Horizontal)),
      left_(makeSplitter(Qt::Vertical)),
      right_(makeSplitter(Qt::Vertical)) {
    setObjectName("linkedViews");
    columns_->addWidget(left_);
    columns_->addWidget(right_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(columns_);
    panes_.push_back(makePane(first));
    link(first);
    const LayerModel* model = first->model();
    connect(model, &LayerModel::layerAdded, this, &LinkedViews::fillChoosers);
    connect(model, &LayerModel::layerAboutToBeTaken, this, &LinkedViews::fillChoosers, Qt::QueuedConnection);
    connect(model, &LayerModel::layerChanged, this, &LinkedViews::fillChoosers);
    connect(model, &LayerModel::orderChanged, this, &LinkedViews::fillChoosers);
    connect(first, &MapCanvas::toolChanged, this, &LinkedViews::takeTool);
    connect(first, &MapCanvas::mapToolChanged, this, &LinkedViews::takeTool);
    connect(first, &MapCanvas::gridChanged, this, [this] {
        following_ = true;
        for (const Pane& pane : panes_) pane.canvas->setGrid(panes_.front().canvas->grid());
        following_ = false;
        follow(panes_.front().canvas);
    });
    arrange();
}

LinkedViews::~LinkedViews() {
    // The canvases go with their boxes, and a tool may be gone before them.
    for (const Pane& pane : panes_) disconnect(pane.canvas, nullptr, this, nullptr);
}

LinkedViews::Pane LinkedViews::makePane(MapCanvas* canvas) {
    Pane pane;
    pane.canvas = canvas;
    pane.box = new QWidget;
    pane.bar = new QWidget;
    pane.chooser = new QComboBox;
    pane.chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    pane.chooser->setMinimumContentsLength(10);
    auto* row = new QHBoxLayout(pane.bar);
    row->setContentsMargins(step, step / 2, step / 2, step / 2);
    row->addWidget(pane.chooser, 1);
    if (!panes_.empty()) {
        auto* close = pane.close = new QToolButton;
        close->setToolTip(tr("Close this view"));
        close->setIcon(icon("close"));
        close->setIconSize(QSize(14, 14));
        close->setProperty("role", "flat");
        row->addWidget(close);
        // Queued: the button goes with its view.
        connect(
            close, &QToolButton::clicked, this,
            [this, canvas] {
                for (int view = 1; view < count(); ++view)
                    if (this->canvas(view) == canvas) return closeView(view);
            },
            Qt::QueuedConnection);
    }
    auto* column = new QVBoxLayout(pane.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(pane.bar);
    column->addWidget(canvas, 1);
    connect(pane.chooser, &QComboBox::activated, this, [canvas, chooser = pane.chooser](int index) {
        canvas->setShownLayer(canvas->model()->layer(chooser->itemData(index).toString()));
    });
    connect(canvas, &MapCanvas::shownLayerChanged, this, &LinkedViews::fillChoosers);
    fill(pane);
    return pane;
}

void LinkedViews::link(MapCanvas* canvas) {
    connect(canvas, &MapCanvas::viewChanged, this, [this, canvas] { follow(canvas); });
    connect(canvas, &MapCanvas::pointerMoved, this, [this, canvas](QPointF scene) { movePointer(canvas, scene); });
    connect(canvas, &MapCanvas::cursorLeft, this, &LinkedViews::leavePointer);
    connect(canvas, &MapCanvas::coordinateChanged, this, &LinkedViews::coordinateChanged);
    connect(canvas, &MapCanvas::identified, this, &LinkedViews::identified);
}

MapCanvas* LinkedViews::canvas(int view) const {
    return panes_[static_cast<std::size_t>(view)].canvas;
}

/// With several views a comparison's two sides would be told by nothing: the first view's comparison stays as it is.
void LinkedViews::setCount(int wanted) {
    wanted = std::clamp(wanted, 1, most);
    if (wanted == count()) return;
    while (count() > wanted) removePane(count() - 1);
    while (count() < wanted) addPane();
    if (wanted == 1) panes_.front().canvas->setShownLayer(nullptr);
    arrange();
    Q_EMIT countChanged(wanted);
}

void LinkedViews::closeView(int view) {
    if (view < 1 || view >= count()) return;
    removePane(view);
    if (count() == 1) panes_.front().canvas->setShownLayer(nullptr);
    arrange();
    Q_EMIT countChanged(count());
}

void LinkedViews::addPane() {
    MapCanvas* first = panes_.front().canvas;
    Layer* shown = nextLayer();
    auto* canvas = new MapCanvas(first->model());
    canvas->setScaleBarVisible(false);
    canvas->setGrid(first->grid());
    canvas->setShownLayer(shown);
    for (MapOverlay* overlay : overlays_) canvas->addOverlay(overlay);
    for (SceneOverlay* overlay : sceneOverlays_) canvas->addSceneOverlay(overlay);
    panes_.push_back(makePane(canvas));
    link(canvas);
    takeTool();
}

void LinkedViews::removePane(int view) {
    const auto at = panes_.begin() + view;
    at->canvas->disconnect(this);
    at->canvas->setMapTool(nullptr);
    for (MapOverlay* overlay : overlays_) at->canvas->removeOverlay(overlay);
    at->box->hide();
    at->box->deleteLater();
    panes_.erase(at);
}

void LinkedViews::addOverlay(MapOverlay* overlay) {
    overlays_.append(overlay);
    for (const Pane& pane : panes_) pane.canvas->addOverlay(overlay);
}

void LinkedViews::removeOverlay(MapOverlay* overlay) {
    overlays_.removeOne(overlay);
    for (const Pane& pane : panes_) pane.canvas->removeOverlay(overlay);
}

void LinkedViews::addSceneOverlay(SceneOverlay* overlay) {
    sceneOverlays_.append(overlay);
    for (const Pane& pane : panes_) pane.canvas->addSceneOverlay(overlay);
}

void LinkedViews::updateAll() {
    for (const Pane& pane : panes_) pane.canvas->update();
}

Layer* LinkedViews::nextLayer() const {
    const LayerModel* model = panes_.front().canvas->model();
    const auto isShown = [&](const Layer* layer) {
        if (count() == 1 && layer->isVisible() && layer->group() == LayerGroup::Maps) return true;
        return std::ranges::any_of(panes_, [&](const Pane& pane) { return pane.canvas->shownLayer() == layer; });
    };
    for (const LayerGroup group : {LayerGroup::Maps, LayerGroup::Sensors}) {
        for (Layer* layer : model->layers(group))
            if (!isShown(layer)) return layer;
    }
    return nullptr;
}

/// Two stand beside each other; the third goes under the second, the fourth under the first.
void LinkedViews::arrange() {
    for (std::size_t i = 0; i < panes_.size(); ++i) {
        QSplitter* column = i == 0 || i == 3 ? left_ : right_;
        const int row = i < 2 ? 0 : 1;
        if (column->indexOf(panes_[i].box) != row) column->insertWidget(row, panes_[i].box);
        panes_[i].box->show();
        panes_[i].bar->setVisible(count() > 1);
    }
    nameParts();
    right_->setVisible(count() > 1);
    columns_->setSizes({1000, 1000});
    for (QSplitter* column : {left_, right_}) column->setSizes({1000, 1000});
    follow(panes_.front().canvas);
}

void LinkedViews::nameParts() {
    for (int view = 0; view < count(); ++view) {
        const Pane& pane = panes_[static_cast<std::size_t>(view)];
        const int number = view + 1;
        pane.chooser->setObjectName(QString("viewLayer%1").arg(number));
        pane.chooser->setAccessibleName(tr("Layer of view %1").arg(number));
        if (pane.close == nullptr) continue;
        pane.close->setObjectName(QString("viewClose%1").arg(number));
        pane.close->setAccessibleName(tr("Close view %1").arg(number));
        pane.canvas->setObjectName(QString("mapCanvas%1").arg(number));
        pane.canvas->setAccessibleName(tr("Map, view %1").arg(number));
    }
}

void LinkedViews::follow(const MapCanvas* moved) {
    if (std::exchange(following_, true)) return;
    for (const Pane& pane : panes_)
        if (pane.canvas != moved) pane.canvas->showPlace(moved->center(), moved->scale());
    following_ = false;
}

void LinkedViews::movePointer(const MapCanvas* from, QPointF scene) {
    for (const Pane& pane : panes_) {
        if (pane.canvas == from)
            pane.canvas->clearLinkedPointer();
        else
            pane.canvas->setLinkedPointer(scene);
    }
}

void LinkedViews::leavePointer() {
    for (const Pane& pane : panes_) pane.canvas->clearLinkedPointer();
    Q_EMIT pointerLeft();
}

void LinkedViews::takeTool() {
    const MapCanvas* first = panes_.front().canvas;
    for (const Pane& pane : panes_) {
        if (pane.canvas == first) continue;
        if (first->mapTool() != nullptr)
            pane.canvas->setMapTool(first->mapTool());
        else
            pane.canvas->setTool(first->tool());
    }
}

void LinkedViews::fillChoosers() {
    for (const Pane& pane : panes_) fill(pane);
}

void LinkedViews::fill(const Pane& pane) {
    QList<std::pair<QString, QString>> entries{{tr("Layers as switched on"), QString()}};
    const auto layers = pane.canvas->model()->layers();
    for (const Layer* layer : layers) {
        if (layer->group() != LayerGroup::Samples) entries.append({layer->title(), layer->id()});
    }
    bool same = entries.size() == pane.chooser->count();
    for (int i = 0; same && i < pane.chooser->count(); ++i)
        same = pane.chooser->itemText(i) == entries[i].first && pane.chooser->itemData(i).toString() == entries[i].second;
    const QSignalBlocker quiet(pane.chooser);
    // Filling anew would close a list that is open, at every block that a running job adds to a map.
    if (!same) {
        pane.chooser->clear();
        for (const auto& [title, id] : entries) pane.chooser->addItem(title, id);
    }
    const Layer* shown = pane.canvas->shownLayer();
    pane.chooser->setCurrentIndex(shown == nullptr ? 0 : std::max(0, pane.chooser->findData(shown->id())));
}

ViewsState LinkedViews::state() const {
    ViewsState state;
    state.center = panes_.front().canvas->center();
    state.scale = panes_.front().canvas->scale();
    state.layers.clear();
    for (const Pane& pane : panes_) {
        const Layer* shown = pane.canvas->shownLayer();
        state.layers.append(shown == nullptr ? QString("") : shown->id());
    }
    return state;
}

void LinkedViews::setState(const ViewsState& state) {
    setCount(std::max(1, static_cast<int>(state.layers.size())));
    MapCanvas* first = panes_.front().canvas;
    for (int view = 0; view < count() && view < state.layers.size(); ++view)
        canvas(view)->setShownLayer(first->model()->layer(state.layers[view]));
    if (state.scale > 0)
        first->showPlace(state.center, state.scale);
    else
        first->zoomToFullExtent();
}

}  // namespace lacuna::ui
