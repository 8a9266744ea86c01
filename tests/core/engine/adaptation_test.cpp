#include "engine/adaptation.h"

#include <gtest/gtest.h>

#include "engine/trainer.h"
#include "support/small_model.h"

namespace lacuna::engine {
namespace {

TEST(Adaptation, survivesJson) {
    const auto adaptation = support::smallAdaptation(support::smallModel());
    const auto back = adaptationFromJson(toJson(adaptation));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(toJson(*back), toJson(adaptation));
    EXPECT_TRUE(check(*back, support::smallModel()));
}

TEST(Adaptation, whatCannotBeIsRefused) {
    const auto model = support::smallModel();
    const auto good = support::smallAdaptation(model);
    const auto refusal = [&](auto change) {
        auto bad = good;
        change(bad);
        const auto status = check(bad, model);
        return status ? std::string("accepted") : status.error().message;
    };
    const auto contains = [](const std::string& text, const char* part) {
        return text.find(part) != std::string::npos;
    };
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].block = 2; }), "blocks 0 to 1");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].block = -1; }), "blocks 0 to 1");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks.push_back(a.blocks[0]); }), "ascending");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].experts.clear(); }), "0 experts");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].experts[3].modality = 2; }), "modality 2");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].experts[2].modality = 0; }), "not gated");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].experts[0].rank = 0; }), "rank 0");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].experts[1].name = "dynamic 1"; }), "two experts");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].router.reset(); }), "no router");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) { a.blocks[0].router->topK = 3; }), "top-k");
    EXPECT_PRED2(contains, refusal([](Adaptation& a) {
                     std::erase_if(a.blocks[0].experts, [](const Expert& e) { return e.gate == Gate::Routed; });
                 }),
                 "0 routed experts");
}

TEST(Adaptation, wholeNetworksSurviveJsonAndHaveNoRank) {
    const auto model = support::smallModel();
    auto adaptation = support::smallAdaptation(model);
    EXPECT_EQ(toJson(adaptation)["blocks"][0].count("form"), 0u);  // checkpoints of low-rank methods stay as they were
    adaptation.blocks[0].form = ExpertForm::FeedForward;
    EXPECT_FALSE(check(adaptation, model));
    for (auto& expert : adaptation.blocks[0].experts) expert.rank = 0;
    const auto back = adaptationFromJson(toJson(adaptation));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->blocks[0].form, ExpertForm::FeedForward);
    EXPECT_TRUE(check(*back, model));
    auto damaged = toJson(adaptation);
    damaged["blocks"][0]["form"] = "quadratic";
    EXPECT_FALSE(adaptationFromJson(damaged));
}

/// Every kind of prompt before the first block, and correlated ones before the second.
Adaptation promptAdaptation() {
    Adaptation adaptation{"test", nlohmann::json::object(), {}};
    BlockAdaptation first, second;
    first.prompts = BlockPrompts{{{PromptKind::Correlated, 3, 5},
                                  {PromptKind::Common, 2, 4},
                                  {PromptKind::Dynamic, 4, 0},
                                  {PromptKind::Pattern, 7, 0}}};
    second.block = 1;
    second.prompts = BlockPrompts{{{PromptKind::Correlated, 3, 6}}, PromptPlace::Sequence, 6};
    adaptation.blocks = {first, second};
    return adaptation;
}

TEST(Adaptation, promptsSurviveJsonAndLengthenTheSequence) {
    const auto model = support::smallModel({{"HS", 3}, {"LiDAR", 2}}, 3, 3);
    auto adaptation = promptAdaptation();
    EXPECT_TRUE(check(adaptation, model));
    const auto back = adaptationFromJson(toJson(adaptation));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(toJson(*back), toJson(adaptation));
    EXPECT_EQ(back->blocks[0].prompts->prompts[0].hidden, 5);
    EXPECT_EQ(back->blocks[1].prompts->replaced, 6);
    const int own = model.tokens(), first = 2 * (3 + 2 + 4) + 7;
    EXPECT_EQ(sequenceLengths(model, adaptation), (std::vector<int>{own + first, own + first, own + first}));
    adaptation.blocks[1].prompts->replaced = 0;
    EXPECT_EQ(sequenceLengths(model, adaptation), (std::vector<int>{own + first, own + first + 6, own + first + 6}));
    EXPECT_TRUE(expertLayout(adaptation).blocks.empty());
    auto damaged = toJson(adaptation);
    damaged["blocks"][0]["prompts"]["list"][0]["kind"] = "verbal";
    EXPECT_FALSE(adaptationFromJson(damaged));
    EXPECT_EQ(toJson(support::smallAdaptation(model))["blocks"][0].count("prompts"), 0u);
}

