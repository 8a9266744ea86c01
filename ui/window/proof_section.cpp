#include "ui/window/proof_section.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/window/session.h"

namespace lacuna::ui {

ProofSection::ProofSection(Session* session, std::function<raster::Window()> view, QWidget* parent)
    : QWidget(parent),
      session_(session),
      view_(std::move(view)),
      hint_(new QLabel),
      buttons_(new QHBoxLayout),
      viewOnly_(new QCheckBox(tr("In view only"))),
      running_(new QWidget),
      bar_(new QProgressBar),
      cancel_(new QPushButton(tr("Cancel"))),
      verdict_(new QLabel),
      hash_(new QLabel),
      copy_(new QToolButton) {
    setObjectName("proofSection");
    auto* heading = new QLabel(tr("Proof: lost means without influence"));
    heading->setProperty("role", "heading");
    heading->setToolTip(tr("The map is made twice without the sensor: with its raster, and with random numbers in its place."));
    hint_->setObjectName("proofHint");
    hint_->setProperty("role", "muted");
    hint_->setWordWrap(true);
    viewOnly_->setObjectName("proofViewOnly");
    viewOnly_->setAccessibleName(tr("Prove it for what is in view only"));
    viewOnly_->setToolTip(tr("Otherwise for the whole scene, which takes as long as two maps"));
    viewOnly_->setChecked(true);
    bar_->setObjectName("proofProgress");
    bar_->setAccessibleName(tr("Progress of the proof"));
    bar_->setTextVisible(false);
    cancel_->setObjectName("proofCancel");
    cancel_->setAccessibleName(tr("Cancel the proof"));
    cancel_->setProperty("role", "quiet");
    verdict_->setObjectName("proofVerdict");
    verdict_->setWordWrap(true);
    hash_->setObjectName("proofHash");
    hash_->setProperty("role", "muted");
    copy_->setObjectName("proofCopy");
    copy_->setAccessibleName(tr("Copy the proof as text"));
    copy_->setToolTip(tr("Copy the result with both SHA-256 sums"));
    copy_->setIcon(icon("copy"));
    copy_->setProperty("role", "flat");

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    column->addWidget(heading);
    column->addWidget(hint_);
    buttons_->setSpacing(8);
    column->addLayout(buttons_);
    auto* progress = new QHBoxLayout(running_);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->addWidget(bar_, 1);
    progress->addWidget(cancel_);
    column->addWidget(running_);
    column->addWidget(verdict_);
    auto* sums = new QHBoxLayout;
    sums->addWidget(hash_, 1);
    sums->addWidget(copy_);
    column->addLayout(sums);

    connect(cancel_, &QPushButton::clicked, this, [this] {
        cancel_->setEnabled(false);
        session_->studies().cancel(job_);
    });
    connect(copy_, &QToolButton::clicked, this, [this] {
        if (result_) QGuiApplication::clipboard()->setText(QString::fromStdString(jobs::proofText(*result_)));
    });
    connect(&session_->studies(), &JobRunner::progressed, this, [this](const base::ProgressUpdate& done) {
        if (job_ == 0 || session_->studies().title() != title_ || done.fraction <= 0) return;
        bar_->setRange(0, 1000);
        bar_->setValue(static_cast<int>(done.fraction * 1000));
    });
    for (auto signal : {&Session::modelChanged, &Session::sceneChanged}) connect(session_, signal, this, &ProofSection::forget);
    connect(session_, &Session::switchedOnChanged, this, &ProofSection::arrangeButtons);
    forget();
}

void ProofSection::forget() {
    ++round_;
    if (job_ != 0) session_->studies().cancel(job_);
    job_ = 0;
    result_.reset();
    arrangeButtons();
}

/// One for each sensor that has a file and is switched off.
void ProofSection::arrangeButtons() {
    while (auto* item = buttons_->takeAt(0)) {
        if (auto* widget = item->widget(); widget && widget != viewOnly_) widget->deleteLater();
        delete item;
    }
    const QStringList names = session_->sensorNames();
    bool any = false;
    for (int sensor = 0; sensor < names.size() && session_->canClassify(); ++sensor) {
        if (!base::isPresent(session_->complete(), sensor) || base::isPresent(session_->switchedOn(), sensor)) continue;
        auto* button = new QPushButton(tr("Without %1").arg(names[sensor]));
        button->setObjectName("proofButton" + QString::number(sensor));
        button->setAccessibleName(tr("Prove that %1 has no influence when it is lost").arg(names[sensor]));
        button->setToolTip(button->accessibleName());
        button->setProperty("role", "quiet");
        connect(button, &QPushButton::clicked, this, [this, sensor] { prove(sensor); });
        buttons_->addWidget(button);
        any = true;
    }
    buttons_->addWidget(viewOnly_);
    buttons_->addStretch(1);
    viewOnly_->setVisible(any);
    hint_->setText(tr("Lose a sensor: here its raster is then replaced by random numbers, and the map compared bit by bit."));
    hint_->setVisible(!any);
    showState();
}

void ProofSection::prove(int sensor) {
    if (job_ != 0 || !session_->canClassify()) return;
    jobs::ProofOptions options;
    options.classify = session_->classifySettings();
    options.classify.modalities = session_->scene().givenSources();
    options.classify.model = session_->model()->path;
    options.classify.align = session_->scene().align;
    options.classify.lose = {session_->scene().modalities[static_cast<std::size_t>(sensor)].name};
    if (viewOnly_->isChecked()) options.area = view_();
    title_ = tr("Proof without %1").arg(session_->sensorNames().value(sensor));
    result_.reset();
    bar_->setRange(0, 0);
    cancel_->setEnabled(true);
    job_ = session_->studies().start<jobs::ProofResult>(
        title_, [options](std::stop_token stop, base::Progress& progress) { return jobs::ProofJob(options).run(stop, progress); },
        [this, round = ++round_](base::Result<jobs::ProofResult> result) {
            if (round == round_) finished(std::move(result));
        });
    showState();
}

void ProofSection::finished(base::Result<jobs::ProofResult> result) {
    job_ = 0;
    if (result) result_ = std::move(*result);
    else if (result.error().code != base::ErrorCode::Cancelled) Q_EMIT session_->failed(result.error());
    showState();
}

QString ProofSection::verdict() const {
    const auto& report = result_->report;
    const QString name = QString::fromStdString(result_->absent.front());
    if (report.holds())
        return tr("✓ Without %1: %L2 pixels compared, 0 differ when its raster is replaced by random numbers.").arg(name).arg(report.compared);
    return tr("✗ Without %1: %L2 of %L3 pixels differ when its raster is replaced by random numbers; the first is column %4, row %5.")
        .arg(name)
        .arg(report.differing)
        .arg(report.compared)
        .arg(report.firstColumn)
        .arg(report.firstRow);
}

void ProofSection::showState() {
    for (auto* button : findChildren<QPushButton*>())
        if (button != cancel_) button->setEnabled(job_ == 0);
    running_->setVisible(job_ != 0);
    for (auto* part : std::initializer_list<QWidget*>{verdict_, hash_, copy_}) part->setVisible(result_.has_value());
    if (!result_) return;
    verdict_->setText(verdict());
    const auto& report = result_->report;
    const auto start = [](const std::string& sum) { return QString::fromStdString(sum.substr(0, 12)) + QChar(0x2026); };
    hash_->setText(report.holds() ? tr("SHA-256 of both maps: %1").arg(start(report.realSha256))
                                  : tr("SHA-256: %1 and %2").arg(start(report.realSha256), start(report.replacedSha256)));
    hash_->setToolTip(QString::fromStdString(report.realSha256 + "\n" + report.replacedSha256));
}

}  // namespace lacuna::ui
