#include "plugins/mamol/mamol.h"

#include <gtest/gtest.h>

#include "engine/trainer.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/placement.h"

namespace lacuna::plugins {
namespace {

using engine::Gate;

engine::ModelSpec compactModel() {
    engine::ModelSpec model;
    model.modalities = {{"VNIR", 2, {}, {0, 0}, {1, 1}}, {"SWIR", 1, {}, {0}, {1}}};
    model.classes = {{1, "a", {}}, {2, "b", {}}};
    return model;
}

engine::Adaptation describe(const nlohmann::json& values) {
    auto adaptation = makeMamol()->describe(compactModel(), values);
    EXPECT_TRUE(adaptation) << adaptation.error().message;
    return adaptation.value_or(engine::Adaptation{});
}

int countGate(const engine::Adaptation& adaptation, Gate gate) {
    int count = 0;
    for (const auto& block : adaptation.blocks)
        for (const auto& expert : block.experts) count += expert.gate == gate ? 1 : 0;
    return count;
}

TEST(Mamol, defaultIsThePapers) {
    const auto adaptation = describe(nlohmann::json::object());
    EXPECT_EQ(adaptation.method, "mamol");
    ASSERT_EQ(adaptation.blocks.size(), 6u);
    EXPECT_EQ(adaptation.blocks.front().block, 6);
    EXPECT_EQ(adaptation.blocks.back().block, 11);
    for (const auto& block : adaptation.blocks) {
        ASSERT_EQ(block.experts.size(), 5u);
        EXPECT_EQ(block.experts[1].name, "dynamic 2");
        EXPECT_EQ(block.experts[4].name, "SWIR");
        EXPECT_EQ(block.experts[4].modality, 1);
        EXPECT_EQ(block.experts[4].rank, 8);
        EXPECT_EQ(block.router->topK, 1);
        EXPECT_EQ(block.router->hidden, 32);
        EXPECT_EQ(block.router->patternCode, 16);
    }
}

TEST(Mamol, ablationsRemoveTheirExpertsAndParameters) {
    const auto model = compactModel();
    const auto full = describe({});
    const auto count = [&](const engine::Adaptation& a) { return engine::trainedParameters(model, a); };
    const auto noDynamic = describe({{"dynamic", false}});
    EXPECT_EQ(countGate(noDynamic, Gate::Routed), 0);
    EXPECT_FALSE(noDynamic.blocks[0].router);
    EXPECT_EQ(countGate(noDynamic, Gate::Modality), 12);
    const auto noStatic = describe({{"shared", false}, {"modality-experts", false}});
    EXPECT_EQ(countGate(noStatic, Gate::Always) + countGate(noStatic, Gate::Modality), 0);
    EXPECT_EQ(countGate(noStatic, Gate::Routed), 12);
    const auto noModality = describe({{"modality-experts", false}});
    EXPECT_EQ(countGate(noModality, Gate::Modality), 0);
    EXPECT_EQ(count(full) - count(noModality), 6 * 2 * 2 * 8 * 192);
    EXPECT_LT(count(noDynamic), count(full));
    EXPECT_LT(count(noStatic), count(noModality));
    const auto none = describe({{"dynamic", false}, {"shared", false}, {"modality-experts", false}});
    EXPECT_TRUE(none.blocks.empty());
    EXPECT_EQ(count(none), count(makeFrozenBaseline()->describe(model, {}).value()));
}

TEST(Mamol, placementsAreTheTablesAndAnyList) {
    EXPECT_EQ(parsePlacement("head-6x2", 12).value().front(), (PlacedBlock{0, 2}));
    EXPECT_EQ(parsePlacement("last-2x5", 12).value(), (std::vector<PlacedBlock>{{10, 5}, {11, 5}}));
    EXPECT_EQ(parsePlacement("7x3,2x1", 12).value(), (std::vector<PlacedBlock>{{2, 1}, {7, 3}}));
    EXPECT_EQ(countGate(describe({{"placement", "last-2x5"}}), Gate::Routed), 10);
    EXPECT_EQ(countGate(describe({{"placement", "last-2x5"}, {"dynamic-experts", 3}}), Gate::Routed), 6);
}

TEST(Mamol, placementsThatCannotBeMeantAreRefused) {
    for (const auto* text :
         {"", "last", "last-", "last-6", "last-0x2", "last-13x2", "last-6x0", "last-6x65", "12x2", "6x2,6x2", "6x2,",
          ",6x2", "x", "6x", "-1x2", "6x-2", "six", "last-6x2 ", "99999999999x2"}) {
        const auto placed = parsePlacement(text, 12);
        ASSERT_FALSE(placed) << text;
        EXPECT_EQ(placed.error().code, base::ErrorCode::Usage) << text;
    }
}

TEST(Mamol, parametersThatCannotBeMeantAreRefused) {
    for (const auto& values : std::vector<nlohmann::json>{
             {{"rank", 0}}, {{"rank", 500}}, {{"top-k", 3}}, {{"ranks", 4}}, {{"rank", "four"}}, {{"dynamic", 1}}}) {
        const auto adaptation = makeMamol()->describe(compactModel(), values);
        ASSERT_FALSE(adaptation) << values;
        EXPECT_EQ(adaptation.error().code, base::ErrorCode::Usage) << values;
    }
}

TEST(Mamol, parametersAsSetAreKept) {
    EXPECT_EQ(describe({{"rank", 4}}).parameters["rank"], 4);
    EXPECT_EQ(describe({{"rank", 4}}).parameters["placement"], "last-6x2");
    EXPECT_EQ(makeMamol()->parameters().size(), describe({}).parameters.size());
}

}  // namespace
}  // namespace lacuna::plugins
