#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "small_scene.h"
#include "tile/tile_reader.h"

namespace lacuna::tile {
namespace {

class LastProgress : public base::Progress {
public:
    void report(const base::ProgressUpdate& update) override { fraction = update.fraction; }
    double fraction = -1;
};

samples::SampleSet samplesAt(const SmallScene& scene, const std::vector<std::array<int, 2>>& places) {
    samples::SampleSet set{scene.width(), scene.height(), {{1, "a", {}}, {2, "b", {}}, {3, "c", {}}}, {}};
    for (const auto& [row, column] : places)
        set.samples.push_back({row, column, static_cast<int>(set.samples.size() % 3)});
    return set;
}

/// Every value of the patches around those samples that have a sensor, in their order.
void expectPatchesOf(const SmallScene& scene, const samples::SampleSet& set, const PatchSet& patches, int patchSize,
                     base::Availability given = 0b11) {
    ASSERT_EQ(patches.patchSize, patchSize);
    ASSERT_EQ(patches.channels, (std::vector<int>{2, 1}));
    ASSERT_EQ(patches.values.size(), 2u);
    std::size_t n = 0;
    for (const auto& sample : set.samples) {
        const auto availability =
            static_cast<base::Availability>(scene.availability(sample.row, sample.column) & given);
        if (availability == 0) continue;
        ASSERT_LT(n, patches.size());
        ASSERT_EQ(patches.availability[n], availability);
        ASSERT_EQ(patches.classIndex[n], sample.classIndex);
        for (int sensor = 0; sensor < 2; ++sensor) {
            const auto bands = static_cast<std::size_t>(patches.channels[static_cast<std::size_t>(sensor)]);
            const auto& values = patches.values[static_cast<std::size_t>(sensor)];
            auto at = n * bands * static_cast<std::size_t>(patchSize * patchSize);
            for (int band = 0; band < static_cast<int>(bands); ++band)
                for (int y = 0; y < patchSize; ++y)
                    for (int x = 0; x < patchSize; ++x, ++at)
                        ASSERT_EQ(values[at], base::isPresent(given, sensor)
                                                  ? scene.standardised(sensor, band, sample.row - patchSize / 2 + y,
                                                                       sample.column - patchSize / 2 + x)
                                                  : 0.0f)
                            << sample.row << " " << sample.column;
        }
        ++n;
    }
    EXPECT_EQ(patches.size(), n);
    EXPECT_EQ(patches.values[0].size(), n * 2 * static_cast<std::size_t>(patchSize * patchSize));
    EXPECT_EQ(patches.values[1].size(), n * static_cast<std::size_t>(patchSize * patchSize));
}

class ReadPatches : public ::testing::Test {
protected:
    std::stop_source stop_;
    LastProgress progress_;
};

TEST_F(ReadPatches, aPatchIsWhatATileHoldsAroundItsSample) {
    const SmallScene scene;
    const auto set = samplesAt(scene, {{0, 39}, {29, 0}, {29, 39}, {12, 7}, {10, 20}, {6, 9}, {3, 22}, {12, 7}});
    for (const int patchSize : {1, 3, 6, 9, 24}) {
        const auto patches = readPatches(scene.open(), scene.inputs(), set, patchSize, stop_.get_token(), progress_);
        ASSERT_TRUE(patches) << base::describe(patches.error());
        expectPatchesOf(scene, set, *patches, patchSize);
        EXPECT_EQ(progress_.fraction, 1);
    }
}

TEST_F(ReadPatches, samplesFarApartComeInTheirOwnOrder) {
    const SmallScene scene(600, 300);
    const auto set = samplesAt(scene, {{299, 599}, {0, 300}, {255, 255}, {256, 256}, {255, 256}, {150, 10}, {8, 511}});
    const auto patches = readPatches(scene.open(), scene.inputs(), set, 9, stop_.get_token(), progress_);
    ASSERT_TRUE(patches);
    EXPECT_EQ(patches->size(), 7u);
    expectPatchesOf(scene, set, *patches, 9);
}

TEST_F(ReadPatches, samplesWithoutAnySensorAreLeftOut) {
    const SmallScene scene;
    // In the corner without hs, every column 4 is without lidar too.
    const auto set = samplesAt(scene, {{2, 4}, {2, 5}, {4, 4}, {20, 4}, {20, 5}, {0, 4}});
    const auto patches = readPatches(scene.open(), scene.inputs(), set, 9, stop_.get_token(), progress_);
    ASSERT_TRUE(patches);
    EXPECT_EQ(patches->availability, (std::vector<base::Availability>{0b10, 0b01, 0b11}));
    EXPECT_EQ(patches->classIndex, (std::vector<int>{1, 0, 1}));
    expectPatchesOf(scene, set, *patches, 9);
}

TEST_F(ReadPatches, aSensorThatIsNotGivenIsZeros) {
    const SmallScene scene;
    auto inputs = scene.inputs();
    inputs.source = {-1, 1};
    const auto set = samplesAt(scene, {{2, 5}, {20, 4}, {20, 20}});
    const auto patches = readPatches(scene.open(), inputs, set, 9, stop_.get_token(), progress_);
    ASSERT_TRUE(patches);
    EXPECT_EQ(patches->size(), 2u);
    expectPatchesOf(scene, set, *patches, 9, 0b10);
}

TEST_F(ReadPatches, noSampleWithDataIsAnError) {
    const SmallScene scene;
    for (const auto& set : {samplesAt(scene, {{2, 4}, {3, 4}}), samplesAt(scene, {})}) {
        const auto patches = readPatches(scene.open(), scene.inputs(), set, 9, stop_.get_token(), progress_);
        ASSERT_FALSE(patches);
        EXPECT_EQ(patches.error().code, base::ErrorCode::BadData);
    }
}

TEST_F(ReadPatches, aStopIsAnsweredWithCancelled) {
    const SmallScene scene;
    stop_.request_stop();
    const auto patches =
        readPatches(scene.open(), scene.inputs(), samplesAt(scene, {{20, 20}}), 9, stop_.get_token(), progress_);
    ASSERT_FALSE(patches);
    EXPECT_EQ(patches.error().code, base::ErrorCode::Cancelled);
}

TEST_F(ReadPatches, aReadErrorIsPassedOn) {
    const SmallScene scene;
    const auto stack = scene.open();
    std::filesystem::resize_file(scene.hsPath(), 600);
    const auto patches =
        readPatches(stack, scene.inputs(), samplesAt(scene, {{20, 20}}), 9, stop_.get_token(), progress_);
    ASSERT_FALSE(patches);
    EXPECT_NE(patches.error().message.find("hs.tif"), std::string::npos);
}

TEST_F(ReadPatches, moreThanMemoryHoldsIsRefusedBeforeAnythingIsRead) {
    const SmallScene scene;
    auto inputs = scene.inputs();
    inputs.mean[0].assign(1000000, 0);
    inputs.inverse[0].assign(1000000, 1);
    const auto set = samplesAt(scene, std::vector<std::array<int, 2>>(1000, {20, 20}));
    const auto patches = readPatches(scene.open(), inputs, set, 33, stop_.get_token(), progress_);
    ASSERT_FALSE(patches);
    EXPECT_EQ(patches.error().code, base::ErrorCode::OutOfMemory);
    EXPECT_NE(patches.error().message.find("1000 samples"), std::string::npos);
}

}  // namespace
}  // namespace lacuna::tile
