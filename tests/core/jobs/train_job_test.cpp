#include "jobs/train_job.h"

#include "small_study.h"

namespace lacuna::jobs {
namespace {

base::Error failureOf(const TrainOptions& options) {
    base::Progress progress;
    const auto result = TrainJob(options, study().methods).run({}, progress);
    EXPECT_FALSE(result);
    return result ? base::Error{} : result.error();
}

bool says(const base::Error& error, const std::string& words) {
    const auto text = base::describe(error);
    return text.find(words) != std::string::npos || (ADD_FAILURE() << text, false);
}

/// A label raster on the scene's grid.
std::string labels(const std::string& name, const std::function<int(int row, int column)>& value) {
    auto& s = study();
    GDALDatasetUniquePtr original(GDALDataset::Open(s.scene.labels.c_str()));
    support::RasterFile file;
    file.width = original->GetRasterXSize();
    file.height = original->GetRasterYSize();
    file.bands = 1;
    file.type = GDT_Byte;
    file.value = [&](int, int row, int column) { return value(row, column); };
    const auto path = s.folder.file(name);
    auto dataset = support::createRaster(path, file);
    double transform[6];
    original->GetGeoTransform(transform);
    dataset->SetGeoTransform(transform);
    dataset->SetSpatialRef(original->GetSpatialRef());
    return path;
}

TEST(TrainJob, theSameSeedGivesTheSameCheckpointBytesAndAnotherSeedOthers) {
    auto& s = study();
    s.train("a.safetensors", 3);
    s.train("b.safetensors", 3);
    EXPECT_EQ(support::contentOf(s.folder.file("a.safetensors")), support::contentOf(s.folder.file("b.safetensors")));
    auto options = s.training("c.safetensors", 3);
    options.trainer.seed = 1;
    valueOf(TrainJob(options, s.methods).run({}, s.progress));
    EXPECT_NE(support::contentOf(s.folder.file("a.safetensors")), support::contentOf(s.folder.file("c.safetensors")));
}

TEST(TrainJob, aStoppedTrainingGoesOnAndEndsWithTheSameBytes) {
    auto& s = study();
    s.train("whole.safetensors", 4);
    const auto options = s.training("resumed.safetensors", 4);
    std::stop_source stop;
    const auto stopped = TrainJob(options, s.methods).run(stop.get_token(), s.progress, [&](const engine::EpochReport& report) {
        if (report.epoch == 2) stop.request_stop();
    });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(options.out));
    EXPECT_TRUE(std::filesystem::exists(options.out + ".partial"));
    const auto resumed = valueOf(TrainJob(options, s.methods).run({}, s.progress));
    EXPECT_EQ(resumed.curve.size(), 2u);
    EXPECT_EQ(support::contentOf(s.folder.file("whole.safetensors")), support::contentOf(options.out));
    EXPECT_FALSE(std::filesystem::exists(options.out + ".partial"));
}

TEST(TrainJob, aSpatialSplitIsWrittenAndItsTestSideIsNeverTrainedOn) {
    auto& s = study();
    auto options = s.training("split.safetensors", 1);
    options.labels = s.scene.truth;
    options.split = "blocks";
    options.blockSize = 6;
    const auto result = valueOf(TrainJob(options, s.methods).run({}, s.progress));
    const auto train = s.labelsOf(result.trainLabels), test = s.labelsOf(result.testLabels);
    int trained = 0, tested = 0;
    for (std::size_t i = 0; i < train.size(); ++i) {
        EXPECT_TRUE(train[i] == 0 || test[i] == 0);
        trained += train[i] != 0;
        tested += test[i] != 0;
    }
    EXPECT_EQ(trained, result.trainSamples);
    EXPECT_EQ(tested, result.testSamples);
    EXPECT_GT(tested, 0);
    EXPECT_GE(result.curve.front().validationAccuracy, 0);
    options.watched = 0;
    EXPECT_LT(valueOf(TrainJob(options, s.methods).run({}, s.progress)).curve.front().validationAccuracy, 0);
}

TEST(TrainJob, aBenchmarksOwnTestLabelsAreTheTestSide) {
    auto& s = study();
    auto options = s.training("given.safetensors", 1);
    options.labels = labels("own-train.tif", [](int row, int column) { return row < 20 ? 1 + column / 30 : 0; });
    options.testLabels = labels("own-test.tif", [](int row, int column) { return row == 40 ? 1 + column / 30 : 0; });
    const auto result = valueOf(TrainJob(options, s.methods).run({}, s.progress));
    EXPECT_EQ(result.testLabels, options.testLabels);
    EXPECT_EQ(result.testSamples, 60);
    EXPECT_GE(result.curve.front().validationAccuracy, 0);
    EXPECT_EQ(valueOf(engine::readCheckpoint(options.out)).training.at("split").at("kind"), "files");
    options.split = "random";
    EXPECT_TRUE(says(failureOf(options), "own-test.tif"));
    options.split = "none";
    options.testLabels = options.labels;
    EXPECT_TRUE(says(failureOf(options), "is a training label and a test label"));
}

TEST(TrainJob, anAvailabilityVectorReplacesTheRate) {
    auto& s = study();
    auto options = s.training("vector.safetensors", 1);
    options.missing.availability = "lidar=0.25";
    valueOf(TrainJob(options, s.methods).run({}, s.progress));
    const auto training = valueOf(engine::readCheckpoint(options.out)).training;
    EXPECT_EQ(training.at("patterns").at("without lidar"), 0.75);
    EXPECT_EQ(training.at("availability"), "lidar=0.25");
}

TEST(TrainJob, theOtherMethodTrainsThroughTheSameInterface) {
    auto& s = study();
    auto options = s.training("baseline.safetensors", 1);
    options.method = "frozen-baseline";
    options.methodParameters = nlohmann::json::object();
    const auto result = valueOf(TrainJob(options, s.methods).run({}, s.progress));
    EXPECT_LT(result.parameters, s.train("mamol.safetensors", 1).parameters);
}

TEST(TrainJob, aConstantBandDoesNoHarm) {
    auto& s = study();
    auto options = s.training("constant.safetensors", 1);
    const auto path = s.folder.file("constant.tif");
    {
        GDALDatasetUniquePtr original(GDALDataset::Open(s.scene.modalities[1].files[0].c_str()));
        GDALDatasetUniquePtr copy(GetGDALDriverManager()->GetDriverByName("GTiff")->CreateCopy(path.c_str(), original.get(), 0,
                                                                                               nullptr, nullptr, nullptr));
        copy->GetRasterBand(1)->Fill(3);
    }
    options.modalities[1].files = {path};
    EXPECT_TRUE(TrainJob(options, s.methods).run({}, s.progress));
}

TEST(TrainJob, labelsThatCannotTrainAreNamed) {
    auto& s = study();
    auto options = s.training("never.safetensors", 1);
    options.labels = labels("none.tif", [](int, int) { return 0; });
    EXPECT_TRUE(says(failureOf(options), "none.tif labels no pixel"));
    options.labels = labels("one.tif", [](int, int) { return 3; });
    EXPECT_TRUE(says(failureOf(options), "class"));
    options.labels = labels("single.tif", [](int row, int column) { return row == 0 && column == 0 ? 2 : row < 5 ? 1 : 0; });
    EXPECT_TRUE(says(failureOf(options), "class 2"));
    support::RasterFile other;
    other.bands = 1;
    other.type = GDT_Byte;
    options.labels = support::writeRaster(s.folder.file("size.tif"), other);
    EXPECT_TRUE(says(failureOf(options), "20 × 12"));
    options.labels = s.folder.file("missing.tif");
    EXPECT_EQ(failureOf(options).code, base::ErrorCode::NotFound);
    EXPECT_FALSE(std::filesystem::exists(options.out));
}

TEST(TrainJob, rastersThatHoldNothingAreNamed) {
    auto& s = study();
    auto options = s.training("never.safetensors", 1);
    const auto path = s.folder.file("empty.tif");
    {
        GDALDatasetUniquePtr original(GDALDataset::Open(s.scene.modalities[1].files[0].c_str()));
        GDALDatasetUniquePtr copy(GetGDALDriverManager()->GetDriverByName("GTiff")->CreateCopy(path.c_str(), original.get(), 0,
                                                                                               nullptr, nullptr, nullptr));
        copy->GetRasterBand(1)->SetNoDataValue(7);
        copy->GetRasterBand(1)->Fill(7);
    }
    options.modalities[1].files = {path};
    EXPECT_TRUE(says(failureOf(options), "empty.tif"));
}

TEST(TrainJob, parametersOutOfRangeAndUnknownMethodsAreUsageErrors) {
    auto& s = study();
    auto options = s.training("never.safetensors", 1);
    options.missing.eta = 1.5;
    EXPECT_EQ(failureOf(options).code, base::ErrorCode::Usage);
    options = s.training("never.safetensors", 1);
    options.missing.which = "radar";
    EXPECT_TRUE(says(failureOf(options), "radar"));
    options = s.training("never.safetensors", 1);
    options.method = "magic";
    EXPECT_TRUE(says(failureOf(options), "mamol"));
    options = s.training("never.safetensors", 1);
    options.split = "blocks";
    options.buffer = 3;
    EXPECT_TRUE(says(failureOf(options), "buffer"));
    options = s.training("never.safetensors", 1);
    options.methodParameters = {{"rnak", 3}};
    EXPECT_TRUE(says(failureOf(options), "rnak"));
}

}  // namespace
}  // namespace lacuna::jobs
