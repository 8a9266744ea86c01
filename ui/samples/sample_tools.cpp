#include "ui/samples/sample_tools.h"

#include <algorithm>

#include "ui/samples/sample_tool.h"

namespace lacuna::ui {

SampleTools::SampleTools(SampleDocument* document, MapCanvas* canvas, QObject* parent) : QObject(parent), document_(document), canvas_(canvas) {
    tools_[Kind::Select] = std::make_unique<SelectTool>(*this);
    tools_[Kind::Point] = std::make_unique<PointTool>(*this);
    tools_[Kind::Polygon] = std::make_unique<SamplePolygonTool>(*this);
    tools_[Kind::Brush] = std::make_unique<BrushTool>(*this);
    tools_[Kind::Grow] = std::make_unique<GrowTool>(*this);
    tools_[Kind::Split] = std::make_unique<SplitTool>(*this);
    const auto leave = [this] {
        if (current_ == Kind::None || canvas_->mapTool() == tools_[current_].get()) return;
        tools_[current_]->abandon();
        current_ = Kind::None;
        Q_EMIT used(Kind::None);
    };
    connect(canvas_, &MapCanvas::toolChanged, this, leave);
    connect(canvas_, &MapCanvas::mapToolChanged, this, leave);
    connect(document_, &SampleDocument::selectionChanged, canvas_, qOverload<>(&QWidget::update));
    connect(document_, &SampleDocument::changed, canvas_, qOverload<>(&QWidget::update));
}

SampleTools::~SampleTools() {
    if (!canvas_) return;
    disconnect(canvas_, nullptr, this, nullptr);
    if (current_ != Kind::None) canvas_->setMapTool(nullptr);
}

void SampleTools::use(Kind kind) {
    if (kind == Kind::None) return;
    if (current_ != Kind::None) tools_[current_]->abandon();
    current_ = kind;
    canvas_->setMapTool(tools_[kind].get());
    Q_EMIT used(kind);
}

void SampleTools::setBrushWidth(double pixels) {
    pixels = std::clamp(pixels, 1.0, 999.0);
    if (pixels == brushWidth_) return;
    brushWidth_ = pixels;
    canvas_->update();
    Q_EMIT brushWidthChanged(pixels);
}

void SampleTools::growFrom(samples::Pixel seed) {
    const auto sensors = document_->sensors();
    if (growing_ || growSensor_ < 0 || growSensor_ >= static_cast<int>(sensors.size())) return;
    growing_ = true;
    Q_EMIT growingChanged(true);
    document_->jobs().start<samples::GrownRegion>(
        tr("Growing a region"),
        [sensors, align = document_->aligns(), sensor = growSensor_, seed, options = grow_](std::stop_token stop, base::Progress& progress) -> base::Result<samples::GrownRegion> {
            LACUNA_TRY(stack, raster::RasterStack::open(sensors, {align}));
            return samples::growRegion(stack, sensor, seed, options, stop, progress);
        },
        [this, grid = document_->grid()](base::Result<samples::GrownRegion> region) {
            growing_ = false;
            Q_EMIT growingChanged(false);
            if (!region && region.error().code == base::ErrorCode::Cancelled) return Q_EMIT noticed(tr("Stopped: growing a region"));
            if (!region) return Q_EMIT failed(region.error());
            if (grid.mapFromPixel != document_->grid().mapFromPixel || grid.width != document_->grid().width) return;  // another scene meanwhile
            document_->add(tr("grow a region"), samples::areaOfPixels(region->pixels, 0, grid));
            const auto count = static_cast<int>(region->pixels.size());
            Q_EMIT noticed(region->limited ? tr("Region of %L1 pixels; it reached the limit and would go on").arg(count)
                                           : tr("Region of %L1 pixels").arg(count));
        });
}

}  // namespace lacuna::ui
