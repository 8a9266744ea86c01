#include "ui/studies/certainty_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/canvas/class_map_layer.h"
#include "ui/figures/coverage_figure.h"
#include "ui/studies/certainty_study.h"
#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"
#include "ui/window/empty_state.h"
#include "ui/window/figure_table.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

using By = jobs::ThresholdGoal::By;

constexpr int patternRole = Qt::UserRole + 1;
constexpr int stepsOfAPercent = 2;

QString percent(double share) { return std::isfinite(share) ? shownNumber(100 * share, 1) : QString(QChar(0x2013)); }

}  // namespace

CertaintyPanel::CertaintyPanel(Session* session, CertaintyStudy* study, QWidget* parent)
    : QWidget(parent),
      session_(session),
      study_(study),
      pages_(new QStackedWidget),
      empty_(new EmptyState("certainty")),
      on_(new QCheckBox(tr("Call unsure pixels uncertain"))),
      by_(new QComboBox),
      slider_(new QSlider(Qt::Horizontal)),
      value_(new QDoubleSpinBox),
      table_(new FigureTable("certaintyTable", tr("Subsets of sensors with what is certain of their maps"))),
      figure_(new CoverageFigure("certaintyFigure", tr("Accuracy of the certain pixels against their share"))),
      share_(new QLabel),
      note_(new QLabel),
      savePicture_(new QToolButton),
      running_(new QWidget),
      progress_(new QProgressBar),
      cancel_(new QPushButton(tr("Cancel"))) {
    setObjectName("certaintyPanel");
    auto* line = new QHBoxLayout(running_);
    line->setContentsMargins(12, 4, 12, 4);
    line->addWidget(progress_, 1);
    line->addWidget(cancel_);
    progress_->setObjectName("certaintyProgress");
    progress_->setAccessibleName(tr("Progress of the calibration"));
    progress_->setTextVisible(false);
    cancel_->setObjectName("certaintyCancel");
    cancel_->setAccessibleName(tr("Cancel the calibration"));
    cancel_->setProperty("role", "quiet");
    pages_->addWidget(empty_);
    pages_->addWidget(makeContent());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 8);
    all->setSpacing(4);
    all->addWidget(pages_, 1);
    all->addWidget(running_);
    connectControls();
    refresh();
}

QLayout* CertaintyPanel::makeGoal() {
    on_->setObjectName("certaintyOn");
    by_->setObjectName("certaintyBy");
    by_->setAccessibleName(tr("What is asked of the certain pixels"));
    by_->addItem(tr("Right at least"));
    by_->addItem(tr("Share of the map"));
    by_->addItem(tr("Confidence at least"));
    by_->setItemData(0, tr("The certain pixels shall reach this accuracy"), Qt::ToolTipRole);
    by_->setItemData(1, tr("So much of each subset's pixels shall be certain, the surest of them"), Qt::ToolTipRole);
    by_->setItemData(2, tr("The certain pixels shall have this calibrated confidence"), Qt::ToolTipRole);
    slider_->setObjectName("certaintySlider");
    slider_->setAccessibleName(tr("What the certain pixels shall reach, in per cent"));
    slider_->setRange(0, 100 * stepsOfAPercent);
    slider_->setPageStep(5 * stepsOfAPercent);
    value_->setObjectName("certaintyValue");
    value_->setAccessibleName(slider_->accessibleName());
    value_->setRange(0, 100);
    value_->setDecimals(1);
    value_->setSingleStep(0.5);
    value_->setSuffix(tr(" %"));
    value_->setKeyboardTracking(false);
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(12, 8, 12, 0);
    rows->setSpacing(6);
    rows->addWidget(on_);
    auto* row = new QHBoxLayout;
    row->addWidget(by_);
    row->addWidget(slider_, 1);
    row->addWidget(value_);
    rows->addLayout(row);
    return rows;
}

QWidget* CertaintyPanel::makeContent() {
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setMinimumHeight(96);
    share_->setObjectName("certaintyShare");
    share_->setContentsMargins(12, 0, 12, 0);
    share_->setWordWrap(true);
    note_->setObjectName("certaintyNote");
    note_->setProperty("role", "muted");
    note_->setContentsMargins(12, 0, 0, 0);
    note_->setWordWrap(true);
    savePicture_->setObjectName("certaintySavePicture");
    savePicture_->setAccessibleName(tr("Save the curves as PNG, SVG or CSV"));
    savePicture_->setToolTip(savePicture_->accessibleName());
    savePicture_->setIcon(icon("export"));
    savePicture_->setProperty("role", "flat");
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, 12, 0);
    foot->addWidget(note_, 1);
    foot->addWidget(savePicture_);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(makeGoal());
    column->addWidget(share_);
    column->addWidget(table_, 2);
    column->addWidget(figure_, 3);
    column->addLayout(foot);
    return content;
}

