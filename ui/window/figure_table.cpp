#include "ui/window/figure_table.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"

namespace lacuna::ui {

FigureTable::FigureTable(const QString& name, const QString& accessibleName, QWidget* parent) : QTableWidget(parent) {
    setObjectName(name);
    setAccessibleName(accessibleName);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(26);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* copyAction = new QAction(icon("copy"), tr("Copy"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    auto* saveAction = new QAction(icon("save"), tr("Save the table…"), this);
    addActions({copyAction, saveAction});
    setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto follow = [this, copyAction, saveAction] {
        copyAction->setEnabled(rowCount() > 0);
        saveAction->setEnabled(rowCount() > 0);
    };
    connect(model(), &QAbstractItemModel::rowsInserted, this, follow);
    connect(model(), &QAbstractItemModel::rowsRemoved, this, follow);
    connect(model(), &QAbstractItemModel::modelReset, this, follow);
    follow();
    connect(copyAction, &QAction::triggered, this, &FigureTable::copy);
    connect(saveAction, &QAction::triggered, this, &FigureTable::save);
}

void FigureTable::setColumns(const QStringList& titles) {
    setColumnCount(static_cast<int>(titles.size()));
    setHorizontalHeaderLabels(titles);
    for (int column = 0; column < titles.size(); ++column)
        horizontalHeaderItem(column)->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

QTableWidgetItem* FigureTable::setCell(int row, int column, const QString& text, bool figure) {
    auto* cell = new QTableWidgetItem(text);
    cell->setTextAlignment((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    setItem(row, column, cell);
    return cell;
}

void FigureTable::dataChanged(const QModelIndex&, const QModelIndex&, const QList<int>&) {
    // For each cell Qt would ask for its place at once, and the header measure the whole table to tell it.
    if (std::exchange(changesWait_, true)) return;
    QMetaObject::invokeMethod(this, [this] {
        changesWait_ = false;
        if (state() == EditingState) return viewport()->update();  // else Qt would put the cell's text over what is being typed
        if (rowCount() > 0 && columnCount() > 0)
            QTableWidget::dataChanged(model()->index(0, 0), model()->index(rowCount() - 1, columnCount() - 1), {});
    }, Qt::QueuedConnection);
}

QStringList FigureTable::titles() const {
    QStringList all;
    for (int column = 0; column < columnCount(); ++column) all << horizontalHeaderItem(column)->text();
    return all;
}

/// As files have them: numbers are the same in every language.
QStringList FigureTable::cells(int row) const {
    QStringList all;
    for (int column = 0; column < columnCount(); ++column) {
        const auto* cell = item(row, column);
        const bool figure = cell && (cell->textAlignment() & Qt::AlignRight);
        all << (!cell ? QString() : figure ? plainNumber(cell->text()) : cell->text());
    }
    return all;
}

QString FigureTable::text(QChar separator, bool selectionOnly) const {
    const auto line = [separator](QStringList cells) {
        for (auto& cell : cells)
            if (separator == ',' && (cell.contains(',') || cell.contains('"')))
                cell = '"' + cell.replace("\"", "\"\"") + '"';
        return cells.join(separator) + '\n';
    };
    QString all = line(titles());
    for (int row = 0; row < rowCount(); ++row)
        if (!selectionOnly || selectionModel()->isRowSelected(row)) all += line(cells(row));
    return all;
}

QString FigureTable::markdown() const {
    const auto line = [](QStringList cells) { return "| " + cells.replaceInStrings("|", "\\|").join(" | ") + " |\n"; };
    QStringList rule;
    for (int column = 0; column < columnCount(); ++column)
        rule << (horizontalHeaderItem(column)->textAlignment() & Qt::AlignRight ? "---:" : "---");
    QString all = line(titles()) + line(rule);
    for (int row = 0; row < rowCount(); ++row) all += line(cells(row));
    return all;
}

void FigureTable::copy() {
    QApplication::clipboard()->setText(text('\t', selectionModel()->hasSelection()));
}

void FigureTable::save() {
    auto* dialog = new QFileDialog(this, tr("Save the table"), objectName() + ".csv",
                                   tr("Comma-separated values (*.csv);;Markdown (*.md)"));
    dialog->setObjectName("saveTableDialog");
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(false);
    dialog->setDefaultSuffix("csv");
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString& filter) { dialog->setDefaultSuffix(filter.contains("*.md") ? "md" : "csv"); });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSaveFile file(path);
        const bool asMarkdown = QFileInfo(path).suffix().compare("md", Qt::CaseInsensitive) == 0;
        const QByteArray bytes = (asMarkdown ? markdown() : text(',', false)).toUtf8();
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            Q_EMIT failed(tr("save table: %1 cannot be written: %2. Choose another folder.").arg(path, file.errorString()));
    });
    dialog->show();
}

QIcon swatch(const base::Rgb& color) {
    QPixmap pixmap(12, 12);
    pixmap.fill(QColor(color[0], color[1], color[2]));
    return pixmap;
}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    // The selection goes below the bar, the figure above it.
    if (option.state.testFlag(QStyle::State_Selected)) {
        const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
        painter->fillRect(option.rect, option.palette.color(group, QPalette::Highlight));
    }
    const QVariant share = index.data(Qt::UserRole);
    if (share.isValid() && share.toDouble() >= 0) {
        QColor color = themeColors().accent;
        color.setAlpha(isDark() ? 100 : 70);
        const QRectF whole = QRectF(option.rect).adjusted(4, 5, -4, -5);
        QRectF bar = whole;
        bar.setWidth(bar.width() * qBound(0.0, share.toDouble(), 1.0));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawRoundedRect(bar, 2, 2);
        if (const QVariant low = index.data(lowRole), high = index.data(highRole); low.isValid() && high.isValid()) {
            const double from = whole.left() + whole.width() * low.toDouble(), to = whole.left() + whole.width() * high.toDouble();
            const double y = whole.bottom() - 1.5;
            painter->setPen(QPen(themeColors().accent, 1.2));
            painter->drawLine(QPointF(from, y), QPointF(to, y));
            for (const double x : {from, to}) painter->drawLine(QPointF(x, y - 2.5), QPointF(x, y + 1.5));
        }
        painter->restore();
    }
    auto text = option;
    text.state.setFlag(QStyle::State_Selected, false);
    QStyledItemDelegate::paint(painter, text, index);
}

}  // namespace lacuna::ui
