#include "engine/backbone.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "base/counter_random.h"
#include "engine/safetensors.h"
#include "support/small_model.h"

namespace lacuna::engine {
namespace {

BackboneSpec smallSpec() {
    return support::smallModel().backbone;
}

/// A file in the names of CLIP's release, with a 4×4 position grid and things that are not used.
SafetensorsFile clipFile(const BackboneSpec& spec, const std::string& prefix) {
    SafetensorsFile file;
    float next = 0;
    const auto put = [&](const std::string& name, std::vector<std::int64_t> shape) {
        std::int64_t count = 1;
        for (const auto extent : shape) count *= extent;
        NamedTensor tensor{prefix + name, shape, {}};
        for (std::int64_t i = 0; i < count; ++i) tensor.values.push_back(std::sin(next += 0.1f));
        file.tensors.push_back(std::move(tensor));
    };
    const std::int64_t d = spec.width, wide = d * spec.mlpRatio;
    put("embeddings.class_embedding", {d});
    put("embeddings.position_embedding.weight", {17, d});
    put("embeddings.patch_embedding.weight", {d, 3, 2, 2});
    for (const auto* norm : {"pre_layrnorm", "post_layernorm"}) {
        put(std::string(norm) + ".weight", {d});
        put(std::string(norm) + ".bias", {d});
    }
    for (int i = 0; i < spec.blocks; ++i) {
        const auto block = "encoder.layers." + std::to_string(i) + ".";
        for (const auto* norm : {"layer_norm1", "layer_norm2"}) {
            put(block + norm + ".weight", {d});
            put(block + norm + ".bias", {d});
        }
        for (const auto* part : {"q_proj", "k_proj", "v_proj", "out_proj"}) {
            put(block + "self_attn." + part + ".weight", {d, d});
            put(block + "self_attn." + part + ".bias", {d});
        }
        put(block + "mlp.fc1.weight", {wide, d});
        put(block + "mlp.fc1.bias", {wide});
        put(block + "mlp.fc2.weight", {d, wide});
        put(block + "mlp.fc2.bias", {d});
    }
    file.tensors.push_back({"text_model.unused", {1}, {0}});
    return file;
}

const NamedTensor& find(const SafetensorsFile& file, const std::string& name) {
    return *std::find_if(file.tensors.begin(), file.tensors.end(),
                         [&](const auto& tensor) { return tensor.name == name; });
}

at::Tensor asTensor(const NamedTensor& tensor) {
    return at::from_blob(const_cast<float*>(tensor.values.data()), tensor.shape, at::kFloat).clone();
}

class BackboneFile : public testing::Test {
protected:
    void SetUp() override {
        spec_ = smallSpec();
        spec_.source = testing::TempDir() + "lacuna_" + testing::UnitTest::GetInstance()->current_test_info()->name() +
                       ".safetensors";
    }
    void TearDown() override { std::filesystem::remove(spec_.source); }
    void expectRefused(SafetensorsFile file, const std::string& reason) {
        std::sort(file.tensors.begin(), file.tensors.end(), [](auto& a, auto& b) { return a.name < b.name; });
        ASSERT_TRUE(writeSafetensors(spec_.source, file));
        auto spec = spec_;
        const auto weights = loadBackbone(spec, 3);
        ASSERT_FALSE(weights) << "expected: " << reason;
        EXPECT_NE(weights.error().message.find(spec_.source), std::string::npos);
        EXPECT_NE(weights.error().message.find(reason), std::string::npos) << weights.error().message;
    }

