#include "ui/canvas/layer_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

struct LayerModelTest : testing::Test {
    Layer* add(const char* title, LayerGroup group = LayerGroup::Maps) {
        return model.add(
            std::make_unique<test::PlainLayer>(group, test::plainGrid(4, 4), Qt::red, QString::fromLatin1(title)));
    }
    QStringList titles() const {
        QStringList list;
        for (const Layer* layer : model.layers()) list.append(layer->title());
        return list;
    }

    LayerModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(LayerModelTest, newLayersComeToTheTopOfTheirGroup) {
    add("a");
    add("sensor", LayerGroup::Sensors);
    add("b");
    EXPECT_EQ(titles(), (QStringList{"b", "a", "sensor"}));
}

TEST_F(LayerModelTest, movingCountsThePositionAfterTheRemoval) {
    add("c");
    Layer* b = add("b");
    Layer* a = add("a");
    QSignalSpy order(&model, &LayerModel::orderChanged);
    model.move(a, 2);
    EXPECT_EQ(titles(), (QStringList{"b", "c", "a"}));
    model.move(a, 0);
    EXPECT_EQ(titles(), (QStringList{"a", "b", "c"}));
    model.move(b, 1);
    EXPECT_EQ(order.count(), 2);
}

TEST_F(LayerModelTest, persistentIndexesFollowAMove) {
    add("c");
    add("b");
    Layer* a = add("a");
    const QPersistentModelIndex index = model.indexOf(a);
    model.move(a, 2);
    EXPECT_EQ(model.layer(index), a);
}

TEST_F(LayerModelTest, aTakenLayerIsGivenAwayAndNoLongerHeard) {
    Layer* a = add("a");
    QSignalSpy about(&model, &LayerModel::layerAboutToBeTaken);
    QSignalSpy changed(&model, &LayerModel::layerChanged);
    const std::unique_ptr<Layer> taken = model.take(a);
    EXPECT_EQ(taken.get(), a);
    EXPECT_EQ(about.count(), 1);
    taken->setTitle(QStringLiteral("other"));
    EXPECT_EQ(changed.count(), 0);
    EXPECT_EQ(model.take(a), nullptr);
    EXPECT_TRUE(model.layers().isEmpty());
}

TEST_F(LayerModelTest, theCheckBoxIsTheVisibility) {
    Layer* a = add("a");
    QSignalSpy content(&model, &LayerModel::contentChanged);
    const QModelIndex index = model.indexOf(a);
    EXPECT_EQ(index.data(Qt::CheckStateRole).toInt(), Qt::Checked);
    EXPECT_TRUE(model.setData(index, Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(a->isVisible());
    EXPECT_EQ(content.count(), 1);
}

TEST_F(LayerModelTest, aLayerCannotBeRenamedToNothing) {
    Layer* a = add("a");
    EXPECT_FALSE(model.setData(model.indexOf(a), QStringLiteral("  "), Qt::EditRole));
    EXPECT_TRUE(model.setData(model.indexOf(a), QStringLiteral("new"), Qt::EditRole));
    EXPECT_EQ(a->title(), QStringLiteral("new"));
}

TEST_F(LayerModelTest, draggingStaysInsideTheGroup) {
    add("c");
    add("b");
    Layer* a = add("a");
    const std::unique_ptr<QMimeData> data(model.mimeData({model.indexOf(a)}));
    const QModelIndex maps = model.groupIndex(LayerGroup::Maps);
    EXPECT_FALSE(model.canDropMimeData(data.get(), Qt::MoveAction, 0, 0, model.groupIndex(LayerGroup::Sensors)));
    ASSERT_TRUE(model.canDropMimeData(data.get(), Qt::MoveAction, 2, 0, maps));
    EXPECT_TRUE(model.dropMimeData(data.get(), Qt::MoveAction, 2, 0, maps));
    EXPECT_EQ(titles(), (QStringList{"b", "a", "c"}));
    EXPECT_TRUE(model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, maps));
    EXPECT_EQ(titles(), (QStringList{"a", "b", "c"}));
}

TEST_F(LayerModelTest, layersAreFoundByTheirId) {
    Layer* a = add("a");
    EXPECT_EQ(model.layer(a->id()), a);
    EXPECT_EQ(model.layer(QStringLiteral("nothing")), nullptr);
    model.clear();
    EXPECT_EQ(model.rowCount(model.groupIndex(LayerGroup::Maps)), 0);
}

}  // namespace
}  // namespace lacuna::ui
