// Several models open at once, and two of them against each other.
#include <gtest/gtest.h>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>

#include "output/map_file.h"
#include "window_test.h"
#include "ui/window/comparison.h"
#include "ui/window/disagreement.h"
#include "ui/window/main_window.h"
#include "ui/window/window_actions.h"

namespace {

using namespace lacuna;
using ui::MapKey;
using ui::Session;
using ui::test::SmallScene;
using ui::test::waitFor;
using Mode = ui::Comparison::Mode;

class ModelsTest : public ui::test::WindowTest {
protected:
    ModelsTest() {
        QObject::connect(&session, &Session::failed, [this](const base::Error& error) { errors.push_back(error); });
        EXPECT_TRUE(ui::test::openAll(session, scene));
        first = session.shownMap().model;
    }

    /// Opens another model beside the first one; its number.
    int openSecond(const engine::ModelSpec& spec = support::smallModel(), const std::string& method = "moe-adapt") {
        session.openModel(QString::fromStdString(scene.writeModel("second.safetensors", spec, method, 5)));
        EXPECT_TRUE(waitFor([&] { return session.models().size() == 2 && session.isMapComplete(session.complete()) && session.isIdle(); }));
        return session.shownMap().model;
    }
    bool compared() {
        return waitFor([&] { return window.disagreement()->result() != nullptr && session.isIdle(); });
    }
    QString text(const char* name) const {
        const auto* label = window.findChild<QLabel*>(name);
        return label && !label->isHidden() ? label->text() : QString();
    }
    std::vector<std::uint8_t> labels(const MapKey& key) const { return session.mapLayer(key)->map().labels; }

    std::vector<base::Error> errors;
    int first = 0;
};

TEST_F(ModelsTest, aSecondModelStandsBesideTheFirst) {
    auto* firstMap = session.mapLayer(3);
    EXPECT_EQ(firstMap->title(), "complete");
    const int second = openSecond();
    EXPECT_NE(second, first);
    EXPECT_EQ(session.findModel(second)->title, "MoE-adapt");
    EXPECT_EQ(session.mapLayer(MapKey{first, 3}), firstMap);
    EXPECT_FALSE(firstMap->isVisible());
    EXPECT_TRUE(session.mapLayer(3)->isVisible());
    EXPECT_EQ(firstMap->title(), "test, complete");
    EXPECT_EQ(session.mapLayer(3)->title(), "MoE-adapt, complete");
    EXPECT_NE(labels({first, 3}), labels({second, 3}));
    EXPECT_NE(session.accuracy(MapKey{first, 3}), nullptr);
    session.showModel(first);
    EXPECT_TRUE(firstMap->isVisible());
    EXPECT_FALSE(session.mapJobs().isBusy());
}

TEST_F(ModelsTest, twoModelsOfOneMethodHaveDifferentNamesAndOneFileIsOneModel) {
    const int second = openSecond(support::smallModel(), "test");
    EXPECT_EQ(session.findModel(second)->title, "test (second)");
    session.openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return session.shownMap().model == first && session.isIdle(); }));
    EXPECT_EQ(session.models().size(), 2u);
    EXPECT_TRUE(session.isMapComplete(MapKey{second, 3}));
}

TEST_F(ModelsTest, aModelOfOtherSensorsIsRefusedAndTheShownOneStays) {
    session.openModel(QString::fromStdString(scene.writeModel("other.safetensors", support::smallModel({{"SAR", 5}}), "test", 5)));
    ASSERT_TRUE(waitFor([&] { return !errors.empty(); }));
    EXPECT_EQ(session.models().size(), 1u);
    EXPECT_EQ(session.shownMap().model, first);
    EXPECT_TRUE(session.isMapComplete(3));
}

