#include "engine/inference_plan.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/network.h"
#include "engine/stacked_model.h"
#include "random_model.h"

namespace lacuna::engine {
namespace {

using testing_model::Prompts;
using testing_model::Shape;

BackboneWeights backboneOf(const Checkpoint& checkpoint) {
    auto spec = checkpoint.model.backbone;
    auto backbone = loadBackbone(spec, checkpoint.model.tokenGrid);
    EXPECT_TRUE(backbone.has_value());
    // Generated weights are near zero: larger ones and biases make every term of a block matter.
    at::manual_seed(5);
    for (auto& block : backbone->blocks) {
        for (auto* weight : {&block.queryKeyValueWeight, &block.projectionWeight, &block.fc1Weight, &block.fc2Weight})
            *weight = *weight * 4;
        for (auto* bias : {&block.queryKeyValueBias, &block.projectionBias, &block.fc1Bias, &block.fc2Bias, &block.norm1Bias})
            *bias = *bias + at::randn(bias->sizes()) * 0.1;
    }
    return std::move(*backbone);
}

std::unique_ptr<InferencePlan> planOf(const Checkpoint& checkpoint, const Device& device, int batchSize = 0,
                                      InferencePlan::Kind kind = InferencePlan::Kind::Best) {
    return InferencePlan::compile(stackModel(checkpoint.model, checkpoint.adaptation, backboneOf(checkpoint), checkpoint.tensors),
                                  device, batchSize, kind);
}
std::unique_ptr<InferencePlan> planOf(const Checkpoint& checkpoint, Precision precision, int batchSize = 0,
                                      InferencePlan::Kind kind = InferencePlan::Kind::Best) {
    Device device;
    device.precision = precision;
    return planOf(checkpoint, device, batchSize, kind);
}

Scores scoresOf(InferencePlan& plan, const tile::Batch& batch, bool record = false) {
    Scores scores;
    plan.run(batch, record, scores);
    return scores;
}

/// The oracle's answer for a batch: patches cut out of the tile one by one.
struct Oracle {
    at::Tensor probabilities;  // [B, K]
    at::Tensor share, weight;  // [B, experts]
};
Oracle oracleOf(const Checkpoint& checkpoint, const tile::Batch& batch) {
    const c10::NoGradGuard noGradient;
    const Network network(checkpoint.model, checkpoint.adaptation, backboneOf(checkpoint), checkpoint.tensors);
    const auto& tile = *batch.tile;
    const int patch = checkpoint.model.patchSize, halo = patch / 2;
    const auto count = static_cast<std::int64_t>(batch.size());
    auto availability = at::zeros({count, checkpoint.model.modalityCount()}, at::kBool);
    std::vector<at::Tensor> patches;
    for (int i = 0; i < checkpoint.model.modalityCount(); ++i) {
        const auto& plane = tile.planes[i];
        auto cut = at::zeros({count, checkpoint.model.modalities[i].bands, patch, patch});
        for (std::int64_t b = 0; b < count; ++b) {
            if (!base::isPresent(batch.availability[b], i)) continue;
            availability[b][i] = true;
            auto* values = const_cast<float*>(plane.values.data());
            const auto whole = at::from_blob(values, {plane.channels, tile.height, tile.width}, at::kFloat);
            const int row = batch.centres[b] / tile.width, column = batch.centres[b] % tile.width;
            cut[b].copy_(whole.narrow(1, row - halo, patch).narrow(2, column - halo, patch));
        }
        patches.push_back(cut);
    }
    const auto output = network.forward(patches, availability, true);
    std::vector<at::Tensor> share = {at::zeros({count, 0})}, weight = {at::zeros({count, 0})};
    for (const auto& gates : output.gates) {
        share.push_back(gates.ne(0).to(at::kFloat).mean(1));
        weight.push_back(gates.mean(1));
    }
    return {at::softmax(output.logits, 1), at::cat(share, 1), at::cat(weight, 1)};
}

at::Tensor tensorOf(std::vector<float>& values, std::int64_t columns) {
    return at::from_blob(values.data(), {columns ? static_cast<std::int64_t>(values.size()) / columns : 0, columns}, at::kFloat);
}

void expectEqualToOracle(const Shape& shape, const Device& device, InferencePlan::Kind kind, int batchSize = 0) {
    const auto checkpoint = testing_model::checkpoint(shape);
    const auto tile = testing_model::randomTile(checkpoint.model, 19, 17, 3);
    const auto batch = testing_model::batchOf(tile, checkpoint.model);
    ASSERT_GT(batch.size(), 60u);
    auto plan = planOf(checkpoint, device, batchSize, kind);
    auto scores = scoresOf(*plan, batch, true);
    const auto oracle = oracleOf(checkpoint, batch);
    const auto difference = (tensorOf(scores.probabilities, scores.classes) - oracle.probabilities).abs().max().item<float>();
    EXPECT_LT(difference, 1e-4) << "routed " << shape.routed << " top " << shape.topK << " hidden " << shape.hidden;
    ASSERT_EQ(scores.experts, oracle.share.size(1));
    if (scores.experts == 0) return;
    EXPECT_LT((tensorOf(scores.share, scores.experts) - oracle.share).abs().max().item<float>(), 1e-4);
    EXPECT_LT((tensorOf(scores.weight, scores.experts) - oracle.weight).abs().max().item<float>(), 1e-4);
}

std::vector<Shape> allShapes() {
    std::vector<Shape> shapes;
    shapes.push_back({.experts = false});
    shapes.push_back({.blocks = 0, .experts = false});  // encoders and head alone
    shapes.push_back({.routed = 2, .topK = 1});
    shapes.push_back({.heads = 2, .routed = 2, .topK = 2});
    shapes.push_back({.modalities = 3, .routed = 5, .topK = 1});
    shapes.push_back({.routed = 5, .topK = 2});
    shapes.push_back({.routed = 2, .topK = 1, .hidden = 0});
    shapes.push_back({.routed = 3, .topK = 1, .hidden = 16, .patternCode = 0});
    shapes.push_back({.modalities = 1, .routed = 0});
    shapes.push_back({.routed = 2, .tokenGrid = 1});
    shapes.push_back({.blocks = 2, .tokenGrid = 9});  // 163 tokens: longer than short attention takes
    shapes.push_back({.prompts = Prompts::Sequence});
    shapes.push_back({.modalities = 3, .heads = 2, .experts = false, .prompts = Prompts::Sequence});
    shapes.push_back({.blocks = 2, .tokenGrid = 9, .prompts = Prompts::Sequence});
    shapes.push_back({.heads = 2, .prompts = Prompts::Attention});
    shapes.push_back({.modalities = 1, .experts = false, .prompts = Prompts::Attention});
    return shapes;
}

TEST(InferencePlan, equalsTheNetworkInFloat32ForEveryKindOfAdaptation) {
    for (const auto& shape : allShapes()) expectEqualToOracle(shape, {}, InferencePlan::Kind::Best);
}

TEST(InferencePlan, theGpusPathEqualsTheNetworkOnTheCpu) {
    for (const auto& shape : allShapes()) expectEqualToOracle(shape, {}, InferencePlan::Kind::Tensors);
}

int best(const Scores& scores, std::size_t pixel) {
    const auto* first = scores.probabilities.data() + pixel * scores.classes;
    return static_cast<int>(std::max_element(first, first + scores.classes) - first);
}
float margin(const Scores& scores, std::size_t pixel) {
    std::vector<float> p(scores.probabilities.begin() + pixel * scores.classes,
                         scores.probabilities.begin() + (pixel + 1) * scores.classes);
    std::sort(p.rbegin(), p.rend());
    return p[0] - p[1];
}

TEST(InferencePlan, bfloat16LabelsEqualFloat32WhereTheMarginIsNotTiny) {
    for (const auto kind : {InferencePlan::Kind::Best, InferencePlan::Kind::Tensors}) {
        const auto checkpoint = testing_model::checkpoint({.heads = 2});
        const auto tile = testing_model::randomTile(checkpoint.model, 50, 50, 4);
        const auto batch = testing_model::batchOf(tile, checkpoint.model);
        const auto exact = scoresOf(*planOf(checkpoint, Precision::Float32), batch);
        const auto rounded = scoresOf(*planOf(checkpoint, Precision::BFloat16, 0, kind), batch);
        std::size_t compared = 0, equal = 0;
        for (std::size_t p = 0; p < batch.size(); ++p) {
            if (margin(exact, p) < 0.05f) continue;
            ++compared;
            equal += best(exact, p) == best(rounded, p);
        }
        EXPECT_GT(compared, batch.size() / 2);
        EXPECT_GE(double(equal), 0.999 * double(compared));
    }
}

void expectSameBitsForEveryBatchSize(const Shape& shape) {
    const auto checkpoint = testing_model::checkpoint(shape);
    const auto tile = testing_model::randomTile(checkpoint.model, 24, 21, 5);
    const auto batch = testing_model::batchOf(tile, checkpoint.model);
    for (const auto precision : {Precision::Float32, Precision::BFloat16}) {
        const auto expected = scoresOf(*planOf(checkpoint, precision, 16), batch).probabilities;
        for (const int size : {1, 3, 7, 64}) EXPECT_EQ(scoresOf(*planOf(checkpoint, precision, size), batch).probabilities, expected);
        auto plan = planOf(checkpoint, precision);
        for (std::size_t p = 0; p < batch.size(); p += 17) {
            const auto one = scoresOf(*plan, {&tile, {batch.centres[p]}, {batch.availability[p]}}).probabilities;
            EXPECT_TRUE(std::equal(one.begin(), one.end(), expected.begin() + p * 6));
        }
    }
}

TEST(InferencePlan, scoresAreTheSameBitsForEveryBatchSize) {
    for (const auto prompts : {Prompts::None, Prompts::Sequence, Prompts::Attention})
        expectSameBitsForEveryBatchSize({.prompts = prompts});
}

/// The part of `tile` from (column, row), as a tile of its own.
tile::Tile window(const tile::Tile& tile, int column, int row, int width, int height) {
    tile::Tile part;
    part.serial = tile::nextTileSerial();
    part.width = width;
    part.height = height;
    for (const auto& plane : tile.planes) {
        tile::Plane cut{plane.channels, {}};
        for (int c = 0; c < plane.channels; ++c)
            for (int r = 0; r < height; ++r) {
                const auto* first = plane.values.data() + (std::size_t(c) * tile.height + row + r) * tile.width + column;
                cut.values.insert(cut.values.end(), first, first + width);
            }
        part.planes.push_back(std::move(cut));
    }
    for (int r = 0; r < height; ++r) {
        const auto* first = tile.availability.data() + std::size_t(row + r) * tile.width + column;
        part.availability.insert(part.availability.end(), first, first + width);
    }
    return part;
}

TEST(InferencePlan, scoresAreTheSameBitsForEveryTileAndDensity) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto whole = testing_model::randomTile(checkpoint.model, 40, 33, 6);
    for (const auto precision : {Precision::Float32, Precision::BFloat16}) {
        auto plan = planOf(checkpoint, precision);
        const auto dense = testing_model::batchOf(whole, checkpoint.model);
        const auto expected = scoresOf(*plan, dense).probabilities;
        const auto part = window(whole, 9, 5, 20, 22);
        for (const int stride : {1, 6}) {  // the sparse batch is encoded patch by patch, the dense one from maps
            const auto batch = testing_model::batchOf(part, checkpoint.model, stride);
            const auto found = scoresOf(*planOf(checkpoint, precision), batch).probabilities;
            for (std::size_t p = 0; p < batch.size(); ++p) {
                const int centre = (batch.centres[p] / 20 + 5) * 40 + batch.centres[p] % 20 + 9;
                const auto at = std::find(dense.centres.begin(), dense.centres.end(), centre) - dense.centres.begin();
                ASSERT_TRUE(std::equal(found.begin() + p * 6, found.begin() + (p + 1) * 6, expected.begin() + at * 6)) << stride;
            }
        }
    }
}

void expectBlindToAbsentModalities(const Shape& shape) {
    const auto checkpoint = testing_model::checkpoint(shape);
    for (const auto kind : {InferencePlan::Kind::Best, InferencePlan::Kind::Tensors}) {
        for (const auto precision : {Precision::Float32, Precision::BFloat16}) {
            auto plan = planOf(checkpoint, precision, 0, kind);
            for (int absent = 0; absent < 3; ++absent) {
                auto tile = testing_model::randomTile(checkpoint.model, 20, 18, 7);
                const auto batch = testing_model::batchOf(tile, checkpoint.model, 1, base::without(7, absent));
                const auto expected = scoresOf(*plan, batch, true);
                for (const float filler : {0.0f, 1e30f, std::nanf("")}) {
                    for (auto& value : tile.planes[absent].values) value = filler;
                    tile.serial = tile::nextTileSerial();
                    const auto found = scoresOf(*plan, batch, true);
                    EXPECT_EQ(found.probabilities, expected.probabilities);
                    EXPECT_EQ(found.weight, expected.weight);
                }
                tile.planes[absent] = {};
                tile.serial = tile::nextTileSerial();
                EXPECT_EQ(scoresOf(*plan, batch, true).probabilities, expected.probabilities);
            }
        }
    }
}

TEST(InferencePlan, absentModalityNeverChangesTheScores) {
    for (const auto prompts : {Prompts::None, Prompts::Sequence, Prompts::Attention})
        expectBlindToAbsentModalities({.modalities = 3, .prompts = prompts});
}

TEST(InferencePlan, pixelsThatATileDeniesNeverReachAPresentModalitysPatch) {
    const auto checkpoint = testing_model::checkpoint({});
    for (const auto kind : {InferencePlan::Kind::Best, InferencePlan::Kind::Tensors}) {
        auto plan = planOf(checkpoint, Precision::Float32, 0, kind);
        auto tile = testing_model::randomTile(checkpoint.model, 20, 18, 8);
        const auto batch = testing_model::batchOf(tile, checkpoint.model);
        const auto expected = scoresOf(*plan, batch).probabilities;
        const auto area = tile.availability.size();
        for (int i = 0; i < 2; ++i)
            for (std::size_t v = 0; v < tile.planes[i].values.size(); ++v)
                if (!base::isPresent(tile.availability[v % area], i)) tile.planes[i].values[v] = std::nanf("");
        tile.serial = tile::nextTileSerial();
        EXPECT_EQ(scoresOf(*plan, batch).probabilities, expected);
    }
}

TEST(InferencePlan, everySubsetOfATileSharesItsMapsAndEqualsAFreshPlan) {
    const auto checkpoint = testing_model::checkpoint({.modalities = 3});
    const auto tile = testing_model::randomTile(checkpoint.model, 20, 18, 9, 0.0);
    auto plan = planOf(checkpoint, Precision::Float32);
    for (const auto pattern : base::allPatterns(3)) {
        const auto batch = testing_model::batchOf(tile, checkpoint.model, 1, pattern);
        EXPECT_EQ(scoresOf(*plan, batch).probabilities, scoresOf(*planOf(checkpoint, Precision::Float32), batch).probabilities);
    }
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    EXPECT_EQ(a.size(), b.size());
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(double(a[i]) - b[i]));
    return largest;
}

