#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <filesystem>
#include <fstream>

#include "samples/area_files.h"
#include "ui/canvas/map_canvas.h"
#include "ui/project/project_keeper.h"
#include "ui/samples/samples_panel.h"
#include "ui/window/sample_work.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::SmallScene;
using ui::test::waitFor;

/// Draws with the mouse and the keys into an open scene of 24 × 18 pixels.
class SamplesTest : public ui::test::WindowTest {
protected:
    SamplesTest() {
        session.openSensors(scene.sources());
        EXPECT_TRUE(waitFor([&] { return session.hasScene() && session.isIdle(); }));
        window.canvas()->zoomToFullExtent();
        window.canvas()->setFocus();
        QCoreApplication::processEvents();
    }
    ~SamplesTest() override {
        session.samples()->setUndoStack(nullptr);
        session.samples()->begin(session.scene().grid);  // nothing is asked when the window goes
    }

    ui::SampleDocument& document() { return *session.samples(); }
    QPoint at(double column, double row) { return window.canvas()->widgetFromScene({column, row}).toPoint(); }
    void click(double column, double row, Qt::KeyboardModifiers keys = {}) { QTest::mouseClick(window.canvas(), Qt::LeftButton, keys, at(column, row)); }
    void drag(QPointF from, QPointF to, Qt::KeyboardModifiers keys = {}) {
        auto* canvas = window.canvas();
        QTest::mousePress(canvas, Qt::LeftButton, keys, at(from.x(), from.y()));
        for (int i = 1; i <= 4; ++i) {
            const QPointF step = from + (to - from) * i / 4;
            QMouseEvent move(QEvent::MouseMove, QPointF(at(step.x(), step.y())), canvas->mapToGlobal(QPointF(at(step.x(), step.y()))), Qt::NoButton, Qt::LeftButton, keys);
            QApplication::sendEvent(canvas, &move);
        }
        QTest::mouseRelease(canvas, Qt::LeftButton, keys, at(to.x(), to.y()));
    }
    void key(int key) { QTest::keyClick(window.canvas(), static_cast<Qt::Key>(key)); }
    /// Rows and columns that the samples label once all is counted, by class value.
    std::vector<samples::Pixel> pixels(int value = 1) {
        EXPECT_TRUE(waitFor([&] { return !document().isBusy(); }));
        std::vector<samples::Pixel> found;
        const auto& set = document().facts()->pixels.set;
        for (const auto& s : set.samples)
            if (set.classes[static_cast<std::size_t>(s.classIndex)].value == value) found.push_back({s.row, s.column});
        return found;
    }
    template <class T>
    T* child(const char* name) {
        auto* found = window.findChild<T*>(name);
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    void square(double left, double top, double side) {
        window.commands()->samplePolygon->trigger();
        click(left, top);
        click(left + side, top);
        click(left + side, top + side);
        click(left, top + side);
        key(Qt::Key_Return);
    }
};

TEST_F(SamplesTest, aClickWithThePointToolLabelsItsPixelAndUndoTakesItBack) {
    window.commands()->samplePoint->trigger();
    click(3.5, 2.5);
    EXPECT_EQ(pixels(), (std::vector<samples::Pixel>{{2, 3}}));
    EXPECT_EQ(session.layers()->layers(ui::LayerGroup::Samples).size(), 1);
    EXPECT_TRUE(document().isModified());
    window.commands()->undo->trigger();
    EXPECT_TRUE(pixels().empty());
    EXPECT_FALSE(document().isModified());
    window.commands()->redo->trigger();
    EXPECT_EQ(pixels().size(), 1u);
}

TEST_F(SamplesTest, aPolygonIsClosedByEnterDoubleClickOrTheRightButton) {
    square(2, 2, 4);
    EXPECT_EQ(pixels().size(), 16u);
    click(10, 2);
    click(14, 2);
    click(14, 6);
    QTest::mouseDClick(window.canvas(), Qt::LeftButton, {}, at(14, 6));  // the second half alone
    EXPECT_EQ(document().areas().areas.size(), 2u);
    click(10, 10);
    click(12, 10);
    click(12, 12);
    click(10, 12);
    QTest::mouseClick(window.canvas(), Qt::RightButton, {}, at(10, 12));
    EXPECT_EQ(document().areas().areas.size(), 3u);
}

TEST_F(SamplesTest, escapeDropsAPolygonAndBackspaceItsLastCorner) {
    window.commands()->samplePolygon->trigger();
    click(2, 2);
    click(6, 2);
    key(Qt::Key_Escape);
    key(Qt::Key_Return);
    EXPECT_TRUE(document().isEmpty());
    click(2, 2);
    click(6, 2);
    click(20, 17);
    key(Qt::Key_Backspace);
    click(6, 6);
    key(Qt::Key_Return);
    ASSERT_EQ(document().areas().areas.size(), 1u);
    EXPECT_LT(pixels().size(), 16u);
}

TEST_F(SamplesTest, theBrushPaintsAsWideAsItIsSetAndWithShiftErases) {
    window.commands()->sampleBrush->trigger();
    child<QDoubleSpinBox>("brushWidth")->setValue(1);
    drag({3.5, 5.5}, {9.5, 5.5});
    EXPECT_EQ(pixels().size(), 7u);
    drag({6.5, 5.5}, {6.5, 5.5}, Qt::ShiftModifier);
    EXPECT_EQ(pixels().size(), 6u);
    window.commands()->undo->trigger();
    EXPECT_EQ(pixels().size(), 7u);
    key(Qt::Key_BracketRight);
    EXPECT_EQ(child<QDoubleSpinBox>("brushWidth")->value(), 3);
    drag({15.5, 10.5}, {15.5, 10.5});
    EXPECT_GT(pixels().size(), 9u);
}

TEST_F(SamplesTest, aClickGrowsARegionOfTheChosenSensor) {
    window.commands()->sampleGrow->trigger();
    child<QComboBox>("growSensor")->setCurrentIndex(1);
    child<QComboBox>("growMeasure")->setCurrentIndex(1);
    child<QDoubleSpinBox>("growThreshold")->setValue(90);
    child<QSpinBox>("growMost")->setValue(40);
    click(5.5, 5.5);
    ASSERT_TRUE(waitFor([&] { return !document().isEmpty(); }));
    EXPECT_EQ(pixels().size(), 40u);
    child<QDoubleSpinBox>("growThreshold")->setValue(0);
    click(20.5, 15.5);
    ASSERT_TRUE(waitFor([&] { return document().areas().areas.size() == 2; }));
    EXPECT_EQ(pixels().size(), 46u);  // the six of its column that are equal
}

TEST_F(SamplesTest, areasAreSelectedMovedReclassifiedAndDeletedAndAllIsUndone) {
    square(2, 2, 4);
    square(12, 2, 4);
    child<QAbstractButton>("classAdd")->click();
    EXPECT_EQ(document().areas().classes.size(), 2u);
    window.commands()->sampleSelect->trigger();
    drag({3.5, 3.5}, {5.5, 6.5});
    const auto moved = pixels();
    EXPECT_EQ(moved.size(), 32u);
    EXPECT_TRUE(std::binary_search(moved.begin(), moved.end(), samples::Pixel{8, 7}));
    EXPECT_FALSE(std::binary_search(moved.begin(), moved.end(), samples::Pixel{2, 2}));
    document().setCurrentClass(2);
    child<QAbstractButton>("classAssign")->click();
    EXPECT_EQ(pixels(2).size(), 16u);
    click(13.5, 3.5, Qt::ShiftModifier);
    EXPECT_EQ(document().selection().size(), 2u);
    window.canvas()->setFocus();
    key(Qt::Key_Delete);
    EXPECT_TRUE(document().isEmpty());
    for (int step = 0; step < 3; ++step) window.commands()->undo->trigger();
    EXPECT_EQ(pixels(1).size(), 32u);
    EXPECT_EQ(pixels(2).size(), 0u);
    EXPECT_TRUE(pixels(1).front() == (samples::Pixel{2, 2}));
}

TEST_F(SamplesTest, aRectangleSelectsWhatLiesInIt) {
    square(2, 2, 4);
    square(12, 2, 4);
    window.commands()->sampleSelect->trigger();
    drag({1, 1}, {7, 7});
    EXPECT_EQ(document().selection().size(), 1u);
    drag({0.5, 0.5}, {18, 8});
    EXPECT_EQ(document().selection().size(), 2u);
    key(Qt::Key_Escape);
    EXPECT_TRUE(document().selection().empty());
}

TEST_F(SamplesTest, aLineAcrossAnAreaSplitsIt) {
    square(2, 2, 6);
    window.commands()->sampleSplit->trigger();
    drag({1, 4}, {10, 4});
    EXPECT_EQ(document().areas().areas.size(), 2u);
    EXPECT_EQ(pixels().size(), 36u);
    window.commands()->undo->trigger();
    EXPECT_EQ(document().areas().areas.size(), 1u);
}

TEST_F(SamplesTest, classesAreNamedAndPutBelowEachOtherInThePanel) {
    child<QAbstractButton>("classAdd")->click();
    child<QAbstractButton>("classAdd")->click();
    auto* table = child<QTreeWidget>("classTable");
    auto* item = table->topLevelItem(0);
    item->setText(0, "Forest");
    ASSERT_TRUE(waitFor([&] { return document().areas().classes[0].name == "Forest"; }));
    table->topLevelItem(1)->setText(0, "Forest");
    ASSERT_TRUE(waitFor([&] { return child<QWidget>("messageBar")->isVisible(); }));
    EXPECT_EQ(document().areas().classes[1].name, "Class 2");
    EXPECT_EQ(table->topLevelItem(1)->text(0), "Class 2");
    auto next = document().areas();
    ASSERT_TRUE(samples::setParent(next, 2, 1));
    document().edit("move", next);
    EXPECT_EQ(table->topLevelItemCount(), 1);
    EXPECT_EQ(table->topLevelItem(0)->childCount(), 1);
    child<QAbstractButton>("classRemove")->click();
    EXPECT_EQ(document().areas().classes.size(), 1u);
}

TEST_F(SamplesTest, thePanelCountsAndWarns) {
    square(2, 2, 4);
    EXPECT_EQ(pixels().size(), 16u);
    auto* table = child<QTreeWidget>("classTable");
    EXPECT_EQ(table->topLevelItem(0)->text(1), "16");
    auto* warnings = child<QListWidget>("sampleWarnings");
    ASSERT_GE(warnings->count(), 2);
    EXPECT_TRUE(warnings->item(0)->text().contains("16 pixels"));
    EXPECT_TRUE(warnings->item(1)->text().contains("one block"));
}

TEST_F(SamplesTest, anImportedFileIsEditedSavedAndReadAgain) {
    session.importSamples(QString::fromStdString(scene.reference()));
    ASSERT_TRUE(waitFor([&] { return session.hasSamples() && session.isIdle(); }));
    EXPECT_FALSE(document().isModified());
    EXPECT_EQ(session.samplesPath(), QString::fromStdString(scene.reference()));
    window.commands()->samplePoint->trigger();
    click(20.5, 2.5);
    EXPECT_TRUE(document().isModified());
    window.commands()->saveSamples->trigger();  // a raster holds no areas: another file is asked for
    auto* name = child<QLineEdit>("fileNameEdit");
    name->setText(QString::fromStdString(scene.folder.file("mine.gpkg")));
    QTest::keyClick(name, Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return !document().isModified(); }));
    raster::Grid grid = session.scene().grid;
    const auto read = samples::readAreas(scene.folder.file("mine.gpkg"), grid);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->areas.size(), document().areas().areas.size());
    EXPECT_EQ(read->classes.size(), 3u);
    window.commands()->undo->trigger();
    EXPECT_TRUE(document().isModified());
}

