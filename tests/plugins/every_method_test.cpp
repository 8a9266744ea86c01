#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <random>

#include "all_methods.h"
#include "engine/classifier.h"
#include "engine/network.h"
#include "engine/trainer.h"
#include "support/small_model.h"

/// What holds for a method because it is one: the leak rule, which tensors train, and that the seed fixes everything.
namespace lacuna::plugins {
namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

class EveryMethod : public testing::Test {
protected:
    /// Calls `check` with each method's default description of the model.
    template <class Check>
    void forEach(Check check) const {
        const auto registry = allMethods();
        for (const auto* method : registry.all()) {
            SCOPED_TRACE(method->id());
            const auto adaptation = method->describe(model_, {});
            ASSERT_TRUE(adaptation) << adaptation.error().message;
            check(*adaptation);
        }
    }
    engine::Network networkOf(const engine::Adaptation& adaptation) const {
        return {model_, adaptation, backbone_, support::randomTensors(model_, adaptation, 1, &backbone_)};
    }
    std::vector<at::Tensor> randomPatches() const {
        at::manual_seed(1);
        std::vector<at::Tensor> patches;
        for (const auto& modality : model_.modalities)
            patches.push_back(at::randn({7, modality.bands, model_.patchSize, model_.patchSize}));
        return patches;
    }
    at::Tensor everyPattern() const {
        auto availability = at::empty({7, 3}, at::kBool);
        for (int row = 0; row < 7; ++row)
            for (int m = 0; m < 3; ++m) availability[row][m] = (row + 1) >> m & 1;
        return availability;
    }
    engine::Checkpoint checkpointOf(const engine::Adaptation& adaptation) const {
        return {model_, adaptation, nlohmann::json::object(),
                support::randomTensors(model_, adaptation, 1, &backbone_)};
    }

