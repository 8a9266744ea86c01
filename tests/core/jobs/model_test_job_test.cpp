#include "jobs/model_test_job.h"

#include "samples/sample_files.h"
#include "small_study.h"

namespace lacuna::jobs {
namespace {

ModelTestOptions testing(std::vector<samples::MissingSetting> settings) {
    auto& s = study();
    const auto classify = s.classifying("");
    ModelTestOptions options;
    options.modalities = classify.modalities;
    options.model = classify.model;
    options.precision = classify.precision;
    options.reference = s.scene.truth;
    options.settings = std::move(settings);
    return options;
}

ModelTestResult judged(const ModelTestOptions& options) {
    return valueOf(ModelTestJob(options).run({}, study().progress));
}

double overallOf(const SettingResult& setting) {
    return metrics::accuracyOf(setting.confusion).overall;
}

TEST(ModelTestJob, settingsThatLoseASensorEverywhereHaveTheAccuracyOfTheMapWithoutIt) {
    auto& s = study();
    const auto result = judged(testing({{0, "any", {}}, {1, "lidar", {}}, {1, "hs", {}}}));
    const std::vector<std::vector<std::string>> lost = {{}, {"lidar"}, {"hs"}};
    for (std::size_t i = 0; i < lost.size(); ++i) {
        auto options = s.classifying("judged.tif");
        options.lose = lost[i];
        s.classify(options);
        EXPECT_DOUBLE_EQ(overallOf(result.settings[i]), s.overall(options.out)) << i;
        EXPECT_EQ(result.settings[i].confusion.total(), 60u * 50u);
    }
    EXPECT_NE(overallOf(result.settings[0]), overallOf(result.settings[1]));
}

TEST(ModelTestJob, inAMixedSettingEveryPixelIsJudgedWithTheSensorsItWasDealt) {
    auto options = testing({{1, "lidar", {}}, {1, "hs", {}}, {0, "any", {}}, {0.5, "any", {}}});
    const auto result = judged(options);
    const auto& mixed = result.settings[3];
    std::map<base::Availability, int> count;
    for (std::size_t i = 0; i < mixed.shown.size(); ++i) {
        ++count[mixed.shown[i]];
        ASSERT_EQ(mixed.predicted[i], result.settings[static_cast<std::size_t>(mixed.shown[i]) - 1].predicted[i]) << i;
    }
    EXPECT_EQ(count[0b01], 750);
    EXPECT_EQ(count[0b10], 750);
    EXPECT_EQ(count[0b11], 1500);
    options.settings = {{0.5, "any", {}}};
    const auto alone = judged(options);
    EXPECT_EQ(alone.settings[0].predicted, mixed.predicted);
    options.seed = 1;
    EXPECT_NE(judged(options).settings[0].shown, mixed.shown);
}

TEST(ModelTestJob, theLimitKeepsTheSharesOfTheClasses) {
    auto options = testing({{0, "any", {}}});
    options.limit = 200;
    const auto result = judged(options);
    EXPECT_EQ(result.samples.size(), 200u);
    EXPECT_EQ(result.settings[0].confusion.total(), 200u);
}

TEST(ModelTestJob, activationIsSummedByPatternAndReferenceClass) {
    auto options = testing({{0.5, "lidar", {}}});
    options.recordActivation = true;
    const auto result = judged(options);
    const auto& activation = result.settings[0].activation;
    EXPECT_EQ(activation.pixels(0b11), 1500u);
    EXPECT_EQ(activation.pixels(0b01), 1500u);
    for (int c = 0; c < 4; ++c)
        EXPECT_EQ(activation.pixels(0b11, c) + activation.pixels(0b01, c),
                  result.settings[0].confusion.referenceTotal(c));
    // "lidar" is the last expert of each block, on where the sensor is there.
    EXPECT_EQ(activation.share(0b11).back(), 1);
    EXPECT_EQ(activation.share(0b01).back(), 0);
}

TEST(ModelTestJob, whatCannotBeJudgedIsRefused) {
    auto& s = study();
    auto options = testing({{0.5, "radar", {}}});
    auto failed = ModelTestJob(options).run({}, s.progress);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, base::ErrorCode::Usage);
    options = testing({{0, "any", {}}});
    auto grid = valueOf(raster::readLabelRaster(s.scene.truth)).grid;
    options.reference = s.folder.file("strange.tif");
    ASSERT_TRUE(samples::writeLabelRaster(options.reference,
                                          {grid.width, grid.height, {{200, "strange", {}}}, {{0, 1, 0}}}, grid));
    failed = ModelTestJob(options).run({}, s.progress);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().message.find("class 200 (strange)"), std::string::npos) << failed.error().message;
    std::stop_source stop;
    stop.request_stop();
    failed = ModelTestJob(testing({{0, "any", {}}})).run(stop.get_token(), s.progress);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, base::ErrorCode::Cancelled);
}

}  // namespace
}  // namespace lacuna::jobs