TEST_F(ModelsTest, theSensorsSwitchesApplyToBothComparedModels) {
    const int second = openSecond();
    window.comparison()->compareWithModel(first);
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::SideBySide);
    EXPECT_EQ(window.canvas()->leftLayer(), session.mapLayer(MapKey{first, 3}));
    EXPECT_EQ(window.canvas()->rightLayer(), session.mapLayer(MapKey{second, 3}));
    session.toggleSensor(1);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(MapKey{first, 1}) && session.isMapComplete(MapKey{second, 1}); }));
    EXPECT_EQ(window.canvas()->leftLayer(), session.mapLayer(MapKey{first, 1}));
    EXPECT_EQ(window.canvas()->rightLayer(), session.mapLayer(MapKey{second, 1}));
    ASSERT_TRUE(compared());
    EXPECT_EQ(window.disagreement()->names()[0], "test");
    EXPECT_EQ(window.disagreement()->names()[1], "MoE-adapt");
    EXPECT_TRUE(text("sensorSummary").contains("MoE-adapt")) << text("sensorSummary").toStdString();
    EXPECT_TRUE(errors.empty()) << base::describe(errors.front());
}

TEST_F(ModelsTest, changingPartsDoesNotStopTheOthersMap) {
    const int second = openSecond();
    window.comparison()->compareWithModel(first);
    session.toggleSensor(1);
    const QPointer<ui::ClassMapLayer> begun = session.mapLayer(MapKey{second, 1});
    ASSERT_TRUE(begun);
    session.showModel(first);
    EXPECT_TRUE(begun);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(MapKey{first, 1}) && session.isMapComplete(MapKey{second, 1}); }));
    EXPECT_TRUE(begun);
}

TEST_F(ModelsTest, theTestCountsTheReferencePixelsThatOneModelAloneHasRight) {
    const int second = openSecond();
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    const auto a = labels({first, 3}), b = labels({second, 3});
    std::int64_t onlyFirst = 0, onlySecond = 0;
    std::uint64_t agreeing = 0;
    for (std::size_t i = 0; i < a.size(); ++i) agreeing += a[i] == b[i];
    for (const auto& sample : session.reference()->samples) {
        const auto cell = static_cast<std::size_t>(sample.row * SmallScene::width + sample.column);
        const bool firstRight = a[cell] == sample.classIndex + 1, secondRight = b[cell] == sample.classIndex + 1;
        onlyFirst += firstRight && !secondRight;
        onlySecond += secondRight && !firstRight;
    }
    const auto* found = window.disagreement()->result();
    ASSERT_TRUE(found->test);
    EXPECT_GT(onlyFirst + onlySecond, 0);
    EXPECT_EQ(found->test->firstOnly, onlyFirst);
    EXPECT_EQ(found->test->secondOnly, onlySecond);
    EXPECT_EQ(found->agreeing, agreeing);
    EXPECT_TRUE(text("mcnemar").contains("McNemar's exact test")) << text("mcnemar").toStdString();
    EXPECT_TRUE(text("mcnemar").contains(QString("On %1 pixels only the first is right, on %2 only").arg(onlyFirst).arg(onlySecond)));
    auto* tabs = window.findChild<QTabWidget*>("accuracyTabs");
    auto* table = window.findChild<QTableWidget*>("comparedTable");
    EXPECT_TRUE(tabs->isTabVisible(tabs->indexOf(table)));
    ASSERT_EQ(table->rowCount(), 4);
    EXPECT_EQ(table->item(1, 0)->text(), "only test right");
    EXPECT_EQ(table->item(1, 1)->text(), QString::number(onlyFirst));
    window.comparison()->setMode(Mode::Single);
    EXPECT_EQ(text("mcnemar"), "");
    EXPECT_FALSE(tabs->isTabVisible(tabs->indexOf(table)));
}

TEST_F(ModelsTest, modelsOfDifferentTrainingSamplesAreComparedWithAWarning) {
    openSecond();
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    EXPECT_FALSE(window.disagreement()->isUnfair());
    auto checkpoint = *engine::readCheckpoint(scene.model());
    checkpoint.training["options"]["seed"] = 7;
    ASSERT_TRUE(engine::writeCheckpoint(scene.model(), checkpoint));
    session.openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return session.shownMap().model == first && session.isIdle() && window.disagreement()->result(); }));
    EXPECT_TRUE(window.disagreement()->isUnfair());
    EXPECT_TRUE(text("mcnemar").contains("training samples differ")) << text("mcnemar").toStdString();
}

