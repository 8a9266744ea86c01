#include "samples/area_pixels.h"

#include <gtest/gtest.h>

#include <random>

#include "samples/area_parts.h"
#include "vector_files.h"

namespace lacuna::samples {
namespace {

TrainingArea boxArea(double left, double top, double right, double bottom, int value) {
    const auto grid = sceneGrid();
    return {value, {{grid.mapPoint(left, top), grid.mapPoint(right, top), grid.mapPoint(right, bottom), grid.mapPoint(left, bottom)}}, {}};
}
TrainingAreaPtr shared(TrainingArea area) { return std::make_shared<TrainingArea>(std::move(area)); }

std::vector<Pixel> randomPixels(unsigned seed, int share) {
    std::mt19937 random(seed);
    std::vector<Pixel> pixels;
    for (int row = 0; row < 12; ++row)
        for (int column = 0; column < 20; ++column)
            if (static_cast<int>(random() % 100) < share) pixels.push_back({row, column});
    return pixels;
}

TEST(AreaPixels, anOutlineLabelsExactlyThePixelsItWasMadeOf) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        const auto pixels = randomPixels(seed, 5 + static_cast<int>(seed) * 3 / 2);
        EXPECT_EQ(pixelsOf(areaOfPixels(pixels, 1, sceneGrid()), sceneGrid()), pixels) << seed;
    }
}

TEST(AreaPixels, pixelsThatTouchAtACornerHaveRingsOfTheirOwn) {
    const auto area = areaOfPixels({{2, 2}, {3, 3}}, 1, sceneGrid());
    ASSERT_EQ(area.rings.size(), 2u);
    EXPECT_EQ(area.rings[0].size(), 4u);
    EXPECT_EQ(partsOf(area).size(), 2u);
}

TEST(AreaPixels, cornersOnAStraightLineAreLeftOut) {
    std::vector<Pixel> ring;
    for (int row = 2; row < 7; ++row)
        for (int column = 3; column < 9; ++column)
            if (!(row == 4 && column == 5)) ring.push_back({row, column});
    const auto area = areaOfPixels(ring, 1, sceneGrid());
    ASSERT_EQ(area.rings.size(), 2u);
    EXPECT_EQ(area.rings[0].size(), 4u);
    EXPECT_EQ(area.rings[1].size(), 4u);
}

TEST(AreaPixels, theLaterAreaHasThePixelsThatTwoClaim) {
    TrainingAreas set{{{1, "a", {}}, {2, "b", {}}, {3, "never", {}}}, {}, {shared(boxArea(0, 0, 4, 4, 1)), shared(boxArea(2, 2, 6, 6, 2))}};
    auto labelled = labelPixels(set, sceneGrid());
    ASSERT_TRUE(labelled);
    EXPECT_EQ(labelled->set.countByClass(), (std::vector<int>{12, 16, 0}));
    EXPECT_EQ(labelled->contested, 4u);
    std::swap(set.areas[0], set.areas[1]);
    labelled = labelPixels(set, sceneGrid());
    EXPECT_EQ(labelled->set.countByClass(), (std::vector<int>{16, 12, 0}));
}

TEST(AreaPixels, samplesComeByRowAndColumnAlsoAcrossSquares) {
    raster::Grid wide;
    wide.width = 700;
    wide.height = 600;
    const TrainingAreas set{{{7, "a", {}}}, {}, {shared({7, {{{250, 250}, {530, 250}, {530, 260}, {250, 260}}}, {{3, 599}}})}};
    const auto labelled = labelPixels(set, wide);
    ASSERT_TRUE(labelled);
    EXPECT_EQ(labelled->set.samples.size(), 2801u);
    EXPECT_TRUE(std::is_sorted(labelled->set.samples.begin(), labelled->set.samples.end(),
                               [](const Sample& a, const Sample& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); }));
}

TEST(AreaPixels, aStoppedLabellingSaysSo) {
    std::stop_source stop;
    stop.request_stop();
    const auto labelled = labelPixels({{{1, "a", {}}}, {}, {shared(boxArea(0, 0, 4, 4, 1))}}, sceneGrid(), stop.get_token());
    ASSERT_FALSE(labelled);
    EXPECT_EQ(labelled.error().code, base::ErrorCode::Cancelled);
}

