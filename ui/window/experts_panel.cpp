#include "ui/window/experts_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/window/empty_state.h"
#include "ui/window/expert_heatmap.h"
#include "ui/window/figure_table.h"
#include "ui/window/session.h"

namespace lacuna::ui {

ExpertsPanel::ExpertsPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      pages_(new QStackedWidget),
      empty_(new EmptyState("experts")),
      pattern_(new QComboBox),
      class_(new QComboBox),
      note_(new QLabel),
      heatmap_(new ExpertHeatmap),
      table_(new FigureTable("expertTable", tr("Share of tokens and mean gate by block and expert"))) {
    setObjectName("expertsPanel");
    pattern_->setObjectName("expertPattern");
    pattern_->setAccessibleName(tr("Subset of sensors"));
    class_->setObjectName("expertClass");
    class_->setAccessibleName(tr("Mapped class"));
    note_->setObjectName("expertNote");
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);

    auto* choosers = new QFormLayout;
    choosers->setContentsMargins(12, 10, 12, 0);
    choosers->addRow(tr("Sensors"), pattern_);
    choosers->addRow(tr("Class"), class_);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(heatmap_);
    auto* tabs = new QTabWidget;
    tabs->setObjectName("expertTabs");
    tabs->setDocumentMode(true);
    tabs->addTab(scroll, tr("Heatmap"));
    tabs->addTab(table_, tr("Table"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 8);
    column->addLayout(choosers);
    column->addWidget(tabs, 1);
    note_->setContentsMargins(12, 0, 12, 0);
    column->addWidget(note_);
    pages_->addWidget(empty_);
    pages_->addWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);

    connect(table_, &FigureTable::failed, this, &ExpertsPanel::failed);
    connect(pattern_, &QComboBox::activated, this, &ExpertsPanel::showShares);
    connect(class_, &QComboBox::activated, this, &ExpertsPanel::showShares);
    connect(empty_, &EmptyState::triggered, this, &ExpertsPanel::modelRequested);
    for (auto signal : {&Session::activationChanged, &Session::modelChanged, &Session::sceneChanged})
        connect(session_, signal, this, &ExpertsPanel::refresh);
    connect(session_, &Session::switchedOnChanged, this, [this](base::Availability pattern) {
        const int place = pattern_->findData(static_cast<int>(pattern));
        if (place < 0) return;
        pattern_->setCurrentIndex(place);
        showShares();
    });
    refresh();
}

void ExpertsPanel::refresh() {
    const bool there = !session_->recordedPatterns().empty() && session_->model();
    const bool experts =
        session_->model() && engine::expertLayout(session_->model()->checkpoint.adaptation).experts() > 0;
    pages_->setCurrentIndex(there && experts ? 1 : 0);
    if (!session_->canClassify())
        empty_->say(tr("Which experts of the model a map used stands here, once there is a map."), tr("Open a model…"));
    else if (!experts)
        empty_->say(tr("This model has no experts: its method uses none."));
    else
        empty_->say(tr("The experts come with the first finished map."));
    if (!there || !experts) return;
    fillPatterns();
    fillClasses();
    showShares();
}

void ExpertsPanel::fillPatterns() {
    const QSignalBlocker quiet(pattern_);
    pattern_->clear();
    for (const auto pattern : session_->recordedPatterns())
        pattern_->addItem(QString::fromStdString(base::dots(pattern, session_->scene().modalityCount())) + "  " +
                              session_->describe(pattern),
                          static_cast<int>(pattern));
    pattern_->setCurrentIndex(std::max(0, pattern_->findData(static_cast<int>(session_->switchedOn()))));
}

void ExpertsPanel::fillClasses() {
    const QSignalBlocker quiet(class_);
    const int chosen = class_->currentIndex();
    class_->clear();
    class_->addItem(tr("all classes"));
    for (const auto& one : session_->model()->checkpoint.model.classes) class_->addItem(QString::fromStdString(one.name));
    class_->setCurrentIndex(chosen > 0 && chosen < class_->count() ? chosen : 0);
}

void ExpertsPanel::showShares() {
    const auto pattern = static_cast<base::Availability>(pattern_->currentData().toInt());
    const auto* activation = session_->activation(pattern);
    if (!activation) return;
    const int classIndex = class_->currentIndex() - 1;
    const auto& blocks = activation->layout().blocks;
    QStringList experts;
    for (const auto& block : blocks)
        for (const auto& expert : block.experts)
            if (const auto name = QString::fromStdString(expert); !experts.contains(name)) experts << name;
    const auto shares = activation->share(pattern, classIndex);
    QStringList rows;
    std::vector<std::vector<double>> cells;
    std::size_t at = 0;
    for (const auto& block : blocks) {
        rows << tr("block %1").arg(block.block);
        std::vector<double> row(static_cast<std::size_t>(experts.size()), std::numeric_limits<double>::quiet_NaN());
        for (const auto& expert : block.experts)
            row[static_cast<std::size_t>(experts.indexOf(QString::fromStdString(expert)))] = shares[at++];
        cells.push_back(std::move(row));
    }
    heatmap_->setShares(rows, experts, std::move(cells));
    showTable(*activation, pattern, classIndex);
    const auto pixels = activation->pixels(pattern, classIndex);
    note_->setText(pixels > 0 ? tr("Means over %L1 pixels. A sensor's expert is used by every token of a pixel where the sensor is there.").arg(pixels)
                              : tr("No pixel was mapped as this class."));
}

void ExpertsPanel::showTable(const metrics::Activation& activation, base::Availability pattern, int classIndex) {
    const auto shares = activation.share(pattern, classIndex);
    const auto weights = activation.weight(pattern, classIndex);
    table_->setColumns({tr("Block"), tr("Expert"), tr("Tokens %"), tr("Mean gate")});
    table_->setRowCount(static_cast<int>(shares.size()));
    int row = 0;
    for (const auto& block : activation.layout().blocks) {
        for (const auto& expert : block.experts) {
            const auto i = static_cast<std::size_t>(row);
            table_->setCell(row, 0, QString::number(block.block));
            table_->setCell(row, 1, QString::fromStdString(expert));
            table_->setCell(row, 2, QString::number(shares[i] * 100, 'f', 1), true);
            table_->setCell(row, 3, QString::number(weights[i], 'f', 3), true);
            ++row;
        }
    }
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    table_->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

}  // namespace lacuna::ui
