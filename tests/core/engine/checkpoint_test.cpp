#include "engine/checkpoint.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "engine/safetensors.h"
#include "support/small_model.h"

namespace lacuna::engine {
namespace {

class CheckpointFile : public testing::Test {
protected:
    void SetUp() override {
        path_ = testing::TempDir() + "lacuna_" + testing::UnitTest::GetInstance()->current_test_info()->name() +
                ".safetensors";
        checkpoint_.model = support::smallModel();
        checkpoint_.model.modalities[0].wavelengths = {0.5, 0, 1.6};
        checkpoint_.adaptation = support::smallAdaptation(checkpoint_.model);
        checkpoint_.training = {{"seed", 3}, {"curve", {0.5, 0.25}}};
        checkpoint_.tensors = support::randomTensors(checkpoint_.model, checkpoint_.adaptation);
    }
    void TearDown() override { std::filesystem::remove(path_); }

    /// Writes the checkpoint, changes the file and expects a refusal that says this.
    void expectRefused(const std::function<void(SafetensorsFile&)>& change, const std::string& reason) {
        ASSERT_TRUE(writeCheckpoint(path_, checkpoint_));
        auto file = readSafetensors(path_);
        ASSERT_TRUE(file);
        change(*file);
        ASSERT_TRUE(writeSafetensors(path_, *file));
        const auto back = readCheckpoint(path_);
        ASSERT_FALSE(back) << "expected: " << reason;
        EXPECT_EQ(back.error().code, base::ErrorCode::BadData);
        EXPECT_NE(back.error().message.find(path_), std::string::npos) << back.error().message;
        EXPECT_NE(back.error().message.find(reason), std::string::npos) << back.error().message;
    }
    void expectModelRefused(const std::function<void(nlohmann::json&)>& change, const std::string& reason) {
        expectRefused(
            [&](SafetensorsFile& file) {
                auto model = nlohmann::json::parse(file.metadata["model"]);
                change(model);
                file.metadata["model"] = model.dump();
            },
            reason);
    }

    std::string path_;
    Checkpoint checkpoint_;
};

TEST_F(CheckpointFile, readsBackWhatItWrites) {
    ASSERT_TRUE(writeCheckpoint(path_, checkpoint_));
    const auto first = fileSha256(path_).value();
    const auto back = readCheckpoint(path_);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(toJson(back->model), toJson(checkpoint_.model));
    EXPECT_EQ(toJson(back->adaptation), toJson(checkpoint_.adaptation));
    EXPECT_EQ(back->training, checkpoint_.training);
    ASSERT_EQ(back->tensors.size(), checkpoint_.tensors.size());
    for (std::size_t i = 0; i < back->tensors.size(); ++i)
        EXPECT_EQ(back->tensors[i].values, checkpoint_.tensors[i].values);
    ASSERT_TRUE(writeCheckpoint(path_, *back));
    EXPECT_EQ(fileSha256(path_).value(), first);
}

TEST_F(CheckpointFile, tensorsMustBeExactlyTheModels) {
    expectRefused([](SafetensorsFile& file) { file.tensors.pop_back(); }, "lacks the tensor head.weight");
    expectRefused([](SafetensorsFile& file) { file.tensors.erase(file.tensors.begin()); }, "lacks the tensor blocks.1");
    expectRefused([](SafetensorsFile& file) { file.tensors.push_back({"zebra", {1}, {0}}); }, "zebra");
    expectRefused(
        [](SafetensorsFile& file) {
            file.tensors.insert(file.tensors.begin(), {"aardvark", {1}, {0}});
        },
        "aardvark");
    expectRefused([](SafetensorsFile& file) { std::swap(file.tensors[0].shape[0], file.tensors[0].shape[1]); },
                  "has the shape [64, 2], expected [2, 64]");
}

TEST_F(CheckpointFile, aDamagedDescriptionIsRefused) {
    expectRefused([](SafetensorsFile& file) { file.metadata["format"] = "other"; }, "no model of this program");
    expectRefused([](SafetensorsFile& file) { file.metadata.erase("model"); }, "lacks the description");
    expectRefused([](SafetensorsFile& file) { file.metadata["training"] = "{"; }, "damaged");
    expectRefused([](SafetensorsFile& file) { file.metadata["adaptation"] = "{}"; }, "damaged");
    expectRefused([](SafetensorsFile& file) { file.metadata["training"] = std::string(100000, '['); },
                  "nested too deeply");
    expectRefused([](SafetensorsFile& file) { file.metadata["training"] = std::string(9000000, ' '); }, "at most");
}

TEST_F(CheckpointFile, shapesThatCannotBeAreRefused) {
    expectModelRefused([](auto& model) { model["patchSize"] = 7; }, "no multiple");
    expectModelRefused([](auto& model) { model["tokenGrid"] = 0; }, "no multiple");
    expectModelRefused([](auto& model) { model["backbone"]["heads"] = 3; }, "64 channels a head");
    expectModelRefused([](auto& model) { model["backbone"]["blocks"] = 1; }, "block 1 is adapted");
    expectModelRefused([](auto& model) { model["modalities"][0]["bands"] = -3; }, "-3 bands");
    expectModelRefused([](auto& model) { model["modalities"][0]["mean"].push_back(1); }, "band means");
    expectModelRefused([](auto& model) { model["modalities"][0]["inverse"][0] = 1e300; }, "no statistics");
    expectModelRefused([](auto& model) { model["modalities"][1]["name"] = "HS"; }, "two modalities");
    expectModelRefused([](auto& model) { model["classes"][1]["value"] = 1; }, "stored as 1");
    expectModelRefused([](auto& model) { model["classes"].clear(); }, "0 classes");
    expectModelRefused([](auto& model) { model["encoderWidth"] = 2000000000; }, "encoder width");
}

TEST_F(CheckpointFile, namesNeedNotBePlain) {
    checkpoint_.model.modalities[0].name = "shared";
    checkpoint_.model.modalities[1].name = "Höhe / 1.0 \"m\"";
    checkpoint_.adaptation = support::smallAdaptation(checkpoint_.model);
    checkpoint_.tensors = support::randomTensors(checkpoint_.model, checkpoint_.adaptation);
    ASSERT_TRUE(writeCheckpoint(path_, checkpoint_));
    const auto back = readCheckpoint(path_);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->model.modalityNames(), checkpoint_.model.modalityNames());
    checkpoint_.model.modalities[0].name = "\xff";
    EXPECT_FALSE(writeCheckpoint(path_, checkpoint_));
}

}  // namespace
}  // namespace lacuna::engine