TEST(InferencePlan, shrinkHalvesThePassDownToOnePixelAndKeepsTheScores) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto tile = testing_model::randomTile(checkpoint.model, 20, 18, 10);
    const auto batch = testing_model::batchOf(tile, checkpoint.model);
    for (const auto kind : {InferencePlan::Kind::Best, InferencePlan::Kind::Tensors}) {
        auto plan = planOf(checkpoint, Precision::Float32, 8, kind);
        const auto expected = scoresOf(*plan, batch).probabilities;
        int halvings = 0;
        while (plan->shrink()) ++halvings;
        EXPECT_EQ(halvings, 3);
        EXPECT_EQ(plan->batchSize(), 1);
        const auto found = scoresOf(*plan, batch).probabilities;
        EXPECT_LT(largestDifference(found, expected), 1e-5);
        if (kind == InferencePlan::Kind::Best) {
            EXPECT_EQ(found, expected);
        }
    }
}

TEST(InferencePlan, theGpusPathGivesEveryPixelItsScoresForEveryBatchSizeWithAndWithoutRecording) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto tile = testing_model::randomTile(checkpoint.model, 20, 18, 10);
    const auto batch = testing_model::batchOf(tile, checkpoint.model);
    const auto expected = scoresOf(*planOf(checkpoint, Precision::Float32), batch, true);
    for (const int size : {1, 2, 5, 32, 1000}) {
        auto plan = planOf(checkpoint, Precision::Float32, size, InferencePlan::Kind::Tensors);
        for (const bool record : {false, true, true, false}) {
            const auto found = scoresOf(*plan, batch, record);
            EXPECT_LT(largestDifference(found.probabilities, expected.probabilities), 1e-5) << size;
            if (!record) continue;
            EXPECT_LT(largestDifference(found.share, expected.share), 1e-5) << size;
            EXPECT_LT(largestDifference(found.weight, expected.weight), 1e-5) << size;
        }
    }
}

