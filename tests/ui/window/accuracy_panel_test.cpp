// The Accuracy panel: intervals, areas, the confusion matrix as a picture, and where the map is wrong.
#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>

#include "output/map_file.h"
#include "ui/window/confusion_picture.h"
#include "ui/window/error_layer.h"
#include "ui/window/figure_table.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::waitFor;

class AccuracyPanelTest : public ui::test::WindowTest {
protected:
    AccuracyPanelTest() {
        EXPECT_TRUE(ui::test::openAll(session, scene));
        window.raisePanel("accuracyDock");
    }
    template <class Widget>
    Widget* find(const char* name) {
        auto* found = window.findChild<Widget*>(name);
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    void openTab(const char* page) {
        auto* tabs = find<QTabWidget>("accuracyTabs");
        const int index = tabs->indexOf(find<QWidget>(page));
        QTest::mouseClick(tabs->findChild<QTabBar*>(), Qt::LeftButton, {}, tabs->findChild<QTabBar*>()->tabRect(index).center());
        EXPECT_EQ(tabs->currentIndex(), index) << page;
    }
    const map::MapAccuracy& accuracy() { return *session.accuracy(session.switchedOn()); }
};

TEST_F(AccuracyPanelTest, everyClassSaysHowSureItsAccuracyIs) {
    auto* table = find<QTableWidget>("accuracyClasses");
    const auto figures = metrics::accuracyOf(accuracy().confusion);
    ASSERT_EQ(table->rowCount(), 3);
    for (int row = 0; row < 3; ++row) {
        const auto* cell = table->item(row, 2);
        const auto& interval = figures.producersInterval[static_cast<std::size_t>(row)];
        EXPECT_DOUBLE_EQ(cell->data(ui::BarDelegate::lowRole).toDouble(), interval.low);
        EXPECT_DOUBLE_EQ(cell->data(ui::BarDelegate::highRole).toDouble(), interval.high);
        EXPECT_TRUE(cell->toolTip().contains("95 % interval")) << cell->toolTip().toStdString();
    }
}

TEST_F(AccuracyPanelTest, areasAreThoseOfTheEstimator) {
    openTab("areaTable");
    auto* table = find<QTableWidget>("areaTable");
    ASSERT_EQ(table->rowCount(), 3);
    const auto areas = accuracy().areas();
    double mapped = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        mapped += areas.classes[i].mapped;
        const double all = accuracy().cellArea > 0 ? static_cast<double>(areas.cells) * accuracy().cellArea / 1e4 : 100;
        EXPECT_EQ(table->item(static_cast<int>(i), 2)->text(), QString("%L1").arg(areas.classes[i].area.value * all, 0, 'f', 2));
    }
    EXPECT_NEAR(mapped, 1, 1e-9);
    EXPECT_EQ(areas.cells + areas.outside, static_cast<std::uint64_t>(ui::test::SmallScene::width * ui::test::SmallScene::height));
    EXPECT_TRUE(find<QLabel>("accuracyNote")->isVisible());
}

TEST_F(AccuracyPanelTest, theMatrixIsAPictureThatCanBeSaved) {
    openTab("confusionPicture");
    auto* picture = find<ui::ConfusionPicture>("confusionPicture");
    EXPECT_TRUE(picture->isVisible());
    const QImage drawn = picture->image(1);
    ASSERT_FALSE(drawn.isNull());
    int coloured = 0;
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x) coloured += drawn.pixelColor(x, y).hsvSaturation() > 100;
    EXPECT_GT(coloured, 500);
    for (const char* name : {"matrix.png", "matrix.svg"}) {
        const auto path = scene.folder.file(name);
        ASSERT_TRUE(picture->saveTo(QString::fromStdString(path)));
        EXPECT_GT(support::contentOf(path).size(), 500u);
    }
    EXPECT_EQ(support::contentOf(scene.folder.file("matrix.svg")).substr(0, 4), "<svg");
    EXPECT_FALSE(picture->saveTo("/proc/none/matrix.png"));
}

TEST_F(AccuracyPanelTest, errorsAreALayerThatFollowsTheSensors) {
    auto* button = find<QPushButton>("showErrors");
    ASSERT_TRUE(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return window.errorLayer()->layer() != nullptr; }));
    const auto wrongOf = [&] {
        std::uint64_t wrong = 0, right = 0;
        for (const auto label : window.errorLayer()->layer()->map().labels) right += label == 1, wrong += label > 1;
        EXPECT_EQ(right + wrong, accuracy().confusion.total());
        return wrong;
    };
    std::uint64_t diagonal = 0;
    for (int c = 0; c < 3; ++c) diagonal += accuracy().confusion.at(c, c);
    EXPECT_EQ(wrongOf(), accuracy().confusion.total() - diagonal);
    EXPECT_EQ(session.layers()->positionOf(window.errorLayer()->layer()), 0);

    session.toggleSensor(1);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(session.switchedOn()) && session.isIdle() && window.errorLayer()->layer(); }));
    diagonal = 0;
    for (int c = 0; c < 3; ++c) diagonal += accuracy().confusion.at(c, c);
    EXPECT_EQ(wrongOf(), accuracy().confusion.total() - diagonal);

    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(window.errorLayer()->layer(), nullptr);
}

TEST_F(AccuracyPanelTest, removingTheErrorsLayerReleasesTheButton) {
    auto* button = find<QPushButton>("showErrors");
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return window.errorLayer()->layer() != nullptr; }));
    session.layers()->remove(window.errorLayer()->layer());
    EXPECT_FALSE(button->isChecked());
    EXPECT_FALSE(window.errorLayer()->isOn());
}

TEST_F(AccuracyPanelTest, theExportDialogsBoxesAddFiles) {
    window.commands()->exportMap->trigger();
    auto* dialog = find<QFileDialog>("exportMapDialog");
    ASSERT_TRUE(dialog);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(dialog));
    for (const char* name : {"exportPolygons", "exportConfidence", "exportClr"}) {
        auto* box = dialog->findChild<QCheckBox*>(name);
        ASSERT_NE(box, nullptr) << name;
        ASSERT_TRUE(box->isVisible()) << name;
        if (box->isChecked()) continue;
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(10, box->height() / 2));
        EXPECT_TRUE(box->isChecked()) << name;
    }
    Q_EMIT dialog->fileSelected(QString::fromStdString(scene.folder.file("export.tif")));
    dialog->close();
    ASSERT_TRUE(waitFor([&] { return session.isIdle(); }));
    for (const char* name : {"export.tif", "export.qml", "export.clr", "export.gpkg", "export-confidence.tif"})
        EXPECT_GT(support::contentOf(scene.folder.file(name)).size(), 20u) << name;
    EXPECT_FALSE(std::filesystem::exists(scene.folder.file("export.sld")));
    EXPECT_FALSE(std::filesystem::exists(scene.folder.file("export-availability.tif")));
}

TEST_F(AccuracyPanelTest, tablesAreSavedIntoAFolder) {
    QTest::mouseClick(find<QPushButton>("saveAccuracy"), Qt::LeftButton);
    auto* dialog = find<QFileDialog>("saveAccuracyDialog");
    ASSERT_TRUE(dialog);
    const auto folder = scene.folder.file("accuracy");
    Q_EMIT dialog->fileSelected(QString::fromStdString(folder));
    dialog->close();
    ASSERT_TRUE(waitFor([&] { return session.isIdle(); }));
    for (const char* name : {"accuracy.csv", "accuracy.md", "confusion.csv", "confusion.svg"})
        EXPECT_GT(support::contentOf(folder + "/" + name).size(), 20u) << name;
}

}  // namespace
