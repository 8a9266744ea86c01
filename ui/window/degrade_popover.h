#pragma once

#include <QFrame>
#include <QTimer>
#include <map>
#include <vector>

#include "loss/degradation.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QSlider;

namespace lacuna::ui {

/// A small card of sliders, one a fault that a sensor may have, made from loss::Degradation's declared parameters.
/// Changes are announced a moment after the last one, so that dragging does not start a map a pixel.
class DegradePopover : public QFrame {
    Q_OBJECT

public:
    /// `deviation`: the largest standard deviation of the sensor's bands, which gives the offset its range.
    DegradePopover(const QString& sensor, int bands, double deviation, const loss::Degradation& present, QWidget* parent);
    const loss::Degradation& degradation() const { return degradation_; }

Q_SIGNALS:
    void changed(const lacuna::loss::Degradation& degradation);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    struct Row {
        std::vector<double> stops;  ///< the values the slider stands for, by its positions
        std::string unit;
        bool percent = false;
        QSlider* slider = nullptr;
        QLabel* value = nullptr;
    };
    void addRow(const base::Parameter& parameter, std::vector<double> stops, QGridLayout* grid);
    void moved(const std::string& name);
    void showValues();
    QString valueText(const Row& row, double value) const;
    void reset();
    void announce();

    loss::Degradation degradation_;
    std::map<std::string, Row> rows_;
    QPushButton* reset_;
    QTimer pause_;
};

}  // namespace lacuna::ui
