#include "engine/training_batches.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>

#include "support/small_model.h"

namespace lacuna::engine {
namespace {

using samples::MissingPatterns;

MissingPatterns anyMissing() {
    return MissingPatterns::fromRate(0.7, "any", {"HS", "LiDAR"}).value();
}

TEST(EpochPlan, isAFunctionOfSeedAndEpoch) {
    const auto patches = support::separablePatches(support::smallModel(), 200, 1);
    const auto first = planEpoch(patches, anyMissing(), 3, 5, true, true);
    const auto again = planEpoch(patches, anyMissing(), 3, 5, true, true);
    EXPECT_EQ(first.order, again.order);
    EXPECT_EQ(first.availability, again.availability);
    EXPECT_EQ(first.turn, again.turn);
    const auto other = planEpoch(patches, anyMissing(), 3, 6, true, true);
    EXPECT_NE(first.order, other.order);
    EXPECT_NE(first.availability, other.availability);
    EXPECT_NE(first.turn, other.turn);
    EXPECT_NE(first.order, planEpoch(patches, anyMissing(), 4, 5, true, true).order);
    auto sorted = first.order;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i) ASSERT_EQ(sorted[i], static_cast<std::int64_t>(i));
    EXPECT_EQ(*std::max_element(first.turn.begin(), first.turn.end()), 7);
}

TEST(EpochPlan, patternsAreDrawnOnceOnRequest) {
    const auto patches = support::separablePatches(support::smallModel(), 200, 1);
    const auto first = planEpoch(patches, anyMissing(), 3, 0, false, false);
    const auto later = planEpoch(patches, anyMissing(), 3, 9, false, false);
    EXPECT_EQ(first.availability, later.availability);
    EXPECT_EQ(std::count(first.availability.begin(), first.availability.end(), 3), 60);  // exactly 1 − η of 200
    EXPECT_EQ(std::count(first.availability.begin(), first.availability.end(), 1), 70);
    EXPECT_NE(first.order, later.order);
    EXPECT_EQ(later.turn, std::vector<std::uint8_t>(200));
}

TEST(EpochPlan, keepsTheShareOfMissingSamplesAndNeverTakesTheLastSensor) {
    auto patches = support::separablePatches(support::smallModel(), 4000, 1);
    for (std::size_t i = 0; i < 1000; ++i) patches.availability[i] = 1;
    const auto plan = planEpoch(patches, anyMissing(), 3, 0, false, true);
    for (std::size_t i = 0; i < 1000; ++i) ASSERT_EQ(plan.availability[i], 1);
    const auto complete = std::count(plan.availability.begin() + 1000, plan.availability.end(), 3);
    EXPECT_NEAR(static_cast<double>(complete) / 3000, 0.3, 0.03);
}

TEST(GatherBatch, turnsAllModalitiesAlikeAndReadsNothingAbsent) {
    const auto model = support::smallModel();
    auto patches = support::separablePatches(model, 8, 1);
    patches.availability[2] = 1;
    const std::size_t lidar = 2 * 36;
    std::fill_n(patches.values[1].begin() + 2 * static_cast<std::ptrdiff_t>(lidar), lidar,
                std::numeric_limits<float>::quiet_NaN());
    auto plan = planComplete(patches);
    for (std::size_t i = 0; i < 8; ++i) plan.turn[i] = static_cast<std::uint8_t>(i);
    const std::vector<std::int64_t> order = {7, 6, 5, 4, 3, 2, 1, 0};
    const auto batch = gatherBatch(patches, plan, order);
    for (std::size_t m = 0; m < 2; ++m) {
        EXPECT_TRUE(batch.patches[m].is_contiguous(at::MemoryFormat::ChannelsLast));
        const auto source = at::from_blob(patches.values[m].data(), {8, model.modalities[m].bands, 6, 6}, at::kFloat);
        for (std::int64_t i = 0; i < 8; ++i) {
            const auto sample = order[static_cast<std::size_t>(i)];
            auto expected = source[sample];
            if ((sample & 1) != 0) expected = expected.transpose(1, 2);
            std::vector<std::int64_t> flipped;
            if ((sample & 2) != 0) flipped.push_back(1);
            if ((sample & 4) != 0) flipped.push_back(2);
            expected = expected.flip(flipped);
            if (m == 1 && sample == 2) expected = at::zeros_like(expected);
            EXPECT_TRUE(at::equal(batch.patches[m][i], expected)) << m << " " << sample;
        }
    }
    EXPECT_EQ(batch.labels[0].item<std::int64_t>(), 7 % 3);
    EXPECT_FALSE(batch.availability[5][1].item<bool>());
    EXPECT_TRUE(batch.availability[5][0].item<bool>());
}

}  // namespace
}  // namespace lacuna::engine
