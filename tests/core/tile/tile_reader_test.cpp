#include "tile/tile_reader.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "small_scene.h"

namespace lacuna::tile {
namespace {

using namespace std::chrono_literals;

/// Keeps the header, so that what is open stays open and what is read fails.
void truncate(const std::string& path) {
    std::filesystem::resize_file(path, 600);
}

TEST(ReadTile, valuesAreStandardisedAndPixelsWithoutDataAreZero) {
    const SmallScene scene;
    const raster::Window window{5, 3, 20, 12};
    const auto tile = readTile(scene.open(), scene.inputs(), window, 4, 0b11);
    ASSERT_TRUE(tile) << base::describe(tile.error());
    expectTileOf(scene, *tile, window, 4);
}

TEST(ReadTile, theHaloOutsideTheSceneHoldsNoData) {
    const SmallScene scene;
    for (const raster::Window window : {raster::Window{0, 0, 40, 30}, {0, 0, 5, 5}, {35, 25, 5, 5}, {39, 0, 1, 30}}) {
        const auto tile = readTile(scene.open(), scene.inputs(), window, 7, 0b11);
        ASSERT_TRUE(tile);
        expectTileOf(scene, *tile, window, 7);
        EXPECT_TRUE(tile->availability[0] == 0 || window.column >= 7);
    }
}

TEST(ReadTile, withoutAHaloATileIsTheWindow) {
    const SmallScene scene;
    const raster::Window window{8, 5, 9, 6};
    const auto tile = readTile(scene.open(), scene.inputs(), window, 0, 0b11);
    ASSERT_TRUE(tile);
    expectTileOf(scene, *tile, window, 0);
}

TEST(ReadTile, aSwitchedOffSensorIsNotRead) {
    const SmallScene scene;
    const auto stack = scene.open();
    truncate(scene.lidarPath());
    const raster::Window window{5, 3, 20, 12};
    ASSERT_FALSE(readTile(stack, scene.inputs(), window, 4, 0b11));
    const auto tile = readTile(stack, scene.inputs(), window, 4, 0b01);
    ASSERT_TRUE(tile) << base::describe(tile.error());
    expectTileOf(scene, *tile, window, 4, 0b01);
}

TEST(ReadTile, sensorsComeInTheModelsOrder) {
    const SmallScene scene;
    const auto given = scene.inputs();
    const Inputs swapped{{1, 0}, {given.mean[1], given.mean[0]}, {given.inverse[1], given.inverse[0]}};
    const raster::Window window{0, 0, 20, 12};
    const auto straight = readTile(scene.open(), given, window, 2, 0b11),
               turned = readTile(scene.open(), swapped, window, 2, 0b11);
    ASSERT_TRUE(straight && turned);
    EXPECT_EQ(turned->planes[0].values, straight->planes[1].values);
    EXPECT_EQ(turned->planes[1].values, straight->planes[0].values);
    for (std::size_t i = 0; i < straight->availability.size(); ++i) {
        const int bits = straight->availability[i];
        ASSERT_EQ(turned->availability[i], (bits & 1) << 1 | bits >> 1);
    }
}

TEST(ReadTile, aSensorThatIsNotGivenIsNeverAvailable) {
    const SmallScene scene;
    auto inputs = scene.inputs();
    inputs.source = {0, -1};
    EXPECT_EQ(inputs.given(), 0b01);
    EXPECT_EQ(scene.inputs().given(), 0b11);
    const raster::Window window{5, 3, 20, 12};
    const auto tile = readTile(scene.open(), inputs, window, 4, 0b11);
    ASSERT_TRUE(tile);
    expectTileOf(scene, *tile, window, 4, 0b01);
}

TEST(ReadTile, everyTileHasASerialOfItsOwn) {
    const SmallScene scene;
    const auto stack = scene.open();
    const auto first = readTile(stack, scene.inputs(), {0, 0, 5, 5}, 0, 0b11),
               second = readTile(stack, scene.inputs(), {0, 0, 5, 5}, 0, 0b11);
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->serial, second->serial);
}

class TileReaderTest : public ::testing::Test {
protected:
    std::vector<PlannedTile> plan(int tileSize = 16, int stride = 1) const {
        return planTiles(scene_.open().grid(), {tileSize, stride, {10, 10, 15, 15}, 4 * stride});
    }
    TileReader reader(std::vector<PlannedTile> plan, base::Availability on = 0b11, int ahead = 2) const {
        return {scene_.open(), scene_.inputs(), std::move(plan), 4, on, ahead};
    }
    SmallScene scene_;
    std::stop_source stop_;
};

TEST_F(TileReaderTest, itDeliversEveryTileOfThePlanInOrderAsReadTileReadsIt) {
    for (const int ahead : {1, 2, 100}) {
        const auto expected = plan();
        auto tiles = reader(expected, 0b11, ahead);
        for (const auto& planned : expected) {
            const auto next = tiles.next(stop_.get_token());
            ASSERT_TRUE(next && *next);
            EXPECT_EQ((*next)->planned.window, planned.window);
            EXPECT_EQ((*next)->planned.stride, planned.stride);
            EXPECT_EQ((*next)->planned.preview, planned.preview);
            expectTileOf(scene_, *(*next)->tile, planned.window, 4);
        }
        for (int i = 0; i < 2; ++i) {
            const auto end = tiles.next(stop_.get_token());
            ASSERT_TRUE(end);
            EXPECT_FALSE(*end);
        }
    }
}

TEST_F(TileReaderTest, aSwitchedOffSensorIsNotRead) {
    auto stack = scene_.open();
    truncate(scene_.hsPath());
    TileReader tiles(std::move(stack), scene_.inputs(), plan(), 4, 0b10);
    const auto next = tiles.next(stop_.get_token());
    ASSERT_TRUE(next && *next);
    expectTileOf(scene_, *(*next)->tile, (*next)->planned.window, 4, 0b10);
}

TEST_F(TileReaderTest, anEmptyPlanEndsAtOnce) {
    auto tiles = reader({});
    const auto next = tiles.next(stop_.get_token());
    ASSERT_TRUE(next);
    EXPECT_FALSE(*next);
}

TEST_F(TileReaderTest, aReadErrorIsDeliveredEveryTimeItIsAskedFor) {
    auto stack = scene_.open();
    truncate(scene_.lidarPath());
    TileReader tiles(std::move(stack), scene_.inputs(), plan(), 4, 0b11);
    std::jthread rescue([&](const std::stop_token& done) {
        for (int i = 0; i < 100 && !done.stop_requested(); ++i) std::this_thread::sleep_for(50ms);
        stop_.request_stop();
    });
    for (int i = 0; i < 2; ++i) {
        const auto next = tiles.next(stop_.get_token());
        ASSERT_FALSE(next);
        EXPECT_NE(next.error().code, base::ErrorCode::Cancelled);
        EXPECT_NE(next.error().message.find("lidar.tif"), std::string::npos) << next.error().message;
    }
}

TEST_F(TileReaderTest, aRequestedStopIsAnsweredWithCancelled) {
    auto tiles = reader(plan());
    ASSERT_TRUE(tiles.next(stop_.get_token()));
    std::this_thread::sleep_for(20ms);  // the next tile is ready by now
    stop_.request_stop();
    const auto next = tiles.next(stop_.get_token());
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, base::ErrorCode::Cancelled);
}

