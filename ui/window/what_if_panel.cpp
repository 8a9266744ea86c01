#include "ui/window/what_if_panel.h"

#include <QCheckBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"
#include "ui/window/empty_state.h"
#include "ui/window/figure_table.h"
#include "ui/window/flips.h"
#include "ui/window/session.h"
#include "ui/window/what_if_tables.h"

namespace lacuna::ui {
namespace {

constexpr int patternRole = Qt::UserRole + 1;

}  // namespace

WhatIfPanel::WhatIfPanel(Session* session, Flips* flips, QWidget* parent)
    : QWidget(parent),
      session_(session),
      flips_(flips),
      pages_(new QStackedWidget),
      empty_(new EmptyState("whatIf")),
      note_(new QLabel),
      tabs_(new QTabWidget),
      table_(new FigureTable("whatIfTable", tr("Subsets of sensors with their accuracy"))),
      values_(new FigureTable("sensorValues", tr("What each sensor adds to the overall accuracy"))),
      byClass_(new FigureTable("sensorValuesByClass", tr("What each sensor adds to each class's accuracy"))),
      changes_(new FigureTable("flipTable", tr("Classes that change without the lost sensors, from and to"))),
      onMap_(new QCheckBox(tr("Show on the map"))),
      save_(new QToolButton),
      again_(new QPushButton(tr("Run again"))) {
    setObjectName("whatIfPanel");
    pages_->addWidget(empty_);
    pages_->addWidget(makeContent());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);

    connect(table_, &QTableWidget::cellClicked, this, &WhatIfPanel::rowClicked);
    connect(table_, &QTableWidget::cellActivated, this, &WhatIfPanel::rowClicked);
    for (auto* table : {table_, values_, byClass_, changes_}) connect(table, &FigureTable::failed, this, &WhatIfPanel::failed);
    connect(tabs_, &QTabWidget::currentChanged, this, &WhatIfPanel::updateFoot);
    connect(onMap_, &QCheckBox::toggled, flips_, &Flips::setOn);
    connect(flips_, &Flips::changed, this, &WhatIfPanel::updateFoot);
    connect(save_, &QToolButton::clicked, this, &WhatIfPanel::saveRequested);
    connect(again_, &QPushButton::clicked, session_, &Session::runWhatIf);
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (session_->canClassify()) session_->runWhatIf();
        else Q_EMIT modelRequested();
    });
    for (auto signal : {&Session::whatIfChanged, &Session::modelChanged, &Session::sceneChanged})
        connect(session_, signal, this, &WhatIfPanel::refresh);
    connect(session_, &Session::switchedOnChanged, this, [this] {
        markShown();
        showFlips();
    });
    refresh();
}

QWidget* WhatIfPanel::makeContent() {
    tabs_->setObjectName("whatIfTabs");
    tabs_->setDocumentMode(true);
    tabs_->addTab(table_, tr("Subsets"));
    tabs_->addTab(values_, tr("Sensor value"));
    tabs_->addTab(byClass_, tr("By class"));
    tabs_->addTab(changes_, tr("Flips"));
    tabs_->setTabToolTip(tabs_->indexOf(changes_), tr("What changes on the map when sensors are lost"));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setItemDelegateForColumn(2, new BarDelegate(table_));
    values_->setItemDelegateForColumn(1, new BarDelegate(values_));
    // The share stands behind the area, where that is known.
    for (const int column : {3, 4}) changes_->setItemDelegateForColumn(column, new BarDelegate(changes_));
    note_->setObjectName("whatIfNote");
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    onMap_->setObjectName("flipsOnMap");
    onMap_->setAccessibleName(tr("Show on the map what changes without the lost sensors"));
    save_->setObjectName("whatIfSave");
    save_->setAccessibleName(tr("Save the study's tables"));
    save_->setToolTip(tr("Save all tables of the study into a folder"));
    save_->setIcon(icon("save"));
    save_->setProperty("role", "flat");
    again_->setObjectName("whatIfAgain");
    again_->setAccessibleName(tr("Run the what-if study again"));
    again_->setProperty("role", "quiet");

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 8);
    column->addWidget(tabs_, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    foot->addWidget(note_, 1);
    for (auto* control : std::initializer_list<QWidget*>{onMap_, save_, again_}) foot->addWidget(control, 0, Qt::AlignVCenter);
    column->addLayout(foot);
    return content;
}

void WhatIfPanel::refresh() {
    again_->setEnabled(!session_->isStudying());
    const bool there = session_->whatIf().has_value();
    pages_->setCurrentIndex(there ? 1 : 0);
    if (there) return fill();
    if (!session_->canClassify())
        empty_->say(tr("What the map would be with each subset of the sensors stands here, once there is a model."),
                    tr("Open a model…"));
    else if (session_->isStudying())
        empty_->say(tr("Every subset of the sensors is being classified; the status bar shows how far it is."));
    else
        empty_->say(tr("Find out what each sensor is worth: classify the scene with every subset of them."),
                    tr("Run the study"));
}

