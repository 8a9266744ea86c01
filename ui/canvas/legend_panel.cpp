#include "ui/canvas/legend_panel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace lacuna::ui {
namespace {

constexpr int step = 8;
constexpr int refreshDelay = 50;  // ms: a growing map changes many times a second
constexpr int swatchEdge = 16;
constexpr int valueRole = Qt::UserRole;
enum Column { NameColumn, AreaColumn, ShareColumn, columnCount };

QPixmap swatch(const QColor& color, const QColor& border) {
    QPixmap pixmap(QSize(swatchEdge, swatchEdge) * qGuiApp->devicePixelRatio());
    pixmap.setDevicePixelRatio(qGuiApp->devicePixelRatio());
    pixmap.fill(color);
    QPainter painter(&pixmap);
    painter.setPen(border);
    painter.drawRect(0, 0, swatchEdge - 1, swatchEdge - 1);
    return pixmap;
}

}  // namespace

LegendPanel::LegendPanel(LayerModel* model, QWidget* parent) : QWidget(parent), model_(model) {
    title_ = new QLabel(this);
    title_->setContentsMargins(step, step, step, step);
    title_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    makeTable();
    empty_ = new QLabel(tr("The classes of the topmost visible map are listed here."), this);
    empty_->setWordWrap(true);
    empty_->setContentsMargins(step, step, step, step);
    empty_->setAlignment(Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title_);
    layout->addWidget(table_, 1);
    layout->addWidget(empty_, 1);
    connect(model_, &LayerModel::layerAdded, this, &LegendPanel::scheduleRefresh);
    connect(model_, &LayerModel::layerChanged, this, &LegendPanel::scheduleRefresh);
    connect(model_, &LayerModel::orderChanged, this, &LegendPanel::scheduleRefresh);
    connect(model_, &LayerModel::layerAboutToBeTaken, this, [this](const Layer* layer) {
        if (layer == pinned_) pinned_ = nullptr;
        scheduleRefresh();
    });
    refresh();
}

void LegendPanel::makeTable() {
    table_ = new QTableWidget(0, columnCount, this);
    table_->setAccessibleName(tr("Legend"));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    // Both ends of "Woods → Grass-pasture" say something.
    table_->setWordWrap(false);
    table_->setTextElideMode(Qt::ElideMiddle);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(3 * step);
    table_->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(AreaColumn, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(ShareColumn, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setHighlightSections(false);
    connect(table_, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem* item) {
        Layer* shown = layer();
        if (filling_ || shown == nullptr || item->column() != NameColumn) return;
        const bool shows = item->checkState() == Qt::Checked;
        const int value = item->data(valueRole).toInt();
        model_->edit((shows ? tr("show %1") : tr("hide %1")).arg(item->text()), [&] { shown->setValueVisible(value, shows); });
    });
    auto* copy = new QAction(tr("Copy"), table_);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &LegendPanel::copy);
    table_->addAction(copy);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void LegendPanel::setLayer(Layer* layer) {
    pinned_ = layer;
    refresh();
}

Layer* LegendPanel::layer() const {
    if (pinned_) return pinned_;
    const QList<Layer*> maps = model_->layers(LayerGroup::Maps);
    const auto top = std::find_if(maps.begin(), maps.end(), [](const Layer* map) { return map->isVisible(); });
    return top == maps.end() ? nullptr : *top;
}

void LegendPanel::scheduleRefresh() {
    if (scheduled_) return;
    scheduled_ = true;
    QTimer::singleShot(refreshDelay, this, &LegendPanel::refresh);
}

void LegendPanel::refresh() {
    scheduled_ = false;
    const Layer* shown = layer();
    const QList<LegendEntry> entries = shown == nullptr ? QList<LegendEntry>() : shown->legend();
    title_->setText(shown == nullptr ? QString() : shown->title());
    title_->setVisible(!entries.isEmpty());
    table_->setVisible(!entries.isEmpty());
    empty_->setVisible(entries.isEmpty());
    fill(entries);
}

void LegendPanel::fill(const QList<LegendEntry>& entries) {
    filling_ = true;
    quint64 cells = 0;
    bool counted = false;
    bool measured = false;
    for (const LegendEntry& entry : entries) {
        cells += entry.cells;
        counted = counted || entry.value >= 0;
        measured = measured || entry.hectares > 0;
    }
    table_->setHorizontalHeaderLabels({tr("Class"), measured ? tr("ha") : tr("cells"), tr("%")});
    table_->horizontalHeaderItem(NameColumn)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int column : {AreaColumn, ShareColumn})
        table_->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table_->horizontalHeader()->setVisible(counted);
    table_->setColumnHidden(AreaColumn, !counted);
    table_->setColumnHidden(ShareColumn, !counted);
    table_->setRowCount(static_cast<int>(entries.size()));
    for (int row = 0; row < entries.size(); ++row) {
        const LegendEntry& entry = entries[row];
        fillName(row, entry);
        const double share = cells > 0 ? 100.0 * static_cast<double>(entry.cells) / static_cast<double>(cells) : 0;
        fillNumber(row, AreaColumn,
                   measured ? locale().toString(entry.hectares, 'f', 1) : locale().toString(entry.cells));
        fillNumber(row, ShareColumn, locale().toString(share, 'f', 1));
    }
    filling_ = false;
}

void LegendPanel::fillName(int row, const LegendEntry& entry) {
    QTableWidgetItem* item = table_->item(row, NameColumn);
    // A check box can't be taken from an item again.
    const bool checkable = entry.value >= 0;
    if (item == nullptr || checkable != item->data(Qt::CheckStateRole).isValid()) {
        item = new QTableWidgetItem;
        table_->setItem(row, NameColumn, item);
    }
    item->setText(entry.name);
    item->setToolTip(entry.name);
    item->setData(valueRole, entry.value);
    item->setIcon(swatch(entry.color, palette().color(QPalette::Mid)));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | (checkable ? Qt::ItemIsUserCheckable : Qt::NoItemFlags));
    if (checkable) item->setCheckState(entry.visible ? Qt::Checked : Qt::Unchecked);
}

void LegendPanel::fillNumber(int row, int column, const QString& text) {
    QTableWidgetItem* item = table_->item(row, column);
    if (item == nullptr) {
        item = new QTableWidgetItem;
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        table_->setItem(row, column, item);
    }
    item->setText(text);
}

void LegendPanel::copy() {
    QStringList lines;
    QList<int> columns;
    for (int column = 0; column < columnCount; ++column) {
        if (!table_->isColumnHidden(column)) columns.append(column);
    }
    const auto addLine = [&](auto&& textOf) {
        QStringList cells;
        for (const int column : columns) cells.append(textOf(column));
        lines.append(cells.join(QLatin1Char('\t')));
    };
    addLine([&](int column) { return table_->horizontalHeaderItem(column)->text(); });
    for (int row = 0; row < table_->rowCount(); ++row)
        addLine([&](int column) { return table_->item(row, column)->text(); });
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace lacuna::ui
