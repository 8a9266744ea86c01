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
        const auto expected = metrics::accuracyOf(s.evaluate(options.out, s.scene.truth).confusion);
        const auto found = metrics::accuracyOf(*subset.confusion);
        EXPECT_DOUBLE_EQ(found.overall, expected.overall) << subset.title;
        EXPECT_DOUBLE_EQ(found.kappa, expected.kappa) << subset.title;
    }
    EXPECT_EQ(result.subsets[0].changedCells, 0u);
    EXPECT_GT(result.subsets[1].changedCells, 0u);
    EXPECT_EQ(result.activation.pixels(3), 60u * 50u);
    for (const char* name : {"what_if.csv", "what_if.json", "activation.csv", "map-complete.png", "experts-complete.png",
                             "confusion-complete.csv"})
        EXPECT_TRUE(std::filesystem::exists(s.folder.file("study") + "/" + name)) << name;
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