TEST(InferencePlan, emptyBatchGivesEmptyScores) {
    const auto checkpoint = testing_model::checkpoint({});
    for (const auto kind : {InferencePlan::Kind::Best, InferencePlan::Kind::Tensors}) {
        const auto scores = scoresOf(*planOf(checkpoint, Precision::Float32, 0, kind), {});
        EXPECT_EQ(scores.classes, 6);
        EXPECT_TRUE(scores.probabilities.empty());
    }
}

// ---- on a GPU ------------------------------------------------------------------------------------------------------

class CudaPlan : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        auto device = chooseDevice("cuda", GetParam());
        if (!device) GTEST_SKIP() << device.error().message;
        device_ = *device;
    }
    bool exact() const { return device_.precision == Precision::Float32; }
    Device device_;
};
TEST(CudaPlanInFloat32, equalsTheNetworkForEveryKindOfAdaptation) {
    const auto device = chooseDevice("cuda", "fp32");
    if (!device) GTEST_SKIP() << device.error().message;
    for (const auto& shape : allShapes())
        for (const int size : {0, 16}) expectEqualToOracle(shape, *device, InferencePlan::Kind::Best, size);
}

INSTANTIATE_TEST_SUITE_P(Precisions, CudaPlan, testing::Values("fp32", "bf16"));

