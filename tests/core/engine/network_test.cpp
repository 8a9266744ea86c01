#include "engine/network.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "support/reference_network.h"
#include "support/small_model.h"

namespace lacuna::engine {
namespace {

using support::randomTensors;
using support::ReferenceNetwork;
using support::smallAdaptation;
using support::smallModel;

BackboneWeights backboneOf(ModelSpec& model) {
    auto weights = loadBackbone(model.backbone, model.tokenGrid);
    EXPECT_TRUE(weights) << weights.error().message;
    // Generated biases are zero and norms one; the comparison should notice a bias that is forgotten.
    at::manual_seed(5);
    const auto shake = [](at::Tensor& tensor) { tensor = tensor + 0.1 * at::randn_like(tensor); };
    for (auto* tensor :
         {&weights->preNormWeight, &weights->preNormBias, &weights->postNormWeight, &weights->postNormBias})
        shake(*tensor);
    for (auto& block : weights->blocks)
        for (auto* tensor :
             {&block.norm1Weight, &block.norm1Bias, &block.norm2Weight, &block.norm2Bias, &block.queryKeyValueWeight,
              &block.queryKeyValueBias, &block.projectionBias, &block.fc1Bias, &block.fc2Bias})
            shake(*tensor);
    return *weights;
}

std::vector<at::Tensor> randomPatches(const ModelSpec& model, std::int64_t batch, std::uint64_t seed) {
    at::manual_seed(seed);
    std::vector<at::Tensor> patches;
    for (const auto& modality : model.modalities)
        patches.push_back(at::randn({batch, modality.bands, model.patchSize, model.patchSize}));
    return patches;
}

/// All patterns of M modalities, one a row.
at::Tensor everyPattern(int modalities) {
    auto bits = at::empty({(1 << modalities) - 1, modalities}, at::kBool);
    for (int row = 0; row < bits.size(0); ++row)
        for (int m = 0; m < modalities; ++m) bits[row][m] = (row + 1) >> m & 1;
    return bits;
}

void expectLikeReference(ModelSpec model, const Adaptation& adaptation) {
    const auto backbone = backboneOf(model);
    const auto tensors = randomTensors(model, adaptation);
    const Network network(model, adaptation, backbone, tensors);
    const ReferenceNetwork reference(model, adaptation, backbone, tensors);
    const auto availability = everyPattern(model.modalityCount());
    const auto patches = randomPatches(model, availability.size(0), 3);
    const auto output = network.forward(patches, availability, true);
    for (int row = 0; row < availability.size(0); ++row) {
        support::Rows rowPatches;
        std::vector<bool> present;
        for (std::size_t m = 0; m < patches.size(); ++m) {
            const auto flat = patches[m][row].contiguous();
            rowPatches.emplace_back(flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel());
            present.push_back(availability[row][static_cast<std::int64_t>(m)].item<bool>());
        }
        const auto expected = reference.forward(rowPatches, present);
        for (int k = 0; k < model.classCount(); ++k)
            EXPECT_NEAR(output.logits[row][k].item<double>(), expected.logits[static_cast<std::size_t>(k)], 2e-5);
        ASSERT_EQ(output.gates.size(), expected.gates.size());
        for (std::size_t b = 0; b < expected.gates.size(); ++b)
            for (std::size_t n = 0; n < expected.gates[b].size(); ++n)
                for (std::size_t e = 0; e < expected.gates[b][n].size(); ++e)
                    EXPECT_NEAR(
                        output.gates[b][row][static_cast<std::int64_t>(n)][static_cast<std::int64_t>(e)].item<double>(),
                        expected.gates[b][n][e], 1e-5);
    }
}

TEST(Network, computesWhatAReferenceInPlainLoopsDoes) {
    expectLikeReference(smallModel(), smallAdaptation(smallModel()));
}

TEST(Network, computesTheReferenceWithSeveralHeadsSensorsAndAdaptedBlocks) {
    auto model = smallModel({{"HS", 3}, {"SAR", 1}, {"LiDAR", 2}});
    model.backbone.heads = 2;
    model.backbone.width = 128;
    auto adaptation = smallAdaptation(model, 2);
    auto first = adaptation.blocks[0];
    first.block = 0;
    first.router->topK = 1;
    adaptation.blocks.insert(adaptation.blocks.begin(), first);
    expectLikeReference(model, adaptation);
}

TEST(Network, computesTheReferenceWithoutProjectionOrPatternCode) {
    const auto model = smallModel();
    expectLikeReference(model, smallAdaptation(model, 1, 0, 4));
    expectLikeReference(model, smallAdaptation(model, 1, 5, 0));
    expectLikeReference(model, smallAdaptation(model, 1, 0, 0));
}

TEST(Network, beginsAsTheFrozenBaseline) {
    auto model = smallModel();
    const auto adaptation = smallAdaptation(model);
    const Adaptation none{"frozen", nlohmann::json::object(), {}};
    const auto backbone = backboneOf(model);
    const Network adapted(model, adaptation, backbone, initialTensors(model, adaptation, 4));
    const Network frozen(model, none, backbone, initialTensors(model, none, 4));
    const auto patches = randomPatches(model, 3, 8);
    EXPECT_TRUE(
        at::equal(adapted.forward(patches, everyPattern(2)).logits, frozen.forward(patches, everyPattern(2)).logits));
}

TEST(Network, absentModalityNeverChangesTheLogitsNorAnyGradient) {
    auto model = smallModel();
    const auto backbone = backboneOf(model);
    for (const auto& adaptation : {smallAdaptation(model), Adaptation{"frozen", nlohmann::json::object(), {}}}) {
        const Network network(model, adaptation, backbone, randomTensors(model, adaptation));
        const auto availability = everyPattern(2);  // rows 0 and 1 lack one each
        const auto patches = randomPatches(model, 3, 8);
        auto other = randomPatches(model, 3, 9);
        const auto gradientsAndLogits = [&](const std::vector<at::Tensor>& shown) {
            for (const auto& [name, tensor] : network.trained()) tensor.mutable_grad() = at::Tensor();
            const auto logits = network.forward(shown, availability).logits;
            logits.square().sum().backward();
            std::vector<at::Tensor> list = {logits.detach().clone()};
            for (const auto& [name, tensor] : network.trained()) list.push_back(tensor.grad().clone());
            return list;
        };
        const auto expected = gradientsAndLogits(patches);
        for (const double absent :
             {0.5, 1e30, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            auto shown = patches;
            for (auto& patch : shown) patch = patch.clone();
            shown[1][0] = other[1][0] * absent;
            shown[0][1] = other[0][1] * absent;
            const auto found = gradientsAndLogits(shown);
            for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_TRUE(at::equal(found[i], expected[i])) << absent;
        }
    }
}

TEST(Network, tokensOfAnAbsentModalityAreIgnored) {
    auto model = smallModel();
    const auto adaptation = smallAdaptation(model);
    const Network network(model, adaptation, backboneOf(model), randomTensors(model, adaptation));
    const auto availability = everyPattern(2);
    std::vector<at::Tensor> tokens = {at::randn({3, 9, 64}), at::randn({3, 9, 64})};
    const auto expected = network.forwardTokens(tokens, availability).logits;
    tokens[1][0].fill_(std::numeric_limits<float>::quiet_NaN());
    EXPECT_TRUE(at::equal(network.forwardTokens(tokens, availability).logits, expected));
}

TEST(Network, everyTrainedTensorGetsAGradientAndNothingElse) {
    auto model = smallModel();
    const auto adaptation = smallAdaptation(model, 2);
    const auto backbone = backboneOf(model);
    const Network network(model, adaptation, backbone, randomTensors(model, adaptation));
    network.forward(randomPatches(model, 3, 2), everyPattern(2)).logits.square().sum().backward();
    for (const auto& [name, tensor] : network.trained()) {
        ASSERT_TRUE(tensor.grad().defined()) << name;
        EXPECT_GT(tensor.grad().abs().sum().item<double>(), 0) << name;
    }
    for (const auto& block : backbone.blocks)
        for (const auto& tensor : {block.norm1Weight, block.queryKeyValueWeight, block.fc1Weight, block.fc2Weight})
            EXPECT_FALSE(tensor.requires_grad() || tensor.grad().defined());
}

TEST(Network, aPatternNeverTrainedStillHasACodeOfItsOwn) {
    auto model = smallModel({{"HS", 3}, {"SAR", 1}, {"LiDAR", 2}});
    auto adaptation = smallAdaptation(model, 2);
    const Network network(model, adaptation, backboneOf(model), randomTensors(model, adaptation));
    const auto gates = network.forward(randomPatches(model, 7, 1), everyPattern(3), true).gates.at(0);
    EXPECT_TRUE(gates.isfinite().all().item<bool>());
    // Equal tokens in every row: what differs in the routers' weights can only come from the pattern's code.
    const std::vector<at::Tensor> equal(3, at::zeros({7, 9, 64}));
    const auto routed = network.forwardTokens(equal, everyPattern(3), true).gates.at(0).select(1, 0).select(1, 0);
    std::set<float> seen;
    for (int row = 0; row < 7; ++row) seen.insert(routed[row].item<float>());
    EXPECT_EQ(seen.size(), 7u);
}

TEST(Network, givesBackTheTensorsItWasMadeFrom) {
    auto model = smallModel();
    const auto adaptation = smallAdaptation(model);
    const auto tensors = randomTensors(model, adaptation);
    const auto found = Network(model, adaptation, backboneOf(model), tensors).tensors();
    ASSERT_EQ(found.size(), tensors.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].name, tensors[i].name);
        EXPECT_EQ(found[i].shape, tensors[i].shape);
        EXPECT_EQ(found[i].values, tensors[i].values);
    }
}

TEST(Network, bfloat16StaysNearFloat32) {
    auto model = smallModel();
    const auto adaptation = smallAdaptation(model);
    const auto backbone = backboneOf(model);
    const Network exact(model, adaptation, backbone, randomTensors(model, adaptation));
    Network narrow(model, adaptation, backbone, randomTensors(model, adaptation));
    narrow.moveTo(at::kCPU, at::kBFloat16);
    const auto patches = randomPatches(model, 3, 2);
    const auto difference =
        exact.forward(patches, everyPattern(2)).logits - narrow.forward(patches, everyPattern(2)).logits;
    EXPECT_LT(difference.abs().max().item<double>(), 0.1);
    EXPECT_GT(difference.abs().max().item<double>(), 0);
}

}  // namespace
}  // namespace lacuna::engine
