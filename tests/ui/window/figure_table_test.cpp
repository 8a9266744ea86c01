#include "ui/window/figure_table.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QFile>
#include <QFileDialog>

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

TEST_F(FigureTableTest, theSelectionAloneIsCopiedWithTabs) {
    table.selectRow(1);
    EXPECT_EQ(table.text('\t', true).toStdString(), "Class\tOA %\na|b\t\n");
}

}  // namespace
