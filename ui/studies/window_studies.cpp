// The docks of the studies beside the what-if study, and what a project keeps of them.
#include <QAction>

#include "ui/studies/certainty_panel.h"
#include "ui/studies/certainty_study.h"
#include "ui/studies/reference_column.h"
#include "ui/studies/zone_panel.h"
#include "ui/studies/zone_study.h"
#include "ui/window/main_window.h"
#include "ui/window/status_row.h"
#include "ui/window/window_actions.h"

namespace lacuna::ui {

void MainWindow::addStudies() {
    new ReferenceColumn(session_, this);
    auto* zones = new ZonePanel(session_, zones_, views_);
    addDock("zonesDock", tr("Zones"), zones, Qt::RightDockWidgetArea);
    connect(zones, &ZonePanel::noticed, this, [this](const QString& sentence) { status_->say(sentence); });
    connect(zones, &ZonePanel::failed, this, &MainWindow::showMessage);
    auto* certainty = new CertaintyPanel(session_, certainty_);
    addDock("certaintyDock", tr("Certainty"), certainty, Qt::RightDockWidgetArea);
    connect(certainty, &CertaintyPanel::showRequested, session_, &Session::setSwitchedOn);
    connect(certainty, &CertaintyPanel::modelRequested, actions_->openModel, &QAction::trigger);
    connect(certainty, &CertaintyPanel::referenceRequested, actions_->importReference, &QAction::trigger);
    connect(certainty, &CertaintyPanel::noticed, this, [this](const QString& sentence) { status_->say(sentence); });
    connect(certainty, &CertaintyPanel::failed, this, &MainWindow::showMessage);
}

}  // namespace lacuna::ui
