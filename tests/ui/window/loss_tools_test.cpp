#include "ui/window/loss_tools.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QWindow>

#include "output/map_file.h"
#include "window_test.h"
#include "ui/canvas/map_canvas.h"
#include "ui/theme/theme.h"
#include "ui/window/degrade_popover.h"
#include "ui/window/flips.h"
#include "ui/window/sensor_chips.h"
#include "ui/window/window_actions.h"

namespace {

using namespace lacuna;
using ui::SensorChip;
using ui::test::SmallScene;
using ui::test::waitFor;

/// A window with a complete map, and a hand that uses its chips.
class LossToolsTest : public ui::test::WindowTest {
protected:
    void SetUp() override {
        ASSERT_TRUE(ui::test::openAll(session, scene));
        QApplication::processEvents();
    }
    SensorChip* chip(int number) const { return window.findChild<SensorChip*>(QString("sensorChip%1").arg(number)); }
    /// A right click as the window system reports it.
    QMenu* openMenu(int number) {
        const QPoint place = chip(number)->mapTo(&window, chip(number)->rect().center());
        QTest::mouseClick(window.windowHandle(), Qt::RightButton, {}, place);
        QMenu* menu = nullptr;
        EXPECT_TRUE(waitFor([&] { return (menu = window.findChild<QMenu*>("sensorLossMenu")) && menu->isVisible(); }));
        return menu;
    }
    void clickIn(QMenu* menu, const char* name) {
        auto* action = menu->findChild<QAction*>(name);
        ASSERT_NE(action, nullptr) << name;
        ASSERT_TRUE(action->isEnabled()) << name;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QApplication::processEvents();
    }
    void choose(int number, const char* name) {
        clickIn(openMenu(number), name);
        ASSERT_TRUE(waitFor([&] { return !window.findChild<QMenu*>("sensorLossMenu"); }));
    }
    void clickCanvas(double column, double row, bool twice = false) {
        const QPoint place = window.canvas()->widgetFromScene({column, row}).toPoint();
        QTest::mouseMove(window.canvas(), place);
        QTest::mouseClick(window.canvas(), Qt::LeftButton, {}, place);
        if (twice) QTest::mouseDClick(window.canvas(), Qt::LeftButton, {}, place);
    }
    /// Draws the right half of the scene as a lost part of a sensor.
    void loseRightHalf(int number) {
        choose(number, "drawPart");
        ASSERT_EQ(window.canvas()->tool(), ui::MapCanvas::Tool::Custom);
        clickCanvas(12, -1);
        clickCanvas(26, -1);
        clickCanvas(26, 20);
        clickCanvas(12, 20, true);
        ASSERT_TRUE(waitFor([&] { return session.lossOf(number - 1) && mapIsThere(); }));
    }
    bool mapIsThere() { return session.isIdle() && session.isMapComplete(session.switchedOn()) && session.accuracy(session.switchedOn()); }
    const map::ClassMap& shown() { return session.mapLayer(session.switchedOn())->map(); }
    void undo() { window.commands()->undo->trigger(); }
    QString summary() const { return window.findChild<QLabel*>("sensorSummary")->text(); }
};

TEST_F(LossToolsTest, aDrawnPartIsLostThereAloneAndUndoBringsItBack) {
    const auto complete = shown().labels;
    auto* completeLayer = session.mapLayer(3);
    loseRightHalf(1);
    EXPECT_EQ(window.canvas()->tool(), ui::MapCanvas::Tool::Pan);
    EXPECT_EQ(chip(1)->state(), SensorChip::State::Partial);
    EXPECT_EQ(chip(1)->word(), "50 % lost");
    EXPECT_EQ(chip(2)->state(), SensorChip::State::Present);
    EXPECT_TRUE(summary().contains("HS 50 % lost")) << summary().toStdString();
    EXPECT_EQ(session.mapLayer(3)->title(), "complete, HS 50 % lost");
    EXPECT_FALSE(completeLayer->isVisible());
    for (int row = 0; row < SmallScene::height; ++row)
        for (int column = 0; column < SmallScene::width; ++column)
            ASSERT_EQ(shown().availability[static_cast<std::size_t>(row * SmallScene::width + column)], column >= 12 ? 0b10 : 0b11);
    EXPECT_NE(shown().labels, complete);

    undo();
    EXPECT_EQ(session.mapLayer(3), completeLayer);  // at once: it was kept
    EXPECT_TRUE(completeLayer->isVisible());
    EXPECT_EQ(shown().labels, complete);
    EXPECT_EQ(chip(1)->state(), SensorChip::State::Present);
    window.commands()->redo->trigger();
    EXPECT_EQ(chip(1)->word(), "50 % lost");
    EXPECT_TRUE(session.isMapComplete(3));
    EXPECT_EQ(session.mapLayer(3)->title(), "complete, HS 50 % lost");
    choose(1, "clearLosses");
    EXPECT_EQ(session.mapLayer(3), completeLayer);
}

TEST_F(LossToolsTest, theMapIsTheJobsAndTheSwitchesWorkOnTopOfThePart) {
    loseRightHalf(1);
    jobs::ClassifyOptions options;
    options.modalities = scene.sources();
    options.model = scene.model();
    options.lose = {"HS=" + session.lossOf(0)->footprints.front()};
    options.out = scene.folder.file("job.tif");
    base::Progress progress;
    ASSERT_TRUE(jobs::ClassifyJob(options).run({}, progress));
    EXPECT_EQ(output::readMap(options.out)->labels, shown().labels);
    // Without LiDAR the lost part has no sensor left.
    QTest::mouseClick(chip(2), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return mapIsThere(); }));
    for (int column = 0; column < SmallScene::width; ++column)
        ASSERT_EQ(shown().labels[static_cast<std::size_t>(column)] == 0, column >= 12);
    // With HS off altogether its part says nothing.
    QTest::mouseClick(chip(2), Qt::LeftButton);
    QTest::mouseClick(chip(1), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return mapIsThere(); }));
    EXPECT_EQ(session.mapLayer(2)->title(), session.describe(2));
}

