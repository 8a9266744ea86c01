#include "ui/project/project_keeper.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QTableWidget>
#include <QUndoStack>
#include <filesystem>

#include "project/project_file.h"
#include "ui/canvas/map_canvas.h"
#include "ui/canvas/sensor_layer.h"
#include "ui/project/missing_panel.h"
#include "ui/project/project_state.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::waitFor;

class ProjectKeeperTest : public ui::test::WindowTest {
protected:
    QString file(const char* name) const { return QString::fromStdString(scene.folder.file(name)); }
    ui::ProjectKeeper* keeper() const { return window.projects(); }
    bool settled() {
        return waitFor([&] { return session.isIdle() && !window.projectState()->isApplying(); });
    }
    bool openAll() {
        session.openSensors(scene.sources());
        session.openModel(QString::fromStdString(scene.model()));
        session.importSamples(QString::fromStdString(scene.reference()));
        session.importReference(QString::fromStdString(scene.reference()));
        return waitFor([&] { return session.isMapComplete(3) && session.accuracy(3); }) && settled();
    }
    bool saveTo(const char* name) {
        bool done = false;
        keeper()->saveTo(file(name), [&] { done = true; });
        return waitFor([&] { return done; });
    }
    bool reopen(const char* name) {
        bool opened = false;
        const auto heard = QObject::connect(keeper(), &ui::ProjectKeeper::opened, [&] { opened = true; });
        keeper()->open(file(name));
        const bool came = waitFor([&] { return opened; });
        QObject::disconnect(heard);
        return came && waitFor([&] { return keeper()->path() == file(name) && !window.projectState()->isApplying(); }) && settled();
    }
    ui::SensorLayer* sensorLayer(const char* name) const {
        for (auto* layer : session_()->layers()->layers(ui::LayerGroup::Sensors))
            if (session_()->roleOf(layer).second == name) return qobject_cast<ui::SensorLayer*>(layer);
        return nullptr;
    }
    ui::Session* session_() const { return const_cast<ui::Session*>(&session); }
    void press(Qt::Key key, Qt::KeyboardModifiers keys = Qt::ControlModifier) {
        window.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, key, keys);
    }
};

TEST_F(ProjectKeeperTest, whatIsSavedComesBackAsItWas) {
    ASSERT_TRUE(openAll());
    session.toggleSensor(1);
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(1); }) && settled());
    auto* lidar = sensorLayer("LiDAR");
    ASSERT_NE(lidar, nullptr);
    lidar->setBands({false, 1, 0, 0});
    lidar->setOpacity(0.4);
    lidar->setVisible(false);
    session.layers()->move(lidar, 0);
    session.mapLayer(1)->setTitle("my map");
    window.canvas()->setScale(7.5);
    window.canvas()->setCenter({11, 6});
    ASSERT_TRUE(saveTo("town.lacuna"));
    EXPECT_FALSE(window.isWindowModified());
    EXPECT_TRUE(window.windowTitle().startsWith("town[*]"));

    window.commands()->newProject->trigger();
    EXPECT_FALSE(session.hasScene());
    EXPECT_TRUE(session.models().empty());
    ASSERT_TRUE(settled());
    ASSERT_TRUE(reopen("town.lacuna"));
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(1) && session.accuracy(1); }));
    EXPECT_EQ(session.switchedOn(), 1);
    EXPECT_FALSE(session.samplesPath().isEmpty());
    EXPECT_EQ(session.models().size(), 1u);
    lidar = sensorLayer("LiDAR");
    ASSERT_NE(lidar, nullptr);
    EXPECT_EQ(lidar->bands(), (ui::BandChoice{false, 1, 0, 0}));
    EXPECT_DOUBLE_EQ(lidar->opacity(), 0.4);
    EXPECT_FALSE(lidar->isVisible());
    EXPECT_EQ(session.layers()->positionOf(lidar), 0);
    EXPECT_TRUE(waitFor([&] { return session.mapLayer(1)->title() == "my map"; }));
    EXPECT_NEAR(window.canvas()->scale(), 7.5, 1e-6);
    EXPECT_NEAR(window.canvas()->center().x(), 11, 1e-6);
    EXPECT_FALSE(keeper()->isModified());
}

