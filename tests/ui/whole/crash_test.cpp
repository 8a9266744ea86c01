#include <signal.h>

#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <filesystem>

#include "app/method_loader.h"
#include "project/recovery.h"
#include "sample_project.h"
#include "ui/canvas/class_map_layer.h"

namespace lacuna::ui::test {
namespace {

/// A program that is killed while it classifies leaves neither half a file nor a false map: its work is offered, and the
/// map is made anew, the same as without the crash.
TEST(Crash, aWindowThatIsKilledWhileItClassifiesIsRecoveredWithTheSameMap) {
    const SampleProject scene;
    const auto methods = *app::loadMethods();
    std::vector<std::uint8_t> expected;
    {
        Session session(*methods);
        MainWindow window(&session, false);
        session.openSensors(scene.sources());
        session.openModel(QString::fromStdString(scene.model()));
        ASSERT_TRUE(waitUntil([&] { return session.isMapComplete(3) && isSettled(window); }));
        expected = session.mapLayer(3)->map().labels;
    }
    const auto files = scene.folder.names();
    const support::ScratchFolder home;
    const auto recovery = home.file("lacuna/recovery");
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        environment.insert(name, QString::fromStdString(home.file("")));
    const auto copies = [&] {
        int count = 0;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(recovery, none))
            count += entry.path().extension() == ".lacuna" && entry.path().filename().string().front() != '.';
        return count;
    };
    // At several moments: at once when there is a copy, and while the map grows.
    int killed = 0;
    for (const int delay : {0, 150, 600, 1500}) {
        for (const auto& left : project::leftRecoveries(recovery)) project::dropRecovery(left);
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(LACUNA_DESKTOP, {"--modality", "VNIR=" + QString::fromStdString(scene.sources()[0].files[0]), "--modality",
                                       "SWIR=" + QString::fromStdString(scene.sources()[1].files[0]), "--model", QString::fromStdString(scene.model()),
                                       "--control-list", QString::fromStdString(home.file("controls"))});
        ASSERT_TRUE(QTest::qWaitFor([&] { return copies() == 1; }, 60000)) << program.readAllStandardError().toStdString();
        QTest::qWait(delay);
        ASSERT_EQ(program.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
        ASSERT_TRUE(program.waitForFinished());
        ++killed;
        EXPECT_EQ(scene.folder.names(), files) << "killed after " << delay << " ms";
    }
    ASSERT_EQ(killed, 4);
    ASSERT_EQ(project::leftRecoveries(recovery).size(), 1u);

    Session session(*methods);
    MainWindow window(&session, false);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    window.projects()->keepRecovery(QString::fromStdString(recovery));
    auto* accept = window.findChild<QPushButton*>("offerAction");
    ASSERT_TRUE(waitUntil([&] { return accept->isVisible(); }));
    QTest::mouseClick(accept, Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return session.hasScene() && session.model() && session.isMapComplete(3) && isSettled(window); }))
        << window.findChild<QLabel*>("messageText")->text().toStdString();
    EXPECT_EQ(session.mapLayer(3)->map().labels, expected);
    EXPECT_TRUE(window.projects()->isModified());
}

}  // namespace
}  // namespace lacuna::ui::test
