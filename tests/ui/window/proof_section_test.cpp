#include "ui/window/proof_section.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/canvas/map_canvas.h"
#include "window_test.h"

namespace {

using namespace lacuna;
using ui::test::SmallScene;
using ui::test::waitFor;

class ProofSectionTest : public ui::test::WindowTest {
protected:
    ProofSectionTest() {
        EXPECT_TRUE(ui::test::openAll(session, scene));
        window.raisePanel("whatIfDock");
    }
    ui::ProofSection* section() const { return window.findChild<ui::ProofSection*>(); }
    QPushButton* button(int sensor) const { return section()->findChild<QPushButton*>("proofButton" + QString::number(sensor)); }
    void lose(base::Availability left) {
        session.setSwitchedOn(left);
        ASSERT_TRUE(waitFor([&] { return session.isMapComplete(left) && session.isIdle(); }));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void click(QWidget* control) {
        ASSERT_NE(control, nullptr);
        QTest::mouseClick(control, Qt::LeftButton);
    }
    QString text(const char* name) const { return section()->findChild<QLabel*>(name)->text(); }
};

TEST_F(ProofSectionTest, thereIsAButtonForEachLostSensor) {
    EXPECT_EQ(button(0), nullptr);
    EXPECT_EQ(button(1), nullptr);
    EXPECT_FALSE(section()->findChild<QLabel*>("proofHint")->isHidden());
    lose(1);
    EXPECT_EQ(button(0), nullptr);
    ASSERT_NE(button(1), nullptr);
    EXPECT_EQ(button(1)->text(), "Without LiDAR");
    EXPECT_TRUE(section()->findChild<QLabel*>("proofHint")->isHidden());
    lose(2);
    EXPECT_NE(button(0), nullptr);
    EXPECT_EQ(button(1), nullptr);
}

TEST_F(ProofSectionTest, aClickProvesTheWholeSceneAndSaysSo) {
    lose(1);
    auto* viewOnly = section()->findChild<QCheckBox*>("proofViewOnly");
    viewOnly->setChecked(false);
    click(button(1));
    EXPECT_FALSE(button(1)->isEnabled());
    ASSERT_TRUE(waitFor([&] { return section()->result().has_value(); }));
    const auto& report = section()->result()->report;
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(report.compared, static_cast<std::uint64_t>(SmallScene::width * SmallScene::height));
    EXPECT_TRUE(text("proofVerdict").contains("432 pixels compared, 0 differ")) << text("proofVerdict").toStdString();
    EXPECT_TRUE(text("proofHash").contains(QString::fromStdString(report.realSha256.substr(0, 12))));
    EXPECT_TRUE(button(1)->isEnabled());
    click(section()->findChild<QToolButton*>("proofCopy"));
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(QString::fromStdString(report.replacedSha256)));
}

TEST_F(ProofSectionTest, inViewOnlyTheVisibleWindowIsCompared) {
    lose(2);
    auto* canvas = window.findChild<ui::MapCanvas*>("mapCanvas");
    for (int i = 0; i < 8; ++i) canvas->zoomAt(QPointF(canvas->width() / 2.0, canvas->height() / 2.0), 1.5);
    const auto view = canvas->visibleWindow();
    ASSERT_LT(view.width * view.height, SmallScene::width * SmallScene::height);
    click(button(0));
    ASSERT_TRUE(waitFor([&] { return section()->result().has_value(); }));
    EXPECT_EQ(section()->result()->area, view);
    EXPECT_EQ(section()->result()->report.compared, static_cast<std::uint64_t>(view.width * view.height));
}

TEST_F(ProofSectionTest, cancelEndsItWithoutAResult) {
    lose(1);
    click(button(1));
    click(section()->findChild<QPushButton*>("proofCancel"));
    ASSERT_TRUE(waitFor([&] { return session.isIdle() && button(1)->isEnabled(); }));
    EXPECT_FALSE(section()->result().has_value());
}

TEST_F(ProofSectionTest, anotherModelsMapIsNotVouchedFor) {
    lose(1);
    click(button(1));
    ASSERT_TRUE(waitFor([&] { return section()->result().has_value(); }));
    session.openModel(QString::fromStdString(scene.writeModel("other.safetensors", support::smallModel(), "other", 7)));
    ASSERT_TRUE(waitFor([&] { return session.models().size() == 2 && session.isIdle(); }));
    EXPECT_FALSE(section()->result().has_value());
}

}  // namespace
