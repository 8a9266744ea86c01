#include "ui/window/identify_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/canvas/layer_model.h"
#include "ui/canvas/view_transform.h"
#include "ui/theme/icons.h"

namespace lacuna::ui {

IdentifyCard::IdentifyCard(LayerModel* layers, QWidget* map)
    : QFrame(map), layers_(layers), place_(new QLabel), details_(new QLabel) {
    setObjectName("identifyCard");
    setAccessibleName(tr("What is at this place"));
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    place_->setObjectName("identifyPlace");
    place_->setProperty("role", "heading");
    details_->setObjectName("identifyDetails");
    details_->setTextFormat(Qt::RichText);
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton;
    close->setObjectName("identifyClose");
    close->setAccessibleName(tr("Close"));
    close->setIcon(icon("close"));
    close->setProperty("role", "flat");
    auto* head = new QHBoxLayout;
    head->addWidget(place_, 1);
    head->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 6, 10);
    column->addLayout(head);
    column->addWidget(details_);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    map->installEventFilter(this);
    hide();
}

void IdentifyCard::showPixel(const raster::Grid& scene, int row, int column, QPointF position) {
    place_->setText(scene.georeferenced
                        ? tr("Row %L1, column %L2 · E %L3, N %L4").arg(row).arg(column).arg(position.x(), 0, 'f', 0).arg(position.y(), 0, 'f', 0)
                        : tr("Row %L1, column %L2").arg(row).arg(column));
    QString html;
    for (const auto* layer : layers_->layers()) {
        if (!layer->isVisible()) continue;
        const QPointF at = sceneFromLayer(scene, layer->grid()).inverted().map(QPointF(column + 0.5, row + 0.5));
        const auto values = layer->describeCell(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
        if (values.isEmpty()) continue;
        html += "<p style=\"margin: 4px 0 1px 0\"><b>" + layer->title().toHtmlEscaped() + "</b></p><table>";
        for (const auto& [name, value] : values)
            html += "<tr><td style=\"padding-right: 14px\">" + name.toHtmlEscaped() + "</td><td>" + value.toHtmlEscaped() + "</td></tr>";
        html += "</table>";
    }
    details_->setText(html.isEmpty() ? tr("No visible layer has a value here.") : html);
    show();
    raise();
    adjustSize();
    moveToCorner();
}

bool IdentifyCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) moveToCorner();
    return QFrame::eventFilter(watched, event);
}

void IdentifyCard::moveToCorner() {
    const auto* map = parentWidget();
    move(map->width() - width() - 12, map->height() - height() - 12);
}

}  // namespace lacuna::ui
