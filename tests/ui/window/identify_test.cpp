#include "ui/window/identify_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <fstream>

#include "window_test.h"
#include "ui/canvas/map_canvas.h"
#include "ui/figures/heatmap_figure.h"
#include "ui/figures/spectra_figure.h"
#include "ui/window/identification.h"
#include "ui/window/map_marks.h"
#include "ui/window/window_actions.h"

namespace {

using namespace lacuna;
using ui::test::waitFor;

class IdentifyTest : public ui::test::WindowTest {
protected:
    void openAndIdentify(int row, int column) {
        ASSERT_TRUE(ui::test::openAll(session, scene));
        window.commands()->identify->trigger();
        clickPixel(row, column);
    }
    void clickPixel(int row, int column) {
        auto* canvas = window.canvas();
        QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->widgetFromScene(QPointF(column + 0.5, row + 0.5)).toPoint());
        ASSERT_TRUE(waitFor([&] { return pixel() && pixel()->isAt(row, column) && !window.identification()->isBusy(); }));
    }
    const std::optional<ui::SeenPixel>& pixel() const { return window.identification()->pixel(); }
    QString text(const char* name) const { return window.findChild<QLabel*>(name)->text(); }
    ui::SpectraFigure* spectra() const { return window.findChild<ui::SpectraFigure*>("spectra"); }
    QTableWidget* table(const char* name) const { return window.findChild<QTableWidget*>(name); }
    void click(const char* button) { QTest::mouseClick(window.findChild<QPushButton*>(button), Qt::LeftButton); }
};

TEST_F(IdentifyTest, aClickShowsWhatSensorsAndMapSayOfThePixel) {
    openAndIdentify(5, 7);
    EXPECT_FALSE(spectra()->visibleRegion().isEmpty());
    EXPECT_TRUE(text("identifyPlace").contains("Row 5, column 7")) << text("identifyPlace").toStdString();
    const auto& line = spectra()->lines().front();
    ASSERT_EQ(line.values.size(), 2u);
    for (std::size_t band = 0; band < 3; ++band) EXPECT_NEAR(line.values[0][band], 0.3 * static_cast<double>(band) + 0.39, 1e-5);
    const auto cell = session.mapLayer(3)->cellAt(7, 5);
    ASSERT_TRUE(cell);
    EXPECT_EQ(pixel()->className(), cell->className);
    EXPECT_TRUE(text("identifyResult").contains(cell->className));
    EXPECT_EQ(text("identifySensors").count("used"), 2);
}

TEST_F(IdentifyTest, theProbabilitiesOfAllClassesAreListedAndSumToOne) {
    openAndIdentify(5, 7);
    auto* list = table("identifyProbabilities");
    ASSERT_EQ(list->rowCount(), 3);
    double sum = 0;
    for (int row = 0; row < 3; ++row) {
        const double share = list->item(row, 1)->data(Qt::UserRole).toDouble();
        EXPECT_EQ(list->item(row, 1)->text(), QString::number(100 * share, 'f', 2));
        if (row > 0) EXPECT_LE(share, list->item(row - 1, 1)->data(Qt::UserRole).toDouble());
        sum += share;
    }
    EXPECT_NEAR(sum, 1, 1e-4);
    EXPECT_EQ(list->item(0, 0)->text(), pixel()->className());
}

TEST_F(IdentifyTest, everyBlocksGatesStandInTheHeatmapAndFollowALostSensor) {
    openAndIdentify(5, 7);
    const auto* gates = window.findChild<ui::HeatmapFigure*>("identifyGates");
    ASSERT_EQ(gates->heatmap().rows.size(), 1);
    ASSERT_EQ(gates->heatmap().columnCount(), 5);
    EXPECT_EQ(gates->heatmap().columnTitle(4), "LiDAR");
    EXPECT_EQ(gates->heatmap().values[0][4], 1);
    QTest::keyClick(window.canvas(), Qt::Key_2);
    ASSERT_TRUE(waitFor([&] { return gates->heatmap().values[0][4] == 0; }));
    EXPECT_TRUE(text("identifySensors").contains("LiDAR</b> switched off")) << text("identifySensors").toStdString();
    EXPECT_EQ(spectra()->lines().front().values[1].size(), 2u);  // its values are still there to be read
}