void WhatIfPanel::fill() {
    const auto& study = *session_->whatIf();
    fillSubsets();
    for (auto* table : {values_, byClass_}) tabs_->setTabVisible(tabs_->indexOf(table), study.sensorValues.has_value());
    if (study.sensorValues) {
        fillSensorValues(*values_, study);
        fillClassValues(*byClass_, study);
    }
    const bool flips = std::any_of(study.subsets.begin(), study.subsets.end(), [](const auto& subset) { return !subset.flipFile.empty(); });
    tabs_->setTabVisible(tabs_->indexOf(changes_), flips);
    showFlips();
    markShown();
}

void WhatIfPanel::fillSubsets() {
    const auto& study = *session_->whatIf();
    const int sensors = static_cast<int>(study.modalityNames.size());
    const bool judged = !study.subsets.empty() && study.subsets.front().confusion.has_value();
    table_->setColumns(judged ? QStringList{tr("Sensors"), tr("Subset"), tr("OA %"), tr("Difference"), tr("κ")}
                              : QStringList{tr("Sensors"), tr("Subset"), tr("Changed cells")});
    table_->setRowCount(static_cast<int>(study.subsets.size()));
    const double complete = judged ? metrics::accuracyOf(*study.subsets.front().confusion).overall : 0;
    for (int row = 0; row < table_->rowCount(); ++row) {
        const auto& subset = study.subsets[static_cast<std::size_t>(row)];
        auto* dots = table_->setCell(row, 0, QString::fromStdString(base::dots(subset.pattern, sensors)));
        dots->setData(patternRole, static_cast<int>(subset.pattern));
        table_->setCell(row, 1, session_->describe(subset.pattern))
            ->setToolTip(tr("%L1 cells differ from the complete map").arg(subset.changedCells));
        if (!subset.confusion) {
            table_->setCell(row, 2, QString("%L1").arg(subset.changedCells), true);
            continue;
        }
        const auto accuracy = metrics::accuracyOf(*subset.confusion);
        table_->setCell(row, 2, shownNumber(100 * accuracy.overall, 1), true)->setData(Qt::UserRole, accuracy.overall);
        const double difference = accuracy.overall - complete;
        table_->horizontalHeaderItem(3)->setToolTip(tr("Difference of OA to the complete map, in percentage points"));
        auto* cell = table_->setCell(row, 3, row == 0 ? QString() : signedPoints(difference), true);
        if (row > 0 && std::abs(difference) >= 0.0005)
            cell->setForeground(difference < 0 ? themeColors().loss : themeColors().gain);
        table_->setCell(row, 4, shownNumber(accuracy.kappa, 3), true);
    }
    table_->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* header = table_->horizontalHeader();
    header->setSectionResizeMode(1, QHeaderView::Stretch);
    header->setSectionResizeMode(2, QHeaderView::Fixed);
    header->resizeSection(2, 110);
}

void WhatIfPanel::showFlips() {
    const auto* subset = flips_->subset();
    if (subset) {
        fillFlips(*changes_, *session_->whatIf(), *subset);
    } else {
        changes_->setRowCount(0);
        changes_->setColumnCount(0);
    }
    updateFoot();
}

void WhatIfPanel::updateFoot() {
    if (!session_->whatIf()) return;
    onMap_->setVisible(tabs_->currentWidget() == changes_ && flips_->subset());
    onMap_->setChecked(flips_->isOn());
    note_->setText(noteText());
}

/// What the table that is shown says, in a line.
QString WhatIfPanel::noteText() const {
    const auto& study = *session_->whatIf();
    const auto percent = [](double share) { return shownNumber(100 * share, 1); };
    if (tabs_->currentWidget() == changes_) {
        const auto* subset = flips_->subset();
        if (!subset) return tr("Choose a subset, or lose a sensor, to see which classes change into which.");
        QString text = tr("%1: %L2 cells change").arg(session_->describe(subset->pattern)).arg(subset->changedCells);
        if (study.cellArea > 0)
            text += tr(", %L1 ha").arg(static_cast<double>(subset->changedCells) * study.cellArea / 10000, 0, 'f', 1);
        return text + ".";
    }
    if (tabs_->currentWidget() != table_ && study.sensorValues) {
        const auto& values = *study.sensorValues;
        const auto& commonest = study.classes[static_cast<std::size_t>(values.commonest)].name;
        return tr("Mean gain over all subsets (Shapley), from %1 % (always “%2”) to %3 %.")
            .arg(percent(values.emptyOverall), QString::fromStdString(commonest), percent(values.completeOverall));
    }
    QStringList order;
    for (const auto& name : study.modalityNames) order << QString::fromStdString(name);
    return tr("Dots: %1. Click shows the map, Shift+click compares with it.").arg(order.join(", "));
}

void WhatIfPanel::markShown() {
    for (int row = 0; row < table_->rowCount(); ++row)
        if (table_->item(row, 0)->data(patternRole).toInt() == session_->switchedOn()) table_->selectRow(row);
}

void WhatIfPanel::rowClicked(int row) {
    const auto pattern = static_cast<base::Availability>(table_->item(row, 0)->data(patternRole).toInt());
    if (QGuiApplication::keyboardModifiers() & Qt::ShiftModifier) {
        Q_EMIT compareRequested(pattern);
        markShown();
    } else {
        Q_EMIT showRequested(pattern);
    }
}

}  // namespace lacuna::ui
