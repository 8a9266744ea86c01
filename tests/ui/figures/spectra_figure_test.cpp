#include "ui/figures/spectra_figure.h"

#include <gtest/gtest.h>

#include <QTest>

namespace {

using namespace lacuna;

class SpectraFigureTest : public testing::Test {
protected:
    SpectraFigureTest() {
        figure.resize(420, 460);
        show(std::nullopt);
    }
    void show(std::optional<ui::SpectrumBand> band) {
        ui::SpectrumSensor optical{"VNIR", {0.5, 0.6, 0.7, 0.8}, {false, false, true, false}, {"blue", "", "water", ""}};
        ui::SpectrumSensor height{"LiDAR", {0}, {false}, {""}};
        figure.setSpectra({optical, height},
                          {{"Corn", Qt::red, true, {{10, 20, 9999, 40}, {3}}}, {"Woods", Qt::blue, false, {{5, 6, 7, 8}, {}}}}, std::move(band));
    }
    int pixelsOf(const QColor& color) {
        const QImage image = figure.grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == color;
        return count;
    }
    ui::SpectraFigure figure;
};

TEST_F(SpectraFigureTest, eachPixelHasALineInItsColour) {
    EXPECT_GT(pixelsOf(Qt::red), 50);
    EXPECT_GT(pixelsOf(Qt::blue), 10);
}

TEST_F(SpectraFigureTest, thePointerReadsTheNearestBandThatIsNotBad) {
    QStringList read;
    for (int x = 60; x < 410; x += 2) {
        const QString text = figure.reading(QPointF(x, 80));
        if (!text.isEmpty() && !read.contains(text)) read << text;
    }
    ASSERT_EQ(read.size(), 3);
    EXPECT_EQ(read[0], QString::fromUtf8("VNIR, band 1 at 0.500 µm\nCorn: 10\nWoods: 5"));
    EXPECT_EQ(read[2], QString::fromUtf8("VNIR, band 4 at 0.800 µm\nCorn: 40\nWoods: 8"));
    EXPECT_EQ(figure.reading(QPointF(2, 2)), QString());
}

TEST_F(SpectraFigureTest, theTableHoldsEveryBandTheBadOnesMarked) {
    show(ui::SpectrumBand{"Bare", Qt::green, {{1, 2, 3, 4}, {}}, {{0.5, 0.5, 0.5, 0.5}, {}}});
    const QStringList lines = figure.table(',').split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 6);
    EXPECT_EQ(lines[0], "sensor,band,name,wavelength_um,bad,Corn,Woods,mean of Bare,standard deviation of Bare");
    EXPECT_EQ(lines[1], "VNIR,1,blue,0.5,0,10,5,1,0.5");
    EXPECT_EQ(lines[3], "VNIR,3,water,0.7,1,9999,7,3,0.5");
    EXPECT_EQ(lines[5], "LiDAR,1,,,0,3,,,");
}

TEST_F(SpectraFigureTest, aBadBandNeitherStretchesTheAxisNorIsBridged) {
    // The line would run to 9999, and nothing else would be seen: instead 40 is near the top.
    EXPECT_TRUE(figure.reading(QPointF(300, 80)).contains("VNIR"));
    const QImage image = figure.grab().toImage();
    // Between the bands at 0.6 and 0.8 µm no pixel of the line's colour.
    int first = image.width(), last = 0;
    std::vector<bool> red(static_cast<std::size_t>(image.width()));
    for (int x = 58; x < image.width() - 14; ++x)
        for (int y = 24; y < 200; ++y)
            if (image.pixelColor(x, y) == QColor(Qt::red)) {
                red[static_cast<std::size_t>(x)] = true;
                first = std::min(first, x);
                last = std::max(last, x);
            }
    int longest = 0, gap = 0;
    for (int x = first; x <= last; ++x) {
        gap = red[static_cast<std::size_t>(x)] ? 0 : gap + 1;
        longest = std::max(longest, gap);
    }
    EXPECT_GT(longest, 80);
}

TEST_F(SpectraFigureTest, withoutAllWavelengthsBandsAreCounted) {
    const ui::SpectrumSensor partly{"a", {0.5, 0}, {false, false}, {}}, known{"b", {0.5, 0}, {false, true}, {}};
    EXPECT_FALSE(partly.hasWavelengths());
    EXPECT_TRUE(known.hasWavelengths());
}

TEST_F(SpectraFigureTest, theClassesMeanAndDeviationAreShaded) {
    const int before = pixelsOf(figure.palette().color(QPalette::Window));
    show(ui::SpectrumBand{"Bare", Qt::green, {{20, 20, 20, 20}, {3}}, {{10, 10, 10, 10}, {1}}});
    EXPECT_LT(pixelsOf(figure.palette().color(QPalette::Window)), before - 1000);
    EXPECT_TRUE(figure.reading(QPointF(300, 80)).contains(QString::fromUtf8("Bare: 20 ± 10")));
}

}  // namespace
