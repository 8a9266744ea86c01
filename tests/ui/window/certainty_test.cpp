#include "ui/studies/certainty_study.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTableWidget>

#include "output/map_file.h"
#include "ui/canvas/map_canvas.h"
#include "ui/figures/coverage_figure.h"
#include "ui/window/identify_panel.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::SmallScene;
using ui::test::waitFor;

/// A window with a complete map, whose Certainty panel is in front. The reference labels every pixel.
class CertaintyTest : public ui::test::WindowTest {
protected:
    void SetUp() override {
        const auto spec = support::smallModel();
        samples::SampleSet set{SmallScene::width, SmallScene::height, spec.classes, {}};
        for (int row = 0; row < SmallScene::height; ++row)
            for (int column = 0; column < SmallScene::width; ++column) set.samples.push_back({row, column, (row / 3 + column / 3) % 3});
        raster::Grid grid;
        grid.width = SmallScene::width;
        grid.height = SmallScene::height;
        ASSERT_TRUE(samples::writeLabelRaster(scene.reference(), set, grid));
        ASSERT_TRUE(ui::test::openAll(session, scene));
        window.raisePanel("certaintyDock");
        QApplication::processEvents();
    }
    ui::CertaintyStudy* study() const { return window.certaintyStudy(); }
    template <class T>
    T* part(const char* name) const {
        return window.findChild<T*>(name);
    }
    const ui::ClassMapLayer& layer() const { return *session.mapLayer(session.switchedOn()); }
    bool settled() {
        return waitFor([&] { return session.isIdle() && session.isMapComplete(session.switchedOn()) && !study()->isRunning(); });
    }
    void calibrate() {
        QTest::mouseClick(part<QPushButton>("certaintyEmptyButton"), Qt::LeftButton);
        ASSERT_TRUE(waitFor([&] { return study()->result() != nullptr; }));
        ASSERT_TRUE(settled());
    }
    void ask(jobs::ThresholdGoal::By by, double value) {
        part<QComboBox>("certaintyBy")->setCurrentIndex(static_cast<int>(by));
        Q_EMIT part<QComboBox>("certaintyBy")->activated(static_cast<int>(by));
        part<QSlider>("certaintySlider")->setValue(static_cast<int>(std::lround(200 * value)));
        QApplication::processEvents();
    }
    quint64 expectedUncertain() const {
        quint64 cells = 0;
        const auto rule = jobs::uncertaintyOf(*study()->result());
        for (std::size_t i = 0; i < layer().map().labels.size(); ++i)
            cells += layer().map().labels[i] != 0 && rule.isUncertain(layer().map().confidence[i], layer().map().availability[i]);
        return cells;
    }
};

TEST_F(CertaintyTest, theMapFollowsTheSliderWithoutAJob) {
    EXPECT_EQ(layer().uncertainty(), nullptr);
    calibrate();
    EXPECT_TRUE(study()->settings().on);
    QSignalSpy started(&session.mapJobs(), &ui::JobRunner::started), studied(&session.studies(), &ui::JobRunner::started);
    const auto labels = layer().map().labels;
    const auto picture = [&] { return window.canvas()->grab().toImage(); };
    quint64 before = 0;
    for (const double share : {0.9, 0.6, 0.3}) {
        ask(jobs::ThresholdGoal::By::Share, share);
        EXPECT_EQ(layer().uncertainCells(), expectedUncertain());
        EXPECT_GT(layer().uncertainCells(), before);
        before = layer().uncertainCells();
        EXPECT_GE(study()->result()->subsets.front().fitted.share, share);
    }
    EXPECT_EQ(layer().map().labels, labels);
    // On the screen the least sure cell is grey, the surest one is not.
    const auto& confidence = layer().map().confidence;
    const auto colorAt = [&](std::ptrdiff_t cell) {
        const QPointF scenePoint(cell % SmallScene::width + 0.5, static_cast<double>(cell / SmallScene::width) + 0.5);
        return picture().pixelColor(window.canvas()->widgetFromScene(scenePoint).toPoint());
    };
    const auto least = std::min_element(confidence.begin(), confidence.end()) - confidence.begin();
    const auto most = std::max_element(confidence.begin(), confidence.end()) - confidence.begin();
    const auto& grey = study()->result()->uncertain.color;
    EXPECT_EQ(colorAt(least), QColor(grey[0], grey[1], grey[2]));
    EXPECT_NE(colorAt(most), QColor(grey[0], grey[1], grey[2]));
    EXPECT_EQ(started.count() + studied.count(), 0);
    const auto legend = layer().legend();
    EXPECT_EQ(legend.back().name, "uncertain");
    EXPECT_EQ(legend.back().cells, layer().uncertainCells());
    quint64 cells = 0;
    for (const auto& entry : legend) cells += entry.cells;
    EXPECT_EQ(cells, static_cast<quint64>(SmallScene::width * SmallScene::height));
    EXPECT_TRUE(part<QLabel>("certaintyShare")->text().contains(QString::number(100.0 * static_cast<double>(layer().uncertainCells()) / static_cast<double>(cells), 'f', 1)));
    const auto lines = layer().describeCell(static_cast<int>(least % SmallScene::width), static_cast<int>(least / SmallScene::width));
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.first == "Uncertain"; }));
}