void CertaintyPanel::connectControls() {
    connect(study_, &CertaintyStudy::changed, this, &CertaintyPanel::refresh);
    connect(study_, &CertaintyStudy::noticed, this, &CertaintyPanel::noticed);
    connect(study_, &CertaintyStudy::progressed, this, [this](double fraction) {
        if (fraction <= 0) return;
        progress_->setRange(0, 1000);
        progress_->setValue(static_cast<int>(fraction * 1000));
    });
    connect(session_, &Session::switchedOnChanged, this, &CertaintyPanel::refresh);
    for (auto signal : {&Session::mapStarted, &Session::mapReady, &Session::mapRemoved}) connect(session_, signal, this, &CertaintyPanel::followLayer);
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (!session_->canClassify()) return Q_EMIT modelRequested();
        if (!study_->isPossible()) return Q_EMIT referenceRequested();
        auto settings = study_->settings();
        settings.on = true;
        if (study_->hasFailed() && study_->settings().on) study_->run();
        study_->change(settings);
    });
    connect(on_, &QCheckBox::clicked, this, [this](bool on) {
        auto settings = study_->settings();
        settings.on = on;
        study_->change(settings);
    });
    connect(by_, &QComboBox::activated, this, [this](int by) {
        auto settings = study_->settings();
        settings.goal.by = static_cast<By>(by);
        study_->change(settings);
    });
    connect(slider_, &QSlider::valueChanged, this, [this](int steps) { setGoal(steps / (100.0 * stepsOfAPercent)); });
    connect(value_, &QDoubleSpinBox::valueChanged, this, [this](double percents) { setGoal(percents / 100); });
    connect(slider_, &QSlider::sliderPressed, this, [this] { ++interaction_; });
    connect(slider_, &QSlider::sliderReleased, this, [this] { ++interaction_; });
    connect(cancel_, &QPushButton::clicked, this, [this] {
        cancel_->setEnabled(false);
        study_->cancel();
    });
    const auto showRow = [this](int row) { Q_EMIT showRequested(static_cast<base::Availability>(table_->item(row, 0)->data(patternRole).toInt())); };
    connect(table_, &QTableWidget::cellClicked, this, showRow);
    connect(table_, &QTableWidget::cellActivated, this, showRow);
    connect(table_, &FigureTable::failed, this, &CertaintyPanel::failed);
    connect(figure_, &Figure::failed, this, &CertaintyPanel::failed);
    connect(figure_, &Figure::saved, this, [this](const QString& path) { Q_EMIT noticed(tr("Saved %1").arg(path)); });
    connect(savePicture_, &QToolButton::clicked, figure_, &Figure::chooseFile);
}

/// Steps of one movement of the slider are one step of undo.
void CertaintyPanel::setGoal(double value) {
    if (showing_) return;
    auto settings = study_->settings();
    settings.goal.value = value;
    study_->change(settings, interaction_);
}

void CertaintyPanel::refresh() {
    const bool there = study_->result() != nullptr;
    pages_->setCurrentIndex(there ? 1 : 0);
    const bool wasRunning = running_->isVisibleTo(this);
    running_->setVisible(study_->isRunning());
    if (study_->isRunning() && !wasRunning) {
        progress_->setRange(0, 0);
        cancel_->setEnabled(true);
    }
    say();
    showGoal();
    if (there) {
        fillTable();
        drawLines();
    }
    followLayer();
}

void CertaintyPanel::say() {
    if (!session_->canClassify())
        empty_->say(tr("Which pixels of a map can be trusted stands here, once there is a model."), tr("Open a model…"));
    else if (!study_->isPossible())
        empty_->say(tr("To say which pixels can be trusted, confidence is compared with a reference that the model was not trained on."), tr("Import a reference…"));
    else if (study_->isRunning())
        empty_->say(tr("The reference's pixels are classified with every subset of the sensors."));
    else
        empty_->say(tr("Show pixels as uncertain where the map is not sure enough, for each subset of the sensors by itself."), tr("Calibrate"));
}

