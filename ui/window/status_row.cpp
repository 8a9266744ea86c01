#include "ui/window/status_row.h"

#include <QLabel>
#include <QLocale>
#include <QStatusBar>

#include "ui/canvas/map_canvas.h"
#include "ui/window/job_status.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

/// A label that gives way instead of widening the window.
class ElidedLabel : public QLabel {
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {40, QLabel::minimumSizeHint().height()}; }
};

QLabel* addPart(QStatusBar* bar, const char* name, const QString& accessibleName) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setProperty("role", "muted");
    label->setContentsMargins(10, 0, 4, 0);
    bar->addPermanentWidget(label);
    return label;
}

}  // namespace

StatusRow::StatusRow(QStatusBar* bar, Session* session, MapCanvas* canvas) : QObject(bar), session_(session) {
    bar->setSizeGripEnabled(false);
    bar->setMinimumHeight(36);
    sentence_ = new ElidedLabel;
    sentence_->setObjectName("statusSentence");
    sentence_->setAccessibleName(tr("Status"));
    sentence_->setContentsMargins(10, 0, 0, 0);
    bar->addWidget(new JobStatus(session->mapJobs(), "map"));
    bar->addWidget(new JobStatus(session->studies(), "study"));
    bar->addWidget(new JobStatus(session->files(), "file"));
    bar->addWidget(new JobStatus(session->samples()->jobs(), "samples"));
    bar->addWidget(sentence_, 1);
    place_ = addPart(bar, "statusPlace", tr("Place under the pointer"));
    scale_ = addPart(bar, "statusScale", tr("Scale"));
    crs_ = addPart(bar, "statusCrs", tr("Coordinate reference system"));
    device_ = addPart(bar, "statusDevice", tr("Device in use"));
    connect(canvas, &MapCanvas::coordinateChanged, this, &StatusRow::showPlace);
    connect(canvas, &MapCanvas::cursorLeft, place_, &QLabel::clear);
    connect(canvas, &MapCanvas::scaleChanged, this, &StatusRow::showScale);
    connect(session, &Session::sceneChanged, this, &StatusRow::showCrs);
    connect(session, &Session::deviceChanged, this, &StatusRow::showDevice);
    connect(session, &Session::noticed, this, &StatusRow::say);
}

void StatusRow::say(const QString& sentence) {
    sentence_->setText(sentence);
    sentence_->setToolTip(sentence);
}

void StatusRow::showPlace(QPointF map, int row, int column) {
    const auto& grid = session_->scene().grid;
    const bool geographic = grid.georeferenced && std::abs(map.x()) <= 360 && std::abs(map.y()) <= 90;
    const QLocale locale(QLocale::English);
    if (geographic)
        place_->setText(tr("%1°, %2°").arg(map.x(), 0, 'f', 5).arg(map.y(), 0, 'f', 5));
    else if (grid.georeferenced)
        place_->setText(tr("E %1  N %2").arg(locale.toString(map.x(), 'f', 0), locale.toString(map.y(), 'f', 0)));
    else
        place_->setText(tr("row %1, column %2").arg(row).arg(column));
}

void StatusRow::showScale(double denominator) {
    scale_->setText(denominator > 0 ? tr("1 : %1").arg(QLocale(QLocale::English).toString(denominator, 'f', 0)) : QString());
}

void StatusRow::showCrs() {
    crs_->setText(session_->hasScene() ? QString::fromStdString(crsName(session_->scene().grid.crsWkt)) : QString());
}

void StatusRow::showDevice() {
    const auto& device = session_->device();
    if (!device) return;
    device_->setText(QString::fromStdString(device->name));
    device_->setToolTip(device->reason.empty() ? tr("Classification and training run on this device")
                                               : tr("The processor is used: %1").arg(QString::fromStdString(device->reason)));
}

}  // namespace lacuna::ui
