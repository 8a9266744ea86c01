#pragma once

#include <QColor>
#include <QWidget>
#include <array>
#include <vector>

namespace lacuna::ui {

/// How often each value of a band occurs, and the range that is stretched over the screen's brightness, as two handles
/// that can be dragged or moved by the keys (Home and End choose the handle, Left and Right move it).
class HistogramStrip : public QWidget {
    Q_OBJECT

public:
    explicit HistogramStrip(QWidget* parent = nullptr);

    void setChannel(const QString& title, const QColor& color);
    /// Sorted. The axis reaches from the first to the last thousandth of them, and over the range.
    void setValues(std::vector<float> sorted);
    void setRange(double low, double high);
    std::array<double, 2> range() const { return range_; }
    bool isDragging() const { return dragged_ >= 0; }
    double xOf(double value) const;  ///< widget position
    double valueAt(double x) const;

    QSize sizeHint() const override { return {200, 82}; }
    QSize minimumSizeHint() const override { return {120, 66}; }

Q_SIGNALS:
    void rangeDragged(double low, double high);  ///< while the handle moves
    void rangeChosen(double low, double high);   ///< it was let go

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF plot() const;
    void fitAxis();
    void moveHandle(double value);

    QString title_;
    QColor color_;
    std::vector<float> values_;
    std::vector<double> heights_;  ///< of the bins, 0 … 1
    std::array<double, 2> axis_{0, 1};
    std::array<double, 2> range_{0, 1};
    int dragged_ = -1;
    int chosen_ = 0;
    bool moved_ = false;
};

}  // namespace lacuna::ui
