#include "ui/canvas/sample_layer.h"

#include <gtest/gtest.h>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

samples::SampleSet samplesAt(int width, int height, std::vector<samples::Sample> samples) {
    samples::SampleSet set;
    set.gridWidth = width;
    set.gridHeight = height;
    set.classes = test::twoClasses();
    set.samples = std::move(samples);
    return set;
}

TEST(SampleLayer, onlyLabelledPixelsArePainted) {
    SampleLayer layer(QStringLiteral("samples"), test::plainGrid(8, 8), samplesAt(8, 8, {{1, 2, 0}, {5, 6, 1}}));
    const QImage image = test::painted(layer, 5);
    EXPECT_EQ(image.pixelColor(12, 7), QColor(255, 0, 0));
    EXPECT_EQ(image.pixelColor(32, 27), QColor(0, 0, 255));
    EXPECT_EQ(image.pixelColor(0, 0).alpha(), 0);
}

TEST(SampleLayer, aSampleFarOutIsFoundAgain) {
    SampleLayer layer(QStringLiteral("samples"), test::plainGrid(5000, 4000), samplesAt(5000, 4000, {{3999, 4999, 1}}));
    EXPECT_EQ(layer.classAt(4999, 3999), 1);
    EXPECT_FALSE(layer.classAt(0, 0));
    EXPECT_EQ(layer.describeCell(4999, 3999)[0].second, QStringLiteral("2 Oats"));
}

TEST(SampleLayer, aSingleSampleIsSeenInTheWholeScene) {
    SampleLayer layer(QStringLiteral("samples"), test::plainGrid(2048, 2048), samplesAt(2048, 2048, {{1000, 1000, 0}}));
    const QImage image = test::painted(layer, 0.125);
    EXPECT_GT(image.pixelColor(125, 125).alpha(), 0);
}

TEST(SampleLayer, aHiddenClassStaysHiddenWhenSamplesChange) {
    SampleLayer layer(QStringLiteral("samples"), test::plainGrid(8, 8), samplesAt(8, 8, {{1, 1, 0}}));
    layer.setValueVisible(1, false);
    layer.setSamples(samplesAt(8, 8, {{1, 1, 0}, {2, 2, 0}}));
    EXPECT_EQ(test::painted(layer, 4).pixelColor(6, 6).alpha(), 0);
    EXPECT_EQ(layer.legend()[0].cells, 2U);
}

TEST(SampleLayer, samplesOutsideTheGridAreLeftOut) {
    SampleLayer layer(QStringLiteral("samples"), test::plainGrid(4, 4),
                      samplesAt(9, 9, {{8, 8, 0}, {-1, 0, 0}, {0, 0, 5}}));
    EXPECT_FALSE(layer.classAt(8, 8));
    EXPECT_FALSE(layer.classAt(0, 0));
}

}  // namespace
}  // namespace lacuna::ui
