#include "jobs/pixel_probe.h"

#include "small_study.h"

namespace lacuna::jobs {
namespace {

std::unique_ptr<PixelProbe> probe() { return valueOf(PixelProbe::open(study().classifying(""))); }

std::vector<float> pixelOf(const std::string& path, int row, int column) {
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str()));
    std::vector<float> values(static_cast<std::size_t>(file->GetRasterCount()));  // in units: scale applied
    for (int band = 0; band < file->GetRasterCount(); ++band)
        EXPECT_EQ(file->GetRasterBand(band + 1)->RasterIO(GF_Read, column, row, 1, 1, &values[static_cast<std::size_t>(band)], 1, 1,
                                                          GDT_Float32, 0, 0),
                  CE_None);
    for (int band = 0; band < file->GetRasterCount(); ++band)
        values[static_cast<std::size_t>(band)] *= static_cast<float>(file->GetRasterBand(band + 1)->GetScale());
    return values;
}

TEST(PixelProbe, thePixelSaysWhatTheFilesAndTheMapSay) {
    auto& s = study();
    auto options = s.classifying("map.tif");
    options.probabilities = s.folder.file("probabilities.tif");
    options.experts = s.folder.file("gates");
    s.classify(options);
    const auto eye = probe();
    ASSERT_FALSE(eye->experts().blocks.empty());
    for (const auto& [row, column] : {std::pair{0, 0}, std::pair{49, 59}, std::pair{21, 34}}) {
        const auto report = valueOf(eye->at(row, column, {}));
        ASSERT_EQ(report.sensors.size(), 2u);
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_TRUE(report.sensors[i].holdsData && report.sensors[i].used);
            const auto values = pixelOf(s.scene.modalities[i].files[0], row, column);
            ASSERT_EQ(report.sensors[i].values.size(), values.size());
            for (std::size_t band = 0; band < values.size(); ++band) EXPECT_FLOAT_EQ(report.sensors[i].values[band], values[band]);
        }
        ASSERT_TRUE(report.scores);
        const auto probabilities = pixelOf(options.probabilities, row, column);
        for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(report.scores->probabilities[k], probabilities[k], 1e-4);
        EXPECT_EQ(eye->classes()[static_cast<std::size_t>(report.scores->classIndex)].value,
                  s.labelsOf(options.out)[static_cast<std::size_t>(row * 60 + column)]);
        std::size_t expert = 0;
        for (const auto& block : eye->experts().blocks)
            for (const float gate : pixelOf(fmt::format("{}/block_{:02}.tif", options.experts, block.block), row, column))
                EXPECT_NEAR(report.scores->weight[expert++], gate, 1e-4) << block.block;
        EXPECT_EQ(expert, report.scores->weight.size());
    }
}

TEST(PixelProbe, aLostSensorKeepsItsValuesAndTakesNoPart) {
    auto& s = study();
    auto options = s.classifying("lost-map.tif");
    options.lose = {"lidar"};
    options.probabilities = s.folder.file("lost-probabilities.tif");
    s.classify(options);
    const auto eye = probe();
    const auto lost = valueOf(eye->at(20, 30, {"lidar"})), complete = valueOf(eye->at(20, 30, {}));
    EXPECT_TRUE(lost.sensors[1].holdsData);
    EXPECT_FALSE(lost.sensors[1].used);
    EXPECT_EQ(lost.sensors[1].values, complete.sensors[1].values);
    const auto probabilities = pixelOf(options.probabilities, 20, 30);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(lost.scores->probabilities[k], probabilities[k], 1e-4);
    EXPECT_NE(lost.scores->probabilities, complete.scores->probabilities);
    std::size_t expert = 0;
    for (const auto& block : eye->experts().blocks)
        for (const auto& name : block.experts) {
            if (name == "lidar") {
                EXPECT_EQ(lost.scores->weight[expert], 0.0f);
                EXPECT_EQ(complete.scores->weight[expert], 1.0f);
            }
            ++expert;
        }
}

TEST(PixelProbe, withoutAModelTheSensorsAloneSpeak) {
    auto options = study().classifying("");
    options.model.clear();
    const auto eye = valueOf(PixelProbe::open(options));
    const auto report = valueOf(eye->at(3, 4, {}));
    EXPECT_EQ(report.sensors[0].values.size(), 6u);
    EXPECT_FALSE(report.scores);
    EXPECT_TRUE(eye->classes().empty());
}

TEST(PixelProbe, whereNothingHoldsDataThereAreNoScores) {
    auto& s = study();
    scenes::SceneOptions making;
    making.width = making.height = 40;
    making.classes = 4;
    making.sensors = "hs:hyperspectral:6,lidar:lidar:1";
    making.missingStrips = 2;
    const auto holes = valueOf(scenes::makeScene(s.folder.file("probe-holes"), making, {}, s.progress));
    auto options = s.classifying("");
    options.modalities = {holes.modalities[0]};
    const auto eye = valueOf(PixelProbe::open(options));
    const auto pixels = support::readPixels(eye->stack(), 0, eye->stack().grid().whole());
    const auto hole = static_cast<int>(std::find(pixels.holdsData.begin(), pixels.holdsData.end(), 0) - pixels.holdsData.begin());
    ASSERT_LT(hole, 1600);
    const auto report = valueOf(eye->at(hole / 40, hole % 40, {}));
    EXPECT_FALSE(report.sensors[0].holdsData);
    EXPECT_TRUE(report.sensors[0].values.empty());
    EXPECT_FALSE(report.scores);
}

TEST(PixelProbe, refusalsSayWhereTheSceneEnds) {
    const auto eye = probe();
    const auto outside = eye->at(50, 0, {});
    ASSERT_FALSE(outside);
    EXPECT_NE(base::describe(outside.error()).find("rows are 0 to 49 and columns 0 to 59"), std::string::npos);
    EXPECT_FALSE(eye->at(0, -1, {}));
    const auto unknown = eye->at(0, 0, {"radar"});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, base::ErrorCode::NotFound);
}

}  // namespace
}  // namespace lacuna::jobs