TEST_P(CudaPlan, labelsEqualTheNetworksWhereTheMarginIsNotTiny) {
    const auto checkpoint = testing_model::checkpoint({.heads = 2});
    const auto tile = testing_model::randomTile(checkpoint.model, 130, 130, 4);
    const auto batch = testing_model::batchOf(tile, checkpoint.model);
    const auto expected = scoresOf(*planOf(checkpoint, Precision::Float32), batch);
    const auto found = scoresOf(*planOf(checkpoint, device_), batch);
    std::size_t compared = 0, equal = 0;
    for (std::size_t p = 0; p < batch.size(); ++p) {
        if (margin(expected, p) < 0.05f) continue;
        ++compared;
        equal += best(expected, p) == best(found, p);
    }
    EXPECT_GT(compared, batch.size() / 2);
    EXPECT_GE(double(equal), 0.9999 * double(compared));
}

TEST_P(CudaPlan, batchSizeNeverChangesAFloat32LabelAndGraphsKeepTheScores) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto tile = testing_model::randomTile(checkpoint.model, 60, 50, 5);
    const auto batch = testing_model::batchOf(tile, checkpoint.model);
    const auto expected = scoresOf(*planOf(checkpoint, device_, 4096), batch);  // one partial pass, without a graph
    for (const int size : {7, 64, 512}) {
        auto plan = planOf(checkpoint, device_, size);
        for (const bool record : {false, true, false}) {
            const auto found = scoresOf(*plan, batch, record);
            EXPECT_LT(largestDifference(found.probabilities, expected.probabilities), exact() ? 1e-5 : 0.05) << size;
            for (std::size_t p = 0; p < batch.size(); ++p) {
                if (!exact() && margin(expected, p) < 0.05f) continue;
                ASSERT_EQ(best(found, p), best(expected, p)) << size;
            }
        }
    }
}

