#pragma once

#include <QObject>
#include <QPointer>
#include <map>
#include <memory>

#include "samples/region_growing.h"
#include "ui/canvas/map_canvas.h"
#include "ui/samples/sample_document.h"

namespace lacuna::ui {

class SampleTool;

/// The map tools that edit the samples, and their settings. One is in the canvas's hand at a time.
class SampleTools : public QObject {
    Q_OBJECT

public:
    enum class Kind { None, Select, Point, Polygon, Brush, Grow, Split };

    SampleTools(SampleDocument* document, MapCanvas* canvas, QObject* parent = nullptr);
    ~SampleTools() override;

    /// Puts a tool into the canvas's hand.
    void use(Kind kind);
    Kind current() const { return current_; }

    double brushWidth() const { return brushWidth_; }  ///< pixels
    void setBrushWidth(double pixels);
    const samples::GrowOptions& growOptions() const { return grow_; }
    void setGrowOptions(const samples::GrowOptions& options) { grow_ = options; }
    /// Sensor whose spectra are compared, by its place among the document's.
    int growSensor() const { return growSensor_; }
    void setGrowSensor(int sensor) { growSensor_ = sensor; }
    bool isGrowing() const { return growing_; }

    // For the tools.
    SampleDocument* document() const { return document_; }
    MapCanvas* canvas() const { return canvas_; }
    void growFrom(samples::Pixel seed);

Q_SIGNALS:
    void used(SampleTools::Kind kind);  ///< None when another tool was taken
    void brushWidthChanged(double pixels);
    void growingChanged(bool on);
    void noticed(const QString& sentence);
    void failed(const lacuna::base::Error& error);

private:
    SampleDocument* document_;
    QPointer<MapCanvas> canvas_;
    std::map<Kind, std::unique_ptr<SampleTool>> tools_;
    Kind current_ = Kind::None;
    double brushWidth_ = 5;
    samples::GrowOptions grow_;
    int growSensor_ = 0;
    bool growing_ = false;
};

}  // namespace lacuna::ui
