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
    const auto first = planEpoch(patches, anyMissing(), 3, 5, {.turns = true}, true);
    const auto again = planEpoch(patches, anyMissing(), 3, 5, {.turns = true}, true);
    EXPECT_EQ(first.order, again.order);
    EXPECT_EQ(first.availability, again.availability);
    EXPECT_EQ(first.turn, again.turn);
    const auto other = planEpoch(patches, anyMissing(), 3, 6, {.turns = true}, true);
    EXPECT_NE(first.order, other.order);
    EXPECT_NE(first.availability, other.availability);
    EXPECT_NE(first.turn, other.turn);
    EXPECT_NE(first.order, planEpoch(patches, anyMissing(), 4, 5, {.turns = true}, true).order);
    auto sorted = first.order;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i) ASSERT_EQ(sorted[i], static_cast<std::int64_t>(i));
    EXPECT_EQ(*std::max_element(first.turn.begin(), first.turn.end()), 7);
}

TEST(EpochPlan, patternsAreDrawnOnceOnRequest) {
    const auto patches = support::separablePatches(support::smallModel(), 200, 1);
    const auto first = planEpoch(patches, anyMissing(), 3, 0, {}, false);
    const auto later = planEpoch(patches, anyMissing(), 3, 9, {}, false);
    EXPECT_EQ(first.availability, later.availability);
    EXPECT_EQ(std::count(first.availability.begin(), first.availability.end(), 3), 60);  // exactly 1 − η of 200
    EXPECT_EQ(std::count(first.availability.begin(), first.availability.end(), 1), 70);
    EXPECT_NE(first.order, later.order);
    EXPECT_EQ(later.turn, std::vector<std::uint8_t>(200));
}

TEST(EpochPlan, keepsTheShareOfMissingSamplesAndNeverTakesTheLastSensor) {
    auto patches = support::separablePatches(support::smallModel(), 4000, 1);
    for (std::size_t i = 0; i < 1000; ++i) patches.availability[i] = 1;
    const auto plan = planEpoch(patches, anyMissing(), 3, 0, {}, true);
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
    const auto batch = gatherBatch(patches, plan, order, model);
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

TEST(EpochPlan, mixesWithinAClassAloneAndOnlyAsOftenAsAsked) {
    const auto patches = support::separablePatches(support::smallModel(), 900, 1);
    const auto plan = planEpoch(patches, anyMissing(), 3, 0, {.mixing = 0.5}, true);
    std::size_t mixed = 0;
    for (std::size_t i = 0; i < patches.size(); ++i) {
        const auto partner = static_cast<std::size_t>(plan.partner[i]);
        ASSERT_EQ(patches.classIndex[i], patches.classIndex[partner]);
        ASSERT_GE(plan.share[i], 0);
        ASSERT_LE(plan.share[i], 1);
        if (plan.share[i] > 0) ++mixed;
    }
    EXPECT_NEAR(static_cast<double>(mixed) / 900, 0.5, 0.06);
    const auto plain = planEpoch(patches, anyMissing(), 3, 0, {}, true);
    EXPECT_EQ(std::count(plain.share.begin(), plain.share.end(), 0.0f), 900);
    EXPECT_EQ(std::count(plain.light.begin(), plain.light.end(), 1.0f), 1800);
}

TEST(GatherBatch, mixesAndLightsTheMeasuredValues) {
    auto model = support::smallModel();
    model.modalities[0].mean.assign(model.modalities[0].mean.size(), 300.0f);
    model.modalities[0].inverse.assign(model.modalities[0].inverse.size(), 0.02f);
    const auto patches = support::separablePatches(model, 6, 1);
    auto plan = planComplete(patches);
    plan.partner[0] = 3;
    plan.share[0] = 0.25f;
    plan.light[0] = 1.1f;
    const std::vector<std::int64_t> order = {0};
    const auto batch = gatherBatch(patches, plan, order, model);
    const auto source = at::from_blob(const_cast<float*>(patches.values[0].data()), {6, model.modalities[0].bands, 6, 6}, at::kFloat);
    const auto measured = (0.75 * source[0] + 0.25 * source[3]) / 0.02 + 300;
    EXPECT_TRUE(at::allclose(batch.patches[0][0], (measured * 1.1 - 300) * 0.02, 1e-4, 1e-4));
    const auto other = at::from_blob(const_cast<float*>(patches.values[1].data()), {6, model.modalities[1].bands, 6, 6}, at::kFloat);
    EXPECT_TRUE(at::allclose(batch.patches[1][0], 0.75 * other[0] + 0.25 * other[3], 1e-5, 1e-5)) << "each modality has a light of its own";
}

TEST(GatherBatch, aPartnerThatLacksAModalityAddsNothingToIt) {
    const auto model = support::smallModel();
    auto patches = support::separablePatches(model, 6, 1);
    patches.availability[3] = 1;
    std::fill_n(patches.values[1].begin() + 3 * 72, 72, std::numeric_limits<float>::quiet_NaN());
    auto plan = planComplete(patches);
    plan.partner[0] = 3;
    plan.share[0] = 0.5f;
    const std::vector<std::int64_t> order = {0};
    const auto batch = gatherBatch(patches, plan, order, model);
    const auto other = at::from_blob(patches.values[1].data(), {6, model.modalities[1].bands, 6, 6}, at::kFloat);
    EXPECT_TRUE(at::equal(batch.patches[1][0], other[0]));
}

}  // namespace
}  // namespace lacuna::engine
