#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "map/reference_comparison.h"

class QSvgRenderer;

namespace lacuna::ui {

/// The confusion matrix as a picture in the theme's colours, as large as its place allows; its menu copies it and saves it
/// as PNG or SVG, then on white paper.
class ConfusionPicture : public QWidget {
    Q_OBJECT

public:
    explicit ConfusionPicture(QWidget* parent = nullptr);
    ~ConfusionPicture() override;

    void setAccuracy(const map::MapAccuracy& accuracy);
    QSize sizeHint() const override;
    /// On white paper, `scale` pixels a unit of the drawing.
    QImage image(double scale) const;
    /// PNG or, where the name ends so, SVG.
    bool saveTo(const QString& path) const;

Q_SIGNALS:
    void failed(const QString& message);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void draw();
    void save();

    std::optional<map::MapAccuracy> accuracy_;
    std::unique_ptr<QSvgRenderer> renderer_;
};

}  // namespace lacuna::ui
