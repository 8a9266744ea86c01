#include <QAbstractButton>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTranslator>
#include <functional>
#include <memory>
#include <set>

#include "jobs/job_command.h"
#include "ui/canvas/map_canvas.h"
#include "ui/language/language.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"
#include "ui/window/figure_table.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace lacuna {
namespace {

/// A window in another language, for one test.
class WindowLanguageTest : public testing::TestWithParam<const char*> {
protected:
    WindowLanguageTest() : before(QLocale()) {
        EXPECT_TRUE(translator.load(QString("lacuna_") + GetParam(), ":/languages"));
        QCoreApplication::installTranslator(&translator);
        QLocale::setDefault(QLocale(GetParam()));
        ui::initialiseTheme(*qApp, ui::ThemeChoice::Light);
        methods = std::move(*app::loadMethods());
        session = std::make_unique<ui::Session>(*methods);
        window = std::make_unique<ui::MainWindow>(session.get(), false);
        window->resize(1440, 900);
        window->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    }
    ~WindowLanguageTest() override {
        window.reset();
        session.reset();
        QCoreApplication::removeTranslator(&translator);
        QLocale::setDefault(before);
    }

    /// What is cut: a button or a line of text that is narrower than it wants to be.
    QStringList cut() const {
        QStringList found;
        for (const auto* widget : window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->visibleRegion().isEmpty()) continue;
            const auto* label = qobject_cast<const QLabel*>(widget);
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const QString text = label ? label->text() : button ? button->text() : QString();
            // What is wrapped, or gives way by design (an ellipsis and a tooltip), is not cut.
            if (text.isEmpty() || (label && (label->wordWrap() || label->minimumSizeHint().width() < label->sizeHint().width()))) continue;
            if (widget->width() + 1 < widget->minimumSizeHint().width()) found << widget->objectName() + ": " + text;
        }
        return found;
    }

    QTranslator translator;
    QLocale before;
    ui::test::SmallScene scene;
    std::unique_ptr<plugins::MethodRegistry> methods;
    std::unique_ptr<ui::Session> session;
    std::unique_ptr<ui::MainWindow> window;
};

TEST_P(WindowLanguageTest, theWindowSpeaksIt) {
    const bool german = QString(GetParam()) == "de";
    EXPECT_EQ(window->commands()->quit->text(), german ? "B&eenden" : "Sa&lir");
    EXPECT_EQ(window->findChild<QDockWidget*>("accuracyDock")->windowTitle(), german ? "Genauigkeit" : "Exactitud");
}

TEST_P(WindowLanguageTest, nothingIsCutInTheEmptyWindow) { EXPECT_EQ(cut().join("\n").toStdString(), ""); }

TEST_P(WindowLanguageTest, nothingIsCutInAnyPanelOfAFullWindow) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    for (const auto* dock : window->findChildren<QDockWidget*>()) {
        if (dock->objectName() == "missingDock") continue;
        window->raisePanel(dock->objectName());
        QTest::qWait(20);
        EXPECT_EQ(cut().join("\n").toStdString(), "") << dock->objectName().toStdString();
    }
}

TEST_P(WindowLanguageTest, theFullWindowFitsOnASmallScreen) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    session->toggleSensor(1);
    window->showMessage("open raster: the rasters do not share one grid (that of vnir.tif).");
    for (const auto* dock : window->findChildren<QDockWidget*>()) window->raisePanel(dock->objectName());
    QTest::qWait(50);
    QStringList wide;
    for (const auto* widget : window->findChildren<QWidget*>())
        if (widget->isVisible() && widget->minimumSizeHint().width() > 420) wide << QString("%1 %2").arg(widget->objectName()).arg(widget->minimumSizeHint().width());
    EXPECT_LE(window->minimumSizeHint().width(), 1366) << wide.join(", ").toStdString();
    EXPECT_LE(window->minimumSizeHint().height(), 700);
}

TEST_P(WindowLanguageTest, theWindowStillFitsOnASmallScreen) {
    EXPECT_LE(window->minimumSizeHint().height(), 700);
    EXPECT_LE(window->minimumSizeHint().width(), 1366);
}

TEST_P(WindowLanguageTest, noKeyOfTheMenuBarIsTakenTwice) {
    std::set<QChar> taken;
    for (const auto* action : window->menuBar()->actions()) {
        const QString text = action->text();
        ASSERT_GE(text.indexOf('&'), 0) << text.toStdString();
        EXPECT_TRUE(taken.insert(text.at(text.indexOf('&') + 1).toLower()).second) << text.toStdString();
    }
}

TEST_P(WindowLanguageTest, numbersAreShownInTheLanguageAndWrittenWithoutIt) {
    EXPECT_EQ(ui::shownNumber(59.14, 1), "59,1");
    EXPECT_EQ(ui::plainNumber("59,1"), "59.1");
    EXPECT_EQ(ui::plainNumber(QLocale().toString(1234567.5, 'f', 1)), "1234567.5");
    EXPECT_EQ(ui::plainNumber(QString(QChar(0x2212)) + "2,5"), "-2.5");
    EXPECT_EQ(ui::plainNumber("Corn"), "Corn");
    ui::FigureTable table("table", "table");
    table.setColumns({"class", "share"});
    table.setRowCount(1);
    table.setCell(0, 0, "Corn, late", false);
    table.setCell(0, 1, ui::shownNumber(12.5, 1), true);
    EXPECT_EQ(table.item(0, 1)->text(), "12,5");
    EXPECT_EQ(table.text(',', false), "class,share\n\"Corn, late\",12.5\n");
}

TEST_P(WindowLanguageTest, commandLinesAndFilesKeepTheirPoints) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    jobs::TrainOptions options;
    options.trainFraction = 0.25;
    options.modalities = session->scene().givenSources();
    options.labels = scene.reference();
    options.out = scene.folder.file("out.safetensors");
    const auto command = jobs::commandLine(options);
    EXPECT_NE(command.find("0.25"), std::string::npos) << command;
    EXPECT_EQ(command.find("0,25"), std::string::npos) << command;
}

INSTANTIATE_TEST_SUITE_P(Languages, WindowLanguageTest, testing::Values("de", "es"));

}  // namespace
}  // namespace lacuna
