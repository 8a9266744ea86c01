#include "engine/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/device.h"
#include "support/small_model.h"

namespace lacuna::engine {
namespace {

class Trainer : public testing::Test {
protected:
    void SetUp() override {
        folder_ = testing::TempDir() + "lacuna_" + testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::create_directories(folder_);
        input_.model = support::smallModel();
        input_.adaptation = support::smallAdaptation(input_.model);
        train_ = support::separablePatches(input_.model, 90, 1);
        validation_ = support::separablePatches(input_.model, 30, 2);
        input_.train = &train_;
        input_.validation = &validation_;
        input_.patterns = samples::MissingPatterns::fromRate(0.7, "any", input_.model.modalityNames()).value();
        input_.options.epochs = 4;
        input_.options.batchSize = 32;
        input_.options.seed = 11;
        input_.options.device = "cpu";
        input_.options.precision = "fp32";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    base::Result<Checkpoint> run(std::stop_token stop = {},
                                 const std::function<void(const EpochReport&)>& onEpoch = {}) {
        base::Progress progress;
        return train(input_, std::move(stop), progress, onEpoch);
    }
    std::string bytesOf(const Checkpoint& checkpoint) const {
        const auto path = folder_ + "/model.safetensors";
        EXPECT_TRUE(writeCheckpoint(path, checkpoint));
        return fileSha256(path).value();
    }
    /// Trains until the epoch's report, then stops.
    base::Result<Checkpoint> runUntil(int epoch) {
        std::stop_source source;
        return run(source.get_token(), [&](const EpochReport& report) {
            if (report.epoch == epoch) source.request_stop();
        });
    }
    void expectRefused(const std::string& reason) {
        const auto result = run();
        ASSERT_FALSE(result) << "expected: " << reason;
        EXPECT_NE(result.error().message.find(reason), std::string::npos) << result.error().message;
    }

    std::string folder_;
    tile::PatchSet train_, validation_;
    TrainingInput input_;
};

TEST_F(Trainer, learnsASeparableProblem) {
    input_.options.epochs = 25;
    std::vector<EpochReport> reports;
    const auto checkpoint = run({}, [&](const EpochReport& report) { reports.push_back(report); });
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    ASSERT_EQ(reports.size(), 25u);
    EXPECT_EQ(reports.front().epoch, 1);
    EXPECT_LT(reports.back().loss, 0.3 * reports.front().loss);
    EXPECT_GT(reports.back().trainAccuracy, 0.95);
    EXPECT_GT(reports.back().validationAccuracy, 0.95);
    EXPECT_EQ(checkpoint->training["curve"].size(), 25u);
    EXPECT_EQ(checkpoint->training["precision"], "fp32");
    EXPECT_EQ(checkpoint->model.backbone.sha256.size(), 64u);
    EXPECT_TRUE(writeCheckpoint(folder_ + "/model.safetensors", *checkpoint));
    EXPECT_TRUE(readCheckpoint(folder_ + "/model.safetensors"));
}

TEST_F(Trainer, bfloat16LearnsItTooAndTheSameTwice) {
    input_.options.epochs = 25;
    input_.options.precision = "bf16";
    double accuracy = 0;
    const auto first = run({}, [&](const EpochReport& report) { accuracy = report.validationAccuracy; });
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_GT(accuracy, 0.95);
    EXPECT_EQ(bytesOf(*first), bytesOf(run().value()));
}

TEST_F(Trainer, sameSeedGivesTheSameBytesAndAnotherSeedOthers) {
    const auto first = run();
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(bytesOf(*first), bytesOf(run().value()));
    input_.options.seed = 12;
    EXPECT_NE(bytesOf(*first), bytesOf(run().value()));
}

TEST_F(Trainer, resumedTrainingEqualsUninterrupted) {
    const auto last = bytesOf(run().value());
    input_.options.averaging = 0.8;  // begins in the epoch before the stop
    const auto whole = bytesOf(run().value());
    EXPECT_NE(whole, last);
    input_.resumePath = folder_ + "/model.partial";
    const auto stopped = runUntil(2);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
    EXPECT_NE(stopped.error().message.find("epoch 2"), std::string::npos) << stopped.error().message;
    ASSERT_TRUE(std::filesystem::exists(input_.resumePath));
    std::vector<int> epochs;
    const auto resumed = run({}, [&](const EpochReport& report) { epochs.push_back(report.epoch); });
    ASSERT_TRUE(resumed) << resumed.error().message;
    EXPECT_EQ(epochs, (std::vector<int>{3, 4}));
    EXPECT_EQ(bytesOf(*resumed), whole);
    EXPECT_FALSE(std::filesystem::exists(input_.resumePath));
}

TEST_F(Trainer, aStateOfAnotherTrainingOrADamagedOneIsNotUsed) {
    const auto whole = bytesOf(run().value());
    input_.resumePath = folder_ + "/model.partial";
    ASSERT_FALSE(runUntil(2));
    std::vector<int> epochs;
    const auto note = [&](const EpochReport& report) { epochs.push_back(report.epoch); };
    train_.values[0][5] += 0.25f;
    ASSERT_TRUE(run({}, note));
    EXPECT_EQ(epochs.front(), 1);
    train_.values[0][5] -= 0.25f;

    ASSERT_FALSE(runUntil(2));
    std::filesystem::resize_file(input_.resumePath, std::filesystem::file_size(input_.resumePath) - 1);
    epochs.clear();
    EXPECT_EQ(bytesOf(run({}, note).value()), whole);
    EXPECT_EQ(epochs.front(), 1);
}

TEST_F(Trainer, stopsWithinABatch) {
    std::stop_source source;
    source.request_stop();
    input_.resumePath = folder_ + "/model.partial";
    const auto result = run(source.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(input_.resumePath));
}

TEST_F(Trainer, valuesOfAbsentModalitiesNeverReachTheModel) {
    for (std::size_t i = 0; i < train_.size(); i += 2) train_.availability[i] = 1;
    const auto expected = bytesOf(run().value());
    const std::size_t lidar = 2 * 36;
    for (std::size_t i = 0; i < train_.size(); i += 2)
        std::fill_n(train_.values[1].begin() + static_cast<std::ptrdiff_t>(i * lidar), lidar,
                    std::numeric_limits<float>::quiet_NaN());
    EXPECT_EQ(bytesOf(run().value()), expected);
}

TEST_F(Trainer, validationIsReportedAndDecidesNothing) {
    const auto with = run().value().tensors;
    input_.validation = nullptr;
    double accuracy = 0;
    const auto without =
        run({}, [&](const EpochReport& report) { accuracy = report.validationAccuracy; }).value().tensors;
    EXPECT_EQ(accuracy, -1);
    for (std::size_t i = 0; i < with.size(); ++i) EXPECT_EQ(with[i].values, without[i].values);
}

TEST_F(Trainer, inputThatDoesNotFitIsRefused) {
    const auto good = train_;
    train_.channels[1] = 5;
    expectRefused("LiDAR have 5 bands");
    train_ = good;
    train_.classIndex[4] = 3;
    expectRefused("class 3");
    train_ = good;
    train_.availability[4] = 0;
    expectRefused("no modality");
    train_ = good;
    train_.patchSize = 9;
    expectRefused("9 px");
    train_ = good;
    input_.options.epochs = 0;
    expectRefused("epochs");
    input_.options.epochs = 1;
    input_.patterns = samples::MissingPatterns::complete(3);
    expectRefused("patterns");
}

TEST_F(Trainer, aLossThatIsNoNumberEndsTraining) {
    for (auto& value : train_.values[0]) value = 3e38f;
    expectRefused("no longer a number");
}

TEST_F(Trainer, anUnwritableStateIsReported) {
    input_.resumePath = folder_ + "/no/such/folder/model.partial";
    const auto result = run();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Io);
}

// ---- on a GPU ------------------------------------------------------------------------------------------------------

/// The whole training by recorded steps: loss by loss what the processor has, and a partial batch at the end of an epoch.
class CudaTrainer : public Trainer {};
TEST_F(CudaTrainer, trainsAsTheProcessorDoes) {
    if (const auto device = chooseDevice("cuda", "fp32"); !device) GTEST_SKIP() << device.error().message;
    input_.options.epochs = 6;
    const auto lossesOn = [&](const std::string& device) {
        input_.options.device = device;
        std::vector<double> losses;
        EXPECT_TRUE(run({}, [&](const EpochReport& report) { losses.push_back(report.loss); }));
        return losses;
    };
    const auto expected = lossesOn("cpu"), found = lossesOn("cuda");
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 2e-3) << "epoch " << i + 1;
    EXPECT_LT(found.back(), 0.9 * found.front());
}

TEST(TrainerOptions, areDeclaredWithTheirDefaults) {
    TrainerOptions options;
    auto set = options.declare();
    EXPECT_TRUE(set.setText("epochs", "7"));
    EXPECT_EQ(options.epochs, 7);
    EXPECT_FALSE(set.setText("precision", "fp8"));
    EXPECT_EQ(TrainerOptions().declare().toJson()["learning-rate"], 2e-3);
}

}  // namespace
}  // namespace lacuna::engine
