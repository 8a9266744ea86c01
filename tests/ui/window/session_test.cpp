#include "ui/window/session.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <cstdio>

#include "output/map_file.h"
#include "small_scene.h"

namespace {

using namespace lacuna;
using ui::Session;
using ui::test::SmallScene;
using ui::test::waitFor;

class SessionTest : public testing::Test {
protected:
    SessionTest() : methods(*app::loadMethods()), session(std::make_unique<Session>(*methods)) {
        QObject::connect(session.get(), &Session::failed, [this](const base::Error& error) { errors.push_back(error); });
        QObject::connect(session.get(), &Session::noticed, [this](const QString& sentence) { notices << sentence; });
    }
    SmallScene scene;
    std::unique_ptr<plugins::MethodRegistry> methods;
    std::unique_ptr<Session> session;
    std::vector<base::Error> errors;
    QStringList notices;
};

TEST_F(SessionTest, sensorsAndModelAreClassifiedAtOnce) {
    ASSERT_TRUE(ui::test::openAll(*session, scene)) << (errors.empty() ? "" : base::describe(errors.front()));
    EXPECT_TRUE(errors.empty());
    const auto& map = session->mapLayer(3)->map();
    EXPECT_EQ(map.labels.size(), static_cast<std::size_t>(SmallScene::width * SmallScene::height));
    EXPECT_EQ(std::count(map.labels.begin(), map.labels.end(), 0), 0);
    EXPECT_EQ(session->accuracy(3)->confusion.total(), static_cast<std::uint64_t>(SmallScene::height));
    EXPECT_NE(session->activation(3), nullptr);
    EXPECT_EQ(session->curve().size(), 1u);
}

TEST_F(SessionTest, losingASensorMakesItsMapAndRestoringShowsTheOldOne) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    auto* complete = session->mapLayer(3);
    session->toggleSensor(1);
    EXPECT_EQ(session->switchedOn(), 1);
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(1) && session->accuracy(1); }));
    EXPECT_FALSE(complete->isVisible());
    EXPECT_TRUE(session->mapLayer(1)->isVisible());
    session->toggleSensor(1);
    EXPECT_EQ(session->mapLayer(3), complete);
    EXPECT_TRUE(complete->isVisible());
    EXPECT_FALSE(session->mapJobs().isBusy());
}

TEST_F(SessionTest, whatWasMadeOfAMapIsThereAtOnceWhenItIsAskedForAgain) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    const auto labels = session->mapLayer(3)->map().labels;
    const auto confidence = session->mapLayer(3)->map().confidence;
    const auto seen = session->activation(3)->pixels(3);
    session->layers()->remove(session->mapLayer(3));
    ASSERT_EQ(session->mapLayer(3), nullptr);
    QElapsedTimer clock;
    clock.start();
    session->requestMap(3);
    std::printf("switched back: %lld ms until what was made is in the layer\n", static_cast<long long>(clock.elapsed()));
    ASSERT_NE(session->mapLayer(3), nullptr);
    EXPECT_EQ(session->mapLayer(3)->map().labels, labels);  // before its job has had a say
    EXPECT_EQ(session->mapLayer(3)->map().confidence, confidence);
    EXPECT_FALSE(session->isMapComplete(3));
    notices.clear();
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(3) && session->isIdle(); }));
    EXPECT_EQ(session->mapLayer(3)->map().labels, labels);
    EXPECT_EQ(session->activation(3)->pixels(3), seen);
    EXPECT_TRUE(notices.join(" ").contains("complete: 0 pixels")) << notices.join(" ").toStdString();
}

TEST_F(SessionTest, aMapMadeAgainOnRequestOwesNothingToTheOldOne) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    notices.clear();
    session->classifyAgain();
    const auto& labels = session->mapLayer(3)->map().labels;
    EXPECT_EQ(std::count(labels.begin(), labels.end(), 0), static_cast<std::ptrdiff_t>(labels.size()));
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(3) && session->isIdle(); }));
    EXPECT_TRUE(notices.join(" ").contains("complete: 432 pixels")) << notices.join(" ").toStdString();
}

TEST_F(SessionTest, theLastSensorIsNotLost) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    session->setSwitchedOn(1);
    session->toggleSensor(0);
    EXPECT_EQ(session->switchedOn(), 1);
    EXPECT_TRUE(notices.last().contains("at least one sensor")) << notices.last().toStdString();
    EXPECT_TRUE(errors.empty());
}

TEST_F(SessionTest, switchingQuicklyEndsWithTheMapOfTheLastChoice) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    for (int i = 0; i < 5; ++i) {
        session->setSwitchedOn(1);
        session->setSwitchedOn(2);
    }
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(2) && session->isIdle(); }));
    EXPECT_TRUE(session->mapLayer(2)->isVisible());
    EXPECT_FALSE(session->mapLayer(3)->isVisible());
    EXPECT_TRUE(errors.empty());
}

TEST_F(SessionTest, sensorsInAnotherOrderAndByOtherNamesAreTheModels) {
    session->openSensors({{"some_lidar", {scene.lidar()}}, {"x", {scene.hs()}}});
    session->openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(3); }));
    EXPECT_EQ(session->sensorNames(), (QStringList{"HS", "LiDAR"}));
}

TEST_F(SessionTest, aSensorOfTheModelThatIsNotOpenCountsAsLost) {
    session->openSensors({{"HS", {scene.hs()}}});
    session->openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(1); })) << (errors.empty() ? "" : base::describe(errors.front()));
    EXPECT_EQ(session->complete(), 1);
    session->toggleSensor(1);
    EXPECT_EQ(session->switchedOn(), 1);
    EXPECT_TRUE(notices.last().contains("no file"));
}

