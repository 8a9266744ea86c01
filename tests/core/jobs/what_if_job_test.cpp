#include "jobs/what_if_job.h"

#include "output/map_file.h"
#include "samples/sample_files.h"
#include "small_study.h"

namespace lacuna::jobs {
namespace {

WhatIfOptions whatIf(const std::string& folder) {
    WhatIfOptions options;
    options.classify = study().classifying("");
    options.reference = study().scene.truth;
    options.outFolder = study().folder.file(folder);
    return options;
}

TEST(WhatIfJob, everySubsetHasTheAccuracyOfItsOwnMap) {
    auto& s = study();
    const auto result = valueOf(WhatIfJob(whatIf("study")).run({}, s.progress));
    ASSERT_EQ(result.subsets.size(), 3u);
    EXPECT_EQ(result.subsets[0].title, "complete");
    for (const auto& subset : result.subsets) {
        auto options = s.classifying("single.tif");
        for (std::size_t i = 0; i < result.modalityNames.size(); ++i)
            if (!base::isPresent(subset.pattern, static_cast<int>(i))) options.lose.push_back(result.modalityNames[i]);
        s.classify(options);
        EXPECT_EQ(s.labelsOf(options.out), s.labelsOf(subset.mapFile)) << subset.title;
        const auto expected = metrics::accuracyOf(s.evaluate(options.out, s.scene.truth).accuracy.confusion);
        const auto found = metrics::accuracyOf(*subset.confusion);
        EXPECT_DOUBLE_EQ(found.overall, expected.overall) << subset.title;
        EXPECT_DOUBLE_EQ(found.kappa, expected.kappa) << subset.title;
    }
    EXPECT_EQ(result.subsets[0].changedCells, 0u);
    EXPECT_GT(result.subsets[1].changedCells, 0u);
    EXPECT_EQ(result.activation.pixels(3), 60u * 50u);
    for (const char* name : {"what_if.csv", "what_if.json", "activation.csv", "map-complete.png", "experts-complete.png",
                             "confusion-complete.csv", "sensor_value.csv", "flips-without-lidar.csv"})
        EXPECT_TRUE(std::filesystem::exists(s.folder.file("study") + "/" + name)) << name;
}

TEST(WhatIfJob, theSensorsValuesLeadFromTheCommonestClassToTheCompleteMap) {
    auto& s = study();
    auto options = whatIf("values");
    options.maps = false;
    const auto result = valueOf(WhatIfJob(options).run({}, s.progress));
    ASSERT_TRUE(result.sensorValues);
    const auto& values = *result.sensorValues;
    const auto overall = [&](base::Availability pattern) {
        for (const auto& subset : result.subsets)
            if (subset.pattern == pattern) return metrics::accuracyOf(*subset.confusion).overall;
        return 0.0;
    };
    ASSERT_EQ(values.sensors.size(), 2u);
    EXPECT_DOUBLE_EQ(values.completeOverall, overall(3));
    EXPECT_NEAR(values.sensors[0].overall, (overall(1) - values.emptyOverall + overall(3) - overall(2)) / 2, 1e-12);
    EXPECT_NEAR(values.emptyOverall + values.sensors[0].overall + values.sensors[1].overall, values.completeOverall, 1e-12);
    EXPECT_NE(whatIfText(result).find(fmt::format("{:+.1f}\nall sensors", 100 * values.sensors[1].overall)), std::string::npos)
        << whatIfText(result);
    EXPECT_DOUBLE_EQ(toJson(result).at("sensor_values").at("sensors").at(1).at("oa").get<double>(), values.sensors[1].overall);
    options.reference.clear();
    options.maps = true;
    EXPECT_FALSE(valueOf(WhatIfJob(options).run({}, s.progress)).sensorValues);
}

TEST(WhatIfJob, aFlipMapSaysWhereAndFromWhatToWhatTheClassChanges) {
    auto& s = study();
    const auto result = valueOf(WhatIfJob(whatIf("flips")).run({}, s.progress));
    EXPECT_TRUE(result.subsets[0].flipFile.empty());
    const auto complete = s.labelsOf(result.subsets[0].mapFile);
    for (std::size_t i = 1; i < result.subsets.size(); ++i) {
        const auto& subset = result.subsets[i];
        std::uint64_t cells = 0;
        for (const auto& flip : *subset.flips) cells += flip.cells;
        EXPECT_EQ(cells, subset.changedCells) << subset.title;
        EXPECT_EQ(std::filesystem::path(subset.flipFile).filename(), i == 1 ? "flips-without-lidar.tif" : "flips-without-hs.tif");
        const auto flips = valueOf(output::readMap(subset.flipFile));
        const auto lost = s.labelsOf(subset.mapFile);
        for (std::size_t cell = 0; cell < lost.size(); ++cell) {
            const auto& name = flips.classes[static_cast<std::size_t>(base::classIndex(flips.classes, flips.labels[cell]))].name;
            const auto nameOf = [&](int value) {
                return result.classes[static_cast<std::size_t>(base::classIndex(result.classes, value))].name;
            };
            const bool same = lost[cell] == complete[cell];
            ASSERT_EQ(name, same ? "unchanged" : nameOf(complete[cell]) + " → " + nameOf(lost[cell]));
        }
    }
    const auto listed = toJson(result).at("subsets").at(1).at("flips");
    ASSERT_EQ(listed.size(), result.subsets[1].flips->size());
    const auto& most = result.subsets[1].flips->front();
    EXPECT_EQ(listed.at(0).at("to_class"), most.toName);
    ASSERT_GT(result.cellArea, 0);
    EXPECT_DOUBLE_EQ(listed.at(0).at("hectares").get<double>(), static_cast<double>(most.cells) * result.cellArea / 10000);
}

TEST(WhatIfJob, judgingTheReferenceAloneGivesTheSameNumbers) {
    auto& s = study();
    auto options = whatIf("numbers");
    options.reference = s.scene.labels;
    options.maps = true;
    const auto whole = valueOf(WhatIfJob(options).run({}, s.progress));
    options.maps = false;
    options.classify.tileSize = 16;
    const auto alone = valueOf(WhatIfJob(options).run({}, s.progress));
    for (std::size_t i = 0; i < whole.subsets.size(); ++i)
        for (int a = 0; a < 4; ++a)
            for (int b = 0; b < 4; ++b)
                EXPECT_EQ(whole.subsets[i].confusion->at(a, b), alone.subsets[i].confusion->at(a, b));
}

TEST(WhatIfJob, aSensorThatIsNotGivenHasNoSubsets) {
    auto& s = study();
    auto options = whatIf("partly");
    options.classify.modalities.pop_back();
    const auto result = valueOf(WhatIfJob(options).run({}, s.progress));
    ASSERT_EQ(result.subsets.size(), 1u);
    EXPECT_EQ(result.subsets[0].title, "without lidar");
}

TEST(WhatIfJob, referencePixelsOfUnknownClassesAreCountedAndLeftOut) {
    auto& s = study();
    auto options = whatIf("unknown");
    options.maps = false;
    auto grid = valueOf(raster::readLabelRaster(s.scene.truth)).grid;
    samples::SampleSet set{grid.width, grid.height, {{1, "known", {}}, {200, "unknown", {}}}, {{0, 0, 0}, {0, 1, 1}, {0, 2, 1}}};
    options.reference = s.folder.file("unknown.tif");
    ASSERT_TRUE(samples::writeLabelRaster(options.reference, set, grid));
    const auto result = valueOf(WhatIfJob(options).run({}, s.progress));
    EXPECT_EQ(result.unknownReference, 2u);
    EXPECT_EQ(result.subsets[0].confusion->total(), 1u);
    EXPECT_NE(whatIfText(result).find("2 reference pixels"), std::string::npos);
}

TEST(WhatIfJob, stoppingLeavesNoMap) {
    auto& s = study();
    std::stop_source stop;
    stop.request_stop();
    const auto result = WhatIfJob(whatIf("stopped")).run(stop.get_token(), s.progress);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(s.folder.file("stopped")));
}

}  // namespace
}  // namespace lacuna::jobs
