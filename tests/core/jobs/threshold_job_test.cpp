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

TEST(ThresholdJob, isotonicThresholdsAreOnTheConfidenceThatAMapKeeps) {
    auto options = asking();
    options.calibration = "isotonic";
    options.share = 0.6;
    options.outFolder = study().folder.file("isotonic");
    auto result = valueOf(ThresholdJob(options).run({}, study().progress));
    ASSERT_TRUE(result.subsets[0].reached);
    EXPECT_LE(result.subsets[0].errorAfter, 0.5);
    // The plain map, marked by the rule, is the job's map.
    auto plain = study().classifying("plain-confidence.tif");
    std::unique_ptr<map::ClassMap> kept;
    class Keep : public map::MapSink {
    public:
        explicit Keep(std::unique_ptr<map::ClassMap>& map) : map_(map) {}
        base::Status write(const map::MapBlock& block) override { return map_->write(block); }

    private:
        std::unique_ptr<map::ClassMap>& map_;
    } sink(kept);
    const auto made = valueOf(output::readMap(result.subsets[0].mapFile));
    kept = std::make_unique<map::ClassMap>(made.grid, base::ClassTable());
    ASSERT_TRUE(ClassifyJob(plain).run({}, study().progress, &sink));
    const auto marked = map::markUncertain(*kept, uncertaintyOf(result));
    EXPECT_EQ(kept->labels, made.labels);
    EXPECT_EQ(marked, result.subsets[0].uncertainCells);
    EXPECT_GT(marked, 0u);
    EXPECT_LT(marked, 60u * 50u);
    EXPECT_EQ(kept->classes.back().name, "uncertain");

    // Another goal needs no classification, and says what the job would.
    options.outFolder.clear();
    options.share = 0;
    options.accuracy = 0.8;
    const auto other = valueOf(ThresholdJob(options).run({}, study().progress));
    chooseThresholds(result, options.goal());
    for (std::size_t i = 0; i < result.subsets.size(); ++i) {
        EXPECT_EQ(result.subsets[i].reached, other.subsets[i].reached);
        EXPECT_EQ(result.subsets[i].fitted.threshold, other.subsets[i].fitted.threshold);
        EXPECT_EQ(result.subsets[i].judged.share, other.subsets[i].judged.share);
    }
    EXPECT_GT(result.subsets[0].judged.share, 0.6);
    chooseThresholds(result, {ThresholdGoal::By::Confidence, 0.7});
    const auto& steps = result.patterns.back().steps;
    ASSERT_EQ(result.patterns.back().pattern, 3);
    EXPECT_GE(metrics::calibratedBy(steps, result.subsets[0].fitted.threshold), 0.7f);
    EXPECT_LT(metrics::calibratedBy(steps, std::nextafter(result.subsets[0].fitted.threshold, 0.0f)), 0.7f);
}

TEST(ThresholdJob, whereASensorIsLostInPartItsPixelsHaveTheThresholdOfTheRest) {
    auto options = asking();
    options.calibration = "isotonic";
    options.share = 0.5;
    const auto whole = valueOf(ThresholdJob(options).run({}, study().progress));
    options.classify.lose = {"hs=strips,every:20,width:10"};
    const auto part = valueOf(ThresholdJob(options).run({}, study().progress));
    ASSERT_EQ(part.subsets.size(), 3u);  // a part is no sensor that is switched off
    EXPECT_NE(thresholdText(part).find("hs lost in 50.0 %"), std::string::npos) << thresholdText(part);
    const auto rule = uncertaintyOf(part);
    // Without HS nothing has changed anywhere, so LiDAR alone has the threshold that it had; and so has it in the lost strips.
    EXPECT_EQ(rule.below[2], uncertaintyOf(whole).below[2]);
    EXPECT_NE(rule.below[3], rule.below[2]);
    std::size_t both = 0, lidar = 0;
    for (const auto& pixel : part.subsets[0].scores) (pixel.availability == 3 ? both : lidar) += 1;
    EXPECT_GT(both, 100u);
    EXPECT_GT(lidar, 100u);
    // HS alone has no data in the strips: those pixels are not its.
    for (const auto& subset : part.subsets)
        if (subset.pattern == 1) {
            EXPECT_LT(subset.scores.size(), part.subsets[0].scores.size());
        }
    options.classify.lose.clear();
    options.classify.degrade = {"hs=noise:3"};
    const auto noisy = valueOf(ThresholdJob(options).run({}, study().progress));
    EXPECT_EQ(noisy.losses, (std::vector<std::string>{"hs degraded (noise:3)"}));
    EXPECT_NE(noisy.subsets[0].accuracyOfAll, whole.subsets[0].accuracyOfAll);
    const auto lidarOnly = [](const auto& result) {
        return std::find_if(result.subsets.begin(), result.subsets.end(), [](const auto& subset) { return subset.pattern == 2; })->accuracyOfAll;
    };
    EXPECT_EQ(lidarOnly(noisy), lidarOnly(whole));
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