TEST_F(ModelsTest, subsetsOfOneModelAreComparedByTheSameTest) {
    session.toggleSensor(1);
    window.comparison()->setMode(Mode::Swipe);
    ASSERT_TRUE(compared());
    EXPECT_EQ(window.disagreement()->names()[0], "“complete”");
    EXPECT_EQ(window.disagreement()->names()[1], "“without LiDAR”");
    EXPECT_TRUE(window.disagreement()->result()->test);
}

TEST_F(ModelsTest, withoutAReferenceTheAgreementIsToldWithoutATest) {
    const auto path = scene.folder.file("elsewhere.tif");
    auto wide = SmallScene::raster(3, [](int b, int r, int c) { return b * 0.3 + r * 0.05 + c * 0.02; });
    wide.width = 30;
    support::writeRaster(path, wide);
    session.openSensors({{"HS", {path}}});
    ASSERT_TRUE(waitFor([&] { return session.scene().grid.width == 30 && session.isMapComplete(1) && session.isIdle(); }));
    ASSERT_EQ(session.reference(), nullptr);
    openSecond();
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    EXPECT_FALSE(window.disagreement()->result()->test);
    EXPECT_EQ(window.disagreement()->layer()->legend().size(), 2);
    EXPECT_TRUE(text("accuracyEmptyText").contains("agree on")) << text("accuracyEmptyText").toStdString();
}

TEST_F(ModelsTest, theDisagreementIsALayerWithALegendThatIsShownAndExported) {
    openSecond();
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    auto* layer = window.disagreement()->layer();
    ASSERT_NE(layer, nullptr);
    EXPECT_FALSE(layer->isVisible());
    window.commands()->disagreement->trigger();
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::Single);
    EXPECT_TRUE(layer->isVisible());
    EXPECT_EQ(layer->title(), "Disagreement: test / MoE-adapt");
    ASSERT_EQ(layer->legend().size(), 6);
    EXPECT_EQ(layer->legend()[2].name, "only MoE-adapt right");
    EXPECT_EQ(layer->legend()[2].cells, static_cast<quint64>(window.disagreement()->result()->test->secondOnly));
    QSignalSpy saved(&session, &Session::saved);
    const auto path = scene.folder.file("differ.tif");
    window.disagreement()->exportMap(QString::fromStdString(path));
    ASSERT_TRUE(waitFor([&] { return saved.count() == 1; }));
    const auto read = output::readMap(path);
    ASSERT_TRUE(read) << base::describe(read.error());
    EXPECT_EQ(read->labels, layer->map().labels);
    EXPECT_EQ(read->classes.size(), 6u);
    window.commands()->single->trigger();
    EXPECT_EQ(window.disagreement()->layer(), nullptr);
    EXPECT_TRUE(session.mapLayer(3)->isVisible());
}

TEST_F(ModelsTest, theDisagreementFollowsTheSensors) {
    openSecond();
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    window.commands()->disagreement->trigger();
    const auto complete = window.disagreement()->layer()->map().labels;
    session.toggleSensor(0);
    ASSERT_TRUE(compared());
    ASSERT_TRUE(window.disagreement()->layer()->isVisible());
    EXPECT_NE(window.disagreement()->layer()->map().labels, complete);
    // Taken out by the user: there is nothing to show, and nothing breaks.
    session.layers()->remove(window.disagreement()->layer());
    EXPECT_FALSE(window.commands()->exportMap->isEnabled());
}

TEST_F(ModelsTest, aModelThatKnowsTheSensorsInAnotherOrderIsComparedAlike) {
    session.toggleSensor(1);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(1); }));
    const auto withoutLidar = labels({first, 1});
    const int second = openSecond(support::smallModel({{"LiDAR", 2}, {"HS", 3}}));
    EXPECT_EQ(session.sensorNames(), (QStringList{"LiDAR", "HS"}));
    session.toggleSensor(0);
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    EXPECT_EQ(session.describe(session.switchedOn()), "without LiDAR");
    EXPECT_EQ(labels({first, session.switchedOn()}), withoutLidar);
    EXPECT_NE(session.mapLayer(MapKey{second, session.switchedOn()}), nullptr);
}