TEST_F(LossToolsTest, theLostPartIsHatchedOnTheMap) {
    const auto strongest = [&](double column) {
        const QImage picture = window.canvas()->grab().toImage();
        const QPoint place = window.canvas()->widgetFromScene({column, 9}).toPoint();
        const QColor loss = ui::themeColors().loss;
        int found = 0;
        for (int y = place.y() - 15; y <= place.y() + 15; ++y)
            for (int x = place.x() - 15; x <= place.x() + 15; ++x) {
                const QColor color = picture.pixelColor(x, y);
                found += std::abs(color.red() - loss.red()) + std::abs(color.green() - loss.green()) + std::abs(color.blue() - loss.blue()) < 60;
            }
        return found;
    };
    EXPECT_LT(strongest(18), 5);
    loseRightHalf(1);
    EXPECT_GT(strongest(18), 20);
    EXPECT_LT(strongest(6), 5);
    QTest::mouseClick(chip(1), Qt::LeftButton);  // off altogether: nothing to hatch
    ASSERT_TRUE(waitFor([&] { return mapIsThere(); }));
    EXPECT_LT(strongest(18), 5);
}

TEST_F(LossToolsTest, escapeGivesUpDrawingAndBackspaceTakesACornerBack) {
    choose(1, "drawPart");
    clickCanvas(2, 2);
    clickCanvas(10, 2);
    QTest::keyClick(window.canvas(), Qt::Key_Escape);
    EXPECT_EQ(window.canvas()->tool(), ui::MapCanvas::Tool::Pan);
    EXPECT_EQ(session.lossOf(0), nullptr);
    choose(1, "drawPart");
    for (const auto& [column, row] : {std::pair{0, 0}, std::pair{6, 0}, std::pair{20, 17}, std::pair{6, 6}, std::pair{0, 6}}) {
        clickCanvas(column, row);
        if (column == 20) QTest::keyClick(window.canvas(), Qt::Key_Backspace);
    }
    QTest::keyClick(window.canvas(), Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return session.lossOf(0) && mapIsThere(); }));
    EXPECT_NEAR(session.lossOf(0)->lost->share(), 36.0 / (24 * 18), 0.02);
}

TEST_F(LossToolsTest, aFootprintComesFromAFile) {
    auto mask = SmallScene::raster(1, [](int, int row, int) { return row < 6 ? 1 : 0; });
    support::writeRaster(scene.folder.file("mask.tif"), mask);
    choose(2, "choosePart");
    auto* dialog = window.findChild<QFileDialog*>("footprintDialog");
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(QString::fromStdString(scene.folder.file("mask.tif")));
    dialog->close();
    ASSERT_TRUE(waitFor([&] { return session.lossOf(1) && mapIsThere(); }));
    EXPECT_EQ(chip(2)->word(), "33 % lost");
    // One that does not fit says so, and changes nothing.
    QSignalSpy failed(&session, &ui::Session::failed);
    window.findChild<ui::LossTools*>()->losePart(2 - 1, "/nowhere.gpkg");
    ASSERT_TRUE(waitFor([&] { return !failed.isEmpty() && session.isIdle(); }));
    EXPECT_EQ(chip(2)->word(), "33 % lost");
}