TEST_F(ProjectKeeperTest, theKeysSaveAndTheTitleSaysWhatIsNotSaved) {
    ASSERT_TRUE(openAll());
    ASSERT_TRUE(saveTo("town.lacuna"));
    press(Qt::Key_2, Qt::NoModifier);
    ASSERT_TRUE(waitFor([&] { return session.switchedOn() == 1; }));
    ASSERT_TRUE(waitFor([&] { return window.isWindowModified(); }));
    ASSERT_TRUE(settled());
    press(Qt::Key_S);
    ASSERT_TRUE(waitFor([&] { return !window.isWindowModified(); }));
    const auto saved = project::readProject(scene.folder.file("town.lacuna"));
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->lost, std::vector<std::string>{"LiDAR"});
    EXPECT_EQ(keeper()->recent(), QStringList{file("town.lacuna")});
}

TEST_F(ProjectKeeperTest, closingAsksAndCancelKeepsEverything) {
    ASSERT_TRUE(openAll());
    window.close();
    EXPECT_TRUE(window.isVisible());
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    const auto click = [&](const char* name) {
        QPushButton* button = nullptr;
        EXPECT_TRUE(waitFor([&] { return (button = window.findChild<QPushButton*>(name)) && button->isVisible(); }));
        if (button) QTest::mouseClick(button, Qt::LeftButton);
    };
    click("unsavedCancel");
    ASSERT_TRUE(waitFor([&] { return !window.findChild<QMessageBox*>("unsavedBox"); }));
    EXPECT_TRUE(window.isVisible());
    EXPECT_TRUE(session.hasScene());
    press(Qt::Key_N);
    click("unsavedDiscard");
    ASSERT_TRUE(waitFor([&] { return !session.hasScene(); }));
    ASSERT_TRUE(settled());
    window.close();
    EXPECT_FALSE(window.isVisible());
}

TEST_F(ProjectKeeperTest, aBadProjectIsRefusedAndWhatIsOpenStays) {
    ASSERT_TRUE(openAll());
    ASSERT_TRUE(saveTo("town.lacuna"));
    support::putFile(scene.folder.file("newer.lacuna"), R"({"lacuna-project": 99})");
    keeper()->open(file("newer.lacuna"));
    auto* text = window.findChild<QLabel*>("messageText");
    ASSERT_TRUE(waitFor([&] { return text->text().contains("newer Lacuna"); }));
    EXPECT_TRUE(session.hasScene());
    EXPECT_EQ(keeper()->path(), file("town.lacuna"));
}

TEST_F(ProjectKeeperTest, aDroppedProjectOpens) {
    ASSERT_TRUE(openAll());
    ASSERT_TRUE(saveTo("town.lacuna"));
    keeper()->newProject();
    ASSERT_TRUE(settled());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file("town.lacuna"))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    ASSERT_TRUE(waitFor([&] { return session.hasScene() && session.model(); }));
    QMenu menu;
    keeper()->fillRecent(&menu);
    EXPECT_TRUE(menu.actions().front()->text().contains("town.lacuna"));
}

TEST_F(ProjectKeeperTest, missingFilesAreListedTheRestOpensAndOneThatIsFoundMendsTheOthers) {
    ASSERT_TRUE(openAll());
    ASSERT_TRUE(saveTo("town.lacuna"));
    keeper()->newProject();
    ASSERT_TRUE(settled());
    std::filesystem::create_directory(scene.folder.file("moved"));
    for (const char* name : {"lidar.tif", "model.safetensors"})
        std::filesystem::rename(scene.folder.file(name), scene.folder.file(std::string("moved/") + name));
    ASSERT_TRUE(reopen("town.lacuna"));
    EXPECT_EQ(session.sensorNames(), QStringList{"HS"});
    EXPECT_TRUE(window.findChild<QDockWidget*>("missingDock")->isVisible());
    auto* table = window.findChild<QTableWidget*>("missingTable");
    ASSERT_EQ(table->rowCount(), 2);
    EXPECT_EQ(table->item(0, 0)->text(), "lidar.tif");
    // Saved now, nothing is lost.
    ASSERT_TRUE(saveTo("town.lacuna"));
    EXPECT_EQ(project::readProject(scene.folder.file("town.lacuna"))->sensors.size(), 2u);
    EXPECT_EQ(project::readProject(scene.folder.file("town.lacuna"))->models.size(), 1u);
    auto* panel = window.findChild<ui::MissingPanel*>("missingPanel");
    panel->found(file("lidar.tif"), file("moved/lidar.tif"));
    ASSERT_TRUE(waitFor([&] { return session.sensorNames().size() == 2 && session.model(); }));
    EXPECT_TRUE(panel->isEmpty());
    EXPECT_FALSE(window.findChild<QDockWidget*>("missingDock")->isVisible());
}

