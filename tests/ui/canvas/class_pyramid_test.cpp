#include "ui/canvas/class_pyramid.h"

#include <gtest/gtest.h>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

std::array<QRgb, 256> grayPalette() {
    std::array<QRgb, 256> palette{};
    for (int i = 1; i < 256; ++i) palette[static_cast<std::size_t>(i)] = qRgb(i, i, i);
    return palette;
}

/// The value of the only coarse cell of a 2 × 2 corner in a grid that needs two levels.
int coarseValue(const std::array<std::uint8_t, 4>& corner) {
    const raster::Grid grid = test::plainGrid(512, 2);
    std::vector<std::uint8_t> labels(1024, 0);
    labels[0] = corner[0];
    labels[1] = corner[1];
    labels[512] = corner[2];
    labels[513] = corner[3];
    ClassPyramid pyramid(grid);
    pyramid.update(labels, grid.whole());
    const QImage tile = pyramid.tile(labels, {1, 0, 0}, grayPalette());
    return qRed(tile.pixel(0, 0));
}

TEST(ClassPyramid, aCoarseCellIsTheMostFrequentValue) {
    EXPECT_EQ(coarseValue({1, 2, 2, 3}), 2);
    EXPECT_EQ(coarseValue({3, 3, 1, 3}), 3);
}

TEST(ClassPyramid, aTieGoesToTheFirstMet) {
    EXPECT_EQ(coarseValue({5, 4, 4, 5}), 5);
}

TEST(ClassPyramid, noDataRemainsOnlyWhereAllFourAre) {
    EXPECT_EQ(coarseValue({0, 0, 0, 7}), 7);
    EXPECT_EQ(coarseValue({0, 0, 0, 0}), 0);
}

TEST(ClassPyramid, updatingPartsGivesTheSameAsUpdatingAll) {
    const raster::Grid grid = test::plainGrid(701, 515);
    std::vector<std::uint8_t> labels(701 * 515);
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::uint8_t>(i * 2654435761U >> 29);
    ClassPyramid whole(grid);
    whole.update(labels, grid.whole());
    ClassPyramid parts(grid);
    for (int row = 0; row < 515; row += 133) {
        for (int column = 0; column < 701; column += 97)
            parts.update(labels, {column, row, std::min(97, 701 - column), std::min(133, 515 - row)});
    }
    for (int level = 0; level <= coarsestLevel(grid); ++level)
        EXPECT_EQ(whole.tile(labels, {level, 0, 0}, grayPalette()), parts.tile(labels, {level, 0, 0}, grayPalette()));
}

}  // namespace
}  // namespace lacuna::ui
