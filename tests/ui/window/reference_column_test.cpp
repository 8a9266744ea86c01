#include "ui/studies/reference_column.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <QAction>
#include <QApplication>
#include <QInputDialog>
#include <set>

#include "ui/project/project_state.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::SmallScene;
using ui::test::waitFor;

class ReferenceColumnTest : public ui::test::WindowTest {
protected:
    /// Points in the first row whose columns "class" and "checked" say different classes.
    std::string writePoints() {
        const auto path = scene.folder.file("points.gpkg");
        const auto& grid = session.scene().grid;
        GDALDatasetUniquePtr file(GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRSpatialReference crs;
        crs.importFromWkt(grid.crsWkt.c_str());
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        auto* layer = file->CreateLayer("points", &crs, wkbPoint, nullptr);
        for (const char* name : {"class", "checked"}) {
            OGRFieldDefn field(name, OFTInteger);
            EXPECT_EQ(layer->CreateField(&field), OGRERR_NONE);
        }
        for (int column = 0; column < SmallScene::width; ++column) {
            OGRFeature feature(layer->GetLayerDefn());
            const auto place = grid.mapPoint(column + 0.5, 0.5);
            OGRPoint point(place[0], place[1]);
            feature.SetGeometry(&point);
            feature.SetField("class", 1);
            feature.SetField("checked", 1 + column % 2);
            EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        }
        return path;
    }
    bool settled() {
        return waitFor([&] { return session.isIdle() && !window.projectState()->isApplying() && session.accuracy(3); });
    }
    QAction* action() const { return window.findChild<QAction*>("referenceColumn"); }
    std::size_t classes() const {
        std::set<int> seen;
        for (const auto& sample : session.reference()->samples) seen.insert(sample.classIndex);
        return seen.size();
    }
};

TEST_F(ReferenceColumnTest, anotherColumnIsChosenUsedByStudiesAndUndone) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    EXPECT_FALSE(action()->isEnabled());  // a raster has no columns
    session.importReference(QString::fromStdString(writePoints()));
    ASSERT_TRUE(waitFor([&] { return session.referencePath().endsWith("points.gpkg"); }) && settled());
    EXPECT_TRUE(action()->isEnabled());
    EXPECT_EQ(classes(), 1u);
    action()->trigger();
    QInputDialog* dialog = nullptr;
    ASSERT_TRUE(waitFor([&] { return (dialog = window.findChild<QInputDialog*>("classColumnDialog")) != nullptr; }));
    EXPECT_TRUE(dialog->comboBoxItems().contains("checked"));
    dialog->setTextValue("checked");
    dialog->accept();
    ASSERT_TRUE(waitFor([&] { return session.referenceColumn() == "checked"; }) && settled());
    EXPECT_EQ(classes(), 2u);
    session.runWhatIf();
    ASSERT_TRUE(waitFor([&] { return session.whatIf().has_value() && session.isIdle(); }));
    const auto& confusion = *session.whatIf()->subsets.front().confusion;
    EXPECT_EQ(confusion.referenceTotal(1), static_cast<std::uint64_t>(SmallScene::width / 2));
    EXPECT_TRUE(window.commands()->undo->text().contains("checked"));
    window.commands()->undo->trigger();
    ASSERT_TRUE(waitFor([&] { return session.referenceColumn().isEmpty(); }) && settled());
    EXPECT_EQ(classes(), 1u);
    window.commands()->redo->trigger();
    ASSERT_TRUE(waitFor([&] { return session.referenceColumn() == "checked"; }) && settled());
    EXPECT_EQ(window.projectState()->capture().referenceColumn, "checked");
}

}  // namespace
