#include "ui/window/status_row.h"

#include <QLabel>
#include <QLocale>
#include <QStatusBar>

#include "ui/views/coordinate_display.h"
#include "ui/views/linked_views.h"
#include "ui/window/job_status.h"
#include "ui/window/session.h"
#include "ui/theme/numbers.h"

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

StatusRow::StatusRow(QStatusBar* bar, Session* session, LinkedViews* views) : QObject(bar), session_(session) {
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
    coordinates_ = new CoordinateDisplay;
    bar->addPermanentWidget(coordinates_);
    scale_ = addPart(bar, "statusScale", tr("Scale"));
    device_ = addPart(bar, "statusDevice", tr("Device in use"));
    connect(views, &LinkedViews::coordinateChanged, coordinates_, &CoordinateDisplay::showPlace);
    connect(views, &LinkedViews::pointerLeft, coordinates_, &CoordinateDisplay::clearPlace);
    connect(views->canvas(0), &MapCanvas::scaleChanged, this, &StatusRow::showScale);
    connect(session, &Session::sceneChanged, this, [this] { coordinates_->setGrid(session_->scene().grid); });
    connect(session, &Session::deviceChanged, this, &StatusRow::showDevice);
    connect(session, &Session::noticed, this, &StatusRow::say);
}

void StatusRow::say(const QString& sentence) {
    sentence_->setText(sentence);
    sentence_->setToolTip(sentence);
}

void StatusRow::showScale(double denominator) {
    scale_->setText(denominator > 0 ? tr("1 : %1").arg(shownLocale().toString(denominator, 'f', 0)) : QString());
}

void StatusRow::showDevice() {
    const auto& device = session_->device();
    if (!device) return;
    device_->setText(QString::fromStdString(device->name));
    device_->setToolTip(device->reason.empty() ? tr("Classification and training run on this device")
                                               : tr("The processor is used: %1").arg(QString::fromStdString(device->reason)));
}

}  // namespace lacuna::ui
