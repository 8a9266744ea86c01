// The docks of the studies beside the what-if study, and what a project keeps of them.
#include "ui/studies/zone_panel.h"
#include "ui/studies/zone_study.h"
#include "ui/window/main_window.h"
#include "ui/window/status_row.h"

namespace lacuna::ui {

void MainWindow::addStudies() {
    auto* zones = new ZonePanel(session_, zones_, views_);
    addDock("zonesDock", tr("Zones"), zones, Qt::RightDockWidgetArea);
    connect(zones, &ZonePanel::noticed, this, [this](const QString& sentence) { status_->say(sentence); });
    connect(zones, &ZonePanel::failed, this, &MainWindow::showMessage);
}

}  // namespace lacuna::ui
