#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numeric>

#include "all_methods.h"
#include "engine/inference_plan.h"
#include "engine/network.h"
#include "support/small_model.h"

/// Every method's forward pass against tests/plugins/reference/methods.py, which computes it once more in PyTorch from
/// the equations, with names and shapes of its own, and writes vectors.json. Both sides fill weights and patches by one
/// formula.
namespace lacuna::plugins {
namespace {

/// Offset and factor of a tensor's numbers.
std::pair<double, double> scaleOf(const std::string& name) {
    const auto has = [&](const char* part) { return name.find(part) != std::string::npos; };
    const auto ends = [&](const char* part) { return name.ends_with(part); };
    if (has(".norm") && ends("weight")) return {1, 0.1};
    if (has("gate.weight") || name.starts_with("patch")) return {0, 1};
    if (has("prompts") && (ends(".shared") || ends(".own") || has(".initial."))) return {0, 0.5};
    return {0, 0.1};
}

std::vector<float> values(const std::string& name, std::size_t count) {
    std::uint32_t seed = 2166136261u;
    for (const char letter : name) seed = (seed ^ static_cast<unsigned char>(letter)) * 16777619u;
    const auto [offset, factor] = scaleOf(name);
    std::vector<float> list(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto x = static_cast<std::uint32_t>(i) * 2654435761u + seed;
        x ^= x >> 16;
        x *= 73244475u;
        x ^= x >> 16;
        list[i] = static_cast<float>(offset + factor * (static_cast<double>(x % 2001) / 1000 - 1));
    }
    return list;
}

at::Tensor tensor(const std::string& name, const std::vector<std::int64_t>& shape) {
    const auto count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    auto list = values(name, static_cast<std::size_t>(count));
    return at::from_blob(list.data(), shape, at::kFloat).clone();
}

engine::ModelSpec vectorModel() {
    auto model = support::smallModel({{"HS", 3}, {"SAR", 1}, {"LiDAR", 2}}, 3, 7);
    model.backbone.width = 128;
    model.backbone.heads = 2;
    return model;
}

engine::BackboneWeights vectorBackbone(const engine::ModelSpec& model) {
    const std::int64_t d = model.backbone.width, wide = d * model.backbone.mlpRatio;
    engine::BackboneWeights weights;
    const auto norm = [&](const std::string& name, at::Tensor& weight, at::Tensor& bias) {
        weight = tensor(name + ".weight", {d});
        bias = tensor(name + ".bias", {d});
    };
    const auto linear = [](const std::string& name, at::Tensor& weight, at::Tensor& bias, std::int64_t out,
                           std::int64_t in) {
        weight = tensor(name + ".weight", {out, in});
        bias = tensor(name + ".bias", {out});
    };
    weights.classEmbedding = tensor("backbone.class", {d});
    weights.positionEmbedding = tensor("backbone.position", {1 + model.tokenGrid * model.tokenGrid, d});
    norm("backbone.norm0", weights.preNormWeight, weights.preNormBias);
    norm("backbone.norm3", weights.postNormWeight, weights.postNormBias);
    for (int i = 0; i < model.backbone.blocks; ++i) {
        const auto name = "backbone." + std::to_string(i) + ".";
        auto& block = weights.blocks.emplace_back();
        norm(name + "norm1", block.norm1Weight, block.norm1Bias);
        norm(name + "norm2", block.norm2Weight, block.norm2Bias);
        linear(name + "qkv", block.queryKeyValueWeight, block.queryKeyValueBias, 3 * d, d);
        linear(name + "projection", block.projectionWeight, block.projectionBias, d, d);
        linear(name + "fc1", block.fc1Weight, block.fc1Bias, wide, d);
        linear(name + "fc2", block.fc2Weight, block.fc2Bias, d, wide);
    }
    return weights;
}

std::vector<engine::NamedTensor> vectorTensors(const engine::ModelSpec& model, const engine::Adaptation& adaptation) {
    std::vector<engine::NamedTensor> list;
    for (const auto& trained : engine::trainedTensors(model, adaptation))
        list.push_back(
            {trained.name, trained.shape, values(trained.name, static_cast<std::size_t>(trained.elements()))});
    return list;
}

at::Tensor networkLogits(const engine::ModelSpec& model, const engine::Adaptation& adaptation) {
    const engine::Network network(model, adaptation, vectorBackbone(model), vectorTensors(model, adaptation));
    std::vector<at::Tensor> patches;
    for (const auto& sensor : model.modalities)
        patches.push_back(tensor("patch." + sensor.name, {1, sensor.bands, model.patchSize, model.patchSize})
                              .expand({7, -1, -1, -1}));
    auto availability = at::empty({7, 3}, at::kBool);
    for (int row = 0; row < 7; ++row)
        for (int m = 0; m < 3; ++m) availability[row][m] = (row + 1) >> m & 1;
    const c10::NoGradGuard noGradient;
    return network.forward(patches, availability).logits;
}

engine::Scores planScores(const engine::ModelSpec& model, const engine::Adaptation& adaptation,
                          engine::InferencePlan::Kind kind) {
    tile::Tile tile;
    tile.serial = tile::nextTileSerial();
    tile.width = tile.height = model.patchSize;
    const auto area = static_cast<std::size_t>(tile.width * tile.height);
    tile.availability.assign(area, 7);
    for (const auto& sensor : model.modalities)
        tile.planes.push_back(
            {sensor.bands, values("patch." + sensor.name, area * static_cast<std::size_t>(sensor.bands))});
    tile::Batch batch;
    batch.tile = &tile;
    const int centre = model.patchSize / 2 * tile.width + model.patchSize / 2;
    for (base::Availability pattern = 1; pattern < 8; ++pattern) {
        batch.centres.push_back(centre);
        batch.availability.push_back(pattern);
    }
    const auto plan = engine::InferencePlan::compile(
        engine::stackModel(model, adaptation, vectorBackbone(model), vectorTensors(model, adaptation)), {}, 0, kind);
    engine::Scores scores;
    plan->run(batch, false, scores);
    return scores;
}

class MethodVectors : public testing::Test {
protected:
    void SetUp() override {
        std::ifstream file(LACUNA_METHOD_VECTORS);
        cases_ = nlohmann::json::parse(file, nullptr, false);
        ASSERT_TRUE(cases_.is_array()) << LACUNA_METHOD_VECTORS;
        registry_ = allMethods();
    }
    engine::Adaptation adaptationOf(const nlohmann::json& entry) const {
        const auto method = registry_.find(entry["method"].get<std::string>());
        EXPECT_TRUE(method) << entry["method"];
        const auto adaptation = (*method)->describe(model_, entry["parameters"]);
        EXPECT_TRUE(adaptation) << adaptation.error().message;
        return *adaptation;
    }