TEST_F(LossToolsTest, slidersDegradeAndOneUndoTakesACardBack) {
    const auto complete = shown().confidence;
    choose(1, "degradeSensor");
    auto* card = window.findChild<ui::DegradePopover*>("degradePopover");
    ASSERT_NE(card, nullptr);
    auto* noise = card->findChild<QSlider*>("degrade.noise");
    auto* shift = card->findChild<QSlider*>("degrade.shift-x");
    ASSERT_TRUE(noise && shift);
    QTest::mouseClick(noise, Qt::LeftButton, {}, QPoint(noise->width() * 3 / 4, noise->height() / 2));
    EXPECT_GT(noise->value(), 0);
    EXPECT_NE(card->findChild<QLabel*>("degrade.noise.value")->text(), "0 %");
    ASSERT_TRUE(waitFor([&] { return session.lossOf(0) && mapIsThere(); }));
    EXPECT_EQ(chip(1)->word(), "degraded");
    EXPECT_EQ(session.mapLayer(3)->title(), "complete, HS degraded");
    EXPECT_NE(shown().confidence, complete);
    QTest::keyClick(shift, Qt::Key_End);
    ASSERT_TRUE(waitFor([&] { return session.lossOf(0)->degradation.shiftX == 5 && mapIsThere(); }));
    card->close();
    QApplication::processEvents();
    undo();
    EXPECT_EQ(session.lossOf(0), nullptr);
    EXPECT_EQ(shown().confidence, complete);
    window.commands()->redo->trigger();
    ASSERT_TRUE(waitFor([&] { return mapIsThere(); }));
    EXPECT_EQ(session.lossOf(0)->degradation.shiftX, 5);
    choose(1, "degradeSensor");
    card = window.findChild<ui::DegradePopover*>("degradePopover");
    EXPECT_EQ(card->findChild<QSlider*>("degrade.shift-x")->value(), card->findChild<QSlider*>("degrade.shift-x")->maximum());
    QTest::mouseClick(card->findChild<QPushButton*>("degrade.reset"), Qt::LeftButton);
    EXPECT_EQ(session.lossOf(0), nullptr);
    EXPECT_EQ(shown().confidence, complete);
}

TEST_F(LossToolsTest, manyStatesDoNotFillTheLayersAndTheUntouchedMapStays) {
    auto* completeLayer = session.mapLayer(3);
    auto* tools = window.findChild<ui::LossTools*>();
    for (int seed = 0; seed < 9; ++seed) {
        const auto before = session.lossOf(0) ? session.lossOf(0)->footprints.size() : 0;
        tools->losePart(0, "clouds,share:0.05,size:5,seed:" + std::to_string(seed));
        ASSERT_TRUE(waitFor([&] { return session.lossOf(0) && session.lossOf(0)->footprints.size() > before && mapIsThere(); }));
    }
    EXPECT_LE(session.layers()->layers(ui::LayerGroup::Maps).size(), 5);
    choose(1, "restorePart");
    EXPECT_EQ(session.mapLayer(3), completeLayer);
}

TEST_F(LossToolsTest, theStudyAndItsFlipsAreThoseOfTheLostPart) {
    loseRightHalf(1);
    window.commands()->whatIf->trigger();
    ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    EXPECT_EQ(session.whatIf()->losses, (std::vector<std::string>{"HS lost in 50.0 % of the scene"}));
    const auto& withoutHs = session.whatIf()->subsets[2];
    ASSERT_EQ(withoutHs.pattern, 2);
    ASSERT_TRUE(withoutHs.flips.has_value());
    session.setSwitchedOn(2);
    ASSERT_TRUE(waitFor([&] { return mapIsThere(); }));
    window.flips()->setOn(true);
    ASSERT_TRUE(waitFor([&] { return window.flips()->layer() != nullptr && session.isIdle(); }));
    undo();  // of the switch
    undo();  // of the part
    EXPECT_FALSE(session.whatIf().has_value());  // that of the scene as it is was never made
    window.commands()->redo->trigger();
    EXPECT_TRUE(session.whatIf().has_value());
}

TEST_F(LossToolsTest, anotherSceneBeginsWhole) {
    loseRightHalf(1);
    session.addSensor({"SAR", {scene.lidar()}});
    ASSERT_TRUE(waitFor([&] { return session.scene().modalityCount() == 3 && session.isIdle(); }));
    EXPECT_TRUE(session.losses().empty());
}

}  // namespace
