#include <fmt/format.h>

#include "jobs/model_test_job.h"
#include "loss/sensor_loss.h"
#include "small_study.h"

namespace lacuna::jobs {
namespace {

/// A copy of the lidar raster with random heights wherever `where` says so.
std::string withRandomHeights(const std::string& name, const std::vector<std::uint8_t>& where) {
    auto& s = study();
    const auto path = s.folder.file(name);
    std::filesystem::copy_file(s.scene.modalities[1].files[0], path);
    GDALDatasetUniquePtr copy(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_UPDATE));
    auto& band = *copy->GetRasterBand(1);
    std::vector<std::uint16_t> heights(60 * 50);
    EXPECT_EQ(band.RasterIO(GF_Read, 0, 0, 60, 50, heights.data(), 60, 50, GDT_UInt16, 0, 0, nullptr), CE_None);
    for (std::size_t i = 0; i < heights.size(); ++i)
        if (where[i] != 0) heights[i] = static_cast<std::uint16_t>(i * 104729 % 60013);
    EXPECT_EQ(band.RasterIO(GF_Write, 0, 0, 60, 50, heights.data(), 60, 50, GDT_UInt16, 0, 0, nullptr), CE_None);
    return path;
}

/// All outputs of a map, to be compared bit for bit.
struct Outputs {
    std::vector<std::uint8_t> labels;
    std::vector<float> probabilities;
    std::vector<std::uint8_t> availability;
};

void expectSame(const Outputs& found, const Outputs& expected) {
    for (std::size_t i = 0; i < expected.labels.size(); ++i) {
        const auto where = fmt::format("row {} column {}", i / 60, i % 60);
        ASSERT_EQ(found.availability[i], expected.availability[i]) << where;
        ASSERT_EQ(found.labels[i], expected.labels[i]) << where;
        for (std::size_t k = 0; k < 4; ++k) ASSERT_EQ(found.probabilities[k * 3000 + i], expected.probabilities[k * 3000 + i]) << where;
    }
}

Outputs outputsOf(ClassifyOptions options, const std::string& name) {
    auto& s = study();
    options.out = s.folder.file(name + ".tif");
    options.probabilities = s.folder.file(name + "-p.tif");
    options.availability = s.folder.file(name + "-a.tif");
    s.classify(options);
    Outputs outputs{s.labelsOf(options.out), std::vector<float>(60 * 50 * 4), std::vector<std::uint8_t>(60 * 50)};
    GDALDatasetUniquePtr p(GDALDataset::Open(options.probabilities.c_str())), a(GDALDataset::Open(options.availability.c_str()));
    EXPECT_EQ(p->RasterIO(GF_Read, 0, 0, 60, 50, outputs.probabilities.data(), 60, 50, GDT_Float32, 4, nullptr, 0, 0, 0, nullptr), CE_None);
    EXPECT_EQ(a->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, 60, 50, outputs.availability.data(), 60, 50, GDT_Byte, 0, 0, nullptr), CE_None);
    return outputs;
}

std::vector<std::uint8_t> cloudsOf(const std::string& text) {
    const auto parts = valueOf(loss::readLosses({"lidar=" + text}, {}, {"hs", "lidar"},
                                                valueOf(raster::RasterStack::open(study().scene.modalities)).grid(), {}));
    std::vector<std::uint8_t> lost(60 * 50);
    for (int row = 0; row < 50; ++row)
        for (int column = 0; column < 60; ++column)
            lost[static_cast<std::size_t>(row * 60 + column)] = parts.parts.front().lost->isLost(row, column);
    return lost;
}

constexpr auto clouds = "clouds,share:0.35,size:12,seed:3";

TEST(PartialLoss, whatALostPartHoldsNeverInfluencesTheMap) {
    auto& s = study();
    const auto lost = cloudsOf(clouds);
    auto options = s.classifying("");
    options.lose = {std::string("lidar=") + clouds};
    const auto expected = outputsOf(options, "part");
    options.modalities[1].files = {withRandomHeights("random-heights.tif", lost)};
    {
        SCOPED_TRACE("the part alone");
        expectSame(outputsOf(options, "part-random"), expected);
    }
    // The same with every fault on top, a shift included, which mixes neighbours.
    options.degrade = {"lidar=noise:0.2,looks:5,offset:2,offset-share:0.5,offset-size:9,shift-x:0.5,shift-y:-1.25"};
    const auto faultyRandom = outputsOf(options, "faulty-random");
    options.modalities = s.scene.modalities;
    const auto faulty = outputsOf(options, "faulty");
    {
        SCOPED_TRACE("with faults");
        expectSame(faultyRandom, faulty);
    }
    EXPECT_NE(faulty.probabilities, expected.probabilities);
    // The check can fail: one pixel outside the clouds that holds another height changes the map's probabilities.
    auto more = lost;
    *std::find(more.begin(), more.end(), 0) = 1;
    options.degrade.clear();
    options.modalities[1].files = {withRandomHeights("more-random-heights.tif", more)};
    EXPECT_NE(outputsOf(options, "part-more").probabilities, expected.probabilities);
}

