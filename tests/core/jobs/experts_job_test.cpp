#include "jobs/experts_job.h"

#include <cmath>

#include "small_study.h"

namespace lacuna::jobs {
namespace {

ExpertsOptions options() {
    ExpertsOptions options;
    options.classify = study().classifying("");
    return options;
}

ExpertsResult run(const ExpertsOptions& options) { return valueOf(ExpertsJob(options).run({}, study().progress)); }

std::string refusal(const ExpertsOptions& options) {
    const auto result = ExpertsJob(options).run({}, study().progress);
    EXPECT_FALSE(result);
    return result ? "" : base::describe(result.error());
}

TEST(ExpertsJob, theWholeScenesActivationIsTheOneThatClassifyingRecords) {
    auto& s = study();
    auto classifying = s.classifying("");
    classifying.recordActivation = true;
    const auto expected = s.classify(classifying).activation;
    const auto found = run(options()).activation;
    EXPECT_EQ(found.patterns(), expected.patterns());
    EXPECT_EQ(found.pixels(3), 3000u);
    const auto a = found.share(3), b = expected.share(3);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-9);
}

TEST(ExpertsJob, aWindowCountsItsPixelsAloneAndEverySubsetWhenAsked) {
    auto asked = options();
    asked.window = {10, 7, 13, 9};
    asked.everySubset = true;
    const auto result = run(asked);
    EXPECT_EQ(result.window, asked.window);
    EXPECT_EQ(result.activation.patterns(), (std::vector<base::Availability>{1, 2, 3}));
    for (const base::Availability pattern : {1, 2, 3}) EXPECT_EQ(result.activation.pixels(pattern), 13u * 9u);
    // The expert of a lost sensor is never used, that of a sensor which is there by every token.
    const auto withoutLidar = result.activation.share(1);
    std::size_t expert = 0;
    for (const auto& block : result.activation.layout().blocks)
        for (const auto& name : block.experts) {
            if (name == "lidar") EXPECT_EQ(withoutLidar[expert], 0);
            if (name == "hs") EXPECT_EQ(withoutLidar[expert], 1);
            ++expert;
        }
}

TEST(ExpertsJob, theGatesOfAWindowAreThoseOfTheWholeScene) {
    auto& s = study();
    auto classifying = s.classifying("gates-map.tif");
    classifying.experts = s.folder.file("scene-gates");
    s.classify(classifying);
    auto asked = options();
    asked.window = {21, 13, 30, 20};
    asked.gates = true;
    asked.outFolder = s.folder.file("window-gates");
    const auto result = run(asked);
    ASSERT_TRUE(result.gates);
    for (const auto& block : result.gates->layout.blocks) {
        const auto name = fmt::format("/block_{:02}.tif", block.block);
        GDALDatasetUniquePtr whole(GDALDataset::Open((classifying.experts + name).c_str()));
        GDALDatasetUniquePtr part(GDALDataset::Open((asked.outFolder + name).c_str()));
        ASSERT_TRUE(whole && part);
        ASSERT_EQ(part->GetRasterCount(), static_cast<int>(block.experts.size()));
        EXPECT_STREQ(part->GetMetadataItem("METHOD", "LACUNA"), "mamol");
        EXPECT_STREQ(part->GetMetadataItem("SENSORS", "LACUNA"), "hs, lidar");
        EXPECT_EQ(part->GetMetadataItem("BLOCK", "LACUNA"), std::to_string(block.block));
        double ofWhole[6], ofPart[6];
        whole->GetGeoTransform(ofWhole);
        part->GetGeoTransform(ofPart);
        EXPECT_DOUBLE_EQ(ofPart[0], ofWhole[0] + 21 * ofWhole[1]);
        EXPECT_DOUBLE_EQ(ofPart[3], ofWhole[3] + 13 * ofWhole[5]);
        for (int band = 0; band < part->GetRasterCount(); ++band) {
            std::vector<float> expected(600), found(600);
            ASSERT_EQ(whole->GetRasterBand(band + 1)->RasterIO(GF_Read, 21, 13, 30, 20, expected.data(), 30, 20, GDT_Float32, 0, 0), CE_None);
            ASSERT_EQ(part->GetRasterBand(band + 1)->RasterIO(GF_Read, 0, 0, 30, 20, found.data(), 30, 20, GDT_Float32, 0, 0), CE_None);
            EXPECT_EQ(part->GetRasterBand(band + 1)->GetDescription(), block.experts[static_cast<std::size_t>(band)]);
            for (std::size_t i = 0; i < found.size(); ++i) ASSERT_NEAR(found[i], expected[i], 1e-4) << name << " " << band << " " << i;
            EXPECT_EQ(found, result.gates->values(result.gates->firstExpert(block.block) + static_cast<std::size_t>(band)));
        }
    }
    for (const char* file : {"/activation.csv", "/experts-complete.png"}) EXPECT_TRUE(std::filesystem::exists(asked.outFolder + file)) << file;
}

TEST(ExpertsJob, aStrideWidensTheWindowToWholeCells) {
    auto asked = options();
    asked.window = {5, 6, 10, 10};
    asked.classify.stride = 4;
    asked.gates = true;
    const auto result = run(asked);
    EXPECT_EQ(result.window, (raster::Window{4, 4, 12, 12}));
    EXPECT_EQ(result.gates->grid.width, 3);
    EXPECT_EQ(result.activation.pixels(3), 9u);
    asked.window = {57, 48, 10, 10};  // over the edge: cut
    EXPECT_EQ(run(asked).window, (raster::Window{56, 48, 4, 2}));
}

TEST(ExpertsJob, cellsWithoutDataAreNaN) {
    auto& s = study();
    scenes::SceneOptions making;
    making.width = making.height = 40;
    making.classes = 4;
    making.sensors = "hs:hyperspectral:6,lidar:lidar:1";
    making.missingStrips = 2;
    const auto holes = valueOf(scenes::makeScene(s.folder.file("gate-holes"), making, {}, s.progress));
    auto asked = options();
    asked.classify.modalities = {holes.modalities[0]};
    asked.gates = true;
    const auto gates = *run(asked).gates;
    const auto stack = valueOf(raster::RasterStack::open({holes.modalities[0]}));
    const auto pixels = support::readPixels(stack, 0, stack.grid().whole());
    std::size_t empty = 0;
    for (std::size_t i = 0; i < pixels.holdsData.size(); ++i) {
        ASSERT_EQ(std::isnan(gates.gates[i]), pixels.holdsData[i] == 0);
        empty += pixels.holdsData[i] == 0;
    }
    EXPECT_GT(empty, 0u);
}

TEST(ExpertsJob, refusalsNameWhatIsWrong) {
    auto asked = options();
    asked.window = {60, 0, 5, 5};
    EXPECT_NE(refusal(asked).find("60,0,5,5"), std::string::npos);
    asked = options();
    auto training = study().training("no-experts.safetensors", 1);
    training.method = "frozen-baseline";
    training.methodParameters = nlohmann::json::object();
    study().train(training);
    asked.classify.model = training.out;
    EXPECT_NE(refusal(asked).find("has no experts"), std::string::npos);
}

TEST(ExpertsJob, stoppingLeavesNothing) {
    auto asked = options();
    asked.gates = true;
    asked.outFolder = study().folder.file("never-written");
    std::stop_source stop;
    stop.request_stop();
    const auto result = ExpertsJob(asked).run(stop.get_token(), study().progress);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(asked.outFolder));
}

TEST(ExpertsJob, theStrideKeepsTheNumberOfCells) {
    EXPECT_EQ(strideFor({0, 0, 145, 145}, 65536), 1);
    EXPECT_EQ(strideFor({0, 0, 512, 256}, 65536), 2);
    EXPECT_EQ(strideFor({0, 0, 3, 3}, 1), 3);
}

}  // namespace
}  // namespace lacuna::jobs
