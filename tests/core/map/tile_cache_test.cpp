#include "map/tile_cache.h"

#include <gtest/gtest.h>

namespace lacuna::map {
namespace {

KeptTile kept(const raster::Window& window, std::uint8_t label, int stride = 1, bool preview = false) {
    KeptTile tile;
    tile.planned = {window, stride, preview};
    tile.block.window = window;
    tile.block.preview = preview;
    const auto cells = static_cast<std::size_t>(window.width * window.height);
    tile.block.labels.assign(cells, label);
    tile.block.confidence.assign(cells, 0.5f);
    tile.block.availability.assign(cells, 1);
    return tile;
}

const MapState complete{"model", "rasters", 0b11};
const MapState withoutSecond{"model", "rasters", 0b01};
const raster::Window left{0, 0, 8, 4}, right{8, 0, 8, 4};

TEST(TileCache, aTileIsFoundForItsStateAndPlaceAlone) {
    TileCache cache(1 << 20);
    cache.keep(complete, kept(left, 3));
    ASSERT_NE(cache.find(complete, {left, 1, false}), nullptr);
    EXPECT_EQ(cache.find(complete, {left, 1, false})->block.labels.front(), 3);
    EXPECT_EQ(cache.find(complete, {right, 1, false}), nullptr);
    EXPECT_EQ(cache.find(complete, {left, 2, false}), nullptr);
    EXPECT_EQ(cache.find(complete, {left, 1, true}), nullptr);
    for (const MapState& other : {withoutSecond, MapState{"another", "rasters", 0b11}, MapState{"model", "others", 0b11}})
        EXPECT_EQ(cache.find(other, {left, 1, false}), nullptr);
}

TEST(TileCache, whatWasUsedLongestAgoGoesFirst) {
    const auto one = kept(left, 1).bytes();
    TileCache cache(2 * one);
    cache.keep(complete, kept(left, 1));
    cache.keep(withoutSecond, kept(left, 2));
    ASSERT_NE(cache.find(complete, {left, 1, false}), nullptr);
    cache.keep(complete, kept(right, 3));
    EXPECT_EQ(cache.find(withoutSecond, {left, 1, false}), nullptr);
    EXPECT_NE(cache.find(complete, {left, 1, false}), nullptr);
    EXPECT_NE(cache.find(complete, {right, 1, false}), nullptr);
    EXPECT_EQ(cache.bytes(), 2 * one);
}

TEST(TileCache, theBytesNeverExceedTheCap) {
    const auto one = kept(left, 1).bytes();
    TileCache cache(3 * one + 1);
    for (int i = 0; i < 20; ++i) {
        cache.keep(complete, kept({i * 8, 0, 8, 4}, 1));
        EXPECT_LE(cache.bytes(), 3 * one + 1);
    }
    EXPECT_EQ(cache.tilesOf(complete).size(), 3u);
    cache.keep(complete, kept({0, 0, 800, 40}, 1));
    EXPECT_EQ(cache.tilesOf(complete).size(), 3u);
    cache.keep(complete, kept({152, 0, 8, 4}, 2));
    EXPECT_EQ(cache.bytes(), 3 * one);
}

TEST(TileCache, previewsComeBeforeTheTilesThatReplaceThem) {
    TileCache cache(1 << 20);
    cache.keep(complete, kept(left, 1));
    cache.keep(complete, kept({0, 0, 16, 4}, 2, 4, true));
    cache.keep(withoutSecond, kept(left, 9));
    const auto tiles = cache.tilesOf(complete);
    ASSERT_EQ(tiles.size(), 2u);
    EXPECT_TRUE(tiles[0]->planned.preview);
    EXPECT_FALSE(tiles[1]->planned.preview);
}

TEST(TileCache, aStateIsForgottenAndTheOthersStay) {
    TileCache cache(1 << 20);
    cache.keep(complete, kept(left, 1));
    cache.keep(complete, kept(right, 1));
    cache.keep(withoutSecond, kept(left, 2));
    cache.forget(complete);
    EXPECT_TRUE(cache.tilesOf(complete).empty());
    EXPECT_EQ(cache.tilesOf(withoutSecond).size(), 1u);
    EXPECT_EQ(cache.bytes(), kept(left, 2).bytes());
}

TEST(TileCache, aPreviewNeverHidesAFinalTile) {
    TileCache cache(1 << 20);
    cache.keep(complete, kept(left, 1));
    cache.keep(complete, kept({0, 0, 16, 4}, 5, 4, true));
    auto preview = kept({4, 0, 12, 4}, 7, 4, true).block;
    paintOver(preview, cache.tilesOf(complete));
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 12; ++column)
            EXPECT_EQ(preview.labels[static_cast<std::size_t>(row * 12 + column)], column < 4 ? 1 : 7) << row << " " << column;
}

}  // namespace
}  // namespace lacuna::map
