#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include "color/color_vision.h"
#include "color/safe_palette.h"
#include "samples/training_areas.h"
#include "ui/canvas/map_canvas.h"
#include "ui/vision/vision_preview.h"
#include "ui/views/linked_views.h"
#include "ui/window/window_actions.h"
#include "window_test.h"

namespace lacuna {
namespace {

using color::Vision;

class VisionTest : public ui::test::WindowTest {
protected:
    void choose(const char* action) { window.findChild<QAction*>(action)->trigger(); }
    QImage map() { return window.views()->grab().toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied); }
    void putClasses(const std::vector<base::Rgb>& colors) {
        auto areas = session.samples()->areas();
        for (const auto& color : colors) {
            const auto value = samples::addClass(areas, "class " + std::to_string(areas.classes.size()));
            ASSERT_TRUE(samples::recolorClass(areas, *value, color));
        }
        session.samples()->edit("classes", std::move(areas));
    }
    QWidget* advice() { return window.findChild<QWidget*>("colorAdvice"); }
};

TEST_F(VisionTest, theMapIsSeenAsTheReaderSeesItAndComesBack) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    const QImage before = map();
    choose("visionDeuteranopia");
    const QImage seen = map();
    ASSERT_EQ(seen.size(), before.size());
    int changed = 0;
    for (int y = 0; y < before.height(); y += 7) {
        for (int x = 0; x < before.width(); x += 7) {
            const QColor was = before.pixelColor(x, y);
            const auto expected = color::seenWith(Vision::Deuteranopia, {static_cast<std::uint8_t>(was.red()), static_cast<std::uint8_t>(was.green()), static_cast<std::uint8_t>(was.blue())});
            const QColor is = seen.pixelColor(x, y);
            ASSERT_EQ(is.red(), expected[0]);
            ASSERT_EQ(is.green(), expected[1]);
            ASSERT_EQ(is.blue(), expected[2]);
            changed += is != was;
        }
    }
    EXPECT_GT(changed, 100);
    window.findChild<QToolButton*>("visionButton")->click();
    EXPECT_EQ(window.vision()->vision(), Vision::Normal);
    EXPECT_TRUE(window.findChild<QAction*>("visionNormal")->isChecked());
    EXPECT_EQ(map(), before);
}

TEST_F(VisionTest, thePreviewIsInNoPictureThatLeavesTheProgram) {
    ASSERT_TRUE(ui::test::openAll(session, scene));
    const QRectF all(0, 0, ui::test::SmallScene::width, ui::test::SmallScene::height);
    const QImage exported = window.canvas()->renderImage({240, 180}, all);
    choose("visionGrey");
    EXPECT_EQ(window.canvas()->renderImage({240, 180}, all), exported);
    const QImage without = window.vision()->without([&] { return window.views()->grab().toImage(); });
    EXPECT_EQ(window.vision()->vision(), Vision::Grey);
    const QImage grey = map();
    EXPECT_NE(grey, without.convertToFormat(grey.format()));
    for (int x = 0; x < grey.width(); x += 5) EXPECT_EQ(qRed(grey.pixel(x, grey.height() / 2)), qGreen(grey.pixel(x, grey.height() / 2)));
}

TEST_F(VisionTest, theStatusBarSaysWhatIsPreviewed) {
    auto* button = window.findChild<QToolButton*>("visionButton");
    EXPECT_FALSE(button->isVisible());
    choose("visionTritanopia");
    EXPECT_TRUE(button->isVisible());
    EXPECT_EQ(button->text(), "Tritanopia");
}

TEST_F(VisionTest, classesThatLookAlikeAreNamedAndSafeColoursAreOneStep) {
    session.openSensors(scene.sources());
    ASSERT_TRUE(ui::test::waitFor([&] { return session.hasScene() && session.isIdle(); }));
    window.raisePanel("samplesDock");
    putClasses({{200, 80, 60}, {20, 40, 200}, {143, 122, 58}});
    EXPECT_FALSE(advice()->isHidden());
    const auto text = window.findChild<QLabel*>("colorAdviceText")->text();
    EXPECT_TRUE(text.contains("class 0") && text.contains("class 2") && text.contains("opia")) << text.toStdString();
    const auto before = session.samples()->areas().classes;
    window.findChild<QPushButton*>("takeSafeColors")->click();
    EXPECT_TRUE(color::lookAlikes(session.samples()->areas().classes).empty());
    EXPECT_TRUE(advice()->isHidden());
    window.commands()->undo->trigger();
    EXPECT_EQ(session.samples()->areas().classes[2].color, before[2].color);
    EXPECT_FALSE(advice()->isHidden());
}

TEST_F(VisionTest, coloursThatKeepApartNeedNoAdvice) {
    session.openSensors(scene.sources());
    ASSERT_TRUE(ui::test::waitFor([&] { return session.hasScene() && session.isIdle(); }));
    putClasses(color::safePalette(12));
    EXPECT_TRUE(advice()->isHidden());
}

}  // namespace
}  // namespace lacuna
