#include "engine/modality_encoder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace lacuna::engine {
namespace {

ModalityEncoder randomEncoder() {
    at::manual_seed(1);
    return {at::randn({8, 5, 1, 1}), at::randn({8}), at::randn({16, 8, 3, 3}), at::randn({16})};
}

TEST(ModalityEncoder, isTheTwoConvolutionsOfItsDefinition) {
    const auto encoder = randomEncoder();
    const auto patches = at::randn({4, 5, 9, 9});
    const auto features = at::gelu(at::conv2d(patches, encoder.spectralWeight, encoder.spectralBias));
    const auto expected =
        at::conv2d(features, encoder.spatialWeight, encoder.spatialBias, 3).flatten(2).transpose(1, 2);
    const auto tokens = encoder.forward(patches);
    EXPECT_EQ(tokens.sizes(), at::IntArrayRef({4, 9, 16}));
    EXPECT_TRUE(at::allclose(tokens, expected, 1e-4, 1e-4));
    EXPECT_TRUE(
        at::allclose(encoder.forward(patches.contiguous(at::MemoryFormat::ChannelsLast)), expected, 1e-4, 1e-4));
}

TEST(ModalityEncoder, denseOutputHoldsTheTokensOfEveryPatch) {
    const auto encoder = randomEncoder();
    const auto plane = at::randn({5, 20, 17});
    const auto dense = encoder.dense(plane);
    EXPECT_EQ(dense.sizes(), at::IntArrayRef({18, 15, 16}));
    const int side = 9, step = 3;
    for (const auto& [row, column] : {std::pair{4, 4}, std::pair{10, 7}, std::pair{15, 12}}) {
        const auto patch = plane.narrow(1, row - side / 2, side).narrow(2, column - side / 2, side);
        const auto tokens = encoder.forward(patch.unsqueeze(0)).squeeze(0);
        for (int a = 0; a < 3; ++a)
            for (int b = 0; b < 3; ++b)
                EXPECT_TRUE(at::allclose(dense[row - side / 2 + step * a][column - side / 2 + step * b],
                                         tokens[a * 3 + b], 1e-4, 1e-4));
    }
}

}  // namespace
}  // namespace lacuna::engine
