#include "ui/window/main_window.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QDropEvent>
#include <QPushButton>
#include <QTableWidget>

#include "window_test.h"
#include "ui/canvas/map_canvas.h"
#include "ui/theme/theme.h"
#include "ui/window/comparison.h"
#include "ui/window/sensor_chips.h"
#include "ui/window/window_actions.h"

namespace {

using namespace lacuna;
using ui::MainWindow;
using ui::Session;
using ui::test::SmallScene;
using ui::test::waitFor;

class MainWindowTest : public ui::test::WindowTest {
protected:
    QString text(const char* name) const {
        const auto* label = window.findChild<QLabel*>(name);
        return label ? label->text() : QString("(none)");
    }
};

TEST_F(MainWindowTest, anEmptyWindowTeachesAndOffersOnlyWhatWorks) {
    EXPECT_TRUE(window.findChild<QPushButton*>("welcomeOpenSensors")->isVisible());
    EXPECT_TRUE(window.commands()->openSensors->isEnabled());
    for (const auto* action : {window.commands()->classify, window.commands()->whatIf, window.commands()->exportMap, window.commands()->swipe,
                               window.commands()->train, window.commands()->addSensor})
        EXPECT_FALSE(action->isEnabled()) << action->objectName().toStdString();
}

TEST_F(MainWindowTest, theWindowFitsOnASmallScreen) {
    EXPECT_LE(window.minimumSizeHint().height(), 700);
    EXPECT_LE(window.minimumSizeHint().width(), 1366);
}

TEST_F(MainWindowTest, everyControlHasANameForScreenReaders) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    const auto* layers = window.findChild<QDockWidget*>("layersDock");
    const auto* legend = window.findChild<QDockWidget*>("legendDock");
    for (const auto* widget : window.findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                             qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTableWidget*>(widget);
        // Parts that Qt puts into its own controls are named by them.
        if (!control || widget->objectName().startsWith("qt_") || qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) ||
            qobject_cast<const QTabBar*>(widget->parentWidget()) || qobject_cast<const QAbstractItemView*>(widget->parentWidget()))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if (button && button->isHidden() && button->text().isEmpty()) continue;  // named when it is shown
        const bool mapPanel = layers->isAncestorOf(widget) || legend->isAncestorOf(widget);
        EXPECT_TRUE(mapPanel || !widget->objectName().isEmpty()) << widget->metaObject()->className() << " in " << widget->parentWidget()->objectName().toStdString();
        EXPECT_FALSE(widget->accessibleName().isEmpty() && (!button || button->text().isEmpty())) << widget->objectName().toStdString();
    }
}

TEST_F(MainWindowTest, theKeyOfASensorLosesItAndTheNumbersFollow) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    window.activateWindow();
    window.canvas()->setFocus();
    QTest::keyClick(window.canvas(), Qt::Key_2);
    ASSERT_TRUE(waitFor([&] { return session.switchedOn() == 1 && session.accuracy(1); }));
    EXPECT_TRUE(text("sensorSummary").contains("without LiDAR")) << text("sensorSummary").toStdString();
    EXPECT_TRUE(text("sensorSummary").contains("OA"));
    const auto figures = metrics::accuracyOf(session.accuracy(1)->confusion);
    EXPECT_EQ(text("overallAccuracy"), QString::number(100 * figures.overall, 'f', 1));
}

TEST_F(MainWindowTest, aChipShowsAndSwitchesItsSensor) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    auto* chip = window.findChild<ui::SensorChip*>("sensorChip1");
    ASSERT_NE(chip, nullptr);
    EXPECT_EQ(chip->state(), ui::SensorChip::State::Present);
    QTest::mouseClick(chip, Qt::LeftButton);
    EXPECT_EQ(chip->state(), ui::SensorChip::State::Lost);
    EXPECT_EQ(session.switchedOn(), 2);
    EXPECT_TRUE(chip->accessibleName().contains("lost"));
    auto* other = window.findChild<ui::SensorChip*>("sensorChip2");
    QTest::mouseClick(other, Qt::LeftButton);
    EXPECT_EQ(other->state(), ui::SensorChip::State::Present);
    EXPECT_TRUE(text("statusSentence").contains("at least one sensor"));
}

TEST_F(MainWindowTest, undoRestoresTheSensorAndARemovedLayer) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    session.toggleSensor(1);
    ASSERT_TRUE(window.commands()->undo->isEnabled());
    window.commands()->undo->trigger();
    EXPECT_EQ(session.switchedOn(), 3);
    window.commands()->redo->trigger();
    EXPECT_EQ(session.switchedOn(), 1);
}

TEST_F(MainWindowTest, anErrorStandsInTheBarUntilItIsClosed) {
    session.openModel(QString::fromStdString(scene.folder.file("nowhere.safetensors")));
    auto* bar = window.findChild<QWidget*>("messageBar");
    ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
    EXPECT_TRUE(text("messageText").contains("nowhere.safetensors"));
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    QTest::mouseClick(window.findChild<QWidget*>("messageClose"), Qt::LeftButton);
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(MainWindowTest, swipeComparesTheCompleteMapWithTheDegradedOne) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    window.commands()->swipe->trigger();
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::Single);
    session.toggleSensor(0);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(2); }));
    window.commands()->swipe->trigger();
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::Swipe);
    EXPECT_EQ(window.canvas()->leftLayer(), session.mapLayer(3));
    EXPECT_EQ(window.canvas()->rightLayer(), session.mapLayer(2));
    window.commands()->single->trigger();
    EXPECT_EQ(window.canvas()->comparison(), ui::MapCanvas::Compare::Single);
    EXPECT_FALSE(session.mapLayer(3)->isVisible());
}

TEST_F(MainWindowTest, aRowOfTheStudyShowsItsMapAndWithShiftComparesIt) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    window.commands()->whatIf->trigger();
    ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value(); }));
    auto* table = window.findChild<QTableWidget*>("whatIfTable");
    ASSERT_EQ(table->rowCount(), 3);
    EXPECT_EQ(table->item(0, 0)->text(), QString::fromUtf8("●●"));
    const auto click = [&](int row, Qt::KeyboardModifiers keys) {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, keys, table->visualItemRect(table->item(row, 1)).center());
    };
    click(1, Qt::NoModifier);
    const auto first = session.switchedOn();
    EXPECT_NE(first, 3);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(first) && session.isIdle(); }));
    EXPECT_EQ(window.comparison()->mode(), ui::Comparison::Mode::Single);
}

TEST_F(MainWindowTest, aDroppedModelIsOpened) {
    session.openSensors(scene.sources());
    ASSERT_TRUE(waitFor([&] { return session.hasScene(); }));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(scene.model()))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    EXPECT_TRUE(waitFor([&] { return session.model() != nullptr; }));
}

TEST_F(MainWindowTest, themesChangeThePaletteAtOnce) {
    ui::setTheme(ui::ThemeChoice::Dark);
    EXPECT_LT(QApplication::palette().color(QPalette::Window).lightness(), 128);
    ui::setTheme(ui::ThemeChoice::Light);
    EXPECT_GT(QApplication::palette().color(QPalette::Window).lightness(), 128);
}

TEST_F(MainWindowTest, aClosedPanelComesBackWithTheLayout) {
    auto* dock = window.findChild<QDockWidget*>("whatIfDock");
    dock->close();
    EXPECT_FALSE(dock->isVisible());
    window.commands()->resetLayout->trigger();
    EXPECT_TRUE(dock->isVisible());
}

}  // namespace
