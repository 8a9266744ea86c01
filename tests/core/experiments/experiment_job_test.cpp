#include "experiments/experiment_job.h"

#include "core/jobs/small_study.h"

namespace lacuna::experiments {
namespace {

using jobs::study;
using jobs::valueOf;

/// An experiment on the small scene, with the small backbone.
std::string gridText(const std::string& methods, const std::string& settings, const std::string& seeds = "[0, 1]",
                     int epochs = 2) {
    const auto& s = study();
    return fmt::format(R"(
title: A small grid
data:
  scene:
    modalities: {{hs: {}, lidar: {}}}
    labels: {}
train: {{split: random, train-fraction: 0.05, epochs: {}, batch-size: 64, precision: fp32, backbone: {}, redraw-patterns: false}}
test: {{limit: 300, precision: fp32}}
methods: {}
seeds: {}
settings: {}
)",
                       s.scene.modalities[0].files[0], s.scene.modalities[1].files[0], s.scene.truth, epochs,
                       s.backbone, methods, seeds, settings);
}

const std::string twoOfThem = "[frozen-baseline, {id: mamol, placement: last-2x2, rank: 4}]";
const std::string twoSettings = "[{eta: 0.7, missing: any}, {eta: 1, missing: lidar}]";

ExperimentOptions optionsOf(const std::string& name, const std::string& text, const std::string& results) {
    ExperimentOptions options;
    options.file = study().folder.file(name + ".yaml");
    support::putFile(options.file, text);
    options.results = study().folder.file(results);
    return options;
}

ExperimentResult done(const ExperimentOptions& options) {
    return valueOf(ExperimentJob(options, study().methods).run({}, study().progress));
}

std::vector<std::string> contentsOf(const ExperimentResult& result) {
    std::vector<std::string> contents;
    for (const auto& file : result.files) contents.push_back(support::contentOf(file));
    return contents;
}

/// Requests a stop when the experiment is so far.
struct StopAt : base::Progress {
    explicit StopAt(double fraction) : at(fraction) {}
    void report(const base::ProgressUpdate& update) override {
        EXPECT_GE(update.fraction, last);
        last = update.fraction;
        if (update.fraction >= at) stop.request_stop();
    }
    double at, last = 0;
    std::stop_source stop;
};

TEST(ExperimentJob, aGridBecomesTables) {
    const auto result = done(optionsOf("grid", gridText(twoOfThem, twoSettings), "grid"));
    EXPECT_EQ(result.runs.size(), 8u);
    EXPECT_EQ(result.trained, 8u);
    EXPECT_EQ(result.summary.finished, 8u);
    EXPECT_EQ(result.summary.groups.size(), 4u);
    EXPECT_EQ(result.summary.comparisons.size(), 4u);
    EXPECT_EQ(result.files.size(), 5u);
    EXPECT_NE(result.report.find("| scene | any 70 % |"), std::string::npos) << result.report;
    EXPECT_FALSE(std::filesystem::exists(study().folder.file("grid/work")));
    const auto json = toJson(result);
    EXPECT_EQ(json.at("results").size(), 4u);
    EXPECT_EQ(json.at("results")[0].at("facts").at("method"), "frozen-baseline");

    // The same by hand.
    auto& s = study();
    auto training = s.training("by-hand.safetensors", 2);
    training.labels = s.scene.truth;
    training.split = "random";
    training.trainFraction = 0.05;
    training.trainer.redrawPatterns = false;
    training.trainer.seed = 1;
    training.missing = {1, "lidar", {}};
    training.splitFolder = s.folder.file("by-hand");
    const auto trained = s.train(training);
    jobs::ModelTestOptions testing;
    testing.modalities = training.modalities;
    testing.model = trained.checkpoint;
    testing.reference = trained.testLabels;
    testing.limit = 300;
    testing.precision = "fp32";
    testing.seed = 1;
    testing.settings = {training.missing};
    const auto tested = valueOf(jobs::ModelTestJob(testing).run({}, s.progress));
    const auto& group = result.summary.groups[3];
    EXPECT_EQ(factOf(group.facts, "train"), "lidar 100 %");
    EXPECT_EQ(group.variant, "mamol");
    EXPECT_EQ(group.values[0][1], metrics::accuracyOf(tested.settings[0].confusion).overall);
}

TEST(ExperimentJob, aStoppedExperimentGoesOnAndEndsWithTheSameTables) {
    const auto text = gridText(twoOfThem, twoSettings, "[0]", 3);
    const auto whole = done(optionsOf("stopped", text, "whole"));
    const auto options = optionsOf("stopped", text, "resumed");
    StopAt progress(0.6);
    const auto stopped = ExperimentJob(options, study().methods).run(progress.stop.get_token(), progress);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, base::ErrorCode::Cancelled);
    EXPECT_NE(stopped.error().message.find("2 of 4 runs are finished"), std::string::npos) << stopped.error().message;
    const auto partial = support::contentOf(study().folder.file("resumed/stopped.md"));
    EXPECT_NE(partial.find("2 of 4 tests are finished"), std::string::npos) << partial;
    const auto resumed = done(options);
    EXPECT_EQ(resumed.trained, 2u);
    EXPECT_EQ(
        std::count_if(resumed.runs.begin(), resumed.runs.end(), [](const ExperimentRun& run) { return run.finished; }),
        2);
    EXPECT_EQ(contentsOf(resumed), contentsOf(whole));
    EXPECT_EQ(done(options).trained, 0u);
}