    engine::ModelSpec model_ = vectorModel();
    nlohmann::json cases_;
    MethodRegistry registry_;
};

TEST_F(MethodVectors, coverEveryMethod) {
    for (const auto* method : registry_.all()) {
        const auto covers = [&](const nlohmann::json& entry) { return entry["method"] == method->id(); };
        EXPECT_TRUE(std::any_of(cases_.begin(), cases_.end(), covers)) << method->id();
    }
}

TEST_F(MethodVectors, areWhatTheNetworkComputes) {
    for (const auto& entry : cases_) {
        const auto logits = networkLogits(model_, adaptationOf(entry));
        for (int row = 0; row < 7; ++row)
            for (int k = 0; k < 3; ++k)
                EXPECT_NEAR(logits[row][k].item<double>(), entry["logits"][row][k].get<double>(), 2e-5)
                    << entry["method"] << entry["parameters"] << " pattern " << row + 1 << " class " << k;
    }
}

TEST_F(MethodVectors, areWhatThePlansCompute) {
    for (const auto kind : {engine::InferencePlan::Kind::Best, engine::InferencePlan::Kind::Tensors}) {
        for (const auto& entry : cases_) {
            const auto scores = planScores(model_, adaptationOf(entry), kind);
            for (std::size_t row = 0; row < 7; ++row) {
                const auto logits = entry["logits"][row].get<std::vector<double>>();
                double sum = 0;
                for (const double logit : logits) sum += std::exp(logit);
                for (std::size_t k = 0; k < 3; ++k)
                    EXPECT_NEAR(scores.probabilities[row * 3 + k], std::exp(logits[k]) / sum, 2e-5)
                        << entry["method"] << entry["parameters"] << " pattern " << row + 1 << " class " << k;
            }
        }
    }
}

}  // namespace
}  // namespace lacuna::plugins
