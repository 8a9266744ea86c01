#include "ui/window/figure_table.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QStyledItemDelegate>

#include "support/scratch_folder.h"

namespace {

using namespace lacuna;
using ui::FigureTable;

class FigureTableTest : public testing::Test {
protected:
    FigureTableTest() : table("figures", "Figures") {
        table.setColumns({"Class", "OA %"});
        table.setRowCount(2);
        table.setCell(0, 0, "Corn, \"no till\"");
        table.setCell(0, 1, "71.2", true);
        table.setCell(1, 0, "a|b");
    }
    QString savedAs(const char* name) {
        for (auto* action : table.actions())
            if (action->text().startsWith("Save")) action->trigger();
        auto* dialog = table.findChild<QFileDialog*>("saveTableDialog");
        const auto path = QString::fromStdString(folder.file(name));
        Q_EMIT dialog->fileSelected(path);
        delete dialog;
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return QString::fromUtf8(file.readAll());
    }
    support::ScratchFolder folder;
    FigureTable table;
};

TEST_F(FigureTableTest, isSavedAsCommaSeparatedValues) {
    EXPECT_EQ(savedAs("table.csv").toStdString(), "Class,OA %\n\"Corn, \"\"no till\"\"\",71.2\na|b,\n");
}

TEST_F(FigureTableTest, isSavedAsMarkdownWithFiguresOnTheRight) {
    EXPECT_EQ(savedAs("table.md").toStdString(), "| Class | OA % |\n| --- | ---: |\n| Corn, \"no till\" | 71.2 |\n| a\\|b |  |\n");
}

TEST_F(FigureTableTest, anEmptyTableOffersNeitherToCopyNorToSave) {
    for (const auto* action : table.actions()) EXPECT_TRUE(action->isEnabled()) << action->text().toStdString();
    table.setRowCount(0);
    for (const auto* action : table.actions()) EXPECT_FALSE(action->isEnabled()) << action->text().toStdString();
    table.setRowCount(1);
    for (const auto* action : table.actions()) EXPECT_TRUE(action->isEnabled()) << action->text().toStdString();
}

/// Counts how often a cell is measured.
class Measuring : public QStyledItemDelegate {
public:
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        ++measured;
        return QStyledItemDelegate::sizeHint(option, index);
    }
    mutable int measured = 0;
};

TEST_F(FigureTableTest, fillingALargeTableMeasuresEachCellAFewTimesAtMost) {
    constexpr int side = 20;
    Measuring measuring;
    QStringList titles;
    for (int i = 0; i < side; ++i) titles << QString::number(i);
    table.setColumns(titles);
    table.setRowCount(side);
    table.setItemDelegate(&measuring);
    table.show();
    QCoreApplication::processEvents();
    measuring.measured = 0;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            auto* cell = table.setCell(row, column, QString::number(row * column), true);
            cell->setData(Qt::UserRole, 0.5);
            cell->setToolTip("share");
        }
    QCoreApplication::processEvents();
    EXPECT_GE(measuring.measured, side * side);
    EXPECT_LE(measuring.measured, 6 * side * side);
    EXPECT_EQ(table.item(3, 4)->text(), "12");
}

TEST_F(FigureTableTest, theSelectionAloneIsCopiedWithTabs) {
    table.selectRow(1);
    EXPECT_EQ(table.text('\t', true).toStdString(), "Class\tOA %\na|b\t\n");
}

}  // namespace
