#pragma once

#include <QChartView>
#include <vector>

#include "engine/trainer.h"

class QLineSeries;
class QValueAxis;

namespace lacuna::ui {

/// The training curve: loss (left axis) and accuracy on training and test samples (right axis) by epoch. The table of
/// its values is copied from the context menu.
class TrainingChart : public QChartView {
    Q_OBJECT

public:
    explicit TrainingChart(QWidget* parent = nullptr);
    void setCurve(const std::vector<engine::EpochReport>& curve);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();
    void copy() const;

    std::vector<engine::EpochReport> curve_;
    QLineSeries* loss_;
    QLineSeries* training_;
    QLineSeries* test_;
    QValueAxis* epochs_;
    QValueAxis* losses_;
    QValueAxis* shares_;
};

}  // namespace lacuna::ui
