#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <limits>

#include "engine/network.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/mamol/mamol.h"
#include "plugins/method_plugin.h"
#include "support/small_model.h"

namespace lacuna::plugins {
namespace {

MethodRegistry allMethods() {
    MethodRegistry registry;
    registry.add(makeMamol());
    registry.add(makeFrozenBaseline());
    return registry;
}

TEST(MethodRegistry, findsMethodsByIdAndNamesThemOtherwise) {
    const auto registry = allMethods();
    EXPECT_EQ(registry.find("mamol").value()->id(), "mamol");
    const auto missing = registry.find("mamal");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::ErrorCode::NotFound);
    EXPECT_NE(missing.error().message.find("frozen-baseline, mamol"), std::string::npos) << missing.error().message;
}

TEST(MethodRegistry, listsByIdAndReplacesTheSameId) {
    auto registry = allMethods();
    const auto borrowed = makeMamol();
    registry.addBorrowed(borrowed.get());
    ASSERT_EQ(registry.all().size(), 2u);
    EXPECT_EQ(registry.all()[0]->id(), "frozen-baseline");
    EXPECT_EQ(registry.all()[1], borrowed.get());
}

/// The leak rule, for every method there is.
TEST(EveryMethod, isBlindToAbsentModalities) {
    auto model = support::smallModel({{"HS", 3}, {"SAR", 1}, {"LiDAR", 2}}, 3, 6);
    const auto backbone = engine::loadBackbone(model.backbone, model.tokenGrid).value();
    const auto registry = allMethods();
    for (const auto* method : registry.all()) {
        const auto adaptation = method->describe(model, {});
        ASSERT_TRUE(adaptation) << adaptation.error().message;
        const engine::Network network(model, *adaptation, backbone, support::randomTensors(model, *adaptation));
        at::manual_seed(1);
        std::vector<at::Tensor> patches;
        for (const auto& modality : model.modalities) patches.push_back(at::randn({7, modality.bands, 6, 6}));
        auto availability = at::empty({7, 3}, at::kBool);
        for (int row = 0; row < 7; ++row)
            for (int m = 0; m < 3; ++m) availability[row][m] = (row + 1) >> m & 1;
        const auto expected = network.forward(patches, availability).logits;
        for (const float value : {1e6f, std::numeric_limits<float>::quiet_NaN()}) {
            auto other = patches;
            for (int m = 0; m < 3; ++m) {
                const auto present = availability.select(1, m).view({7, 1, 1, 1});
                const auto i = static_cast<std::size_t>(m);
                other[i] = at::where(present, patches[i], at::randn_like(patches[i]) * value);
            }
            EXPECT_TRUE(at::equal(network.forward(other, availability).logits, expected)) << method->id();
        }
    }
}

}  // namespace
}  // namespace lacuna::plugins