TEST(ExperimentJob, aChangedFileRepeatsOnlyWhatHasChanged) {
    const auto first = optionsOf("changed", gridText("[frozen-baseline]", "[{eta: 0.7}]"), "changed");
    EXPECT_EQ(done(first).trained, 2u);
    const auto more = optionsOf("changed", gridText(twoOfThem, "[{eta: 0.7}]", "[0, 1, 2]"), "changed");
    EXPECT_EQ(done(more).trained, 4u);
    const auto tested = optionsOf(
        "changed", gridText("[frozen-baseline]", "[{train: {eta: 0.7}, test: [{eta: 0.7}, {eta: 0}]}]"), "changed");
    const auto result = done(tested);
    EXPECT_EQ(result.trained, 2u);
    EXPECT_EQ(result.summary.finished, 4u);
}

TEST(ExperimentJob, aDryRunSaysWhatIsToDoAndWritesNothing) {
    auto options = optionsOf("dry", gridText(twoOfThem, twoSettings), "dry");
    options.dryRun = true;
    const auto plan = done(options);
    EXPECT_EQ(plan.runs.size(), 8u);
    EXPECT_EQ(plan.runs[0].title, "scene, frozen-baseline, any 70 %, seed 0");
    EXPECT_FALSE(plan.runs[0].finished);
    EXPECT_FALSE(std::filesystem::exists(options.results));
    options.dryRun = false;
    options.only = {"frozen-baseline"};
    EXPECT_EQ(done(options).trained, 4u);
    options.only.clear();
    options.dryRun = true;
    const auto later = done(options);
    EXPECT_TRUE(later.runs[0].finished);
    EXPECT_EQ(
        std::count_if(later.runs.begin(), later.runs.end(), [](const ExperimentRun& run) { return run.finished; }), 4);
}

TEST(ExperimentJob, aRunThatFailsIsNamedAndTheOthersAreKept) {
    auto text = gridText("[frozen-baseline]", "[{eta: 0}]");
    text.insert(text.find("train: {"),
                fmt::format("  strange:\n    modalities: {{hs: {}, lidar: {}}}\n    labels: {}\n",
                            study().scene.modalities[0].files[0], study().scene.modalities[1].files[0],
                            study().folder.file("small.tif")));
    support::RasterFile other;
    other.bands = 1;
    other.type = GDT_Byte;
    support::writeRaster(study().folder.file("small.tif"), other);
    const auto options = optionsOf("failing", text, "failing");
    const auto failed = ExperimentJob(options, study().methods).run({}, study().progress);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, base::ErrorCode::BadData);
    EXPECT_NE(failed.error().message.find("2 of 4 runs failed, the first (strange, frozen-baseline, complete, seed 0)"),
              std::string::npos)
        << failed.error().message;
    EXPECT_NE(failed.error().message.find("small.tif"), std::string::npos) << failed.error().message;
    const auto written = support::contentOf(study().folder.file("failing/failing.md"));
    EXPECT_NE(written.find("2 of 4 tests are finished"), std::string::npos) << written;
}

TEST(ExperimentJob, whatIsNotThereIsNamed) {
    auto options = optionsOf("nowhere", gridText("[frozen-baseline]", "[{eta: 0}]"), "");
    options.results.clear();
    EXPECT_FALSE(ExperimentJob(options, study().methods).run({}, study().progress));
    auto text = gridText("[frozen-baseline]", "[{eta: 0}]");
    text.replace(text.find(study().scene.truth), study().scene.truth.size(), "none.tif");
    options = optionsOf("nowhere", text, "nowhere");
    options.dataFolder = study().folder.file("data");
    const auto missing = ExperimentJob(options, study().methods).run({}, study().progress);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::ErrorCode::NotFound);
    EXPECT_NE(missing.error().message.find("data/none.tif"), std::string::npos) << missing.error().message;
}

}  // namespace
}  // namespace lacuna::experiments