    BackboneSpec spec_;
};

TEST(GeneratedBackbone, isTheSameBitsEverywhere) {
    auto spec = smallSpec();
    const auto weights = loadBackbone(spec, 3);
    ASSERT_TRUE(weights) << weights.error().message;
    // The known answer pins the generator: a checkpoint made elsewhere must find these weights again.
    EXPECT_EQ(spec.sha256, "a64e477221585fb6e4ac2ee3dbcfa96c981ccd30ee30d6a0204a044d61dcde01");
    auto other = smallSpec();
    other.source = "generated:8";
    ASSERT_TRUE(loadBackbone(other, 3));
    EXPECT_NE(other.sha256, spec.sha256);
}

TEST(GeneratedBackbone, isATruncatedNormalWithPlainNorms) {
    auto spec = smallSpec();
    const auto weights = loadBackbone(spec, 3).value();
    EXPECT_EQ(weights.positionEmbedding.sizes(), at::IntArrayRef({10, 64}));
    ASSERT_EQ(weights.blocks.size(), 2u);
    const auto& matrix = weights.blocks[1].fc1Weight;
    EXPECT_LE(matrix.abs().max().item<double>(), 0.04 * 1.0001);
    EXPECT_NEAR(matrix.mean().item<double>(), 0, 0.001);
    EXPECT_NEAR(matrix.std().item<double>(), 0.02 * 0.8796, 0.0005);  // a normal cut at 2σ has 0.8796 σ
    EXPECT_EQ(weights.blocks[1].fc1Bias.abs().max().item<double>(), 0);
    EXPECT_TRUE(at::equal(weights.blocks[0].norm1Weight, at::ones({64})));
    EXPECT_FALSE(at::equal(weights.blocks[0].fc1Weight, weights.blocks[1].fc1Weight));
}

TEST(GeneratedBackbone, aSourceThatCannotBeMeantIsRefused) {
    for (const auto* source : {"generated:", "generated:-1", "generated:1x", "generated:99999999999999999999999"}) {
        auto spec = smallSpec();
        spec.source = source;
        EXPECT_FALSE(loadBackbone(spec, 3)) << source;
    }
}

TEST(GeneratedBackbone, otherWeightsThanTheCheckpointsAreRefused) {
    auto spec = smallSpec();
    spec.sha256 = std::string(64, '0');
    const auto weights = loadBackbone(spec, 3);
    ASSERT_FALSE(weights);
    EXPECT_NE(weights.error().message.find("other weights"), std::string::npos);
}

TEST(CounterRandom, truncatedNormalInvertsTheDistribution) {
    const base::CounterRandom random(3, "test");
    const double tail = 0.5 * std::erfc(2 / std::sqrt(2.0));
    for (std::uint64_t n = 0; n < 20000; ++n) {
        const double x = random.truncatedNormal(n);
        const double expected = tail + random.uniform(n) * (1 - 2 * tail);
        ASSERT_NEAR(0.5 * std::erfc(-x / std::sqrt(2.0)), expected, 1e-6);
    }
}

TEST_F(BackboneFile, isReadInClipsNames) {
    for (const auto* prefix : {"vision_model.", "clip.vision_model.", ""}) {
        auto file = clipFile(spec_, prefix);
        std::sort(file.tensors.begin(), file.tensors.end(), [](auto& a, auto& b) { return a.name < b.name; });
        ASSERT_TRUE(writeSafetensors(spec_.source, file));
        auto spec = spec_;
        const auto weights = loadBackbone(spec, 4);
        ASSERT_TRUE(weights) << weights.error().message;
        EXPECT_EQ(spec.sha256, fileSha256(spec.source).value());
        const auto part = [&](const std::string& name) { return asTensor(find(file, prefix + name)); };
        EXPECT_TRUE(at::equal(weights->classEmbedding, part("embeddings.class_embedding")));
        EXPECT_TRUE(at::equal(weights->positionEmbedding, part("embeddings.position_embedding.weight")));
        EXPECT_TRUE(at::equal(weights->preNormBias, part("pre_layrnorm.bias")));
        EXPECT_TRUE(at::equal(weights->blocks[1].fc2Weight, part("encoder.layers.1.mlp.fc2.weight")));
        EXPECT_TRUE(at::equal(weights->blocks[1].queryKeyValueWeight.narrow(0, 64, 64),
                              part("encoder.layers.1.self_attn.k_proj.weight")));
    }
}

TEST_F(BackboneFile, positionsAreResampledAndTheClassTokenKept) {
    auto file = clipFile(spec_, "vision_model.");
    for (auto& tensor : file.tensors)
        if (tensor.name.ends_with("position_embedding.weight"))
            for (std::size_t row = 0; row < 17; ++row)
                for (std::size_t i = 0; i < 64; ++i) tensor.values[row * 64 + i] = row == 0 ? 9.0f : 2.0f;
    std::sort(file.tensors.begin(), file.tensors.end(), [](auto& a, auto& b) { return a.name < b.name; });
    ASSERT_TRUE(writeSafetensors(spec_.source, file));
    const auto weights = loadBackbone(spec_, 3);
    ASSERT_TRUE(weights) << weights.error().message;
    EXPECT_EQ(weights->positionEmbedding.sizes(), at::IntArrayRef({10, 64}));
    EXPECT_TRUE(at::allclose(weights->positionEmbedding[0], at::full({64}, 9.0)));
    EXPECT_TRUE(at::allclose(weights->positionEmbedding.narrow(0, 1, 9), at::full({9, 64}, 2.0)));
}

TEST_F(BackboneFile, whatDoesNotFitIsRefused) {
    const auto good = clipFile(spec_, "vision_model.");
    auto file = good;
    std::erase_if(file.tensors, [](const auto& tensor) { return tensor.name.ends_with("1.mlp.fc1.bias"); });
    expectRefused(file, "lacks the tensor vision_model.encoder.layers.1.mlp.fc1.bias");
    file = good;
    for (auto& tensor : file.tensors)
        if (tensor.name.ends_with("0.mlp.fc1.weight")) std::swap(tensor.shape[0], tensor.shape[1]);
    expectRefused(file, "has the shape [64, 128], expected [128, 64]");
    expectRefused({{}, {{"other", {1}, {0}}}}, "CLIP");
    spec_.blocks = 1;
    expectRefused(good, "more blocks");
    spec_.blocks = 3;
    expectRefused(good, "lacks the tensor vision_model.encoder.layers.2.");
}

TEST_F(BackboneFile, aMissingFileIsNamed) {
    const auto weights = loadBackbone(spec_, 3);
    ASSERT_FALSE(weights);
    EXPECT_EQ(weights.error().code, base::ErrorCode::NotFound);
}

}  // namespace
}  // namespace lacuna::engine
