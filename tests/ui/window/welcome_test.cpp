#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QPushButton>

#include "ui/project/project_keeper.h"
#include "ui/welcome/first_steps.h"
#include "ui/welcome/welcome_card.h"
#include "ui/welcome/welcome_page.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace lacuna {
namespace {

using ui::test::waitFor;

/// Folders of a program that is not installed anywhere.
class WelcomeTest : public ui::test::WindowTest {
protected:
    WelcomeTest() {
        folders.own = at("own");
        folders.scenes << at("installed");
        folders.models << at("trained") << at("own");
        for (const char* name : {"installed", "trained", "own"}) QDir().mkpath(at(name));
    }
    QString at(const QString& path) const { return QString::fromStdString(scene.folder.file(path.toStdString())); }
    void put(const std::string& from, const QString& to) const { ASSERT_TRUE(QFile::copy(QString::fromStdString(from), to)); }
    void putScene() const {
        put(scene.hs(), at("installed/ip_vnir.tif"));
        put(scene.lidar(), at("installed/ip_swir.tif"));
        put(scene.reference(), at("installed/ip_labels.tif"));
    }
    QPushButton* button(const char* name) const { return window.findChild<QPushButton*>(name); }
    void choose(const char* dialog, const QStringList& files) {
        auto* found = window.findChild<QFileDialog*>(dialog);
        ASSERT_NE(found, nullptr) << dialog;
        Q_EMIT found->filesSelected(files);
        Q_EMIT found->fileSelected(files.first());
        found->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    ui::SampleFolders folders;
};

TEST_F(WelcomeTest, theSampleIsWhatIsThere) {
    EXPECT_FALSE(ui::findSample(folders).isHere());
    putScene();
    const auto alone = ui::findSample(folders);
    ASSERT_EQ(alone.sensors.size(), 2u);
    EXPECT_EQ(alone.sensors[0].name, "VNIR");
    EXPECT_TRUE(alone.model.isEmpty());
    EXPECT_EQ(alone.labels, at("installed/ip_labels.tif"));
    put(scene.model(), at("own/model.safetensors"));
    EXPECT_EQ(ui::findSample(folders).model, at("own/model.safetensors"));
    EXPECT_TRUE(ui::findSample(folders).reference.isEmpty());
    put(scene.model(), at("trained/model.safetensors"));
    put(scene.reference(), at("trained/test.tif"));
    EXPECT_EQ(ui::findSample(folders).model, at("trained/model.safetensors"));
    EXPECT_EQ(ui::findSample(folders).reference, at("trained/test.tif"));
    EXPECT_FALSE(ui::findSample(folders).synthetic);
}

TEST_F(WelcomeTest, theBuiltTreeHasItsSample) {
    const auto found = ui::findSample(ui::SampleFolders::standard());
    ASSERT_TRUE(found.isHere());
    EXPECT_FALSE(found.synthetic);
    EXPECT_TRUE(QFile::exists(found.labels));
}

TEST_F(WelcomeTest, theSampleOpensWithItsModel) {
    putScene();
    // The small model's sensors have other names; their numbers of bands say which is which.
    put(scene.model(), at("trained/model.safetensors"));
    put(scene.reference(), at("trained/test.tif"));
    ui::FirstSteps steps(&session, window.commands(), &window, folders);
    steps.openSample();
    ASSERT_TRUE(waitFor([&] { return session.canClassify() && session.reference() && session.isIdle(); }));
    EXPECT_FALSE(window.findChild<ui::WelcomePage*>()->isVisible());
    EXPECT_TRUE(session.isMapComplete(session.complete()));
}

TEST_F(WelcomeTest, withoutAModelTheSampleTrainsOne) {
    putScene();
    ui::FirstSteps steps(&session, window.commands(), &window, folders);
    QStringList panels;
    QObject::connect(&steps, &ui::FirstSteps::panelWanted, [&](const QString& dock) { panels << dock; });
    steps.openSample();
    ASSERT_TRUE(waitFor([&] { return session.isTraining(); }));
    EXPECT_EQ(panels, QStringList{"trainingDock"});
    EXPECT_EQ(session.runningTraining().at("out"), at("own/model.safetensors").toStdString());
    EXPECT_EQ(session.runningTraining().at("labels"), at("installed/ip_labels.tif").toStdString());
    session.studies().cancelAll();
    EXPECT_TRUE(waitFor([&] { return session.isIdle(); }));
}

TEST_F(WelcomeTest, withoutASampleASceneIsMade) {
    ui::FirstSteps steps(&session, window.commands(), &window, folders);
    steps.openSample();
    ASSERT_TRUE(waitFor([&] { return session.isTraining(); }));
    session.studies().cancelAll();
    ASSERT_TRUE(waitFor([&] { return session.isIdle(); }));
    EXPECT_EQ(session.sensorNames(), QStringList({"HS", "LiDAR"}));
    EXPECT_TRUE(steps.sample().synthetic);
    EXPECT_TRUE(session.hasSamples());
}

TEST_F(WelcomeTest, aTaskLeadsFromDialogToDialogToItsEnd) {
    button("welcomeCost")->click();
    choose("openSensorsDialog", {QString::fromStdString(scene.hs()), QString::fromStdString(scene.lidar())});
    ASSERT_TRUE(waitFor([&] { return window.findChild<QFileDialog*>("openModelDialog"); }));
    choose("openModelDialog", {QString::fromStdString(scene.model())});
    ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    EXPECT_TRUE(window.findChild<QDockWidget*>("whatIfDock")->isVisible());
}

TEST_F(WelcomeTest, aDialogThatIsCancelledEndsTheTask) {
    button("welcomeMap")->click();
    auto* dialog = window.findChild<QFileDialog*>("openSensorsDialog");
    ASSERT_NE(dialog, nullptr);
    dialog->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    session.openSensors(scene.sources());
    ASSERT_TRUE(waitFor([&] { return session.hasScene() && session.isIdle(); }));
    EXPECT_EQ(window.findChild<QFileDialog*>("openModelDialog"), nullptr);
}

TEST_F(WelcomeTest, collectingSamplesEndsWithThePolygonTool) {
    button("welcomeSamples")->click();
    choose("openSensorsDialog", {QString::fromStdString(scene.hs()), QString::fromStdString(scene.lidar())});
    ASSERT_TRUE(waitFor([&] { return window.commands()->samplePolygon->isChecked(); }));
    EXPECT_TRUE(session.hasScene());
}

TEST_F(WelcomeTest, recentProjectsOpenAndThoseThatAreGoneDoNot) {
    auto* page = window.findChild<ui::WelcomePage*>();
    put(scene.model(), at("town.lacuna"));
    page->setRecent({at("town.lacuna"), at("gone.lacuna")});
    QString asked;
    QObject::disconnect(page, &ui::WelcomePage::projectRequested, nullptr, nullptr);
    QObject::connect(page, &ui::WelcomePage::projectRequested, [&](const QString& path) { asked = path; });
    EXPECT_EQ(button("welcomeRecent1")->text(), "town");
    EXPECT_TRUE(button("welcomeRecent1")->isEnabled());
    EXPECT_FALSE(button("welcomeRecent2")->isEnabled());
    button("welcomeRecent1")->click();
    EXPECT_EQ(asked, at("town.lacuna"));
}

TEST_F(WelcomeTest, theKeyboardReachesEveryPartOfThePage) {
    const auto* page = window.findChild<ui::WelcomePage*>();
    for (const auto* one : page->findChildren<QPushButton*>()) {
        EXPECT_TRUE(one->focusPolicy() & Qt::TabFocus) << one->objectName().toStdString();
        EXPECT_FALSE(one->accessibleName().isEmpty()) << one->objectName().toStdString();
    }
    auto* card = button("welcomeSamples");
    card->setFocus();
    QTest::keyClick(card, Qt::Key_Return);
    EXPECT_NE(window.findChild<QFileDialog*>("openSensorsDialog"), nullptr);
}

}  // namespace
}  // namespace lacuna