TEST_F(SessionTest, aModelOfOtherSensorsIsRefusedWithBothLists) {
    support::writeRaster(scene.folder.file("other.tif"), SmallScene::raster(5, [](int, int r, int c) { return r + c; }));
    session->openSensors({{"SAR", {scene.folder.file("other.tif")}}});
    session->openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return !errors.empty(); }));
    EXPECT_EQ(errors.front().stage, "open model");
    EXPECT_NE(errors.front().message.find("SAR (5 bands)"), std::string::npos);
    EXPECT_NE(errors.front().message.find("HS (3 bands)"), std::string::npos);
    EXPECT_EQ(session->model(), nullptr);
}

TEST_F(SessionTest, aMissingFileIsAnErrorAndWhatWasOpenStays) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    session->addSensor({"SAR", {scene.folder.file("nowhere.tif")}});
    ASSERT_TRUE(waitFor([&] { return !errors.empty(); }));
    EXPECT_NE(errors.front().message.find("nowhere.tif"), std::string::npos);
    EXPECT_TRUE(session->isMapComplete(3));
}

TEST_F(SessionTest, anotherGridIsRefusedUntilAligned) {
    auto coarse = SmallScene::raster(2, [](int, int r, int c) { return r + c; });
    coarse.width = SmallScene::width / 2;
    coarse.height = SmallScene::height / 2;
    coarse.transform = {500000, 20, 0, 4500000, 0, -20};
    support::writeRaster(scene.folder.file("shifted.tif"), coarse);
    session->openSensors({{"HS", {scene.hs()}}, {"LiDAR", {scene.folder.file("shifted.tif")}}});
    ASSERT_TRUE(waitFor([&] { return !errors.empty(); }));
    EXPECT_FALSE(session->hasScene());
    ASSERT_TRUE(session->hasRefusedSensors());
    session->alignRefusedSensors();
    ASSERT_TRUE(waitFor([&] { return session->hasScene(); }));
    EXPECT_TRUE(session->scene().modalities[1].warped);
}

TEST_F(SessionTest, exportedMapIsTheMapOnScreenWithItsOrigin) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    session->setSwitchedOn(2);
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(2); }));
    QSignalSpy saved(session.get(), &Session::saved);
    const auto path = scene.folder.file("export.tif");
    session->exportMap(2, QString::fromStdString(path));
    ASSERT_TRUE(waitFor([&] { return saved.count() == 1 || !errors.empty(); }));
    ASSERT_TRUE(errors.empty()) << base::describe(errors.front());
    const auto read = output::readMap(path);
    ASSERT_TRUE(read) << base::describe(read.error());
    EXPECT_EQ(read->labels, session->mapLayer(2)->map().labels);
}

TEST_F(SessionTest, exportToAFolderThatIsNotThereIsAnError) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    session->exportMap(3, QString::fromStdString(scene.folder.file("nowhere/export.tif")));
    ASSERT_TRUE(waitFor([&] { return !errors.empty(); }));
    EXPECT_EQ(errors.front().code, base::ErrorCode::Io);
}

TEST_F(SessionTest, theStudyHasEverySubsetAndItsMapsAgreeWithTheSensorsSwitch) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    session->runWhatIf();
    EXPECT_TRUE(session->isStudying());
    ASSERT_TRUE(waitFor([&] { return session->whatIf().has_value() || !errors.empty(); }));
    ASSERT_TRUE(errors.empty()) << base::describe(errors.front());
    ASSERT_EQ(session->whatIf()->subsets.size(), 3u);
    const auto studied = session->accuracy(2);
    ASSERT_NE(studied, nullptr);
    const auto agreed = studied->confusion.at(0, 0);
    session->setSwitchedOn(2);
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(2) && session->isIdle(); }));
    session->classifyAgain();
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(2) && session->accuracy(2) && session->isIdle(); }));
    EXPECT_EQ(session->accuracy(2)->confusion.at(0, 0), agreed);
}

TEST_F(SessionTest, aStrideMakesACoarserMapAndIsComparedOnItsOwnPixels) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    ASSERT_TRUE(session->setClassifySettings({{"stride", 3}}));
    ASSERT_TRUE(waitFor([&] { return session->isMapComplete(3) && session->accuracy(3); }));
    EXPECT_EQ(session->mapLayer(3)->grid().width, SmallScene::width / 3);
    EXPECT_EQ(session->accuracy(3)->confusion.total(), static_cast<std::uint64_t>(SmallScene::height / 3));
    EXPECT_FALSE(session->setClassifySettings({{"stride", 0}}));
}

TEST_F(SessionTest, closingWhileAJobRunsEndsAtOnce) {
    session->openSensors(scene.sources());
    session->openModel(QString::fromStdString(scene.model()));
    ASSERT_TRUE(waitFor([&] { return session->mapJobs().isBusy(); }));
    session.reset();
    QTest::qWait(50);
    SUCCEED();
}

TEST_F(SessionTest, aMapTakenAwayAndBroughtBackIsKnownAgain) {
    ASSERT_TRUE(ui::test::openAll(*session, scene));
    auto taken = session->layers()->take(session->mapLayer(3));
    ASSERT_NE(taken, nullptr);
    EXPECT_FALSE(session->isMapComplete(3));
    session->layers()->add(std::move(taken));
    EXPECT_TRUE(session->isMapComplete(3));
}

}  // namespace
