#include "ui/project/window_parts.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTableWidget>
#include <filesystem>

#include "project/project_file.h"
#include "ui/canvas/map_canvas.h"
#include "ui/canvas/polygon_tool.h"
#include "ui/canvas/sensor_layer.h"
#include "ui/project/missing_panel.h"
#include "ui/project/project_keeper.h"
#include "ui/studies/certainty_study.h"
#include "ui/studies/zone_study.h"
#include "ui/views/view_tools.h"
#include "ui/window/identification.h"
#include "ui/window/loss_tools.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::SmallScene;
using ui::test::waitFor;

/// A window with everything open, that is saved, emptied and opened again.
class WindowPartsTest : public ui::test::WindowTest {
protected:
    void SetUp() override {
        ASSERT_TRUE(ui::test::openAll(session, scene));
    }
    QString file(const char* name) const { return QString::fromStdString(scene.folder.file(name)); }
    bool settled() {
        return waitFor([&] { return session.isIdle() && !window.projectState()->isApplying(); });
    }
    void saveAndReopen() {
        bool done = false;
        window.projects()->saveTo(file("town.lacuna"), [&] { done = true; });
        ASSERT_TRUE(waitFor([&] { return done; }));
        window.commands()->newProject->trigger();
        ASSERT_TRUE(settled());
        ASSERT_FALSE(session.hasScene());
        open();
    }
    void open() {
        QSignalSpy opened(window.projects(), &ui::ProjectKeeper::opened);
        window.projects()->open(file("town.lacuna"));
        ASSERT_TRUE(waitFor([&] { return opened.count() == 1; }));
        ASSERT_TRUE(settled());
    }
    bool mapIsThere() { return waitFor([&] { return session.isMapComplete(session.switchedOn()) && session.isIdle(); }); }
    /// A mask on the scene's grid that loses the first columns.
    void writeMask(int columns) const {
        auto mask = SmallScene::raster(1, [columns](int, int, int column) { return column < columns ? 1 : 0; });
        support::writeRaster(scene.folder.file("mask.tif"), mask);
    }
    void loseByMask() {
        window.findChild<ui::LossTools*>()->losePart(0, scene.folder.file("mask.tif"));
        ASSERT_TRUE(waitFor([&] { return session.lossOf(0) != nullptr; }) && mapIsThere());
    }
};

TEST_F(WindowPartsTest, whatSensorsHaveLostComesBack) {
    writeMask(6);
    loseByMask();
    window.findChild<ui::LossTools*>()->losePart(0, "strips,every:12,width:3");
    ASSERT_TRUE(waitFor([&] { return session.lossOf(0)->footprints.size() == 2; }) && mapIsThere());
    auto losses = session.losses();
    losses[1].sensor = "LiDAR";
    losses[1].degradation.noise = 0.5;
    session.setLosses(losses);
    ASSERT_TRUE(mapIsThere());
    const auto share = session.lossOf(0)->lost->share();
    const auto labels = session.mapLayer(3)->map().labels;
    saveAndReopen();
    ASSERT_NE(session.lossOf(0), nullptr);
    EXPECT_EQ(session.lossOf(0)->footprints, losses[0].footprints);
    EXPECT_DOUBLE_EQ(session.lossOf(0)->lost->share(), share);
    ASSERT_NE(session.lossOf(1), nullptr);
    EXPECT_DOUBLE_EQ(session.lossOf(1)->degradation.noise, 0.5);
    ASSERT_TRUE(mapIsThere());
    EXPECT_EQ(session.mapLayer(3)->map().labels, labels);
    EXPECT_FALSE(window.projects()->isModified());
    const auto stored = project::readText(scene.folder.file("town.lacuna"));
    EXPECT_NE(stored->find("\"mask.tif\""), std::string::npos);  // beside the project, so relative
    window.commands()->newProject->trigger();
    EXPECT_TRUE(session.losses().empty());
}