TEST_F(TileReaderTest, aStopFromAnotherThreadEndsALongRun) {
    auto tiles = reader(std::vector<PlannedTile>(1000000, PlannedTile{{0, 0, 16, 16}, 1, false}));
    const std::jthread other([this] {
        std::this_thread::sleep_for(20ms);
        stop_.request_stop();
    });
    base::Result<std::optional<TileReader::Next>> next = tiles.next(stop_.get_token());
    while (next && *next) next = tiles.next(stop_.get_token());
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, base::ErrorCode::Cancelled);
}

TEST_F(TileReaderTest, noMoreThanTheAskedTilesAreReadAhead) {
    const auto before = nextTileSerial();
    auto tiles = reader(plan(4), 0b11, 3);
    std::this_thread::sleep_for(100ms);
    EXPECT_LE(nextTileSerial() - before - 1, 3u);
}

TEST_F(TileReaderTest, destroyingItWhileTheQueueIsFullDoesNotHang) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) {
        auto tiles = reader(plan(4), 0b11, 1);
        if (i % 2 == 0) std::this_thread::sleep_for(5ms);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST_F(TileReaderTest, aTileOutlivesItsReader) {
    std::shared_ptr<const Tile> kept;
    {
        auto tiles = reader(plan());
        kept = (*tiles.next(stop_.get_token()))->tile;
    }
    expectTileOf(scene_, *kept, plan()[0].window, 4);
}

}  // namespace
}  // namespace lacuna::tile
