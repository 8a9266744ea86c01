#include "plugins/routed_experts.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "all_methods.h"
#include "engine/network.h"
#include "support/small_model.h"

namespace lacuna::plugins {
namespace {

engine::Adaptation describe(const std::string& method, const engine::ModelSpec& model,
                            const nlohmann::json& values = {}) {
    auto adaptation = allMethods().find(method).value()->describe(model, values);
    EXPECT_TRUE(adaptation) << adaptation.error().message;
    return adaptation.value_or(engine::Adaptation{});
}

TEST(RoutedExperts, defaultsAreThePapersEquations) {
    const auto model = support::smallModel({{"HS", 3}, {"LiDAR", 2}}, 3, 12);
    for (const auto* method : {"moe-replace", "moe-adapt", "moe-task"}) {
        const auto adaptation = describe(method, model);
        const bool whole = std::string(method) == "moe-replace", task = std::string(method) == "moe-task";
        EXPECT_EQ(adaptation.method, method);
        ASSERT_EQ(adaptation.blocks.size(), 6u);
        EXPECT_EQ(adaptation.blocks.front().block, 6);
        for (const auto& block : adaptation.blocks) {
            ASSERT_EQ(block.experts.size(), 2u);
            EXPECT_EQ(block.form, whole ? engine::ExpertForm::FeedForward : engine::ExpertForm::LowRank);
            EXPECT_EQ(block.experts[1].gate, engine::Gate::Routed);
            EXPECT_EQ(block.experts[1].rank, whole ? 0 : 8);
            EXPECT_EQ(block.router->hidden, 0);
            EXPECT_EQ(block.router->patternCode, task ? 16 : 0);
            EXPECT_EQ(block.router->topK, whole ? 1 : 2);
        }
    }
}

TEST(RoutedExperts, parametersThatCannotBeMeantAreRefused) {
    const auto model = support::smallModel({{"HS", 3}, {"LiDAR", 2}}, 3, 12);
    for (const auto* method : {"moe-replace", "moe-adapt", "moe-task"})
        for (const auto& values : std::vector<nlohmann::json>{
                 {{"top-k", 3}}, {{"placement", "last-13x2"}}, {{"experts", 65}}, {{"ranks", 4}}, {{"top-k", "one"}}}) {
            const auto adaptation = allMethods().find(method).value()->describe(model, values);
            ASSERT_FALSE(adaptation) << method << values;
            EXPECT_EQ(adaptation.error().code, base::ErrorCode::Usage) << method << values;
        }
    EXPECT_FALSE(allMethods().find("moe-replace").value()->describe(model, {{"rank", 8}}));
}

class RoutedExpertsStart : public testing::Test {
protected:
    at::Tensor logits(const engine::Adaptation& adaptation) const {
        const engine::Network network(model_, adaptation, backbone_,
                                      engine::initialTensors(model_, adaptation, 4, &backbone_));
        at::manual_seed(3);
        const std::vector<at::Tensor> patches = {at::randn({3, 3, 6, 6}), at::randn({3, 2, 6, 6})};
        auto availability = at::ones({3, 2}, at::kBool);
        availability[0][1] = false;
        availability[1][0] = false;
        const c10::NoGradGuard noGradient;
        return network.forward(patches, availability).logits;
    }

    engine::ModelSpec model_ = support::smallModel({{"HS", 3}, {"LiDAR", 2}}, 3, 2);
    engine::BackboneWeights backbone_ = engine::loadBackbone(model_.backbone, model_.tokenGrid).value();
};

TEST_F(RoutedExpertsStart, lowRankMixturesBeginAsTheFrozenBackbone) {
    const auto frozen = logits(describe("frozen-baseline", model_));
    for (const auto* method : {"moe-adapt", "moe-task"})
        EXPECT_TRUE(at::equal(logits(describe(method, model_, {{"placement", "last-2x2"}})), frozen)) << method;
}

TEST_F(RoutedExpertsStart, wholeNetworksBeginAsTheBlocksOwn) {
    const auto adaptation = describe("moe-replace", model_, {{"placement", "last-2x2"}, {"top-k", 2}});
    for (const auto& tensor : engine::initialTensors(model_, adaptation, 4, &backbone_))
        if (tensor.name == "blocks.1.experts.expert 2.fc1.weight") {
            const auto own = backbone_.blocks[1].fc1Weight.contiguous();
            EXPECT_TRUE(std::equal(tensor.values.begin(), tensor.values.end(), own.const_data_ptr<float>()));
        }
    // With all experts on, the gates sum to one.
    EXPECT_LT((logits(adaptation) - logits(describe("frozen-baseline", model_))).abs().max().item<double>(), 1e-5);
}

}  // namespace
}  // namespace lacuna::plugins