void CertaintyPanel::showGoal() {
    showing_ = true;
    const auto& settings = study_->settings();
    on_->setChecked(settings.on);
    by_->setCurrentIndex(static_cast<int>(settings.goal.by));
    slider_->setValue(static_cast<int>(std::lround(settings.goal.value * 100 * stepsOfAPercent)));
    value_->setValue(100 * settings.goal.value);
    for (auto* control : std::initializer_list<QWidget*>{by_, slider_, value_}) control->setEnabled(settings.on);
    showing_ = false;
}

void CertaintyPanel::fillTable() {
    const auto& result = *study_->result();
    const int sensors = static_cast<int>(result.modalityNames.size());
    table_->setColumns({QString(), tr("Subset"), tr("Below %"), tr("Uncertain %"), tr("Rest OA %"), tr("OA %")});
    table_->setRowCount(static_cast<int>(result.subsets.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const auto& subset = result.subsets[static_cast<std::size_t>(row)];
        table_->setCell(row, 0, QString::fromStdString(base::dots(subset.pattern, sensors)))->setData(patternRole, static_cast<int>(subset.pattern));
        auto* title = table_->setCell(row, 1, QString::fromStdString(subset.title));
        table_->setCell(row, 2, subset.reached ? percent(subset.fitted.threshold) : QString(QChar(0x2013)), true);
        auto* uncertain = table_->setCell(row, 3, percent(1 - subset.judged.share), true);
        uncertain->setData(Qt::UserRole, 1 - subset.judged.share);
        table_->setCell(row, 4, percent(subset.judged.accuracy), true);
        table_->setCell(row, 5, percent(subset.accuracyOfAll), true);
        if (!subset.reached) title->setToolTip(tr("What is asked for is out of reach: every pixel is uncertain"));
    }
    table_->setItemDelegateForColumn(3, new BarDelegate(table_));
    table_->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeaderItem(2)->setToolTip(tr("Confidence below which a pixel is uncertain"));
    table_->horizontalHeaderItem(4)->setToolTip(tr("Overall accuracy of the certain pixels, on reference pixels that nothing was fitted on"));
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    for (int row = 0; row < table_->rowCount(); ++row)
        if (table_->item(row, 0)->data(patternRole).toInt() == session_->switchedOn()) table_->selectRow(row);
    QStringList sentences{tr("Fitted on %L1 reference pixels, judged on %L2 in other blocks.").arg(result.fittedPixels).arg(result.judgedPixels)};
    for (const auto& loss : result.losses) sentences << tr("%1, in all subsets.").arg(QString::fromStdString(loss));
    note_->setText(sentences.join(' '));
}

void CertaintyPanel::drawLines() {
    const auto& result = *study_->result();
    CoverageLines lines;
    if (result.goal.by == By::Accuracy) lines.goal = result.goal.value;
    for (const auto& subset : result.subsets) {
        CoverageLines::Line line;
        line.name = QString::fromStdString(subset.title);
        line.shown = subset.pattern == session_->switchedOn();
        const std::size_t step = std::max<std::size_t>(1, subset.curve.size() / 200);
        for (std::size_t i = 0; i < subset.curve.size(); i += step) line.points.emplace_back(subset.curve[i].share, subset.curve[i].accuracy);
        if (!subset.curve.empty()) line.points.emplace_back(subset.curve.back().share, subset.curve.back().accuracy);
        if (study_->settings().on && subset.judged.certain > 0) line.chosen = {subset.judged.share, subset.judged.accuracy};
        lines.lines.push_back(std::move(line));
    }
    figure_->setLines(std::move(lines));
}

void CertaintyPanel::followLayer() {
    auto* shown = session_->mapLayer(session_->switchedOn());
    if (shown != layer_) {
        if (layer_) disconnect(layer_, nullptr, this, nullptr);
        layer_ = shown;
        if (shown) connect(shown, &Layer::changed, this, &CertaintyPanel::showShare);
    }
    showShare();
}

void CertaintyPanel::showShare() {
    if (!layer_ || !layer_->uncertainty()) return share_->setText(tr("Every pixel of the map shows its class."));
    quint64 cells = 0;
    double hectares = 0;
    const auto uncertain = layer_->uncertainCells();
    for (const auto& entry : layer_->legend()) {
        cells += entry.cells;
        if (entry.value == layer_->uncertainty()->uncertain.value) hectares = entry.hectares;
    }
    QString text = tr("<b>%1 %</b> of the map “%2” is uncertain").arg(percent(cells > 0 ? static_cast<double>(uncertain) / static_cast<double>(cells) : 0.0)).arg(layer_->title().toHtmlEscaped());
    if (hectares > 0) text += tr(", %1 ha").arg(shownNumber(hectares, 1));
    share_->setText(text + ".");
}

}  // namespace lacuna::ui
