#include "jobs/threshold_job.h"

#include <cmath>

#include "output/map_file.h"
#include "small_study.h"

namespace lacuna::jobs {
namespace {

ThresholdOptions asking() {
    ThresholdOptions options;
    options.classify = study().classifying("");
    options.reference = study().scene.truth;
    return options;
}

TEST(ThresholdJob, everySubsetHasAThresholdOfItsOwnThatIsJudgedOnOtherPixels) {
    auto options = asking();
    options.accuracy = 0.8;
    const auto result = valueOf(ThresholdJob(options).run({}, study().progress));
    ASSERT_EQ(result.subsets.size(), 3u);
    EXPECT_GT(result.fittedPixels, 10u);
    EXPECT_GT(result.judgedPixels, 10u);
    EXPECT_EQ(result.fittedPixels + result.judgedPixels + result.leftOut, 60u * 50u);
    for (const auto& subset : result.subsets) {
        EXPECT_TRUE(subset.reached ? subset.fitted.accuracy >= 0.8 : subset.judged.certain == 0) << subset.title;
        EXPECT_GE(subset.errorBefore, 0);
        EXPECT_GE(subset.errorAfter, 0);
        EXPECT_DOUBLE_EQ(subset.curve.back().share, 1);
        EXPECT_EQ(subset.curve.back().certain, result.judgedPixels);
    }
    EXPECT_TRUE(result.subsets.front().reached);
    // One sensor alone cannot tell these classes apart: nothing is certain then, and the text says so.
    EXPECT_FALSE(result.subsets[1].reached);
    EXPECT_NE(thresholdText(result).find("no threshold reaches"), std::string::npos);
    EXPECT_FALSE(toJson(result).at("subsets").at(1).contains("threshold"));
    options.share = 0.5;
    const auto byShare = valueOf(ThresholdJob(options).run({}, study().progress));
    EXPECT_NE(byShare.subsets[0].fitted.threshold, byShare.subsets[1].fitted.threshold);
    EXPECT_NE(byShare.subsets[1].fitted.threshold, byShare.subsets[2].fitted.threshold);
}

TEST(ThresholdJob, aShareThatIsAskedForIsReachedWhereItIsFitted) {
    auto options = asking();
    options.share = 0.5;
    options.classify.lose = {"lidar"};
    const auto result = valueOf(ThresholdJob(options).run({}, study().progress));
    ASSERT_EQ(result.subsets.size(), 1u);
    EXPECT_EQ(result.subsets.front().pattern, 1);
    EXPECT_GE(result.subsets.front().fitted.share, 0.5);
    EXPECT_LT(result.subsets.front().fitted.share, 0.6);
}

TEST(ThresholdJob, uncertainPixelsAreAClassOfTheMapAndNeverRight) {
    auto options = asking();
    options.share = 0.6;
    options.outFolder = study().folder.file("thresholds");
    const auto result = valueOf(ThresholdJob(options).run({}, study().progress));
    const auto& subset = result.subsets[1];
    const auto map = valueOf(output::readMap(subset.mapFile));
    ASSERT_GE(base::classIndex(map.classes, 255), 0);
    EXPECT_EQ(map.classes[static_cast<std::size_t>(base::classIndex(map.classes, 255))].name, "uncertain");
    const auto uncertain = map.countByValue()[255];
    EXPECT_EQ(uncertain, subset.uncertainCells);
    EXPECT_GT(uncertain, 0u);
    EXPECT_LT(uncertain, 60u * 50u);

    auto plain = study().classifying("plain.tif");
    plain.lose = {subset.pattern == 1 ? "lidar" : "hs"};
    study().classify(plain);
    const auto labels = study().labelsOf(plain.out), truth = study().labelsOf(study().scene.truth);
    std::uint64_t right = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (map.labels[i] == 255) continue;
        EXPECT_EQ(map.labels[i], labels[i]);
        right += map.labels[i] == truth[i];
    }
    const auto evaluated = study().evaluate(subset.mapFile, study().scene.truth);
    EXPECT_NEAR(metrics::accuracyOf(evaluated.accuracy.confusion).overall, static_cast<double>(right) / static_cast<double>(labels.size()), 1e-12);
    EXPECT_TRUE(std::filesystem::exists(options.outFolder + "/thresholds.csv"));
    EXPECT_TRUE(std::filesystem::exists(options.outFolder + "/thresholds.json"));
}

TEST(ThresholdJob, whatCannotBeFittedIsSaid) {
    auto options = asking();
    options.accuracy = 1.5;
    EXPECT_FALSE(ThresholdJob(options).run({}, study().progress));
    options = asking();
    options.reference.clear();
    EXPECT_EQ(ThresholdJob(options).run({}, study().progress).error().code, base::ErrorCode::Usage);
    std::stop_source stop;
    stop.request_stop();
    options = asking();
    options.outFolder = study().folder.file("stopped");
    EXPECT_EQ(ThresholdJob(options).run(stop.get_token(), study().progress).error().code, base::ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(options.outFolder + "/map-complete.tif"));
}

TEST(ThresholdJob, theUncertainClassTakesAFreeValue) {
    EXPECT_EQ(valueOf(uncertainClass({{1, "a", {}}}, {})).value, 255);
    EXPECT_EQ(valueOf(uncertainClass({{255, "a", {}}}, {{254, "b", {}}})).value, 253);
    base::ClassTable full;
    for (int value = 1; value < 256; ++value) full.push_back({value, "x", {}});
    EXPECT_FALSE(uncertainClass(full, {}));
}

}  // namespace
}  // namespace lacuna::jobs
