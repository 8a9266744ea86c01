#include "ui/vision/vision_effect.h"

#include <QPainter>

namespace lacuna::ui {

void VisionEffect::setVision(color::Vision vision) {
    vision_ = vision;
    setEnabled(vision != color::Vision::Normal);
    update();
}

void VisionEffect::draw(QPainter* painter) {
    QPoint place;
    const QPixmap source = sourcePixmap(Qt::LogicalCoordinates, &place, NoPad);
    QImage image = source.toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(source.devicePixelRatio());
    for (int y = 0; y < image.height(); ++y)
        color::seeWith(vision_, reinterpret_cast<std::uint32_t*>(image.scanLine(y)), static_cast<std::size_t>(image.width()));
    painter->drawImage(place, image);
}

}  // namespace lacuna::ui
