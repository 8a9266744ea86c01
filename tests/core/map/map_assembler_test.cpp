#include "map/map_assembler.h"

#include <gtest/gtest.h>

#include <map>

#include "known_scene.h"

namespace lacuna::map {
namespace {

class MapAssembler : public ::testing::Test {
protected:
    MapBlock classify(const tile::PlannedTile& planned, const AssembleOptions& options = {},
                      metrics::Activation* activation = nullptr) {
        auto block = classifyTile(classifier_, scene_.tile(planned.window), planned, scene_.grid, options,
                                  stop_.get_token(), count_, activation);
        EXPECT_TRUE(block) << (block ? "" : base::describe(block.error()));
        return block ? std::move(*block) : MapBlock{};
    }
    ClassMap wholeMap(int tileSize, int stride, base::Availability on = 0b11) {
        ClassMap map(raster::coarsened(scene_.grid, stride), fourClasses());
        AssembleOptions options;
        options.mapStride = stride;
        options.switchedOn = on;
        for (const auto& planned : tile::planTiles(scene_.grid, {tileSize, stride, {20, 9, 15, 12}, 4 * stride}))
            EXPECT_TRUE(map.write(classify(planned, options)));
        return map;
    }

    KnownScene scene_{50, 37};
    KnownClassifier classifier_;
    std::stop_source stop_;
    std::size_t counted_ = 0;
    PixelCount count_ = [this](std::size_t pixels) { counted_ += pixels; };
};

TEST_F(MapAssembler, everyCellSaysWhatThePixelThatStandsForItSays) {
    for (const int stride : {1, 3}) {
        const auto map = wholeMap(16, stride);
        std::size_t cell = 0;
        for (int row = 0; row < map.grid.height; ++row)
            for (int column = 0; column < map.grid.width; ++column, ++cell) {
                const int y = tile::representative(row, stride, 37), x = tile::representative(column, stride, 50);
                ASSERT_EQ(map.labels[cell], scene_.label(y, x)) << stride << ": " << row << " " << column;
                ASSERT_EQ(map.availability[cell], scene_.availability(y, x));
                ASSERT_EQ(map.confidence[cell], scene_.availability(y, x) == 0 ? 0 : KnownScene::confidence(y, x));
            }
    }
}

TEST_F(MapAssembler, theSizeOfTheTilesNeverChangesTheMap) {
    for (const int stride : {1, 3}) {
        const auto expected = wholeMap(500, stride);
        for (const int tileSize : {1, 7, 16, 33}) {
            const auto map = wholeMap(tileSize, stride);
            EXPECT_EQ(map.labels, expected.labels) << tileSize;
            EXPECT_EQ(map.confidence, expected.confidence) << tileSize;
            EXPECT_EQ(map.availability, expected.availability) << tileSize;
        }
    }
}

TEST_F(MapAssembler, pixelsWithoutASensorThatIsOnAreNoDataAndNeverClassified) {
    for (const base::Availability on : {0b01, 0b10}) {
        classifier_.batchSizes.clear();
        const auto block = [&] {
            AssembleOptions options;
            options.switchedOn = on;
            return classify({scene_.grid.whole(), 1, false}, options);
        }();
        std::size_t cell = 0, classified = 0;
        for (int row = 0; row < 37; ++row)
            for (int column = 0; column < 50; ++column, ++cell) {
                const int bits = scene_.availability(row, column) & on;
                ASSERT_EQ(block.availability[cell], bits);
                ASSERT_EQ(block.labels[cell], scene_.label(row, column, on));
                ASSERT_EQ(block.labels[cell] == 0, bits == 0);
                ASSERT_EQ(block.confidence[cell] == 0, bits == 0);
                classified += bits != 0;
            }
        std::size_t asked = 0;
        for (const auto size : classifier_.batchSizes) asked += size;
        EXPECT_EQ(asked, classified);
        EXPECT_GT(classified, 0u);
        EXPECT_LT(classified, cell);
    }
}

TEST_F(MapAssembler, aPreviewIsPaintedInTheCellsOfTheMap) {
    AssembleOptions options;
    options.probabilities = options.gates = true;
    for (const int mapStride : {1, 2}) {
        options.mapStride = mapStride;
        const int stride = 4 * mapStride;
        const tile::PlannedTile planned{{16, 16, 34, 21}, stride, true};
        metrics::Activation activation(classifier_.experts(), classCount);
        const auto block = classify(planned, options, &activation);
        EXPECT_TRUE(block.preview);
        const raster::Window expected{16 / mapStride, 16 / mapStride, (34 + mapStride - 1) / mapStride,
                                      (21 + mapStride - 1) / mapStride};
        ASSERT_EQ(block.window, expected);
        ASSERT_EQ(block.labels.size(), static_cast<std::size_t>(expected.width * expected.height));
        std::size_t cell = 0;
        for (int row = 0; row < expected.height; ++row)
            for (int column = 0; column < expected.width; ++column, ++cell) {
                const int y = tile::representative((expected.row + row) * mapStride / stride, stride, 37);
                const int x = tile::representative((expected.column + column) * mapStride / stride, stride, 50);
                ASSERT_EQ(block.labels[cell], scene_.label(y, x)) << row << " " << column;
                ASSERT_EQ(block.availability[cell], scene_.availability(y, x));
                ASSERT_EQ(block.confidence[cell], scene_.availability(y, x) == 0 ? 0 : KnownScene::confidence(y, x));
            }
        EXPECT_TRUE(block.probabilities.empty());
        EXPECT_TRUE(block.gates.empty());
        EXPECT_TRUE(activation.patterns().empty());
    }
}

TEST_F(MapAssembler, probabilitiesAndGatesComeByClassAndExpertWhenAskedFor) {
    classifier_ = KnownClassifier(true);
    const raster::Window window{3, 2, 20, 15};
    AssembleOptions options;
    EXPECT_TRUE(classify({window, 1, false}, options).probabilities.empty());
    EXPECT_TRUE(classify({window, 1, false}, options).gates.empty());
    options.probabilities = options.gates = true;
    const auto block = classify({window, 1, false}, options);
    ASSERT_EQ(block.probabilities.size(), 4u * 300u);
    ASSERT_EQ(block.gates.size(), 2u * 300u);
    for (std::size_t cell = 0; cell < 300; ++cell) {
        const int row = 2 + static_cast<int>(cell) / 20, column = 3 + static_cast<int>(cell) % 20;
        const int bits = scene_.availability(row, column);
        const float sure = KnownScene::confidence(row, column);
        for (std::size_t k = 0; k < 4; ++k) {
            const bool answer = static_cast<int>(k) == scene_.classIndex(row, column);
            ASSERT_EQ(block.probabilities[k * 300 + cell], bits == 0 ? 0 : answer ? sure : (1 - sure) / 3);
        }
        ASSERT_EQ(block.gates[cell], bits == 0 ? 0 : bits == 0b11 ? 0.5f : 0.125f);
        ASSERT_EQ(block.gates[300 + cell], bits == 0 ? 0 : sure);
    }
}

TEST_F(MapAssembler, activationGetsEveryClassifiedPixelUnderItsPatternAndClass) {
    classifier_ = KnownClassifier(true);
    metrics::Activation activation(classifier_.experts(), classCount);
    classify({scene_.grid.whole(), 1, false}, {}, &activation);
    std::map<std::pair<int, int>, std::uint64_t> expected;
    for (int row = 0; row < 37; ++row)
        for (int column = 0; column < 50; ++column)
            ++expected[{scene_.availability(row, column), scene_.classIndex(row, column)}];
    EXPECT_EQ(activation.patterns(), (std::vector<base::Availability>{0b01, 0b10, 0b11}));
    for (const base::Availability pattern : {0b01, 0b10, 0b11}) {
        for (int k = 0; k < classCount; ++k)
            EXPECT_EQ(activation.pixels(pattern, k), (expected[{pattern, k}])) << int{pattern} << " " << k;
        EXPECT_DOUBLE_EQ(activation.share(pattern)[0], pattern == 0b11 ? 1 : 0.25);
        EXPECT_DOUBLE_EQ(activation.weight(pattern)[0], pattern == 0b11 ? 0.5 : 0.125);
    }
}

TEST_F(MapAssembler, everyPixelIsCountedOnceWhetherItHoldsDataOrNot) {
    AssembleOptions options;
    options.pixelsPerCall = 100;
    classify({scene_.grid.whole(), 1, false}, options);
    EXPECT_EQ(counted_, 37u * 50u);
    counted_ = 0;
    classify({{0, 0, 50, 37}, 8, true}, options);
    EXPECT_EQ(counted_, 7u * 5u);
    for (std::size_t i = 0; i + 1 < classifier_.batchSizes.size(); ++i) EXPECT_LE(classifier_.batchSizes[i], 100u);
}

TEST_F(MapAssembler, aStopIsAnsweredBeforeTheNextCall) {
    AssembleOptions options;
    options.pixelsPerCall = 50;
    classifier_.beforeEach = [this] {
        if (classifier_.batchSizes.size() == 2) stop_.request_stop();
    };
    const auto block = classifyTile(classifier_, scene_.tile(scene_.grid.whole()), {scene_.grid.whole(), 1, false},
                                    scene_.grid, options, stop_.get_token(), count_, nullptr);
    ASSERT_FALSE(block);
    EXPECT_EQ(block.error().code, base::ErrorCode::Cancelled);
    EXPECT_EQ(classifier_.batchSizes.size(), 3u);
}

TEST_F(MapAssembler, theClassifiersErrorIsPassedOn) {
    classifier_.failure = base::Error{base::ErrorCode::OutOfMemory, "classify", "8 GiB are not enough"};
    const auto block = classifyTile(classifier_, scene_.tile(scene_.grid.whole()), {scene_.grid.whole(), 1, false},
                                    scene_.grid, {}, stop_.get_token(), count_, nullptr);
    ASSERT_FALSE(block);
    EXPECT_EQ(block.error().code, base::ErrorCode::OutOfMemory);
    EXPECT_EQ(block.error().message, "8 GiB are not enough");
}

TEST_F(MapAssembler, aTileWithoutDataAsksNobody) {
    const raster::Window window{6, 8, 8, 5};
    const auto block = classify({window, 1, false});
    EXPECT_EQ(block.labels, std::vector<std::uint8_t>(40, 0));
    EXPECT_TRUE(classifier_.batchSizes.empty());
    EXPECT_EQ(counted_, 40u);
}

TEST_F(MapAssembler, singlePixelsComeInTheirOrderAndThoseWithoutASensorAreLeftOut) {
    const auto tile = scene_.tile(scene_.grid.whole());
    const std::vector<std::array<int, 2>> places{{36, 49}, {9, 6}, {0, 0}, {4, 4}, {1, 2}, {36, 49}, {10, 10}};
    std::vector<std::int32_t> centres;
    for (const auto& [row, column] : places) centres.push_back((row + patchHalo) * tile.width + column + patchHalo);
    AssembleOptions options;
    options.pixelsPerCall = 2;
    std::vector<std::size_t> taken;
    const auto status = classifyPixels(classifier_, tile, centres, options, stop_.get_token(), count_, nullptr,
                                       [&](const PixelScore& score) {
                                           const auto [row, column] = places[score.pixel];
                                           EXPECT_EQ(score.classIndex, scene_.classIndex(row, column));
                                           EXPECT_EQ(score.availability, scene_.availability(row, column));
                                           EXPECT_EQ(score.confidence, KnownScene::confidence(row, column));
                                           EXPECT_EQ(score.probabilities[score.classIndex], score.confidence);
                                           EXPECT_EQ(score.gates, nullptr);
                                           taken.push_back(score.pixel);
                                       });
    ASSERT_TRUE(status);
    EXPECT_EQ(taken, (std::vector<std::size_t>{0, 2, 3, 4, 5}));
    EXPECT_EQ(classifier_.batchSizes, (std::vector<std::size_t>{2, 2, 1}));
    EXPECT_EQ(counted_, 7u);
}

TEST_F(MapAssembler, onASwitchedOffSensorSinglePixelsAreLeftOutToo) {
    const auto tile = scene_.tile(scene_.grid.whole());
    AssembleOptions options;
    options.switchedOn = 0b01;
    std::vector<base::Availability> seen;
    const std::vector<std::int32_t> centres{(4 + patchHalo) * tile.width + 20 + patchHalo,   // lidar alone
                                            (5 + patchHalo) * tile.width + 20 + patchHalo};  // both
    ASSERT_TRUE(classifyPixels(classifier_, tile, centres, options, stop_.get_token(), count_, nullptr,
                               [&](const PixelScore& score) { seen.push_back(score.availability); }));
    EXPECT_EQ(seen, (std::vector<base::Availability>{0b01}));
}

}  // namespace
}  // namespace lacuna::map
