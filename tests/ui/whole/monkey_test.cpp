#include <QLabel>
#include <QPushButton>

#include "app/method_loader.h"
#include "random_user.h"

namespace lacuna::ui::test {
namespace {

unsigned fromEnvironment(const char* name, unsigned usual) {
    bool given = false;
    const unsigned value = qEnvironmentVariable(name).toUInt(&given);
    return given ? value : usual;
}

/// LACUNA_MONKEY_SEED replays a run, LACUNA_MONKEY_EVENTS says how long it is.
TEST(Monkey, randomUseNeitherCrashesNorLosesTheWindow) {
    const unsigned seed = fromEnvironment("LACUNA_MONKEY_SEED", 1);
    const unsigned events = fromEnvironment("LACUNA_MONKEY_EVENTS", 2000);
    std::printf("LACUNA_MONKEY_SEED=%u LACUNA_MONKEY_EVENTS=%u\n", seed, events);
    std::fflush(stdout);
    WarningCatcher warnings;
    const SampleProject scene;
    qputenv("HOME", QByteArray::fromStdString(scene.folder.file("")));
    // A name that is typed without a folder lands here.
    QDir::setCurrent(QString::fromStdString(scene.folder.file("")));
    const auto methods = *app::loadMethods();
    Session session(*methods);
    auto window = std::make_unique<MainWindow>(&session, false);
    window->resize(1440, 900);
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    ASSERT_TRUE(openFull(*window, scene));
    QString last;
    {
        LoopBreaker breaker;
        BlockReport report;
        RandomUser user(*window, breaker, report, seed);
        for (unsigned i = 0; i < events; ++i) {
            if (qEnvironmentVariableIsSet("LACUNA_MONKEY_TALKS")) std::fprintf(stderr, "%u after %s\n", i, qPrintable(user.last()));
            user.act();
            for (const auto& warning : WarningCatcher::taken())
                ADD_FAILURE() << "seed " << seed << ", event " << i << " (" << qPrintable(user.last()) << "): Qt warns: " << qPrintable(warning);
            if (window->isVisible() && session.hasScene()) continue;
            // It was closed, or everything in it was.
            report.doing("opening the project again");
            for (auto* dialog : openDialogs(window.get())) escape(dialog);
            window->show();
            ASSERT_TRUE(settle(*window, 5000)) << "seed " << seed << ", event " << i;
            if (session.hasScene()) continue;
            window->projects()->open(scene.project());
            if (auto* discard = window->findChild<QPushButton*>("unsavedDiscard")) QTest::mouseClick(discard, Qt::LeftButton);
            ASSERT_TRUE(waitUntil([&] { return session.hasScene() && isSettled(*window); }))
                << "seed " << seed << ", event " << i << ", project " << qPrintable(window->projects()->path()) << ", dialogs " << openDialogs(window.get()).size()
                << ", idle " << session.isIdle() << ", message " << qPrintable(window->findChild<QLabel*>("messageText")->text());
        }
        for (auto* dialog : openDialogs(window.get())) escape(dialog);
        ASSERT_TRUE(settle(*window, 100));
        report.finish();
        last = user.last();
    }
    // It still works.
    session.samples()->setUndoStack(nullptr);
    session.samples()->begin(session.scene().grid);
    session.closeAll();
    ASSERT_TRUE(waitUntil([&] { return isSettled(*window); }));
    EXPECT_TRUE(openFull(*window, scene));
    EXPECT_GT(session.accuracy(3)->confusion.total(), 0);
    QDir::setCurrent(QDir::tempPath());
    session.samples()->setUndoStack(nullptr);
    session.samples()->begin(session.scene().grid);
}

}  // namespace
}  // namespace lacuna::ui::test