TEST_P(CudaPlan, absentModalityNeverChangesTheScores) {
    const auto checkpoint = testing_model::checkpoint({.modalities = 3});
    auto plan = planOf(checkpoint, device_, 64);
    for (int absent = 0; absent < 3; ++absent) {
        auto tile = testing_model::randomTile(checkpoint.model, 30, 28, 7);
        const auto batch = testing_model::batchOf(tile, checkpoint.model, 1, base::without(7, absent));
        scoresOf(*plan, batch, true);  // graphs are recorded here, the rest is launches of them
        const auto expected = scoresOf(*plan, batch, true);
        for (const float filler : {0.0f, 1e30f, std::nanf("")}) {
            for (auto& value : tile.planes[absent].values) value = filler;
            tile.serial = tile::nextTileSerial();
            const auto found = scoresOf(*plan, batch, true);
            EXPECT_EQ(found.probabilities, expected.probabilities);
            EXPECT_EQ(found.weight, expected.weight);
        }
        tile.planes[absent] = {};
        tile.serial = tile::nextTileSerial();
        EXPECT_EQ(scoresOf(*plan, batch, true).probabilities, expected.probabilities);
    }
}

TEST_P(CudaPlan, tilesOfOtherSizesFollowOneAnother) {
    const auto checkpoint = testing_model::checkpoint({});
    auto plan = planOf(checkpoint, device_, 32);
    for (const auto& [width, height] : {std::pair{40, 33}, {12, 50}, {64, 64}, {9, 9}}) {
        const auto tile = testing_model::randomTile(checkpoint.model, width, height, 11, 0.0);
        const auto batch = testing_model::batchOf(tile, checkpoint.model);
        const auto expected = scoresOf(*planOf(checkpoint, Precision::Float32), batch).probabilities;
        EXPECT_LT(largestDifference(scoresOf(*plan, batch).probabilities, expected), exact() ? 1e-4 : 0.05);
    }
}

TEST_P(CudaPlan, outOfGpuMemoryHalvesTheBatchAndGoesOn) {
    const auto checkpoint = testing_model::checkpoint({});
    const auto tile = testing_model::randomTile(checkpoint.model, 30, 28, 7);
    const auto batch = testing_model::batchOf(tile, checkpoint.model);
    const int tooMany = 1 << 26;  // over 300 GB for the state of their tokens alone
    auto classifier = Classifier::create(checkpoint, {device_, tooMany, false});
    auto modest = Classifier::create(checkpoint, {device_, 64, false});
    ASSERT_TRUE(classifier.has_value() && modest.has_value());
    const auto found = (*classifier)->predict(batch), expected = (*modest)->predict(batch);
    ASSERT_TRUE(found.has_value() && expected.has_value()) << base::describe(found.error());
    EXPECT_LT(largestDifference(found->probabilities, expected->probabilities), exact() ? 1e-5 : 0.05);
}

}  // namespace
}  // namespace lacuna::engine
