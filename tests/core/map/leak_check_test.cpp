#include "map/leak_check.h"

#include <gtest/gtest.h>

#include "known_scene.h"

namespace lacuna::map {
namespace {

constexpr base::Availability second = 0b10;

/// Sees sensors that are absent: by their class, or only by 0 · value in the confidence.
class LeakyClassifier : public KnownClassifier {
public:
    explicit LeakyClassifier(bool onlyTimesZero) : onlyTimesZero_(onlyTimesZero) {}
    base::Result<engine::Scores> predict(const tile::Batch& batch) override {
        auto scores = KnownClassifier::predict(batch);
        if (!scores) return scores;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const float absent = batch.tile->planes[1].values[static_cast<std::size_t>(batch.centres[i])];
            float* probabilities = scores->probabilities.data() + i * classCount;
            if (onlyTimesZero_) probabilities[0] += 0.0f * absent;
            else if (absent > 1e20f) std::fill_n(probabilities, classCount, 1.0f / classCount);
        }
        return scores;
    }

private:
    bool onlyTimesZero_;
};

LeakReport check(engine::Classifier& classifier, int tileSize = 16, int stride = 1, raster::Window area = {0, 0, 50, 37}) {
    const KnownScene scene(50, 37);
    LeakCheck leak(classifier, scene.grid, area, stride, second, 7);
    for (int row = area.row; row < area.row + area.height; row += tileSize)
        for (int column = area.column; column < area.column + area.width; column += tileSize) {
            const raster::Window window{column, row, std::min(tileSize, area.column + area.width - column),
                                        std::min(tileSize, area.row + area.height - row)};
            const auto status = leak.check(scene.tile(window), {window, stride, false}, {}, [](std::size_t) {});
            EXPECT_TRUE(status) << base::describe(status.error());
        }
    return leak.finish();
}

TEST(LeakCheck, aClassifierThatKeepsTheRuleGivesTheSameMapBitByBit) {
    KnownClassifier classifier;
    const auto report = check(classifier);
    const KnownScene scene(50, 37);
    std::uint64_t pixels = 0;
    for (int row = 0; row < 37; ++row)
        for (int column = 0; column < 50; ++column) pixels += (scene.availability(row, column) & 0b01) != 0;
    EXPECT_EQ(report.compared, pixels);
    EXPECT_EQ(report.differing, 0u);
    EXPECT_EQ(report.realSha256, report.replacedSha256);
    EXPECT_EQ(report.realSha256.size(), 64u);
    EXPECT_TRUE(report.holds());
}

TEST(LeakCheck, aClassThatDependsOnTheAbsentSensorIsFound) {
    LeakyClassifier classifier(false);
    const auto report = check(classifier);
    EXPECT_FALSE(report.holds());
    EXPECT_GT(report.otherClass, 0u);
    EXPECT_GE(report.differing, report.otherClass);
    EXPECT_NE(report.realSha256, report.replacedSha256);
    EXPECT_GE(report.firstColumn, 0);
}

TEST(LeakCheck, zeroTimesNotANumberIsFoundAlthoughTheFiniteNumbersAreHarmless) {
    LeakyClassifier classifier(true);
    const auto report = check(classifier);
    EXPECT_FALSE(report.holds());
    EXPECT_GT(report.differing, 0u);
    EXPECT_NE(report.realSha256, report.replacedSha256);
}

TEST(LeakCheck, theHashIsThatOfTheMapWhateverTheTiles) {
    KnownClassifier classifier;
    const auto expected = check(classifier, 64).realSha256;
    for (const int size : {7, 16, 33}) EXPECT_EQ(check(classifier, size).realSha256, expected) << size;
    EXPECT_NE(check(classifier, 16, 1, {4, 4, 20, 20}).realSha256, expected);
    EXPECT_EQ(check(classifier, 6, 3).realSha256, check(classifier, 24, 3).realSha256);
}

}  // namespace
}  // namespace lacuna::map
