#include "ui/window/confusion_picture.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFileInfo>
#include <QPainter>
#include <QPointer>
#include <QSaveFile>
#include <QSvgRenderer>

#include "output/confusion_drawing.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/window/file_choosers.h"

namespace lacuna::ui {
namespace {

base::Rgb rgb(const QColor& color) {
    return {static_cast<std::uint8_t>(color.red()), static_cast<std::uint8_t>(color.green()), static_cast<std::uint8_t>(color.blue())};
}

QByteArray svgOf(const map::MapAccuracy& accuracy, const output::DrawingColors& colors = {}) {
    return QByteArray::fromStdString(output::confusionSvg(accuracy.confusion, accuracy.classes, colors));
}

QRectF fitted(const QSizeF& drawing, const QRectF& place) {
    QRectF box({}, drawing.scaled(place.size(), Qt::KeepAspectRatio));
    if (box.width() > drawing.width()) box.setSize(drawing);  // small matrices stay at their size
    box.moveTopLeft(place.topLeft());
    return box;
}

}  // namespace

ConfusionPicture::ConfusionPicture(QWidget* parent) : QWidget(parent), renderer_(std::make_unique<QSvgRenderer>()) {
    setObjectName("confusionPicture");
    setAccessibleName(tr("Confusion matrix as a picture: rows are the reference, columns the map"));
    auto* copyAction = new QAction(icon("copy"), tr("Copy the picture"), this);
    auto* saveAction = new QAction(icon("save"), tr("Save the picture…"), this);
    addActions({copyAction, saveAction});
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyAction, &QAction::triggered, this, [this] { QApplication::clipboard()->setImage(image(2)); });
    connect(saveAction, &QAction::triggered, this, &ConfusionPicture::save);
}

ConfusionPicture::~ConfusionPicture() = default;

void ConfusionPicture::setAccuracy(const map::MapAccuracy& accuracy) {
    accuracy_ = accuracy;
    draw();
}

void ConfusionPicture::draw() {
    if (!accuracy_) return;
    const auto base = palette().color(QPalette::Base);
    renderer_->load(svgOf(*accuracy_, {rgb(palette().color(QPalette::Text)), rgb(base), rgb(themeColors().hover)}));
    updateGeometry();
    update();
}

QSize ConfusionPicture::sizeHint() const { return renderer_->isValid() ? renderer_->defaultSize() : QSize(360, 320); }

QImage ConfusionPicture::image(double scale) const {
    if (!accuracy_) return {};
    QSvgRenderer renderer(svgOf(*accuracy_));
    QImage picture((QSizeF(renderer.defaultSize()) * scale).toSize(), QImage::Format_ARGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    renderer.render(&painter);
    return picture;
}

bool ConfusionPicture::saveTo(const QString& path) const {
    if (!accuracy_) return false;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    const bool asSvg = QFileInfo(path).suffix().compare("svg", Qt::CaseInsensitive) == 0;
    const QByteArray svg = svgOf(*accuracy_);
    const bool written = asSvg ? file.write(svg) == svg.size() : image(2).save(&file, "PNG");
    return written && file.commit();
}

void ConfusionPicture::save() {
    chooseDestination(window(), {"savePictureDialog", tr("Save the picture"), tr("PNG (*.png);;SVG (*.svg)"), "confusion.png", "png"},
                      [self = QPointer<ConfusionPicture>(this)](const QString& path) {
                          if (self && !self->saveTo(path))
                              Q_EMIT self->failed(tr("save picture: %1 cannot be written. Choose another folder.").arg(path));
                      });
}

void ConfusionPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (!renderer_->isValid()) return;
    painter.setRenderHint(QPainter::Antialiasing);
    renderer_->render(&painter, fitted(renderer_->defaultSize(), QRectF(rect()).adjusted(4, 4, -4, -4)));
}

void ConfusionPicture::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) draw();
    QWidget::changeEvent(event);
}

}  // namespace lacuna::ui