TEST(AreaPixels, labelledPixelsBecomeOneAreaForEachJoinedSetAndBack) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        SampleSet set{20, 12, {{1, "a", {}}, {4, "b", {}}}, {}};
        std::mt19937 random(seed);
        for (const auto& pixel : randomPixels(seed, 70)) set.samples.push_back({pixel.row, pixel.column, static_cast<int>(random() % 2)});
        const auto labelled = labelPixels(areasOf(set, sceneGrid()), sceneGrid());
        ASSERT_TRUE(labelled);
        EXPECT_EQ(labelled->set.samples, set.samples);
    }
    const SampleSet u{20, 12, {{1, "a", {}}}, {{0, 0, 0}, {0, 2, 0}, {1, 0, 0}, {1, 1, 0}, {1, 2, 0}, {5, 5, 0}}};
    EXPECT_EQ(areasOf(u, sceneGrid()).areas.size(), 2u);
}

TEST(AreaPixels, aStrokeIsAsWideAsTheBrush) {
    const auto grid = sceneGrid();
    EXPECT_EQ(strokePixels({5.2, 5.7}, {5.2, 5.7}, 1, grid), (std::vector<Pixel>{{5, 5}}));
    const auto line = strokePixels({3.5, 4.5}, {8.5, 4.5}, 3, grid);
    for (int column = 3; column <= 8; ++column)
        for (int row = 3; row <= 5; ++row) EXPECT_TRUE(std::binary_search(line.begin(), line.end(), Pixel{row, column}));
    EXPECT_FALSE(std::binary_search(line.begin(), line.end(), Pixel{2, 5}));
    EXPECT_TRUE(strokePixels({-9, -9}, {-8, -9}, 4, grid).empty());
}

TEST(AreaParts, aCutPartsTheAreaAndLosesNoPixel) {
    const auto grid = sceneGrid();
    const auto area = boxArea(2, 2, 10, 8, 3);
    const auto pieces = cutAlong(area, {grid.mapPoint(0, 4.7), grid.mapPoint(15, 5.3)});
    ASSERT_EQ(pieces.size(), 2u);
    std::vector<Pixel> all;
    for (const auto& piece : pieces) {
        EXPECT_EQ(piece.classValue, 3);
        const auto pixels = pixelsOf(piece, grid);
        EXPECT_FALSE(pixels.empty());
        all.insert(all.end(), pixels.begin(), pixels.end());
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, pixelsOf(area, grid));
}

TEST(AreaParts, aLineThatDoesNotCrossLeavesTheAreaWhole) {
    const auto grid = sceneGrid();
    const auto area = boxArea(2, 2, 10, 8, 3);
    EXPECT_EQ(cutAlong(area, {grid.mapPoint(0, 9), grid.mapPoint(15, 9)}), std::vector<TrainingArea>{area});
    EXPECT_EQ(cutAlong(area, {grid.mapPoint(3, 3), grid.mapPoint(5, 5)}), std::vector<TrainingArea>{area});
}

TEST(AreaParts, aHoleStaysAHoleWhenItsAreaIsCut) {
    const auto grid = sceneGrid();
    auto area = boxArea(2, 2, 10, 8, 3);
    area.rings.push_back(boxArea(4, 4, 8, 6, 3).rings[0]);
    std::vector<Pixel> all;
    for (const auto& piece : cutAlong(area, {grid.mapPoint(6, 0), grid.mapPoint(6, 12)}))
        for (const auto& pixel : pixelsOf(piece, grid)) all.push_back(pixel);
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, pixelsOf(area, grid));
}

TEST(AreaParts, aPositionIsInsideOutsideOrInTheHole) {
    const auto grid = sceneGrid();
    auto area = boxArea(2, 2, 10, 8, 3);
    area.rings.push_back(boxArea(4, 4, 8, 6, 3).rings[0]);
    EXPECT_TRUE(contains(area, grid.mapPoint(3, 3), 0));
    EXPECT_FALSE(contains(area, grid.mapPoint(5, 5), 0));
    EXPECT_FALSE(contains(area, grid.mapPoint(11, 5), 0));
}

}  // namespace
}  // namespace lacuna::samples
