#include "ui/window/model_list.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"
#include "ui/window/comparison.h"
#include "ui/window/figure_table.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

constexpr int numberRole = Qt::UserRole + 1;
constexpr int rowsAtMost = 4;

}  // namespace

ModelList::ModelList(Session* session, Comparison* comparison, QWidget* parent)
    : QWidget(parent),
      session_(session),
      comparison_(comparison),
      table_(new FigureTable("modelTable", tr("Open models with their accuracy"))),
      foot_(new QWidget),
      rival_(new QComboBox),
      close_(new QToolButton) {
    setObjectName("modelList");
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setItemDelegateForColumn(2, new BarDelegate(table_));
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rival_->setObjectName("modelRival");
    rival_->setAccessibleName(tr("Model to compare with"));
    auto* label = new QLabel(tr("Compare with"));
    label->setBuddy(rival_);
    close_->setObjectName("modelClose");
    close_->setIcon(icon("close"));
    close_->setProperty("role", "flat");

    auto* foot = new QHBoxLayout(foot_);
    foot->setContentsMargins(12, 0, 12, 4);
    foot->addWidget(label);
    foot->addWidget(rival_, 1);
    foot->addStretch();
    foot->addWidget(close_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(table_);
    column->addWidget(foot_);

    connect(table_, &QTableWidget::cellClicked, this, &ModelList::rowClicked);
    connect(table_, &QTableWidget::cellActivated, this, &ModelList::rowClicked);
    connect(table_, &FigureTable::failed, this, &ModelList::failed);
    connect(rival_, &QComboBox::activated, this, [this] { Q_EMIT compareRequested(rival_->currentData().toInt()); });
    connect(close_, &QToolButton::clicked, this, [this] { Q_EMIT closeRequested(session_->shownMap().model); });
    for (auto signal : {&Session::modelChanged, &Session::referenceChanged, &Session::sceneChanged})
        connect(session_, signal, this, &ModelList::refresh);
    for (auto signal : {&Session::switchedOnChanged, &Session::accuracyChanged, &Session::mapRemoved})
        connect(session_, signal, this, &ModelList::refresh);
    connect(comparison_, &Comparison::modeChanged, this, &ModelList::fillRivals);
    refresh();
}

void ModelList::refresh() {
    setVisible(!session_->models().empty());
    fillTable();
    fillRivals();
}

void ModelList::fillTable() {
    const auto models = session_->models();
    table_->setColumns({tr("Model"), tr("File"), tr("OA %")});
    table_->setRowCount(static_cast<int>(models.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const auto& one = *models[static_cast<std::size_t>(row)];
        const QString path = QString::fromStdString(one.model->path);
        auto* title = table_->setCell(row, 0, one.title);
        title->setData(numberRole, one.number);
        table_->setCell(row, 1, QFileInfo(path).fileName());
        const auto* accuracy = session_->accuracy(MapKey{one.number, session_->switchedOn()});
        const double overall = accuracy ? metrics::accuracyOf(accuracy->confusion).overall : -1;
        table_->setCell(row, 2, accuracy ? shownNumber(100 * overall, 1) : QString(QChar(0x2013)), true)
            ->setData(Qt::UserRole, overall);
        for (int column = 0; column < table_->columnCount(); ++column)
            table_->item(row, column)
                ->setToolTip(tr("%1\n%2\nClick shows its map, Shift+click compares with it").arg(one.title, path));
        if (&one == session_->shownModel()) table_->selectRow(row);
    }
    table_->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeaderItem(2)->setToolTip(
        tr("Overall accuracy of the map with the sensors that are on; of maps made so far"));
    auto* header = table_->horizontalHeader();
    header->setSectionResizeMode(1, QHeaderView::Stretch);
    header->setSectionResizeMode(2, QHeaderView::Fixed);
    header->resizeSection(2, 90);
    const int rows = std::min(table_->rowCount(), rowsAtMost);
    table_->setFixedHeight(header->sizeHint().height() + rows * table_->verticalHeader()->defaultSectionSize() + 2);
}

/// What stands below the list appears with the second model.
void ModelList::fillRivals() {
    const QSignalBlocker quiet(rival_);
    rival_->clear();
    rival_->addItem(tr("none"), 0);
    const auto* shown = session_->shownModel();
    for (const auto* model : session_->models())
        if (model != shown) rival_->addItem(model->title, model->number);
    rival_->setCurrentIndex(std::max(0, rival_->findData(comparison_->comparedModel())));
    foot_->setVisible(rival_->count() > 1);
    const QString what = shown ? tr("Close %1").arg(shown->title) : tr("Close the model");
    close_->setToolTip(what);
    close_->setAccessibleName(what);
}

void ModelList::rowClicked(int row) {
    const int number = table_->item(row, 0)->data(numberRole).toInt();
    const bool compares = QGuiApplication::keyboardModifiers() & Qt::ShiftModifier;
    if (compares && number != session_->shownMap().model)
        Q_EMIT compareRequested(number);
    else if (!compares)
        Q_EMIT showRequested(number);
    fillTable();
}

}  // namespace lacuna::ui
