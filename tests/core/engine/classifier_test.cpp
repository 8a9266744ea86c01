#include "engine/classifier.h"

#include <gtest/gtest.h>

#include "random_model.h"

namespace lacuna::engine {
namespace {

using testing_model::batchOf;
using testing_model::randomTile;

std::unique_ptr<Classifier> classifierOf(const Checkpoint& checkpoint, bool record = false) {
    ClassifierOptions options;
    options.recordActivation = record;
    auto classifier = Classifier::create(checkpoint, options);
    EXPECT_TRUE(classifier.has_value()) << (classifier ? "" : classifier.error().message);
    return std::move(*classifier);
}

TEST(Classifier, givesProbabilitiesOfEveryPixel) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto tile = randomTile(checkpoint.model, 20, 16, 1);
    const auto batch = batchOf(tile, checkpoint.model);
    const auto scores = classifierOf(checkpoint)->predict(batch);
    ASSERT_TRUE(scores.has_value());
    EXPECT_EQ(scores->classes, 6);
    EXPECT_EQ(scores->experts, 0);
    ASSERT_EQ(scores->probabilities.size(), batch.size() * 6);
    for (std::size_t p = 0; p < batch.size(); ++p) {
        float total = 0;
        for (int k = 0; k < 6; ++k) total += scores->probabilities[p * 6 + k];
        EXPECT_NEAR(total, 1, 1e-5);
    }
}

TEST(Classifier, recordsActivationOfEveryExpertOnRequest) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto tile = randomTile(checkpoint.model, 20, 16, 2);
    const auto batch = batchOf(tile, checkpoint.model);
    const auto classifier = classifierOf(checkpoint, true);
    const auto scores = classifier->predict(batch);
    ASSERT_TRUE(scores.has_value());
    std::size_t experts = 0;
    for (const auto& block : classifier->experts().blocks) experts += block.experts.size();
    ASSERT_EQ(static_cast<std::size_t>(scores->experts), experts);
    for (std::size_t p = 0; p < batch.size(); ++p) {
        const float* share = scores->share.data() + p * experts;
        EXPECT_NEAR(share[0] + share[1], 1, 1e-5);  // top-1 of two routed experts
        EXPECT_EQ(share[2], 1.0f);                  // shared
        EXPECT_EQ(share[3], base::isPresent(batch.availability[p], 0) ? 1.0f : 0.0f);
        EXPECT_EQ(share[4], base::isPresent(batch.availability[p], 1) ? 1.0f : 0.0f);
    }
}

TEST(Classifier, refusesARasterWithTheWrongNumberOfBands) {
    const auto checkpoint = testing_model::checkpoint({});
    auto other = checkpoint.model;
    other.modalities[1].bands = 9;
    const auto tile = randomTile(other, 20, 16, 3);
    const auto scores = classifierOf(checkpoint)->predict(batchOf(tile, other));
    ASSERT_FALSE(scores.has_value());
    EXPECT_EQ(scores.error().code, base::ErrorCode::BadData);
    EXPECT_NE(scores.error().message.find("LiDAR has 9 bands, the model expects 5"), std::string::npos) << scores.error().message;
}

TEST(Classifier, refusesATileOfOtherSensors) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto other = testing_model::modelSpec({.modalities = 3});
    const auto tile = randomTile(other, 20, 16, 4);
    const auto scores = classifierOf(checkpoint)->predict(batchOf(tile, checkpoint.model));
    ASSERT_FALSE(scores.has_value());
    EXPECT_NE(scores.error().message.find("3 sensors, the model expects 2"), std::string::npos);
}

TEST(Classifier, refusesAModelWithATensorMissingOrMisshapen) {
    auto lacking = testing_model::checkpoint({});
    const auto name = lacking.tensors.back().name;
    lacking.tensors.pop_back();
    const auto first = Classifier::create(lacking, {});
    ASSERT_FALSE(first.has_value());
    EXPECT_NE(first.error().message.find(name), std::string::npos);
    auto misshapen = testing_model::checkpoint({});
    misshapen.tensors.front().shape[0] += 1;
    const auto second = Classifier::create(misshapen, {});
    ASSERT_FALSE(second.has_value());
    EXPECT_NE(second.error().message.find("expected ["), std::string::npos);
}

TEST(Classifier, emptyBatchGivesEmptyScores) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto scores = classifierOf(checkpoint)->predict({});
    ASSERT_TRUE(scores.has_value());
    EXPECT_TRUE(scores->probabilities.empty());
}

TEST(Classifier, countsTheWorkOfAPixel) {
    const auto bare = classifierOf(testing_model::checkpoint({.experts = false}))->flopsPerPixel();
    // 19 tokens, 3 blocks of width 64: 24·d² for the products, 4·N·d for attention; the head.
    EXPECT_DOUBLE_EQ(bare, 19.0 * 3 * (24 * 64 * 64 + 4 * 19 * 64) + 2 * 3 * 64 * 6);
    EXPECT_GT(classifierOf(testing_model::checkpoint({}))->flopsPerPixel(), bare);
}

}  // namespace
}  // namespace lacuna::engine
