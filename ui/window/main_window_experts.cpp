// What the window does about pixels, experts and their regions.
#include <QAction>
#include <QDir>
#include <QFileInfo>

#include "ui/canvas/map_canvas.h"
#include "ui/views/linked_views.h"
#include "ui/window/experts_panel.h"
#include "ui/window/file_choosers.h"
#include "ui/window/gate_maps.h"
#include "ui/window/identification.h"
#include "ui/window/identify_panel.h"
#include "ui/window/main_window.h"
#include "ui/window/map_marks.h"
#include "ui/window/rectangle_tool.h"
#include "ui/window/status_row.h"
#include "ui/window/window_actions.h"

namespace lacuna::ui {

void MainWindow::connectExperts() {
    auto* panel = findChild<IdentifyPanel*>();
    const auto say = [this](const QString& path) { status_->say(tr("Saved %1").arg(QDir::toNativeSeparators(path))); };
    connect(views_, &LinkedViews::identified, this, [this](int row, int column) {
        raisePanel("identifyDock");
        identification_->look(row, column);
    });
    connect(panel, &IdentifyPanel::failed, this, &MainWindow::showMessage);
    connect(panel, &IdentifyPanel::saved, this, say);
    connect(panel, &IdentifyPanel::toolRequested, actions_->identify, &QAction::trigger);
    connect(panel, &IdentifyPanel::gateRequested, gates_, &GateMaps::show);
    connect(experts_, &ExpertsPanel::saved, this, say);
    connect(experts_, &ExpertsPanel::regionRequested, this, &MainWindow::drawRegion);
    connect(experts_, &ExpertsPanel::exportRequested, this, [this] {
        chooseDestination(this, {"exportGatesDialog", tr("Export the gates of the block"), tr("GeoTIFF (*.tif *.tiff)"), gates_->suggestedName(), "tif"},
                          [this](const QString& path) { gates_->exportShown(path); });
    });
    gates_->setVisibleWindow([this] { return canvas_->visibleWindow(); });
    const auto mark = [this] {
        std::vector<MapMarks::Mark> marks;
        for (const auto& pin : identification_->pins()) marks.push_back({pin.report.row, pin.report.column, pin.color(), false});
        if (const auto& pixel = identification_->pixel()) marks.push_back({pixel->report.row, pixel->report.column, pixel->color(), true});
        marks_->setMarks(std::move(marks));
        marks_->setRectangle(gates_->region());
    };
    connect(identification_, &Identification::changed, this, mark);
    connect(gates_, &GateMaps::changed, this, mark);
}

/// One rectangle is drawn, then the tool before it comes back.
void MainWindow::drawRegion() {
    const auto before = canvas_->tool();
    regionTool_ = std::make_unique<RectangleTool>(canvas_, [this, before](const std::optional<raster::Window>& region) {
        // Not at once: the tool is being asked.
        QMetaObject::invokeMethod(this, [this, before, region] {
            canvas_->setTool(before == MapCanvas::Tool::Custom ? MapCanvas::Tool::Pan : before);
            if (region) gates_->setRegion(region);
        }, Qt::QueuedConnection);
    });
    canvas_->setMapTool(regionTool_.get());
    status_->say(tr("Draw a rectangle on the map; Escape gives it up"));
}

}  // namespace lacuna::ui
