#include "ui/window/jobs_panel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/flow_layout.h"
#include "ui/theme/icons.h"
#include "ui/window/empty_state.h"
#include "ui/window/figure_table.h"
#include "ui/window/job_status.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

enum Column { Title, State, Share, Speed, Time };
constexpr int tickMs = 500;

QToolButton* makeButton(const char* name, const QString& text) {
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setProperty("role", "quiet");
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

QString endWord(const JobEnd& end) {
    if (!end.error) return JobsPanel::tr("done");
    return end.error->code == base::ErrorCode::Cancelled ? JobsPanel::tr("cancelled") : JobsPanel::tr("failed");
}

}  // namespace

JobsPanel::JobsPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      lanes_{&session->mapJobs(), &session->studies(), &session->files()},
      log_(new JobLog(this)),
      pages_(new QStackedWidget),
      empty_(new EmptyState("jobs")),
      table_(new FigureTable("jobsTable", tr("Jobs that run, wait and have ended"))),
      pause_(makeButton("jobPause", tr("Pause"))),
      cancel_(makeButton("jobCancel", tr("Cancel"))),
      earlier_(makeButton("jobEarlier", tr("Earlier"))),
      later_(makeButton("jobLater", tr("Later"))),
      text_(new QPlainTextEdit),
      copy_(new QPushButton(tr("Copy command line"))),
      clear_(new QPushButton(tr("Clear history"))),
      clock_(new QTimer(this)) {
    setObjectName("jobsPanel");
    empty_->say(tr("Classifying, training and studies are listed here while they run and afterwards,\nwith the command line that does the same."));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    text_->setObjectName("jobText");
    text_->setAccessibleName(tr("Parameters and command line of the selected job"));
    text_->setReadOnly(true);
    text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text_->setFrameShape(QFrame::NoFrame);
    auto* detail = new QWidget;
    auto* below = new QVBoxLayout(detail);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(0);
    below->addWidget(makeButtons());
    below->addWidget(text_, 1);
    auto* split = new QSplitter(Qt::Vertical);
    split->setObjectName("jobsSplit");
    split->setChildrenCollapsible(false);
    split->addWidget(table_);
    split->addWidget(detail);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    pages_->addWidget(empty_);
    pages_->addWidget(split);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(pages_);

    for (auto* lane : lanes_) {
        log_->watch(*lane);
        connect(lane, &JobRunner::queueChanged, this, &JobsPanel::refresh);
        connect(lane, &JobRunner::progressed, this, &JobsPanel::refreshRunning);
    }
    connect(log_, &JobLog::changed, this, &JobsPanel::refresh);
    connect(clock_, &QTimer::timeout, this, &JobsPanel::refreshRunning);
    connect(table_, &QTableWidget::itemSelectionChanged, this, &JobsPanel::showSelected);
    connect(table_, &FigureTable::failed, this, &JobsPanel::failed);
    refresh();
}

QWidget* JobsPanel::makeButtons() {
    copy_->setObjectName("jobCopy");
    clear_->setObjectName("jobsClear");
    for (auto* button : {copy_, clear_}) button->setProperty("role", "quiet");
    pause_->setToolTip(tr("The job stops where it is and keeps what it has; those that wait for it wait on"));
    earlier_->setToolTip(tr("Let it run before the one above"));
    later_->setToolTip(tr("Let it run behind the one below"));
    copy_->setToolTip(tr("Copy the command line that does the same as this job"));
    auto* bar = new QWidget;
    auto* line = new FlowLayout(bar);
    line->setContentsMargins(8, 4, 8, 4);
    for (auto* button : {pause_, cancel_, earlier_, later_}) line->addWidget(button);
    line->addWidget(clear_);
    line->addWidget(copy_);
    connect(pause_, &QToolButton::clicked, this, [this] {
        if (const auto row = selected(); row.lane) row.lane->setPaused(!row.lane->isPaused());
    });
    connect(cancel_, &QToolButton::clicked, this, [this] {
        if (const auto row = selected(); row.lane) row.lane->cancel(row.number);
    });
    connect(earlier_, &QToolButton::clicked, this, [this] { move(-1); });
    connect(later_, &QToolButton::clicked, this, [this] { move(+1); });
    connect(copy_, &QPushButton::clicked, this, &JobsPanel::copyCommand);
    connect(clear_, &QPushButton::clicked, log_, &JobLog::clear);
    return bar;
}

JobsPanel::Row JobsPanel::selected() const {
    const auto row = static_cast<std::size_t>(table_->currentRow());
    return table_->currentRow() >= 0 && row < rows_.size() ? rows_[row] : Row{};
}

void JobsPanel::move(int by) {
    if (const auto row = selected(); row.lane) row.lane->moveWaiting(row.number, by);
}

