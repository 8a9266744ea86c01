#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "all_methods.h"
#include "engine/network.h"
#include "engine/trainer.h"
#include "support/small_model.h"

/// The two methods of prompts: mmp and dcp.
namespace lacuna::plugins {
namespace {

using engine::PromptKind;
using engine::PromptPlace;

engine::Adaptation describe(const std::string& method, const engine::ModelSpec& model,
                            const nlohmann::json& values = nlohmann::json::object()) {
    auto adaptation = allMethods().find(method).value()->describe(model, values);
    EXPECT_TRUE(adaptation) << adaptation.error().message;
    return adaptation.value_or(engine::Adaptation{});
}

engine::ModelSpec twoSensors() {
    return support::smallModel({{"HS", 3}, {"LiDAR", 2}}, 3, 12);
}

TEST(Mmp, defaultIsTheSources) {
    const auto model = twoSensors();
    const auto adaptation = describe("mmp", model);
    ASSERT_EQ(adaptation.blocks.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) {
        const auto& block = adaptation.blocks[i];
        EXPECT_EQ(block.block, static_cast<int>(i));
        EXPECT_TRUE(block.experts.empty());
        EXPECT_EQ(block.prompts->place, PromptPlace::Sequence);
        EXPECT_EQ(block.prompts->replaced, 0);
        ASSERT_EQ(block.prompts->prompts.size(), 1u);
        EXPECT_EQ(block.prompts->prompts[0].kind, PromptKind::Pattern);
        EXPECT_EQ(block.prompts->prompts[0].length, 16);
    }
    EXPECT_EQ(engine::sequenceLengths(model, adaptation).back(), 19 + 6 * 16);
    const auto attention = describe("mmp", model, {{"level", "attention"}});
    EXPECT_EQ(attention.blocks[0].prompts->place, PromptPlace::Attention);
    EXPECT_EQ(engine::sequenceLengths(model, attention).back(), 19);
    EXPECT_EQ(engine::trainedParameters(model, attention), engine::trainedParameters(model, adaptation));
}

TEST(Dcp, defaultIsTheSources) {
    const auto model = twoSensors();
    const auto adaptation = describe("dcp", model);
    ASSERT_EQ(adaptation.blocks.size(), 6u);
    std::vector<PromptKind> kinds;
    for (const auto& prompt : adaptation.blocks[0].prompts->prompts) {
        kinds.push_back(prompt.kind);
        EXPECT_EQ(prompt.length, 12);
    }
    EXPECT_EQ(kinds, (std::vector{PromptKind::Correlated, PromptKind::Common, PromptKind::Dynamic}));
    EXPECT_EQ(adaptation.blocks[0].prompts->prompts[0].hidden, 2 * 64 / 16);
    EXPECT_EQ(adaptation.blocks[0].prompts->prompts[1].hidden, 64 / 16);
    for (std::size_t i = 1; i < 6; ++i) {
        ASSERT_EQ(adaptation.blocks[i].prompts->prompts.size(), 1u);
        EXPECT_EQ(adaptation.blocks[i].prompts->prompts[0].kind, PromptKind::Correlated);
        EXPECT_EQ(adaptation.blocks[i].prompts->replaced, 2 * 12);
    }
    EXPECT_EQ(engine::sequenceLengths(model, adaptation), std::vector<int>(12, 19 + 2 * 3 * 12));
}

TEST(Dcp, ablationsRemoveTheirPrompts) {
    const auto model = twoSensors();
    EXPECT_EQ(describe("dcp", model, {{"correlated", false}}).blocks.size(), 1u);
    EXPECT_EQ(describe("dcp", model, {{"dynamic", false}}).blocks[0].prompts->prompts.size(), 2u);
    EXPECT_EQ(describe("dcp", model, {{"common", false}}).blocks[0].prompts->prompts.back().kind, PromptKind::Dynamic);
    const auto none = describe("dcp", model, {{"correlated", false}, {"common", false}, {"dynamic", false}});
    EXPECT_TRUE(none.blocks.empty());
    EXPECT_EQ(engine::trainedParameters(model, none),
              engine::trainedParameters(model, describe("frozen-baseline", model)));
}

TEST(PromptMethods, parametersThatCannotBeMeantAreRefused) {
    const auto refused = [](const char* method, const nlohmann::json& values) {
        const auto adaptation = allMethods().find(method).value()->describe(twoSensors(), values);
        return !adaptation && adaptation.error().code == base::ErrorCode::Usage;
    };
    for (const auto& values : std::vector<nlohmann::json>{{{"prompt-length", 0}},
                                                          {{"prompt-blocks", 13}},
                                                          {{"level", "output"}},
                                                          {{"prompt-length", 5}, {"level", "attention"}},
                                                          {{"rank", 8}}})
        EXPECT_TRUE(refused("mmp", values)) << values;
    for (const auto& values : std::vector<nlohmann::json>{{{"prompt-length", 0}},
                                                          {{"prompt-blocks", 13}},
                                                          {{"bottleneck", 0}},
                                                          {{"dynamic", 1}},
                                                          {{"level", "input"}}})
        EXPECT_TRUE(refused("dcp", values)) << values;
}

/// What learns nothing of a pattern: its own rows, which start at zero. What all patterns share is what it then uses.
TEST(PromptMethods, aPatternNeverTrainedUsesWhatAllShare) {
    auto model = support::smallModel({{"HS", 3}, {"SAR", 1}, {"LiDAR", 2}}, 3, 6);
    const auto backbone = engine::loadBackbone(model.backbone, model.tokenGrid).value();
    for (const auto& [method, part] :
         {std::pair{"mmp", "blocks.0.prompts.pattern"}, {"dcp", "blocks.0.prompts.common"}}) {
        const auto adaptation = describe(method, model, {{"prompt-length", 2}});
        const engine::Network network(model, adaptation, backbone,
                                      engine::initialTensors(model, adaptation, 3, &backbone));
        std::vector<at::Tensor> patches;
        for (const auto& modality : model.modalities) patches.push_back(at::randn({3, modality.bands, 6, 6}));
        auto trained = at::ones({3, 3}, at::kBool);  // without one sensor, or complete: patterns 3, 5 and 7
        trained[0][2] = false;
        trained[1][1] = false;
        network.forward(patches, trained).logits.square().sum().backward();
        const auto own = network.trained().at(std::string(part) + ".own").grad();
        for (int row = 0; row < 7; ++row) {
            const bool seen = row == 2 || row == 4 || row == 6;
            EXPECT_EQ(own[row].abs().sum().item<float>() > 0, seen) << method << " pattern " << row + 1;
        }
        EXPECT_GT(network.trained().at(std::string(part) + ".shared").grad().abs().sum().item<float>(), 0) << method;
    }
}

}  // namespace
}  // namespace lacuna::plugins