TEST_F(SamplesTest, whatWasDrawnTrainsAndLiesBesideTheModel) {
    const auto area = [&](int value, int row) {
        std::vector<samples::Pixel> cells;
        for (int r = row; r < row + 4; ++r)
            for (int c = 2; c < 22; ++c) cells.push_back({r, c});
        return std::make_shared<const samples::TrainingArea>(samples::areaOfPixels(cells, value, session.scene().grid));
    };
    samples::TrainingAreas drawn;
    ASSERT_TRUE(samples::addClass(drawn, "low"));
    ASSERT_TRUE(samples::addClass(drawn, "high"));
    drawn.areas = {area(1, 1), area(2, 10)};
    document().edit("draw", drawn);
    ASSERT_TRUE(waitFor([&] { return session.isIdle(); }));
    jobs::TrainOptions options;
    options.split = "none";
    options.out = scene.folder.file("mine.safetensors");
    options.trainer.epochs = 1;
    session.train(options);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !session.isTraining() && session.isIdle(); }, 100000));
    EXPECT_TRUE(std::filesystem::exists(scene.folder.file("mine-samples.gpkg")));
    ASSERT_NE(session.model(), nullptr);
    EXPECT_EQ(session.model()->checkpoint.model.classes[1].name, "high");
}

TEST_F(SamplesTest, closingAsksAboutWhatIsNotSaved) {
    square(2, 2, 4);
    EXPECT_FALSE(window.close());
    auto* question = child<QMessageBox>("saveSamplesQuestion");
    EXPECT_TRUE(window.isVisible());
    question->button(QMessageBox::Cancel)->click();
    EXPECT_TRUE(window.isVisible());
    EXPECT_FALSE(window.close());
    ASSERT_TRUE(waitFor([&] { return window.findChildren<QMessageBox*>("saveSamplesQuestion").size() == 1; }));
    // One question for samples and project.
    EXPECT_TRUE(child<QMessageBox>("saveSamplesQuestion")->text().contains("project"));
    child<QMessageBox>("saveSamplesQuestion")->button(QMessageBox::Discard)->click();
    EXPECT_TRUE(waitFor([&] { return !window.isVisible(); }));
    EXPECT_EQ(window.findChild<QPushButton*>("unsavedDiscard"), nullptr);
}

