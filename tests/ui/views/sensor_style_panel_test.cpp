#include "ui/views/sensor_style_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/canvas/test_rasters.h"
#include "ui/views/histogram_strip.h"

namespace lacuna::ui {
namespace {

struct SensorStylePanelTest : testing::Test {
    SensorStylePanelTest() {
        panel.resize(300, 700);
        panel.show();
        QObject::connect(&panel, &SensorStylePanel::edited, [this](SensorLayer*, const SensorStyle& before, const SensorStyle& after) {
            befores.append(before);
            afters.append(after);
        });
    }
    /// Band b holds x + b; waits for the sample.
    SensorLayer* sensor(std::vector<double> wavelengths) {
        const raster::Grid grid = test::utmGrid(200, 50, 5);
        auto info = rasters.write("a.tif", grid, int(wavelengths.size()), [](int b, int x, int) { return float(x + b); });
        info.wavelengths = std::move(wavelengths);
        layer = std::make_unique<SensorLayer>(grid, info);
        panel.setLayer(layer.get());
        EXPECT_TRUE(QTest::qWaitFor([&] { return !layer->sampledValues(layer->bands().red).empty() && layer->range()[0][1] > 0; }));
        return layer.get();
    }
    template <class T>
    T* part(const char* name) {
        return panel.findChild<T*>(name);
    }
    bool waitForRange(double low, double high) {
        return QTest::qWaitFor([&] { return layer->range()[0] == std::array{low, high}; });
    }

