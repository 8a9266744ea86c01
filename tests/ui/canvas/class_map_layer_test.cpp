#include "ui/canvas/class_map_layer.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <thread>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

TEST(ClassMapLayer, blocksFromAJobsThreadArePainted) {
    ClassMapLayer layer(QStringLiteral("map"), test::plainGrid(8, 8), test::twoClasses());
    QSignalSpy grown(&layer, &ClassMapLayer::grown);
    std::jthread([inbox = layer.inbox()] { EXPECT_TRUE(inbox->write(test::block({4, 0, 4, 8}, 2))); }).join();
    EXPECT_FALSE(layer.cellAt(5, 5));
    ASSERT_TRUE(grown.wait(1000));
    EXPECT_EQ(grown.first().first().toULongLong(), 32U);
    const QImage image = test::painted(layer, 4);
    EXPECT_EQ(image.pixelColor(20, 20), QColor(0, 0, 255));
    EXPECT_EQ(image.pixelColor(4, 4).alpha(), 0);
    ASSERT_TRUE(layer.cellAt(5, 5));
    EXPECT_EQ(layer.cellAt(5, 5)->className, QStringLiteral("Oats"));
}

TEST(ClassMapLayer, previewsDoNotCountAsFinal) {
    ClassMapLayer layer(QStringLiteral("map"), test::plainGrid(8, 8), test::twoClasses());
    QSignalSpy grown(&layer, &ClassMapLayer::grown);
    map::MapBlock preview = test::block({0, 0, 8, 8}, 1);
    preview.preview = true;
    EXPECT_TRUE(layer.inbox()->write(preview));
    EXPECT_TRUE(layer.inbox()->write(test::block({0, 0, 8, 2}, 2)));
    layer.takeBlocks();
    EXPECT_EQ(grown.last().first().toULongLong(), 16U);
    EXPECT_EQ(layer.legend()[0].cells, 48U);
    EXPECT_EQ(layer.legend()[1].cells, 16U);
}

TEST(ClassMapLayer, blocksOfAClearedMapAreIgnored) {
    ClassMapLayer layer(QStringLiteral("map"), test::uniformMap(test::plainGrid(8, 8), 1));
    const auto former = layer.inbox();
    layer.clear();
    EXPECT_TRUE(former->write(test::block({0, 0, 8, 8}, 2)));
    layer.takeBlocks();
    EXPECT_FALSE(layer.cellAt(0, 0));
    EXPECT_NE(layer.inbox(), former);
}

TEST(ClassMapLayer, theInboxMayOutliveTheLayer) {
    auto layer = std::make_unique<ClassMapLayer>(QStringLiteral("map"), test::plainGrid(8, 8), test::twoClasses());
    const auto inbox = layer->inbox();
    EXPECT_TRUE(inbox->write(test::block({0, 0, 8, 8}, 2)));
    layer.reset();
    EXPECT_TRUE(inbox->write(test::block({0, 0, 8, 8}, 2)));
    QCoreApplication::processEvents();
}

TEST(ClassMapLayer, aHiddenClassIsTransparentButStillCounted) {
    ClassMapLayer layer(QStringLiteral("map"), test::uniformMap(test::utmGrid(10, 10, 20), 1));
    layer.setValueVisible(1, false);
    EXPECT_EQ(test::painted(layer, 4).pixelColor(20, 20).alpha(), 0);
    EXPECT_EQ(layer.legend()[0].cells, 100U);
    EXPECT_DOUBLE_EQ(layer.legend()[0].hectares, 4);
    EXPECT_FALSE(layer.legend()[0].visible);
    layer.setValueVisible(1, true);
    EXPECT_EQ(test::painted(layer, 4).pixelColor(20, 20), QColor(255, 0, 0));
}

TEST(ClassMapLayer, aCellIsDescribedByClassConfidenceAndSensors) {
    ClassMapLayer layer(QStringLiteral("map"), test::uniformMap(test::plainGrid(4, 4), 1));
    layer.setModalities(3, {QStringLiteral("VNIR"), QStringLiteral("SWIR")});
    const auto lines = layer.describeCell(1, 1);
    ASSERT_EQ(lines.size(), 3);
    EXPECT_EQ(lines[0].second, QStringLiteral("1 Corn"));
    EXPECT_EQ(lines[1].second, QStringLiteral("75.0 %"));
    EXPECT_EQ(lines[2].second, QStringLiteral("VNIR"));
    EXPECT_TRUE(layer.describeCell(4, 0).isEmpty());
}

TEST(ClassMapLayer, uncertainCellsAreShownAndCountedByTheRuleOfTheirSensors) {
    auto map = test::uniformMap(test::utmGrid(10, 10, 20), 1);
    for (int column = 0; column < 10; ++column) map.confidence[static_cast<std::size_t>(column)] = 0.2f;
    for (int column = 0; column < 10; ++column) map.availability[static_cast<std::size_t>(90 + column)] = 2;
    ClassMapLayer layer(QStringLiteral("map"), std::move(map));
    auto rule = std::make_shared<map::UncertaintyRule>();
    rule->uncertain = {255, "uncertain", {200, 200, 200}};
    rule->below[1] = 0.5f;
    rule->below[2] = 2;
    layer.setUncertainty(rule);
    const QImage image = test::painted(layer, 4);
    EXPECT_EQ(image.pixelColor(20, 2), QColor(200, 200, 200));
    EXPECT_EQ(image.pixelColor(20, 20), QColor(255, 0, 0));
    EXPECT_EQ(image.pixelColor(20, 38), QColor(200, 200, 200));
    EXPECT_EQ(layer.uncertainCells(), 20U);
    ASSERT_EQ(layer.legend().size(), 3);
    EXPECT_EQ(layer.legend()[0].cells, 80U);
    EXPECT_EQ(layer.legend()[2].cells, 20U);
    EXPECT_DOUBLE_EQ(layer.legend()[2].hectares, 0.8);
    EXPECT_EQ(layer.cellAt(3, 0)->classValue, 1);
    EXPECT_TRUE(layer.cellAt(3, 0)->uncertain);
    EXPECT_FALSE(layer.cellAt(3, 3)->uncertain);
    layer.setValueVisible(255, false);
    EXPECT_EQ(test::painted(layer, 4).pixelColor(20, 2).alpha(), 0);
    layer.setValueVisible(1, false);
    layer.setValueVisible(255, true);
    EXPECT_EQ(test::painted(layer, 4).pixelColor(20, 2), QColor(200, 200, 200));
    EXPECT_EQ(test::painted(layer, 4).pixelColor(20, 20).alpha(), 0);
    // What a job brings later is counted as well.
    EXPECT_TRUE(layer.inbox()->write(test::block({0, 0, 10, 1}, 2)));
    layer.takeBlocks();
    EXPECT_EQ(layer.uncertainCells(), 10U);
    layer.setUncertainty(nullptr);
    EXPECT_EQ(layer.legend().size(), 2);
    EXPECT_EQ(layer.uncertainCells(), 0U);
}

}  // namespace
}  // namespace lacuna::ui