TEST_F(SamplesTest, oneSaveBeforeClosingWritesSamplesAndProject) {
    const auto samplesFile = scene.folder.file("drawn.gpkg"), projectFile = scene.folder.file("town.lacuna");
    square(2, 2, 4);
    bool saved = false;
    window.projects()->saveTo(QString::fromStdString(projectFile), [&] { saved = true; });
    ASSERT_TRUE(waitFor([&] { return saved; }));
    EXPECT_FALSE(window.close());
    child<QMessageBox>("saveSamplesQuestion")->button(QMessageBox::Save)->click();
    QFileDialog* dialog = nullptr;
    ASSERT_TRUE(waitFor([&] { return (dialog = window.findChild<QFileDialog*>("saveSamplesDialog")) != nullptr; }));
    Q_EMIT dialog->fileSelected(QString::fromStdString(samplesFile));
    dialog->close();
    EXPECT_TRUE(waitFor([&] { return !window.isVisible(); }));
    EXPECT_TRUE(std::filesystem::exists(samplesFile));
    std::ifstream stream(projectFile);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    EXPECT_NE(text.find("drawn.gpkg"), std::string::npos);  // written after the samples
}

TEST_F(SamplesTest, theSplitIsShownAsALayerOfItsOwn) {
    samples::TrainingAreas drawn;
    ASSERT_TRUE(samples::addClass(drawn, "a"));
    ASSERT_TRUE(samples::addClass(drawn, "b"));
    for (int row = 0; row < 18; row += 3)
        for (int column = 0; column < 24; column += 3)
            drawn.areas.push_back(std::make_shared<const samples::TrainingArea>(
                samples::areaOfPixels({{row, column}, {row + 1, column}}, 1 + (row / 3 + column / 3) % 2, session.scene().grid)));
    document().edit("draw", drawn);
    document().setSplitSettings({"blocks", {3, 2, 0.3, 0}, 2});
    ASSERT_TRUE(waitFor([&] { return document().facts() && document().facts()->split && session.isIdle(); }));
    child<QCheckBox>("splitShown")->click();
    EXPECT_TRUE(window.commands()->showSplit->isChecked());
    const auto layers = session.layers()->layers(ui::LayerGroup::Samples);
    ASSERT_EQ(layers.size(), 2);
    EXPECT_EQ(layers.front()->legend().size(), 2);
    EXPECT_EQ(layers.front()->legend().front().name, "Training");
    child<QCheckBox>("splitShown")->click();
    EXPECT_EQ(session.layers()->layers(ui::LayerGroup::Samples).size(), 1);
}

}  // namespace