TEST_F(ProjectKeeperTest, whatIsOpenedCanBeUndoneAndDoneAgain) {
    session.openSensors({scene.sources().front()});
    ASSERT_TRUE(waitFor([&] { return session.hasScene(); }) && settled());
    session.addSensor(scene.sources().back());
    ASSERT_TRUE(waitFor([&] { return session.scene().modalityCount() == 2; }) && settled());
    session.importSamples(QString::fromStdString(scene.reference()));
    ASSERT_TRUE(waitFor([&] { return !session.samplesPath().isEmpty(); }) && settled());
    session.openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return session.isMapComplete(3); }) && settled());
    ASSERT_TRUE(waitFor([&] { return window.commands()->undo->text().contains("model.safetensors"); }));
    const auto undo = [&] {
        press(Qt::Key_Z);
        EXPECT_TRUE(settled());
        QTest::qWait(20);
    };
    undo();
    EXPECT_TRUE(session.models().empty());
    undo();
    EXPECT_TRUE(session.samplesPath().isEmpty());
    undo();
    EXPECT_EQ(session.sensorNames(), QStringList{"HS"});
    undo();
    EXPECT_FALSE(session.hasScene());
    for (int i = 0; i < 4; ++i) {
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        EXPECT_TRUE(settled());
        QTest::qWait(20);
    }
    EXPECT_EQ(session.sensorNames().size(), 2);
    EXPECT_FALSE(session.samplesPath().isEmpty());
    EXPECT_TRUE(waitFor([&] { return session.model() && session.isMapComplete(3); }));
}

TEST_F(ProjectKeeperTest, whatIsDoneToALayerCanBeUndone) {
    ASSERT_TRUE(openAll());
    ASSERT_TRUE(saveTo("town.lacuna"));
    auto* layers = session.layers();
    auto* lidar = sensorLayer("LiDAR");
    const auto index = layers->indexOf(lidar);
    const int before = window.undoStack()->count();
    layers->setData(index, Qt::Unchecked, Qt::CheckStateRole);
    layers->setData(index, QString("height"), Qt::EditRole);
    layers->setData(index, 0.5, ui::LayerModel::OpacityRole);
    layers->setData(index, 0.25, ui::LayerModel::OpacityRole);  // the same slide
    EXPECT_EQ(window.undoStack()->count(), before + 3);
    EXPECT_TRUE(window.commands()->undo->text().contains("opacity"));
    press(Qt::Key_Z);
    EXPECT_DOUBLE_EQ(lidar->opacity(), 1);
    press(Qt::Key_Z);
    EXPECT_EQ(lidar->title(), "LiDAR");
    EXPECT_FALSE(lidar->isVisible());
    press(Qt::Key_Z);
    EXPECT_TRUE(lidar->isVisible());
    ASSERT_TRUE(waitFor([&] { return !window.isWindowModified(); }));
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_FALSE(lidar->isVisible());
}

TEST_F(ProjectKeeperTest, aPartOfTheWindowKeepsItsOwn) {
    nlohmann::json own{{"file", scene.folder.file("cloud.gpkg")}};
    nlohmann::json restored;
    window.projectState()->addPart({"footprints", [&] { return own; }, [&](const nlohmann::json& kept) { restored = kept; }});
    session.openSensors(scene.sources());
    ASSERT_TRUE(waitFor([&] { return session.hasScene(); }) && settled());
    ASSERT_TRUE(waitFor([&] { return window.undoStack()->canUndo(); }));  // the opening has become a step
    ASSERT_TRUE(saveTo("town.lacuna"));
    EXPECT_EQ(nlohmann::json::parse(support::contentOf(scene.folder.file("town.lacuna")))["parts"]["footprints"]["file"], "cloud.gpkg");
    ASSERT_TRUE(reopen("town.lacuna"));
    EXPECT_EQ(restored, own);
}