TEST_F(WindowPartsTest, aMissingFootprintIsListedAndFound) {
    writeMask(6);
    loseByMask();
    bool done = false;
    window.projects()->saveTo(file("town.lacuna"), [&] { done = true; });
    ASSERT_TRUE(waitFor([&] { return done; }));
    window.commands()->newProject->trigger();
    ASSERT_TRUE(settled());
    std::filesystem::rename(scene.folder.file("mask.tif"), scene.folder.file("moved.tif"));
    open();
    EXPECT_EQ(session.lossOf(0), nullptr);
    auto* missing = window.findChild<ui::MissingPanel*>();
    EXPECT_FALSE(missing->isEmpty());
    EXPECT_EQ(window.findChild<QTableWidget*>("missingTable")->item(0, 0)->text(), "mask.tif");
    // Saved meanwhile it is not forgotten.
    done = false;
    window.projects()->saveTo(file("town.lacuna"), [&] { done = true; });
    ASSERT_TRUE(waitFor([&] { return done; }));
    EXPECT_NE(project::readText(scene.folder.file("town.lacuna"))->find("mask.tif"), std::string::npos);
    missing->found(file("mask.tif"), file("moved.tif"));
    ASSERT_TRUE(waitFor([&] { return session.lossOf(0) != nullptr; }) && settled());
    EXPECT_EQ(session.lossOf(0)->footprints.front(), scene.folder.file("moved.tif"));
    EXPECT_TRUE(missing->isEmpty());
}

TEST_F(WindowPartsTest, aFootprintThatChangesOnDiskIsReadAgain) {
    writeMask(6);
    loseByMask();
    EXPECT_NEAR(session.lossOf(0)->lost->share(), 0.25, 1e-9);
    const auto before = session.mapLayer(3)->map().availability;
    QSignalSpy noticed(&session, &ui::Session::noticed);
    writeMask(12);
    ASSERT_TRUE(waitFor([&] { return std::abs(session.lossOf(0)->lost->share() - 0.5) < 1e-9; }));
    ASSERT_TRUE(mapIsThere());
    EXPECT_NE(session.mapLayer(3)->map().availability, before);
    EXPECT_EQ(session.mapLayer(3)->map().availability[8], 2);  // LiDAR alone
    bool said = false;
    for (const auto& words : noticed) said = said || words.first().toString().contains("changed on disk");
    EXPECT_TRUE(said);
    // One that is written anew with the same content changes nothing.
    auto* layer = session.mapLayer(3);
    writeMask(12);
    QTest::qWait(900);
    ASSERT_TRUE(settled());
    EXPECT_EQ(session.mapLayer(3), layer);
    // Damaged, it is said, and what was read stays.
    QSignalSpy failed(&session, &ui::Session::failed);
    support::putFile(scene.folder.file("mask.tif"), "no raster");
    ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
    EXPECT_NEAR(session.lossOf(0)->lost->share(), 0.5, 1e-9);
}

TEST_F(WindowPartsTest, zonesAndWhatIsCertainComeBack) {
    window.zoneStudy()->draw(QPolygonF({QPointF(2, 2), QPointF(12, 2), QPointF(12, 12)}));
    ASSERT_TRUE(waitFor([&] { return window.zoneStudy()->zones().size() == 1; }) && settled());
    const auto wkt = window.zoneStudy()->contents().drawn.front().wkt;
    window.certaintyStudy()->change({false, {jobs::ThresholdGoal::By::Share, 0.7}});
    EXPECT_TRUE(waitFor([&] { return window.projects()->isModified(); }));
    saveAndReopen();
    ASSERT_EQ(window.zoneStudy()->zones().size(), 1u);
    EXPECT_EQ(window.zoneStudy()->contents().drawn.front().wkt, wkt);
    EXPECT_EQ(window.certaintyStudy()->settings(), (ui::CertaintySettings{false, {jobs::ThresholdGoal::By::Share, 0.7}}));
    EXPECT_FALSE(window.projects()->isModified());
    window.commands()->newProject->trigger();
    EXPECT_TRUE(window.zoneStudy()->zones().empty());
}