    test::Rasters rasters;
    std::unique_ptr<SensorLayer> layer;
    SensorStylePanel panel;
    QList<SensorStyle> befores, afters;
};

TEST_F(SensorStylePanelTest, withoutASensorItSaysWhatItIsFor) {
    QSignalSpy asked(&panel, &SensorStylePanel::sensorRequested);
    QTest::mouseClick(part<QPushButton>("styleEmptyButton"), Qt::LeftButton);
    EXPECT_EQ(asked.count(), 1);
    sensor({0});
    EXPECT_FALSE(part<QPushButton>("styleEmptyButton")->isVisible());
    layer.reset();
    EXPECT_TRUE(part<QPushButton>("styleEmptyButton")->isVisible());
}

TEST_F(SensorStylePanelTest, presetsGoByTheWavelengths) {
    sensor({0.48, 0.56, 0.66, 0.85, 1.6});
    QTest::mouseClick(part<QPushButton>("styleInfrared"), Qt::LeftButton);
    EXPECT_EQ(layer->bands(), (BandChoice{true, 3, 2, 1}));
    EXPECT_EQ(part<QComboBox>("styleRed")->currentText(), QStringLiteral("B4 0.850 µm"));
    QTest::mouseClick(part<QPushButton>("styleTrueColour"), Qt::LeftButton);
    EXPECT_EQ(layer->bands(), (BandChoice{true, 2, 1, 0}));
    EXPECT_EQ(afters.size(), 2);
    sensor({1.1, 1.3, 1.6});
    EXPECT_FALSE(part<QPushButton>("styleInfrared")->isVisible());
}

TEST_F(SensorStylePanelTest, aSingleBandTakesAColourMap) {
    sensor({0, 0, 0});
    part<QComboBox>("styleRendering")->setCurrentIndex(1);
    EXPECT_FALSE(part<QComboBox>("styleGreen")->isVisible());
    EXPECT_TRUE(part<QComboBox>("styleColorMap")->isVisible());
    part<QComboBox>("styleColorMap")->setCurrentIndex(1);
    EXPECT_EQ(layer->style().map, ColorMap::Viridis);
    Stretch whole;
    whole.kind = Stretch::Kind::MinMax;
    layer->setStretch(whole);
    QImage image;
    ASSERT_TRUE(QTest::qWaitFor([&] {
        image = test::painted(*layer, 1);
        return !layer->isLoading();
    }));
    EXPECT_EQ(image.pixelColor(0, 10), mapColor(ColorMap::Viridis, 0));
    EXPECT_EQ(image.pixelColor(199, 10), mapColor(ColorMap::Viridis, 1));
}

TEST_F(SensorStylePanelTest, theStretchTakesItsNumber) {
    sensor({0});
    EXPECT_EQ(part<QDoubleSpinBox>("styleAmount")->value(), 2);
    part<QDoubleSpinBox>("styleAmount")->setValue(10);
    EXPECT_DOUBLE_EQ(layer->stretch().highFraction, 0.9);
    EXPECT_TRUE(waitForRange(20, 179));
    part<QComboBox>("styleStretch")->setCurrentIndex(1);
    EXPECT_EQ(layer->stretch().kind, Stretch::Kind::StandardDeviation);
    EXPECT_EQ(part<QDoubleSpinBox>("styleAmount")->value(), 2);
    part<QDoubleSpinBox>("styleAmount")->setValue(1);
    EXPECT_DOUBLE_EQ(layer->stretch().deviations, 1);
    part<QComboBox>("styleStretch")->setCurrentIndex(2);
    EXPECT_TRUE(waitForRange(0, 199));
    EXPECT_FALSE(part<QDoubleSpinBox>("styleAmount")->isVisible());
}

TEST_F(SensorStylePanelTest, aStretchOfTheViewFollowsIt) {
    sensor({0});
    layer->setViewWindow({50, 0, 100, 50});
    part<QComboBox>("styleStretch")->setCurrentIndex(2);
    part<QComboBox>("styleArea")->setCurrentIndex(1);
    EXPECT_TRUE(layer->stretch().ofView);
    EXPECT_TRUE(waitForRange(50, 149));
    layer->setViewWindow({100, 0, 20, 50});
    EXPECT_TRUE(waitForRange(100, 119));
    part<QComboBox>("styleArea")->setCurrentIndex(0);
    EXPECT_TRUE(waitForRange(0, 199));
}

TEST_F(SensorStylePanelTest, draggingAHandleSetsTheRangeInOneStep) {
    sensor({0});
    part<QComboBox>("styleStretch")->setCurrentIndex(2);
    ASSERT_TRUE(waitForRange(0, 199));
    const SensorStyle before = layer->style();
    befores.clear();
    auto* strip = part<HistogramStrip>("styleHistogram1");
    const auto at = [&](double value) { return QPoint(qRound(strip->xOf(value)), strip->height() / 2); };
    QTest::mousePress(strip, Qt::LeftButton, {}, at(0));
    for (const double value : {20.0, 40.0, 60.0}) {
        QMouseEvent move(QEvent::MouseMove, at(value), strip->mapToGlobal(at(value)), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(strip, &move);
        EXPECT_NEAR(layer->stretch().low[0], value, 1);
    }
    QTest::mouseRelease(strip, Qt::LeftButton, {}, at(60));
    EXPECT_EQ(layer->stretch().kind, Stretch::Kind::Fixed);
    EXPECT_DOUBLE_EQ(layer->stretch().high[0], 199);
    ASSERT_EQ(befores.size(), 1);
    EXPECT_EQ(befores[0], before);
    EXPECT_EQ(part<QComboBox>("styleStretch")->currentIndex(), 3);
    // The histogram of a fixed range is still that of the values.
    EXPECT_TRUE(QTest::qWaitFor([&] { return layer->sampledValues(0).size() == 200 * 50; }));
}

TEST_F(SensorStylePanelTest, handlesDoNotPassEachOther) {
    HistogramStrip strip;
    strip.resize(220, 80);
    strip.setRange(2, 4);
    strip.show();
    strip.setFocus();
    QSignalSpy chosen(&strip, &HistogramStrip::rangeChosen);
    QTest::keyClick(&strip, Qt::Key_Home);
    for (int i = 0; i < 300; ++i) QTest::keyClick(&strip, Qt::Key_Right);
    EXPECT_EQ(strip.range(), (std::array{4.0, 4.0}));
    EXPECT_EQ(chosen.count(), 300);
}

}  // namespace
}  // namespace lacuna::ui
