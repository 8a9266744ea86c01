#include "ui/window/job_status.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include "ui/theme/numbers.h"

namespace lacuna::ui {

QString spokenTime(double seconds) {
    const auto whole = static_cast<qint64>(seconds + 0.5);
    if (whole < 60) return JobStatus::tr("%1 s").arg(whole);
    if (whole < 3600) return JobStatus::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QChar('0'));
    return JobStatus::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar('0'));
}

JobStatus::JobStatus(JobRunner& jobs, const QString& name, QWidget* parent)
    : QWidget(parent),
      jobs_(jobs),
      activity_(new QLabel),
      bar_(new QProgressBar),
      numbers_(new QLabel),
      cancel_(new QPushButton(tr("Cancel"))),
      appear_(new QTimer(this)) {
    setObjectName(name + "Job");
    activity_->setObjectName(name + "Activity");
    bar_->setObjectName(name + "Progress");
    bar_->setAccessibleName(tr("Progress"));
    bar_->setTextVisible(false);
    bar_->setFixedWidth(140);
    bar_->setRange(0, 1000);
    numbers_->setObjectName(name + "Numbers");
    numbers_->setProperty("role", "muted");
    cancel_->setObjectName(name + "Cancel");
    cancel_->setProperty("role", "quiet");
    cancel_->setAccessibleName(tr("Cancel the running job"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{activity_, bar_, numbers_, cancel_}) row->addWidget(part);
    hide();

    appear_->setSingleShot(true);
    appear_->setInterval(150);
    connect(appear_, &QTimer::timeout, this, &QWidget::show);
    connect(&jobs_, &JobRunner::started, this, &JobStatus::start);
    connect(&jobs_, &JobRunner::progressed, this, &JobStatus::update);
    connect(&jobs_, &JobRunner::idle, this, [this] {
        appear_->stop();
        hide();
    });
    connect(cancel_, &QPushButton::clicked, this, [this] {
        cancel_->setEnabled(false);
        jobs_.cancel();
    });
}

void JobStatus::start(const QString& title) {
    title_ = title;
    activity_->setText(title);
    bar_->setRange(0, 0);
    numbers_->clear();
    cancel_->setEnabled(true);
    if (!isVisible()) appear_->start();
}

void JobStatus::update(const base::ProgressUpdate& progress) {
    // The core speaks English alone.
    const bool understood = shownLocale().language() == QLocale::English;
    activity_->setText(understood ? QString::fromStdString(progress.activity) : title_);
    activity_->setToolTip(QString::fromStdString(progress.activity));
    if (progress.fraction > 0) {
        bar_->setRange(0, 1000);
        bar_->setValue(static_cast<int>(progress.fraction * 1000));
    }
    QStringList numbers;
    if (progress.fraction > 0) numbers << tr("%1 %").arg(progress.fraction * 100, 0, 'f', 0);
    if (progress.rate > 0)
        numbers << tr("%L1 %2").arg(progress.rate, 0, 'f', progress.rate < 10 ? 1 : 0).arg(QString::fromStdString(progress.rateUnit));
    if (progress.secondsLeft >= 0) numbers << tr("%1 left").arg(spokenTime(progress.secondsLeft));
    numbers_->setText(numbers.join("  ·  "));
}

}  // namespace lacuna::ui