TEST_F(ModelsTest, theListShowsComparesAndCloses) {
    auto* table = window.findChild<QTableWidget*>("modelTable");
    auto* rival = window.findChild<QComboBox*>("modelRival");
    EXPECT_FALSE(table->parentWidget()->isHidden());
    EXPECT_TRUE(rival->parentWidget()->isHidden());
    const int second = openSecond();
    ASSERT_EQ(table->rowCount(), 2);
    EXPECT_EQ(table->item(1, 0)->text(), "MoE-adapt");
    EXPECT_EQ(table->item(1, 1)->text(), "second.safetensors");
    const auto overall = metrics::accuracyOf(session.accuracy(MapKey{second, 3})->confusion).overall;
    EXPECT_EQ(table->item(1, 2)->text(), QString::number(100 * overall, 'f', 1));
    EXPECT_FALSE(rival->parentWidget()->isHidden());
    window.raisePanel("trainingDock");
    rival->setCurrentIndex(1);
    Q_EMIT rival->activated(1);
    EXPECT_EQ(window.comparison()->mode(), Mode::SideBySide);
    EXPECT_EQ(window.comparison()->comparedModel(), first);
    // Showing the other one lets them change parts; left and right stay.
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier, table->visualItemRect(table->item(0, 1)).center());
    EXPECT_EQ(session.shownMap().model, first);
    EXPECT_EQ(window.comparison()->comparedModel(), second);
    EXPECT_EQ(window.canvas()->leftLayer(), session.mapLayer(MapKey{first, 3}));
    window.commands()->undo->trigger();
    EXPECT_EQ(session.shownMap().model, second);
    Q_EMIT rival->activated(0);
    QTest::mouseClick(window.findChild<QToolButton*>("modelClose"), Qt::LeftButton);
    EXPECT_EQ(session.models().size(), 1u);
    EXPECT_EQ(session.shownMap().model, first);
    EXPECT_EQ(session.mapLayer(3)->title(), "complete");
    window.commands()->undo->trigger();
    ASSERT_TRUE(waitFor([&] { return session.models().size() == 2 && session.isMapComplete(MapKey{second, 3}) && session.isIdle(); }));
    EXPECT_EQ(table->rowCount(), 2);
}

TEST_F(ModelsTest, closingAComparedModelEndsTheComparison) {
    const int second = openSecond();
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    session.takeModel(first);
    EXPECT_EQ(window.comparison()->mode(), Mode::Single);
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::Single);
    EXPECT_EQ(window.disagreement()->result(), nullptr);
    session.takeModel(second);
    EXPECT_FALSE(session.canClassify());
    EXPECT_FALSE(window.commands()->closeModel->isEnabled());
    EXPECT_TRUE(window.findChild<QTableWidget*>("modelTable")->parentWidget()->isHidden());
}

TEST_F(ModelsTest, otherSettingsMakeBothComparedMapsAnew) {
    openSecond();
    window.comparison()->compareWithModel(first);
    ASSERT_TRUE(compared());
    ASSERT_TRUE(session.setClassifySettings({{"stride", 3}}));
    ASSERT_TRUE(compared());
    EXPECT_EQ(window.disagreement()->layer()->grid().width, SmallScene::width / 3);
    EXPECT_EQ(window.disagreement()->result()->referencePixels(), static_cast<std::uint64_t>(SmallScene::height / 3));
}

TEST_F(ModelsTest, everyInstalledMethodCanBeChosenWithItsParameters) {
    auto* box = window.findChild<QComboBox*>("trainingMethod");
    ASSERT_EQ(box->count(), static_cast<int>(methods->all().size()));
    QStringList summaries;
    for (const auto* method : methods->all()) {
        const auto id = method->id();
        const int at = box->findData(QString::fromStdString(id));
        ASSERT_GE(at, 0) << id;
        box->setCurrentIndex(at);
        Q_EMIT box->activated(at);
        summaries << window.findChild<QLabel*>("methodSummary")->text();
        for (const auto& parameter : method->parameters())
            EXPECT_NE(window.findChild<QWidget*>("method." + QString::fromStdString(parameter.name)), nullptr) << id << " " << parameter.name;
    }
    EXPECT_EQ(summaries.removeDuplicates(), 0);
    EXPECT_FALSE(summaries.contains(QString()));
}

}  // namespace
