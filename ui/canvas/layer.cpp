#include "ui/canvas/layer.h"

#include <algorithm>

namespace lacuna::ui {

Layer::Layer(LayerGroup group, QString title, raster::Grid grid, QObject* parent)
    : QObject(parent),
      id_(QUuid::createUuid().toString(QUuid::WithoutBraces)),
      group_(group),
      title_(std::move(title)),
      grid_(std::move(grid)) {}

Layer::~Layer() = default;

void Layer::setTitle(const QString& title) {
    if (title == title_) return;
    title_ = title;
    Q_EMIT changed();
}

void Layer::setVisible(bool visible) {
    if (visible == visible_) return;
    visible_ = visible;
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

void Layer::setOpacity(double opacity) {
    opacity = std::clamp(opacity, 0.0, 1.0);
    if (opacity == opacity_) return;
    opacity_ = opacity;
    Q_EMIT changed();
    Q_EMIT contentChanged({});
}

void Layer::setValueVisible(int, bool) {}

QList<QPair<QString, QString>> Layer::describeCell(int, int) const { return {}; }

}  // namespace lacuna::ui