    engine::ModelSpec model_ = support::smallModel({{"HS", 3}, {"SAR", 1}, {"LiDAR", 2}}, 3, 6);
    engine::BackboneWeights backbone_ = engine::loadBackbone(model_.backbone, model_.tokenGrid).value();
};

TEST_F(EveryMethod, isBlindToAbsentModalitiesInLogitsAndGradients) {
    const auto availability = everyPattern();
    const auto patches = randomPatches();
    forEach([&](const engine::Adaptation& adaptation) {
        const auto network = networkOf(adaptation);
        const auto logitsAndGradients = [&](const std::vector<at::Tensor>& shown) {
            for (const auto& [name, tensor] : network.trained()) tensor.mutable_grad() = at::Tensor();
            const auto logits = network.forward(shown, availability).logits;
            logits.square().sum().backward();
            std::vector<at::Tensor> list = {logits.detach().clone()};
            for (const auto& [name, tensor] : network.trained()) list.push_back(tensor.grad().clone());
            return list;
        };
        const auto expected = logitsAndGradients(patches);
        for (const float value : {1e6f, notANumber}) {
            auto other = patches;
            for (int m = 0; m < 3; ++m) {
                const auto present = availability.select(1, m).view({7, 1, 1, 1});
                const auto i = static_cast<std::size_t>(m);
                other[i] = at::where(present, patches[i], at::randn_like(patches[i]) * value);
            }
            const auto found = logitsAndGradients(other);
            for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_TRUE(at::equal(found[i], expected[i])) << i;
        }
    });
}

TEST_F(EveryMethod, trainsAllItsTensorsAndNothingElse) {
    forEach([&](const engine::Adaptation& adaptation) {
        const auto network = networkOf(adaptation);
        network.forward(randomPatches(), everyPattern()).logits.square().sum().backward();
        for (const auto& [name, tensor] : network.trained()) {
            ASSERT_TRUE(tensor.grad().defined()) << name;
            EXPECT_GT(tensor.grad().abs().sum().item<double>(), 0) << name;
        }
        for (const auto& block : backbone_.blocks)
            for (const auto& frozen : {block.norm1Weight, block.queryKeyValueWeight, block.fc1Weight, block.fc2Weight})
                EXPECT_FALSE(frozen.requires_grad() || frozen.grad().defined());
    });
}

TEST_F(EveryMethod, classifiesBlindToAbsentModalities) {
    tile::Tile tile;
    tile.width = 14;
    tile.height = 12;
    const auto area = static_cast<std::size_t>(tile.width * tile.height);
    std::mt19937 random(2);
    tile.availability.assign(area, 7);
    for (const auto& modality : model_.modalities) {
        tile::Plane plane{modality.bands, std::vector<float>(area * static_cast<std::size_t>(modality.bands))};
        for (auto& value : plane.values) value = static_cast<float>(random() % 2001) / 1000.0f - 1;
        tile.planes.push_back(std::move(plane));
    }
    forEach([&](const engine::Adaptation& adaptation) {
        for (const auto precision : {engine::Precision::Float32, engine::Precision::BFloat16}) {
            engine::ClassifierOptions options;
            options.device.precision = precision;
            options.recordActivation = true;
            auto classifier = engine::Classifier::create(checkpointOf(adaptation), options);
            ASSERT_TRUE(classifier) << classifier.error().message;
            for (int absent = 0; absent < 3; ++absent) {
                auto shown = tile;
                tile::Batch batch;
                batch.tile = &shown;
                for (int column = 3; column + 3 <= tile.width; ++column) {
                    batch.centres.push_back(5 * tile.width + column);
                    batch.availability.push_back(base::without(7, absent));
                }
                shown.serial = tile::nextTileSerial();
                const auto expected = (*classifier)->predict(batch).value();
                for (const float filler : {1e30f, notANumber}) {
                    for (auto& value : shown.planes[static_cast<std::size_t>(absent)].values) value = filler;
                    shown.serial = tile::nextTileSerial();
                    const auto found = (*classifier)->predict(batch).value();
                    EXPECT_EQ(found.probabilities, expected.probabilities);
                    EXPECT_EQ(found.weight, expected.weight);
                }
                auto present = tile;
                present.planes[static_cast<std::size_t>((absent + 1) % 3)].values.assign(
                    present.planes[static_cast<std::size_t>((absent + 1) % 3)].values.size(), 0.5f);
                present.serial = tile::nextTileSerial();
                batch.tile = &present;
                EXPECT_NE((*classifier)->predict(batch).value().probabilities, expected.probabilities);
            }
        }
    });
}

TEST_F(EveryMethod, trainsTheSameBytesFromTheSameSeed) {
    const auto train = support::separablePatches(model_, 40, 1);
    const auto path = testing::TempDir() + "lacuna_every_method.safetensors";
    forEach([&](const engine::Adaptation& adaptation) {
        engine::TrainingInput input;
        input.model = model_;
        input.adaptation = adaptation;
        input.train = &train;
        input.patterns = samples::MissingPatterns::fromRate(0.7, "any", model_.modalityNames()).value();
        input.options.epochs = 2;
        input.options.batchSize = 20;
        input.options.device = "cpu";
        input.options.precision = "fp32";
        const auto bytesOf = [&](std::int64_t seed) {
            input.options.seed = seed;
            base::Progress progress;
            const auto checkpoint = engine::train(input, {}, progress, {});
            EXPECT_TRUE(checkpoint) << checkpoint.error().message;
            EXPECT_TRUE(engine::writeCheckpoint(path, *checkpoint));
            EXPECT_TRUE(engine::readCheckpoint(path));
            return engine::fileSha256(path).value();
        };
        const auto expected = bytesOf(5);
        EXPECT_EQ(bytesOf(5), expected);
        EXPECT_NE(bytesOf(6), expected);
    });
    std::filesystem::remove(path);
}

/// Rounding is the network's; nothing else may differ, whatever type the products run in.
TEST_F(EveryMethod, bfloat16StaysNearFloat32) {
    forEach([&](const engine::Adaptation& adaptation) {
        auto narrow = networkOf(adaptation);
        narrow.moveTo(at::kCPU, at::kBFloat16);
        const auto difference = networkOf(adaptation).forward(randomPatches(), everyPattern()).logits -
                                narrow.forward(randomPatches(), everyPattern()).logits;
        EXPECT_LT(difference.abs().max().item<double>(), 0.2);
        EXPECT_GT(difference.abs().max().item<double>(), 0);
    });
}

}  // namespace
}  // namespace lacuna::plugins