TEST(PartialLoss, isTheCompleteMapFarFromThePartAndTheMapWithoutTheSensorDeepInIt) {
    auto& s = study();
    const auto complete = outputsOf(s.classifying(""), "whole");
    auto options = s.classifying("");
    options.lose = {"lidar"};
    const auto without = outputsOf(options, "none");
    options.lose = {"lidar=strips,every:60,width:30,first:30"};
    const auto half = outputsOf(options, "half");
    for (int row = 0; row < 50; ++row)
        for (int column = 0; column < 60; ++column) {
            const auto pixel = static_cast<std::size_t>(row * 60 + column);
            const bool lost = column >= 30;
            ASSERT_EQ(half.availability[pixel], lost ? 0b01 : 0b11);
            const auto& expected = lost ? without : complete;
            // Near the border patches reach over it.
            if (column >= 25 && column < 35) continue;
            ASSERT_EQ(half.labels[pixel], expected.labels[pixel]) << row << " " << column;
        }
    EXPECT_NE(half.labels, complete.labels);
    EXPECT_NE(half.labels, without.labels);
}

TEST(PartialLoss, isTheSameForEveryTileSizeAndBatchSize) {
    auto options = study().classifying("");
    options.lose = {std::string("lidar=") + clouds};
    options.degrade = {"hs=noise:0.3,dropped-bands:0.3,dead-detectors:0.05,shift-x:-0.75,seed:9", "lidar=looks:2,shift-y:1.5"};
    const auto expected = outputsOf(options, "tiles").labels;
    for (const auto& [tile, batch] : {std::pair{16, 0}, std::pair{37, 5}, std::pair{1000, 1}}) {
        options.tileSize = tile;
        options.batchSize = batch;
        EXPECT_EQ(outputsOf(options, "tiles").labels, expected) << tile << " " << batch;
    }
}

TEST(PartialLoss, aWorseSensorMakesAWorseMap) {
    auto& s = study();
    const auto overall = [&](const std::vector<std::string>& degrade) {
        auto options = s.classifying("degraded.tif");
        options.degrade = degrade;
        s.classify(options);
        return s.overall(options.out);
    };
    const double complete = overall({});
    EXPECT_LT(overall({"hs=noise:3"}), complete - 0.05);
    EXPECT_LT(overall({"lidar=shift-x:6,shift-y:6"}), complete - 0.02);
}

TEST(PartialLoss, mapStudyAndTestSayWhatWasLost) {
    auto& s = study();
    auto options = s.classifying("said.tif");
    options.lose = {std::string("lidar=") + clouds};
    options.degrade = {"hs=noise:0.1"};
    const auto result = s.classify(options);
    EXPECT_EQ(result.losses, (std::vector<std::string>{"hs degraded (noise:0.1)", "lidar lost in 35.0 % of the scene"}));
    GDALDatasetUniquePtr dataset(GDALDataset::Open(options.out.c_str()));
    EXPECT_EQ(std::string(dataset->GetMetadataItem("PARTLY_LOST", "LACUNA")), fmt::format("lidar={} (35.00 %)", clouds));
    EXPECT_STREQ(dataset->GetMetadataItem("DEGRADED", "LACUNA"), "hs=noise:0.1");

    WhatIfOptions whatIf;
    whatIf.classify = options;
    whatIf.reference = s.scene.truth;
    whatIf.maps = false;
    const auto partly = valueOf(WhatIfJob(whatIf).run({}, s.progress));
    EXPECT_EQ(partly.losses, result.losses);
    whatIf.classify.lose.clear();
    whatIf.classify.degrade.clear();
    const auto whole = valueOf(WhatIfJob(whatIf).run({}, s.progress));
    const auto accuracy = [](const WhatIfResult& study, std::size_t subset) {
        return metrics::accuracyOf(*study.subsets[subset].confusion).overall;
    };
    EXPECT_LT(accuracy(partly, 0), accuracy(whole, 0));
    EXPECT_LT(partly.subsets[2].confusion->total(), 60u * 50u + 1);
    whatIf.classify.lose = {"lidar"};
    EXPECT_EQ(valueOf(WhatIfJob(whatIf).run({}, s.progress)).subsets.size(), 1u);

    ModelTestOptions test;
    test.modalities = options.modalities;
    test.model = options.model;
    test.reference = s.scene.truth;
    test.settings = {{0, "any", ""}};
    test.precision = "fp32";
    test.lose = options.lose;
    test.degrade = options.degrade;
    const auto tested = valueOf(ModelTestJob(test).run({}, s.progress));
    EXPECT_EQ(tested.losses, result.losses);
    EXPECT_DOUBLE_EQ(metrics::accuracyOf(tested.settings[0].confusion).overall, accuracy(partly, 0));
}

TEST(PartialLoss, whatCannotBeIsRefusedBeforeAFileIsWritten) {
    auto& s = study();
    for (const auto& [lose, degrade, expected] : {std::tuple{"lidar=/nowhere.gpkg", "", "/nowhere.gpkg is not there"},
                                                  std::tuple{"sar=clouds", "", "there is no sensor sar"},
                                                  std::tuple{"", "lidar=dropped-bands:0.5", "single band"},
                                                  std::tuple{"", "hs=nois:0.5", "expected name:value with noise"}}) {
        auto options = s.classifying("refused.tif");
        if (*lose) options.lose = {lose};
        if (*degrade) options.degrade = {degrade};
        const auto result = ClassifyJob(options).run({}, s.progress);
        ASSERT_FALSE(result);
        EXPECT_NE(base::describe(result.error()).find(expected), std::string::npos) << base::describe(result.error());
        EXPECT_FALSE(std::filesystem::exists(options.out));
    }
}

}  // namespace
}  // namespace lacuna::jobs
