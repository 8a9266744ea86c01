#pragma once

#include <QPointer>
#include <QWidget>
#include <array>

#include "ui/canvas/sensor_layer.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace lacuna::ui {

class HistogramStrip;

/// How the chosen sensor is shown: three bands in colour, with presets by wavelength, or one with a colour map; the
/// stretch, of the whole raster or of the view; and the histogram of each shown band, whose handles set the range. Every
/// change is applied at once and told by edited(), so that the window can make it undoable.
class SensorStylePanel : public QWidget {
    Q_OBJECT

public:
    explicit SensorStylePanel(QWidget* parent = nullptr);

    /// Null: the panel says what it is for.
    void setLayer(SensorLayer* layer);
    SensorLayer* layer() const { return layer_; }

Q_SIGNALS:
    void edited(lacuna::ui::SensorLayer* layer, const lacuna::ui::SensorStyle& before, const lacuna::ui::SensorStyle& after);
    /// The button of the empty panel: a sensor is to be chosen.
    void sensorRequested();

private:
    QWidget* makeEmpty();
    QWidget* makeForm();
    void fillBands();
    void showStyle();
    void showStretch(const Stretch& stretch);
    void showHistograms();
    Stretch chosenStretch() const;
    void apply(const SensorStyle& style);
    void applyControls();
    void applyPreset(const std::optional<BandChoice>& bands);
    SensorStyle withRange(std::size_t channel, double low, double high) const;

    QPointer<SensorLayer> layer_;
    bool filling_ = false;
    bool dragging_ = false;
    SensorStyle beforeDrag_;
    QStackedWidget* pages_;
    QLabel* title_;
    QComboBox* rendering_;
    QPushButton* natural_;
    QPushButton* infrared_;
    QWidget* presets_;
    std::array<QComboBox*, 3> bands_{};
    std::array<QLabel*, 3> bandLabels_{};
    QLabel* mapLabel_;
    QComboBox* map_;
    QComboBox* stretch_;
    QLabel* amountLabel_;
    QDoubleSpinBox* amount_;
    QLabel* areaLabel_;
    QComboBox* area_;
    std::array<HistogramStrip*, 3> histograms_{};
};

}  // namespace lacuna::ui