TEST_F(CertaintyTest, eachSubsetHasItsOwnShareAndAccuracy) {
    calibrate();
    ask(jobs::ThresholdGoal::By::Share, 0.5);
    auto* table = part<QTableWidget>("certaintyTable");
    ASSERT_EQ(table->rowCount(), 3);
    jobs::ThresholdOptions options;
    options.classify.modalities = scene.sources();
    options.classify.model = scene.model();
    options.reference = scene.reference();
    options.calibration = "isotonic";
    options.share = 0.5;
    base::Progress progress;
    const auto expected = jobs::ThresholdJob(options).run({}, progress);
    ASSERT_TRUE(expected) << base::describe(expected.error());
    for (int row = 0; row < 3; ++row) {
        const auto& subset = expected->subsets[static_cast<std::size_t>(row)];
        EXPECT_EQ(table->item(row, 1)->text(), QString::fromStdString(subset.title));
        EXPECT_EQ(table->item(row, 3)->text(), QString::number(100 * (1 - subset.judged.share), 'f', 1));
        EXPECT_EQ(table->item(row, 4)->text(), QString::number(100 * subset.judged.accuracy, 'f', 1));
        EXPECT_EQ(table->item(row, 5)->text(), QString::number(100 * subset.accuracyOfAll, 'f', 1));
    }
    EXPECT_EQ(part<ui::CoverageFigure>("certaintyFigure")->lines().lines.size(), 3u);
    EXPECT_EQ(part<ui::CoverageFigure>("certaintyFigure")->save(QString::fromStdString(scene.folder.file("curves.svg"))), QString());
    // A click shows the subset's map, which has the rule from the beginning, with its own threshold.
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->item(1, 1)).center());
    EXPECT_EQ(session.switchedOn(), expected->subsets[1].pattern);
    ASSERT_TRUE(settled());
    EXPECT_EQ(layer().uncertainCells(), expectedUncertain());
    EXPECT_GT(layer().uncertainCells(), 0u);
}

TEST_F(CertaintyTest, mapsOfTheStudyAreMarkedToo) {
    session.runWhatIf();
    ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    calibrate();
    ask(jobs::ThresholdGoal::By::Share, 0.5);
    session.setSwitchedOn(2);
    ASSERT_TRUE(settled());
    EXPECT_EQ(layer().uncertainCells(), expectedUncertain());
    EXPECT_GT(layer().uncertainCells(), 0u);
    EXPECT_LT(layer().uncertainCells(), static_cast<quint64>(SmallScene::width * SmallScene::height));
}

TEST_F(CertaintyTest, theExportedMapHasTheClass) {
    calibrate();
    ask(jobs::ThresholdGoal::By::Share, 0.5);
    QSignalSpy saved(&session, &ui::Session::saved);
    const auto path = scene.folder.file("certain.tif");
    session.exportMap(3, QString::fromStdString(path));
    ASSERT_TRUE(waitFor([&] { return saved.count() == 1; }));
    const auto read = output::readMap(path);
    ASSERT_TRUE(read) << base::describe(read.error());
    const int value = study()->result()->uncertain.value;
    ASSERT_GE(base::classIndex(read->classes, value), 0);
    EXPECT_EQ(read->countByValue()[static_cast<std::size_t>(value)], layer().uncertainCells());
    // Off, it has not.
    QTest::mouseClick(part<QCheckBox>("certaintyOn"), Qt::LeftButton, {}, QPoint(8, part<QCheckBox>("certaintyOn")->height() / 2));
    EXPECT_FALSE(study()->settings().on);
    EXPECT_EQ(layer().uncertainty(), nullptr);
    session.exportMap(3, QString::fromStdString(path));
    ASSERT_TRUE(waitFor([&] { return saved.count() == 2; }));
    EXPECT_EQ(output::readMap(path)->labels, layer().map().labels);
}