TEST_F(ProjectKeeperTest, aCopyIsKeptAndOfferedAfterACrash) {
    // The program itself is killed; a window started after it offers what it left.
    ASSERT_TRUE(openAll());
    ASSERT_TRUE(saveTo("town.lacuna"));
    const QString state = file("state");
    QProcess program;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}) environment.insert(name, state);
    program.setProcessEnvironment(environment);
    program.start(LACUNA_DESKTOP, {"--modality", "HS=" + QString::fromStdString(scene.hs()), "--modality", "LiDAR=" + QString::fromStdString(scene.lidar()),
                                   "--control-list", file("controls")});
    const auto folder = scene.folder.file("state/lacuna/recovery");
    const auto copies = [&] {
        int count = 0;
        std::error_code problem;
        for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
            count += entry.path().extension() == ".lacuna" && entry.path().filename().string().front() != '.';
        return count;
    };
    ASSERT_TRUE(QTest::qWaitFor([&] { return copies() == 1; }, 60000)) << program.readAllStandardError().toStdString();
    EXPECT_TRUE(project::leftRecoveries(folder).empty());  // it runs
    ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
    ASSERT_TRUE(program.waitForFinished());
    ASSERT_EQ(project::leftRecoveries(folder).size(), 1u);

    keeper()->newProject();
    ASSERT_TRUE(settled());
    keeper()->keepRecovery(QString::fromStdString(folder));
    auto* accept = window.findChild<QPushButton*>("offerAction");
    ASSERT_TRUE(waitFor([&] { return accept->isVisible(); }));
    EXPECT_TRUE(window.findChild<QLabel*>("offerText")->text().contains("written on"));
    QTest::mouseClick(accept, Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return session.scene().modalityCount() == 2; }) && settled());
    EXPECT_EQ(session.sensorNames(), (QStringList{"HS", "LiDAR"}));
    EXPECT_TRUE(keeper()->isModified());
    EXPECT_TRUE(waitFor([&] { return project::leftRecoveries(folder).empty(); }));
    EXPECT_EQ(copies(), 1);  // its own now
}

TEST_F(ProjectKeeperTest, anInterruptedTrainingIsOfferedAgain) {
    const auto folder = scene.folder.file("recovery");
    {
        auto left = project::RecoveryFile::create(folder);
        ASSERT_TRUE(left);
        project::Recovery state;
        state.project.sensors = scene.sources();
        state.project.samples = scene.reference();
        state.running = {{"out", scene.folder.file("new.safetensors")}, {"method", "frozen-baseline"}, {"labels", scene.reference()},
                         {"parameters", {{"epochs", 1}, {"backbone", "none"}, {"batch-size", 16}}}};
        ASSERT_TRUE((*left)->write(state));
        // As after a crash: the file stays, under a name that no one holds.
        std::filesystem::copy_file((*left)->path(), folder + "/1-1.lacuna");
    }
    keeper()->keepRecovery(QString::fromStdString(folder));
    auto* accept = window.findChild<QPushButton*>("offerAction");
    auto* text = window.findChild<QLabel*>("offerText");
    ASSERT_TRUE(waitFor([&] { return accept->isVisible(); }));
    EXPECT_TRUE(text->text().contains("training was under way"));
    QTest::mouseClick(accept, Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return text->text().contains("new.safetensors was interrupted"); }));
    QTest::mouseClick(accept, Qt::LeftButton);
    EXPECT_TRUE(session.isTraining());
    ASSERT_TRUE(QTest::qWaitFor([&] { return session.model() != nullptr; }, 60000)) << window.findChild<QLabel*>("messageText")->text().toStdString();
    EXPECT_TRUE(QFileInfo::exists(file("new.safetensors")));
}

}  // namespace
