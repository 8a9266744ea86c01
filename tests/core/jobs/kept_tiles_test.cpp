#include "jobs/kept_tiles.h"

#include "small_study.h"

namespace lacuna::jobs {
namespace {

/// Counts what comes in, and stops the job after so many final blocks.
class CountingSink : public map::ClassMap {
public:
    CountingSink(const ClassifyResult& like) : map::ClassMap(like.grid, like.classes) {}
    base::Status write(const map::MapBlock& block) override {
        if (!block.preview) ++finals;
        else ++previews;
        if (finals == stopAfter) stop.request_stop();
        return map::ClassMap::write(block);
    }
    int finals = 0, previews = 0, stopAfter = -1;
    std::stop_source stop;
};

class KeptTilesTest : public testing::Test {
protected:
    KeptTilesTest() {
        options = study().classifying("");
        options.lose = {"lidar"};
        options.recordActivation = true;
        options.tileSize = 32;
        whole = study().classify(options);
        CountingSink sink(whole);
        EXPECT_TRUE(ClassifyJob(options).run({}, study().progress, &sink));
        expected = sink.labels;
        confidence = sink.confidence;
        options.cache = std::make_shared<map::TileCache>(1 << 24);
    }
    ClassifyOptions options;
    ClassifyResult whole;
    std::vector<std::uint8_t> expected;
    std::vector<float> confidence;
};

TEST_F(KeptTilesTest, aStoppedMapGoesOnWhereItStoppedAndIsTheSame) {
    CountingSink first(whole);
    first.stopAfter = 2;
    const auto stopped = ClassifyJob(options).run(first.stop.get_token(), study().progress, &first);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
    CountingSink second(whole);
    const auto rest = valueOf(ClassifyJob(options).run({}, study().progress, &second));
    EXPECT_LT(rest.pixels, whole.pixels);
    EXPECT_GT(rest.pixels, 0u);
    EXPECT_EQ(second.labels, expected);
    EXPECT_EQ(second.confidence, confidence);
    EXPECT_EQ(rest.activation.pixels(1), whole.activation.pixels(1));
    CountingSink third(whole);
    EXPECT_EQ(valueOf(ClassifyJob(options).run({}, study().progress, &third)).pixels, 0u);
    EXPECT_EQ(third.labels, expected);
}

TEST_F(KeptTilesTest, anotherSubsetIsNotMistakenForIt) {
    study().classify(options);
    options.lose = {"hs"};
    EXPECT_EQ(study().classify(options).pixels, whole.pixels);
    options.lose = {"lidar"};
    EXPECT_EQ(study().classify(options).pixels, 0u);
    options.stride = 2;
    EXPECT_GT(study().classify(options).pixels, 0u);
}

TEST_F(KeptTilesTest, aPreviewOfAFinishedViewIsNotMadeAgain) {
    options.focus = {0, 0, 60, 50};
    options.previewStride = 8;
    CountingSink first(whole);
    first.stopAfter = 1;
    EXPECT_FALSE(ClassifyJob(options).run(first.stop.get_token(), study().progress, &first));
    EXPECT_GT(first.previews, 0);
    options.focus = {0, 0, 16, 16};
    CountingSink second(whole);
    EXPECT_TRUE(ClassifyJob(options).run({}, study().progress, &second));
    options.focus = {8, 8, 40, 40};
    CountingSink third(whole);
    EXPECT_EQ(valueOf(ClassifyJob(options).run({}, study().progress, &third)).pixels, 0u);
    EXPECT_EQ(third.labels, expected);
}

TEST_F(KeptTilesTest, aCacheThatIsTooSmallStillGivesTheWholeMap) {
    options.cache = std::make_shared<map::TileCache>(1 << 14);
    CountingSink first(whole);
    EXPECT_TRUE(ClassifyJob(options).run({}, study().progress, &first));
    CountingSink second(whole);
    EXPECT_GT(valueOf(ClassifyJob(options).run({}, study().progress, &second)).pixels, 0u);
    EXPECT_EQ(second.labels, expected);
}

TEST_F(KeptTilesTest, probabilitiesAreMadeAlthoughTheCacheHasNone) {
    study().classify(options);
    options.out = study().folder.file("kept.tif");
    options.probabilities = study().folder.file("kept-probabilities.tif");
    EXPECT_EQ(study().classify(options).pixels, whole.pixels);
}

}  // namespace
}  // namespace lacuna::jobs
