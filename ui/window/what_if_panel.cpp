#include "ui/window/what_if_panel.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/window/empty_state.h"
#include "ui/window/figure_table.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr int patternRole = Qt::UserRole + 1;

QString signedNumber(double value) {
    if (std::abs(value) < 0.05) return "0.0";
    return (value < 0 ? QString(QChar(0x2212)) : QString("+")) + QString::number(std::abs(value), 'f', 1);
}

}  // namespace

WhatIfPanel::WhatIfPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      pages_(new QStackedWidget),
      empty_(new EmptyState("whatIf")),
      note_(new QLabel),
      table_(new FigureTable("whatIfTable", tr("Subsets of sensors with their accuracy"))),
      again_(new QPushButton(tr("Run again"))) {
    setObjectName("whatIfPanel");
    note_->setObjectName("whatIfNote");
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    again_->setObjectName("whatIfAgain");
    again_->setAccessibleName(tr("Run the what-if study again"));
    again_->setProperty("role", "quiet");
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setItemDelegateForColumn(2, new BarDelegate(table_));

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 8);
    column->addWidget(table_, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    foot->addWidget(note_, 1);
    foot->addWidget(again_, 0, Qt::AlignBottom);
    column->addLayout(foot);
    pages_->addWidget(empty_);
    pages_->addWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);

    connect(table_, &QTableWidget::cellClicked, this, &WhatIfPanel::rowClicked);
    connect(table_, &QTableWidget::cellActivated, this, &WhatIfPanel::rowClicked);
    connect(table_, &FigureTable::failed, this, &WhatIfPanel::failed);
    connect(again_, &QPushButton::clicked, session_, &Session::runWhatIf);
    connect(empty_, &EmptyState::triggered, this, [this] {
        if (session_->canClassify()) session_->runWhatIf();
        else Q_EMIT modelRequested();
    });
    for (auto signal : {&Session::whatIfChanged, &Session::modelChanged, &Session::sceneChanged})
        connect(session_, signal, this, &WhatIfPanel::refresh);
    connect(session_, &Session::switchedOnChanged, this, &WhatIfPanel::markShown);
    refresh();
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
        table_->setCell(row, 1, QString::fromStdString(subset.title))
            ->setToolTip(tr("%L1 cells differ from the complete map").arg(subset.changedCells));
        if (!subset.confusion) {
            table_->setCell(row, 2, QString("%L1").arg(subset.changedCells), true);
            continue;
        }
        const auto accuracy = metrics::accuracyOf(*subset.confusion);
        table_->setCell(row, 2, QString::number(100 * accuracy.overall, 'f', 1), true)->setData(Qt::UserRole, accuracy.overall);
        const double difference = 100 * (accuracy.overall - complete);
        table_->horizontalHeaderItem(3)->setToolTip(tr("Difference of OA to the complete map, in percentage points"));
        auto* cell = table_->setCell(row, 3, row == 0 ? QString() : signedNumber(difference), true);
        if (row > 0 && std::abs(difference) >= 0.05)
            cell->setForeground(difference < 0 ? themeColors().loss : themeColors().gain);
        table_->setCell(row, 4, QString::number(accuracy.kappa, 'f', 3), true);
    }
    table_->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* header = table_->horizontalHeader();
    header->setSectionResizeMode(1, QHeaderView::Stretch);
    header->setSectionResizeMode(2, QHeaderView::Fixed);
    header->resizeSection(2, 110);
    QStringList order;
    for (const auto& name : study.modalityNames) order << QString::fromStdString(name);
    note_->setText(tr("Dots: %1. Click shows the map, Shift+click compares with it.").arg(order.join(", ")));
    markShown();
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