TEST_F(CertaintyTest, aMovementOfTheSliderIsOneStepOfUndo) {
    calibrate();
    ask(jobs::ThresholdGoal::By::Share, 0.8);
    const auto before = layer().uncertainCells();
    auto* slider = part<QSlider>("certaintySlider");
    slider->setFocus();
    Q_EMIT slider->sliderPressed();
    for (int i = 0; i < 6; ++i) QTest::keyClick(slider, Qt::Key_PageDown);
    Q_EMIT slider->sliderReleased();
    EXPECT_NEAR(study()->settings().goal.value, 0.5, 1e-9);
    EXPECT_NEAR(part<QDoubleSpinBox>("certaintyValue")->value(), 50, 1e-9);
    EXPECT_GT(layer().uncertainCells(), before);
    window.commands()->undo->trigger();
    EXPECT_NEAR(study()->settings().goal.value, 0.8, 1e-9);
    EXPECT_EQ(layer().uncertainCells(), before);
    EXPECT_EQ(slider->value(), 160);
    window.commands()->redo->trigger();
    EXPECT_NEAR(study()->settings().goal.value, 0.5, 1e-9);
}

TEST_F(CertaintyTest, lossesAreCalibratedAnewByThemselves) {
    calibrate();
    ask(jobs::ThresholdGoal::By::Share, 0.5);
    const auto whole = jobs::uncertaintyOf(*study()->result());
    session.readPart(0, "strips,every:12,width:6", [this](ui::SceneLosses losses) { session.setLosses(std::move(losses)); });
    ASSERT_TRUE(waitFor([&] { return session.lossOf(0) && study()->result() && session.isMapComplete(3) && session.isIdle(); }));
    EXPECT_EQ(study()->result()->losses.size(), 1u);
    EXPECT_EQ(layer().uncertainCells(), expectedUncertain());
    EXPECT_EQ(jobs::uncertaintyOf(*study()->result()).below[2], whole.below[2]);
    EXPECT_TRUE(part<QLabel>("certaintyNote")->text().contains("HS lost in 50.0 %"));
    session.setLosses({});
    ASSERT_NE(study()->result(), nullptr);
    EXPECT_EQ(study()->result()->losses.size(), 0u);
    EXPECT_FALSE(study()->isRunning());
}

TEST_F(CertaintyTest, withoutAReferenceItIsAskedForAndAJobIsCancelled) {
    session.clearReference();
    EXPECT_TRUE(part<QPushButton>("certaintyEmptyButton")->text().contains("reference"));
    EXPECT_EQ(study()->result(), nullptr);
    session.importReference(QString::fromStdString(scene.reference()));
    ASSERT_TRUE(waitFor([&] { return study()->isPossible() && session.isIdle(); }));
    EXPECT_EQ(part<QPushButton>("certaintyEmptyButton")->text(), "Calibrate");
    QTest::mouseClick(part<QPushButton>("certaintyEmptyButton"), Qt::LeftButton);
    ASSERT_TRUE(study()->isRunning());
    ASSERT_TRUE(part<QPushButton>("certaintyCancel")->isVisible());
    QTest::mouseClick(part<QPushButton>("certaintyCancel"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return !study()->isRunning(); }));
    EXPECT_EQ(study()->result(), nullptr);
    // The button begins again.
    calibrate();
    EXPECT_NE(layer().uncertainty(), nullptr);
}

TEST_F(CertaintyTest, aReferenceThatIsTooSmallIsSaidOnce) {
    samples::SampleSet set{SmallScene::width, SmallScene::height, support::smallModel().classes, {{1, 1, 0}, {2, 2, 1}}};
    raster::Grid grid;
    grid.width = SmallScene::width;
    grid.height = SmallScene::height;
    ASSERT_TRUE(samples::writeLabelRaster(scene.folder.file("two.tif"), set, grid));
    session.importReference(QString::fromStdString(scene.folder.file("two.tif")));
    ASSERT_TRUE(settled());
    QSignalSpy failed(&session, &ui::Session::failed);
    QTest::mouseClick(part<QPushButton>("certaintyEmptyButton"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
    ASSERT_TRUE(settled());
    EXPECT_EQ(failed.count(), 1);
    EXPECT_EQ(layer().uncertainty(), nullptr);
}

}  // namespace