void JobsPanel::refresh() {
    const auto before = selected();
    const QSignalBlocker quiet(table_);
    rows_.clear();
    std::vector<JobView> views;
    for (auto* lane : lanes_)
        for (auto& job : lane->jobs()) {
            rows_.push_back({lane, job.number});
            views.push_back(std::move(job));
        }
    for (const auto& entry : log_->entries()) rows_.push_back({nullptr, entry.id});
    table_->setColumns({tr("Job"), tr("State"), tr("%"), tr("Speed"), tr("Time")});
    table_->setRowCount(static_cast<int>(rows_.size()));
    int row = 0;
    for (const auto& view : views) {
        fillRow(row, rows_[static_cast<std::size_t>(row)].lane, view);
        ++row;
    }
    for (const auto& entry : log_->entries()) fillRow(row++, entry);
    table_->horizontalHeader()->setSectionResizeMode(Title, QHeaderView::Stretch);
    const auto again = std::find(rows_.begin(), rows_.end(), before);
    if (!rows_.empty()) table_->selectRow(again == rows_.end() ? 0 : static_cast<int>(again - rows_.begin()));
    pages_->setCurrentIndex(rows_.empty() ? 0 : 1);
    clear_->setEnabled(!log_->entries().empty());
    if (views.empty()) clock_->stop();
    else clock_->start(tickMs);
    showSelected();
}

/// Only figures change.
void JobsPanel::refreshRunning() {
    int row = 0;
    for (auto* lane : lanes_)
        for (const auto& job : lane->jobs()) {
            if (row >= table_->rowCount()) return;
            fillRow(row++, lane, job);
        }
}

void JobsPanel::fillRow(int row, const JobRunner*, const JobView& job) {
    table_->setCell(row, Title, job.facts.title)->setToolTip(job.facts.title);
    table_->setCell(row, State, job.paused ? tr("paused") : job.running ? tr("running") : tr("waiting"));
    const auto& progress = job.progress;
    table_->setCell(row, Share, job.running && progress.fraction > 0 ? QString::number(100 * progress.fraction, 'f', 0) : QString(), true);
    const bool moves = job.running && !job.paused && progress.rate > 0;
    table_->setCell(row, Speed,
                    moves ? tr("%L1 %2").arg(progress.rate, 0, 'f', progress.rate < 10 ? 1 : 0).arg(QString::fromStdString(progress.rateUnit)) : QString(), true);
    const QString time = !job.running                                ? QString()
                         : !job.paused && progress.secondsLeft >= 0 ? tr("%1 left").arg(spokenTime(progress.secondsLeft))
                                                                     : spokenTime(job.seconds);
    table_->setCell(row, Time, time, true);
}

void JobsPanel::fillRow(int row, const JobLog::Entry& entry) {
    const auto& end = entry.end;
    table_->setCell(row, Title, end.facts.title)->setToolTip(tr("%1, ended %2").arg(end.facts.title, entry.when.toString("HH:mm:ss")));
    auto* state = table_->setCell(row, State, endWord(end));
    state->setToolTip(end.error ? QString::fromStdString(base::describe(*end.error)) : QString());
    table_->setCell(row, Share, {}, true);
    table_->setCell(row, Speed, {}, true);
    table_->setCell(row, Time, end.seconds > 0 ? spokenTime(end.seconds) : QString(), true);
}

const JobFacts* JobsPanel::factsOf(const Row& row) const {
    for (const auto& entry : log_->entries())
        if (!row.lane && entry.id == row.number) return &entry.end.facts;
    return nullptr;
}

void JobsPanel::showSelected() {
    const auto row = selected();
    facts_ = {};
    QString error;
    bool running = false, paused = false;
    if (row.lane) {
        for (auto& job : row.lane->jobs()) {
            if (job.number != row.number) continue;
            facts_ = job.facts;
            running = job.running;
            paused = job.paused;
        }
    } else if (const auto* facts = factsOf(row)) {
        facts_ = *facts;
        for (const auto& entry : log_->entries())
            if (entry.id == row.number && entry.end.error) error = QString::fromStdString(base::describe(*entry.end.error)) + "\n\n";
    }
    pause_->setText(paused ? tr("Resume") : tr("Pause"));
    pause_->setAccessibleName(pause_->text());
    pause_->setEnabled(running);
    cancel_->setEnabled(row.lane != nullptr);
    cancel_->setText(row.lane && !running ? tr("Remove") : tr("Cancel"));
    cancel_->setAccessibleName(cancel_->text());
    earlier_->setEnabled(row.lane && !running);
    later_->setEnabled(row.lane && !running);
    copy_->setEnabled(!facts_.command.empty());
    const QString text = error + describeJob(facts_);
    if (text != text_->toPlainText()) text_->setPlainText(text);
}

void JobsPanel::copyCommand() {
    QGuiApplication::clipboard()->setText(QString::fromStdString(facts_.command));
}

}  // namespace lacuna::ui