TEST(Adaptation, promptsThatCannotBeAreRefused) {
    const auto model = support::smallModel();
    const auto refusal = [&](auto change) {
        auto bad = promptAdaptation();
        change(*bad.blocks[0].prompts, *bad.blocks[1].prompts);
        const auto status = check(bad, model);
        return status ? std::string("accepted") : status.error().message;
    };
    const auto contains = [](const std::string& text, const char* part) {
        return text.find(part) != std::string::npos;
    };
    using Prompts = BlockPrompts;
    EXPECT_PRED2(contains, refusal([](Prompts&, Prompts&) {}), "accepted");
    EXPECT_PRED2(contains, refusal([](Prompts& a, Prompts&) { a.prompts[3].length = 0; }), "length 0");
    EXPECT_PRED2(contains, refusal([](Prompts& a, Prompts&) { a.prompts[0].hidden = 0; }), "bottleneck of width 0");
    EXPECT_PRED2(contains, refusal([](Prompts& a, Prompts&) { a.prompts[2].hidden = 3; }), "it has none");
    EXPECT_PRED2(contains, refusal([](Prompts& a, Prompts&) { a.prompts[3] = a.prompts[1]; }), "two common prompts");
    EXPECT_PRED2(contains, refusal([](Prompts&, Prompts& b) { b.prompts.clear(); }), "empty list");
    EXPECT_PRED2(contains, refusal([](Prompts&, Prompts& b) { b.prompts[0].length = 2; }), "those above have 3");
    EXPECT_PRED2(contains, refusal([](Prompts& a, Prompts&) { a.replaced = 1; }), "0 stand before");
    EXPECT_PRED2(contains, refusal([](Prompts&, Prompts& b) { b.replaced = 26; }), "25 stand before");
    EXPECT_PRED2(contains, refusal([](Prompts& a, Prompts&) { a.place = PromptPlace::Attention; }), "even number");
    EXPECT_PRED2(contains, refusal([](Prompts&, Prompts& b) { b.place = PromptPlace::Attention; }), "6 replaced");
}

TEST(Adaptation, layoutNamesTheExpertsInOrder) {
    const auto layout = expertLayout(support::smallAdaptation(support::smallModel()));
    ASSERT_EQ(layout.blocks.size(), 1u);
    EXPECT_EQ(layout.blocks[0].block, 1);
    EXPECT_EQ(layout.blocks[0].experts, (std::vector<std::string>{"dynamic 1", "dynamic 2", "shared", "HS", "LiDAR"}));
}

TEST(TrainedTensors, areCountedAndNamed) {
    const auto model = support::smallModel();
    const auto adaptation = support::smallAdaptation(model);
    std::int64_t expected = 8 * 3 + 8 + 8 * 2 + 8;     // 1×1 convolutions
    expected += 2 * (64 * 8 * 4 + 64);                 // 2×2 convolutions
    expected += 2 * 64;                                // modality embeddings
    expected += 2 * 64 * (2 + 3 + 2 + 2 + 2);          // experts
    expected += 4 * 2 + 4 + 5 * (64 + 4) + 5 + 2 * 5;  // router
    expected += 3 * (3 * 64) + 3;                      // head
    EXPECT_EQ(trainedParameters(model, adaptation), expected);
    const auto tensors = trainedTensors(model, adaptation);
    EXPECT_TRUE(std::is_sorted(tensors.begin(), tensors.end(), [](auto& a, auto& b) { return a.name < b.name; }));
    for (const auto& tensor : tensors) {
        const bool exempt = tensor.name.ends_with("bias") || tensor.name == "embedding.modality";
        EXPECT_EQ(tensor.decays, !exempt) << tensor.name;
        EXPECT_EQ(tensor.start == Start::Zero, tensor.name.ends_with(".b")) << tensor.name;
    }
}

TEST(TrainedTensors, ofPromptsAreCountedAndBegin) {
    const auto model = support::smallModel();
    const auto adaptation = promptAdaptation();
    const Adaptation none{"frozen", nlohmann::json::object(), {}};
    const int d = 64, both = 2 * d, patterns = 3;
    std::int64_t expected = (1 + patterns) * 7 * d;                            // learned for the pattern
    expected += (1 + patterns) * 2 * d + 2 * (4 * (d + 1) + d * (4 + 1));      // common
    expected += 2 * ((1 + patterns) * 4 * d + 3 * d * (d + 1) + d * (d + 1));  // dynamic
    expected += 2 * 2 * 3 * d;                                                 // where the correlated ones begin
    for (const int hidden : {5, 6}) expected += 2 * (2 * both + hidden * (both + 1) + d * (hidden + 1));
    EXPECT_EQ(trainedParameters(model, adaptation) - trainedParameters(model, none), expected);
    for (const auto& tensor : trainedTensors(model, adaptation)) {
        if (tensor.name.find("prompts") == std::string::npos) continue;
        const bool matrix = tensor.name.ends_with("weight") && !tensor.name.ends_with("norm.weight");
        EXPECT_EQ(tensor.decays, matrix) << tensor.name;
        EXPECT_EQ(tensor.start == Start::One, tensor.name.ends_with("norm.weight")) << tensor.name;
        EXPECT_EQ(tensor.start == Start::Zero, tensor.name.ends_with(".own") || tensor.name.ends_with("norm.bias"))
            << tensor.name;
    }
}

TEST(TrainedTensors, beginEqualWithEqualSeedsWhateverElseThereIs) {
    const auto model = support::smallModel();
    const auto adapted = initialTensors(model, support::smallAdaptation(model), 4);
    const auto bare = initialTensors(model, {"frozen", nlohmann::json::object(), {}}, 4);
    const auto other = initialTensors(model, {"frozen", nlohmann::json::object(), {}}, 5);
    const auto& head = bare.back();
    EXPECT_EQ(head.name, "head.weight");
    EXPECT_EQ(adapted.back().values, head.values);
    EXPECT_NE(other.back().values, head.values);
}

}  // namespace
}  // namespace lacuna::engine
