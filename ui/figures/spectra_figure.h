#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "ui/figures/figure.h"

namespace lacuna::ui {

/// The bands of one sensor.
struct SpectrumSensor {
    QString name;
    std::vector<double> wavelengths;  ///< micrometres, one a band; 0 when unknown
    std::vector<bool> bad;            ///< one a band; bad ones are left out of the picture
    QStringList bandNames;            ///< one a band, may be empty

    int bands() const { return static_cast<int>(wavelengths.size()); }
    /// All bands that are shown have a wavelength.
    bool hasWavelengths() const;
};

/// One pixel's values.
struct SpectrumLine {
    QString title;
    QColor color;
    bool strong = false;                     ///< the pixel that is looked at now
    std::vector<std::vector<float>> values;  ///< [sensors][bands]; empty where the sensor has no data
};

/// The mean of many pixels with one standard deviation to each side.
struct SpectrumBand {
    QString title;
    QColor color;
    std::vector<std::vector<double>> mean;       ///< [sensors][bands]; empty without pixels
    std::vector<std::vector<double>> deviation;  ///< likewise
};

/// Spectra of some pixels, one plot a sensor: against wavelength where the file knows it, else against the band's number;
/// lines are broken at bad bands. A sensor of one band is a row of dots. The pointer reads the values of a band.
class SpectraFigure : public Figure {
    Q_OBJECT

public:
    explicit SpectraFigure(QWidget* parent = nullptr);

    void setSpectra(std::vector<SpectrumSensor> sensors, std::vector<SpectrumLine> lines, std::optional<SpectrumBand> band);
    const std::vector<SpectrumLine>& lines() const { return lines_; }
    const std::optional<SpectrumBand>& band() const { return band_; }
    /// What the pointer reads at a position; empty outside the plots.
    QString reading(QPointF position) const;

    void draw(QPainter& painter, QSizeF size, const FigureInk& ink) const override;
    /// A line a band: sensor, band, name, wavelength, bad, then the pixels and the class's mean and deviation.
    QString table(QChar separator) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Plot {
        std::size_t sensor = 0;
        QRectF area;  ///< inside the axes
        double low = 0, high = 1;        ///< of the values
        double first = 0, last = 1;      ///< of wavelengths or band numbers
        bool dots = false;               ///< one band: values run to the right
        double x(double position) const;
        double y(double value) const;
    };
    std::vector<Plot> plots(QSizeF size) const;
    double legendHeight(double width) const;
    double position(std::size_t sensor, std::size_t band) const;
    /// Bands that are shown, by wavelength.
    std::vector<std::size_t> shownBands(std::size_t sensor) const;
    /// A bad band lies between two shown ones.
    bool isBroken(std::size_t sensor, std::size_t from, std::size_t to) const;
    void fitRange(Plot& plot) const;
    void drawAxes(QPainter& painter, const Plot& plot, const FigureInk& ink) const;
    void drawDeviation(QPainter& painter, const Plot& plot) const;
    void drawLine(QPainter& painter, const Plot& plot, const std::vector<float>& values, const QPen& pen) const;
    void drawDots(QPainter& painter, const Plot& plot, const FigureInk& ink) const;
    double drawLegend(QPainter* painter, double top, double width, const FigureInk& ink) const;
    std::optional<std::pair<std::size_t, std::size_t>> bandAt(QPointF position) const;  ///< sensor and band

    std::vector<SpectrumSensor> sensors_;
    std::vector<SpectrumLine> lines_;
    std::optional<SpectrumBand> band_;
    std::optional<std::pair<std::size_t, std::size_t>> hovered_;
};

}  // namespace lacuna::ui
