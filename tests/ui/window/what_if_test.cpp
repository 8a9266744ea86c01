#include "ui/window/what_if_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QLocale>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "output/map_file.h"
#include "window_test.h"
#include "ui/canvas/map_canvas.h"
#include "ui/window/comparison.h"
#include "ui/window/flips.h"
#include "ui/window/main_window.h"
#include "ui/window/window_actions.h"

namespace {

using namespace lacuna;
using ui::MainWindow;
using ui::Session;
using ui::test::SmallScene;
using ui::test::waitFor;

/// A window in which the study was run.
class WhatIfTest : public ui::test::WindowTest {
protected:
    void runStudy(bool withReference = true) {
        session.openSensors(scene.sources());
        session.openModel(QString::fromStdString(scene.model()));
        if (withReference) session.importReference(QString::fromStdString(scene.reference()));
        ASSERT_TRUE(waitFor([&] { return session.isMapComplete(3) && session.isIdle(); }));
        window.commands()->whatIf->trigger();
        ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    }
    QTableWidget* table(const char* name) const { return window.findChild<QTableWidget*>(name); }
    QTabWidget* tabs() const { return window.findChild<QTabWidget*>("whatIfTabs"); }
    QString note() const { return window.findChild<QLabel*>("whatIfNote")->text(); }
    QCheckBox* onMap() const { return window.findChild<QCheckBox*>("flipsOnMap"); }
    void showTab(const char* name) { tabs()->setCurrentWidget(table(name)); }
    void clickSubset(int row) {
        showTab("whatIfTable");
        auto* subsets = table("whatIfTable");
        QTest::mouseClick(subsets->viewport(), Qt::LeftButton, {}, subsets->visualItemRect(subsets->item(row, 1)).center());
        ASSERT_TRUE(waitFor([&] { return session.isMapComplete(session.switchedOn()) && session.isIdle(); }));
    }
};

double figure(const QTableWidgetItem* cell) {
    return QString(cell->text()).replace(QChar(0x2212), '-').toDouble();
}

TEST_F(WhatIfTest, eachSensorHasItsValueAndTheValuesLeadToTheCompleteMap) {
    runStudy();
    auto* values = table("sensorValues");
    ASSERT_EQ(values->rowCount(), 2);
    const auto& found = *session.whatIf()->sensorValues;
    double sum = 100 * found.emptyOverall;
    for (int row = 0; row < 2; ++row) {
        EXPECT_EQ(values->item(row, 0)->text(), QString::fromStdString(session.whatIf()->modalityNames[static_cast<std::size_t>(row)]));
        EXPECT_NEAR(figure(values->item(row, 1)), 100 * found.sensors[static_cast<std::size_t>(row)].overall, 0.051);
        sum += figure(values->item(row, 1));
    }
    EXPECT_NEAR(sum, 100 * metrics::accuracyOf(session.accuracy(3)->confusion).overall, 0.15);
    showTab("sensorValues");
    EXPECT_TRUE(note().contains("Shapley")) << note().toStdString();
}

TEST_F(WhatIfTest, theTableByClassAddsUpInEveryRow) {
    runStudy();
    auto* byClass = table("sensorValuesByClass");
    ASSERT_EQ(byClass->rowCount(), 1 + static_cast<int>(session.whatIf()->classes.size()));
    ASSERT_EQ(byClass->columnCount(), 5);
    for (int row = 0; row < byClass->rowCount(); ++row)
        EXPECT_NEAR(figure(byClass->item(row, 1)) + figure(byClass->item(row, 2)) + figure(byClass->item(row, 3)),
                    figure(byClass->item(row, 4)), 0.21)
            << row;
}

TEST_F(WhatIfTest, withoutAReferenceThereAreNoValuesButFlips) {
    runStudy(false);
    EXPECT_FALSE(tabs()->isTabVisible(tabs()->indexOf(table("sensorValues"))));
    EXPECT_FALSE(tabs()->isTabVisible(tabs()->indexOf(table("sensorValuesByClass"))));
    EXPECT_TRUE(tabs()->isTabVisible(tabs()->indexOf(table("flipTable"))));
}

TEST_F(WhatIfTest, aChosenSubsetListsWhatChangesIntoWhat) {
    runStudy();
    showTab("flipTable");
    EXPECT_EQ(table("flipTable")->rowCount(), 0);
    EXPECT_FALSE(onMap()->isVisible());
    clickSubset(1);
    showTab("flipTable");
    const auto* subset = window.flips()->subset();
    ASSERT_NE(subset, nullptr);
    ASSERT_GT(subset->changedCells, 0u);
    auto* flips = table("flipTable");
    ASSERT_EQ(flips->rowCount(), static_cast<int>(subset->flips->size()));
    std::uint64_t cells = 0;
    for (int row = 0; row < flips->rowCount(); ++row) cells += QLocale().toULongLong(flips->item(row, 2)->text());
    EXPECT_EQ(cells, subset->changedCells);
    EXPECT_EQ(flips->item(0, 0)->text(), QString::fromStdString((*subset->flips)[0].fromName));
    EXPECT_TRUE(onMap()->isVisible());
}

TEST_F(WhatIfTest, theFlipMapIsTheTopmostLayerAndFollowsTheSwitches) {
    runStudy();
    clickSubset(1);
    showTab("flipTable");
    QTest::mouseClick(onMap(), Qt::LeftButton, {}, QPoint(8, onMap()->height() / 2));
    ASSERT_TRUE(waitFor([&] { return window.flips()->layer() != nullptr; }));
    const auto maps = [&] { return session.layers()->layers(ui::LayerGroup::Maps); };
    EXPECT_EQ(maps().front(), window.flips()->layer());
    EXPECT_EQ(window.flips()->layer()->legend().front().name, "unchanged");
    const auto title = window.flips()->layer()->title();
    clickSubset(2);
    ASSERT_TRUE(waitFor([&] { return window.flips()->layer() && window.flips()->layer()->title() != title; }));
    EXPECT_EQ(maps().front(), window.flips()->layer());
    EXPECT_TRUE(maps().front()->isVisible());
    clickSubset(0);
    EXPECT_EQ(window.flips()->layer(), nullptr);
    clickSubset(2);
    ASSERT_TRUE(waitFor([&] { return window.flips()->layer() != nullptr; }));
    // A comparison shows two maps and nothing over them.
    window.commands()->swipe->trigger();
    EXPECT_EQ(window.flips()->layer(), nullptr);
    EXPECT_FALSE(onMap()->isChecked());
}

TEST_F(WhatIfTest, takingTheLayerAwayTurnsTheFlipMapOff) {
    runStudy();
    clickSubset(1);
    window.flips()->setOn(true);
    ASSERT_TRUE(waitFor([&] { return window.flips()->layer() != nullptr; }));
    EXPECT_TRUE(onMap()->isChecked());
    session.layers()->remove(window.flips()->layer());
    EXPECT_FALSE(window.flips()->isOn());
    EXPECT_FALSE(onMap()->isChecked());
}

TEST_F(WhatIfTest, theFlipMapOnTheMapIsTheOneThatIsExported) {
    runStudy();
    clickSubset(1);
    window.flips()->setOn(true);
    ASSERT_TRUE(waitFor([&] { return window.flips()->layer() != nullptr; }));
    QSignalSpy saved(&session, &Session::saved);
    const auto path = scene.folder.file("flips.tif");
    window.flips()->exportMap(QString::fromStdString(path));
    ASSERT_TRUE(waitFor([&] { return saved.count() == 1; }));
    const auto read = output::readMap(path);
    ASSERT_TRUE(read) << base::describe(read.error());
    EXPECT_EQ(read->labels, window.flips()->layer()->map().labels);
    EXPECT_EQ(read->classes.front().name, "unchanged");
}

TEST_F(WhatIfTest, aMissingFlipFileIsSaidAndTheSwitchGoesBack) {
    runStudy();
    clickSubset(1);
    std::filesystem::remove(window.flips()->subset()->flipFile);
    QSignalSpy failed(&session, &Session::failed);
    window.flips()->setOn(true);
    ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
    EXPECT_FALSE(window.flips()->isOn());
    EXPECT_EQ(window.flips()->layer(), nullptr);
}

TEST_F(WhatIfTest, theStudysTablesAreSavedIntoAFolderWithoutTheSessionsOwnFiles) {
    runStudy();
    QTest::mouseClick(window.findChild<QWidget*>("whatIfSave"), Qt::LeftButton);
    auto* dialog = window.findChild<QFileDialog*>("saveStudyDialog");
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
    const auto folder = scene.folder.file("tables");
    std::filesystem::create_directory(folder);
    QSignalSpy saved(&session, &Session::saved);
    Q_EMIT dialog->fileSelected(QString::fromStdString(folder));
    dialog->close();
    ASSERT_TRUE(waitFor([&] { return saved.count() == 1; }));
    for (const char* name : {"what_if.csv", "sensor_value.csv", "confusion-complete.csv"})
        EXPECT_TRUE(std::filesystem::exists(folder + "/" + name)) << name;
    int flips = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder))
        flips += file.path().filename().string().rfind("flips-", 0) == 0 && file.path().extension() == ".csv";
    EXPECT_EQ(flips, 2);
    std::ifstream stream(folder + "/what_if.json");
    const auto json = nlohmann::json::parse(stream);
    EXPECT_EQ(json.at("subsets").size(), 3u);
    EXPECT_FALSE(json.at("subsets").at(1).contains("map"));
    EXPECT_FALSE(json.at("subsets").at(1).contains("flip_map"));
    EXPECT_TRUE(json.at("subsets").at(1).contains("flips"));
}

}  // namespace