TEST_F(WindowPartsTest, viewsFurnitureAndPinsComeBackAndLookingAboutChangesNoProject) {
    bool done = false;
    window.projects()->saveTo(file("town.lacuna"), [&] { done = true; });
    ASSERT_TRUE(waitFor([&] { return done; }));
    window.views()->setCount(3);
    auto* sensor = session.layers()->layers(ui::LayerGroup::Sensors).last();
    const auto sensorRole = session.roleOf(sensor);
    window.views()->canvas(1)->setShownLayer(sensor);
    window.views()->canvas(2)->setShownLayer(session.mapLayer(3));
    auto state = window.viewTools()->state();
    state.magnifier = true;
    state.northArrow = true;
    state.scaleBar = false;
    state.flickerInterval = 250;
    state.graticule = ui::Graticule::Kind::Projected;
    window.viewTools()->setState(state);
    window.identification()->look(3, 4);
    ASSERT_TRUE(waitFor([&] { return window.identification()->pixel().has_value(); }));
    window.identification()->pin();
    QTest::qWait(600);
    EXPECT_FALSE(window.projects()->isModified());
    window.viewTools()->bookmarks()->add("here");
    EXPECT_TRUE(waitFor([&] { return window.projects()->isModified(); }));
    const auto extent = window.viewTools()->bookmarks()->list().front().extent;
    saveAndReopen();
    ASSERT_EQ(window.views()->count(), 3);
    EXPECT_EQ(session.roleOf(window.views()->canvas(1)->shownLayer()), sensorRole);
    ASSERT_TRUE(mapIsThere());
    EXPECT_TRUE(waitFor([&] { return window.views()->canvas(2)->shownLayer() == session.mapLayer(3); }));
    const auto back = window.viewTools()->state();
    EXPECT_TRUE(back.magnifier && back.northArrow && !back.scaleBar);
    EXPECT_EQ(back.flickerInterval, 250);
    EXPECT_EQ(back.graticule, ui::Graticule::Kind::Projected);
    ASSERT_EQ(back.bookmarks.size(), 1);
    EXPECT_EQ(back.bookmarks.front().name, "here");
    EXPECT_NEAR(back.bookmarks.front().extent.x(), extent.x(), 1e-6);
    ASSERT_TRUE(waitFor([&] { return window.identification()->pins().size() == 1; }));
    EXPECT_TRUE(window.identification()->pins().front().isAt(3, 4));
    // A project without these has none of them.
    window.commands()->newProject->trigger();
    ASSERT_TRUE(settled());
    EXPECT_EQ(window.views()->count(), 1);
    EXPECT_FALSE(window.viewTools()->state().magnifier);
    EXPECT_TRUE(window.viewTools()->state().bookmarks.isEmpty());
}

TEST_F(WindowPartsTest, howASensorLooksComesBackWhole) {
    auto* layer = qobject_cast<ui::SensorLayer*>(session.layers()->layers(ui::LayerGroup::Sensors).first());
    ui::SensorStyle style = layer->style();
    style.bands = {false, 1, 0, 0};
    style.map = ui::ColorMap::Cividis;
    style.stretch.kind = ui::Stretch::Kind::StandardDeviation;
    style.stretch.deviations = 1.5;
    style.stretch.ofView = true;
    layer->setStyle(style);
    const auto role = session.roleOf(layer);
    saveAndReopen();
    for (auto* one : session.layers()->layers(ui::LayerGroup::Sensors)) {
        if (session.roleOf(one) == role) {
            EXPECT_EQ(qobject_cast<ui::SensorLayer*>(one)->style(), style);
        }
    }
}

TEST_F(WindowPartsTest, whatWasWrittenByHandIsNotBelieved) {
    auto project = window.projectState()->capture();
    project.parts["losses"] = {{"parts", {{{"sensor", "nobody"}, {"text", "clouds"}}, {{"sensor", "HS"}, {"text", "POLYGON ((nonsense"}}, 7}}, {"degraded", "x"}};
    project.parts["zones"] = {{"drawn", {{{"name", "z"}, {"wkt", "POINT (1 1)"}}}}, {"files", 5}};
    project.parts["certainty"] = {{"on", 3}, {"by", "luck"}, {"value", 17}};
    project.parts["bookmarks"] = {{"places", {{{"name", "x"}, {"x", "no"}}}}};
    auto views = nlohmann::json::array({{{"kind", "map"}, {"name", "of nobody"}}, {{"kind", 3}}});
    for (int i = 0; i < 4; ++i) views.push_back(nlohmann::json::object());
    project.parts["view-linked"] = {{"views", views}};
    project.parts["view-pins"] = {{"pixels", {{{"row", -5}, {"column", 1e9}}}}};
    project.parts["view-furniture"] = {{"flicker-interval", -1}, {"graticule", "star"}};
    ASSERT_TRUE(project::writeProject(scene.folder.file("town.lacuna"), project));
    QSignalSpy failed(&session, &ui::Session::failed);
    window.projects()->giveUp();
    open();
    EXPECT_EQ(failed.count(), 2);  // the polygon and the zone, each named
    EXPECT_EQ(session.lossOf(0), nullptr);
    EXPECT_TRUE(window.zoneStudy()->zones().empty());
    EXPECT_EQ(window.certaintyStudy()->settings(), ui::CertaintySettings());
    EXPECT_EQ(window.views()->count(), 4);
    EXPECT_TRUE(window.identification()->pins().empty());
}

}  // namespace