TEST_F(IdentifyTest, pinnedPixelsStayBesideTheNextOnes) {
    openAndIdentify(5, 7);
    window.findChild<QTabWidget*>("identifyTabs")->setCurrentIndex(0);
    click("identifyPin");
    EXPECT_EQ(window.findChild<QPushButton*>("identifyPin")->text(), "Unpin");
    clickPixel(12, 3);
    ASSERT_EQ(spectra()->lines().size(), 2u);
    EXPECT_TRUE(spectra()->lines()[0].strong);
    EXPECT_TRUE(spectra()->lines()[1].title.contains("row 5, column 7"));
    EXPECT_EQ(spectra()->lines()[1].color, window.identification()->pins()[0].color());
    clickPixel(5, 7);
    EXPECT_EQ(spectra()->lines().size(), 1u);  // not twice
    click("identifyPin");
    EXPECT_TRUE(window.identification()->pins().empty());
}

TEST_F(IdentifyTest, aClassIsComparedByTheMeanOfItsSamples) {
    openAndIdentify(5, 7);
    auto* classes = window.findChild<QComboBox*>("identifyClass");
    ASSERT_EQ(classes->count(), 5);  // none, the layer's title, three classes
    classes->setCurrentIndex(2);
    Q_EMIT classes->activated(2);
    ASSERT_TRUE(waitFor([&] { return spectra()->band().has_value(); }));
    // The samples of class 1 are the pixels (0, 0), (3, 3), … (15, 15): their mean is that of row and column 7.5.
    EXPECT_NEAR(spectra()->band()->mean[0][0], 7.5 * 0.07, 1e-5);
    EXPECT_GT(spectra()->band()->deviation[0][0], 0.1);
    EXPECT_TRUE(spectra()->band()->title.contains("6 samples")) << spectra()->band()->title.toStdString();
    for (auto* layer : session.layers()->layers(ui::LayerGroup::Samples)) session.layers()->remove(layer);
    EXPECT_FALSE(spectra()->band());
    EXPECT_FALSE(classes->isEnabled());
}

TEST_F(IdentifyTest, spectraAreSavedAsNumbersAndPictures) {
    openAndIdentify(5, 7);
    for (const char* name : {"s.csv", "s.svg", "s.png"}) {
        click("identifySave");
        auto* dialog = window.findChild<QFileDialog*>("spectraDialog");
        ASSERT_NE(dialog, nullptr);
        Q_EMIT dialog->fileSelected(QString::fromStdString(scene.folder.file(name)));
        delete dialog;
        EXPECT_TRUE(std::filesystem::exists(scene.folder.file(name))) << name;
    }
    std::ifstream csv(scene.folder.file("s.csv"));
    const std::string all((std::istreambuf_iterator<char>(csv)), {});
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 1 + 5);
    EXPECT_TRUE(text("statusSentence").contains("s.png"));
}

TEST_F(IdentifyTest, withoutAModelTheSpectraAreThereAndTheRestSaysWhatIsMissing) {
    session.openSensors(scene.sources());
    ASSERT_TRUE(waitFor([&] { return session.hasScene() && session.isIdle(); }));
    window.raisePanel("identifyDock");
    QTest::mouseClick(window.findChild<QPushButton*>("identifyEmptyButton"), Qt::LeftButton);
    EXPECT_EQ(window.canvas()->tool(), ui::MapCanvas::Tool::Identify);
    clickPixel(2, 2);
    EXPECT_EQ(spectra()->lines().size(), 1u);
    EXPECT_TRUE(text("identifyResult").contains("No model"));
    EXPECT_EQ(table("identifyProbabilities")->rowCount(), 0);
    EXPECT_TRUE(text("identifyNoGates").contains("once a model is open"));
    session.openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return table("identifyProbabilities")->rowCount() == 3; }));
}

TEST_F(IdentifyTest, anotherSceneForgetsThePixels) {
    openAndIdentify(5, 7);
    click("identifyPin");
    EXPECT_TRUE(window.findChild<ui::MapMarks*>("mapMarks")->isVisible());
    session.openSensors({{"HS", {scene.hs()}}});
    ASSERT_TRUE(waitFor([&] { return session.scene().givenSources().size() == 1 && session.isIdle(); }));
    EXPECT_FALSE(pixel());
    EXPECT_TRUE(window.identification()->pins().empty());
    EXPECT_FALSE(window.findChild<ui::MapMarks*>("mapMarks")->isVisible());
}

}  // namespace
