#include "jobs/classify_job.h"

#include "raster/label_raster.h"
#include "small_study.h"

namespace lacuna::jobs {
namespace {

std::string refusal(const ClassifyOptions& options) {
    base::Progress progress;
    const auto result = ClassifyJob(options).run({}, progress);
    EXPECT_FALSE(result);
    return result ? "" : base::describe(result.error());
}

/// The lidar raster with random heights instead of the scene's.
std::string randomHeights(const std::string& name) {
    support::RasterFile file;
    file.width = 60;
    file.height = 50;
    file.bands = 1;
    file.epsg = 0;
    file.transform = {};
    file.value = [](int, int row, int column) { return (row * 7919 + column * 104729) % 9000; };
    const auto path = study().folder.file(name);
    auto dataset = support::createRaster(path, file);
    GDALDatasetUniquePtr original(GDALDataset::Open(study().scene.modalities[1].files[0].c_str()));
    double transform[6];
    original->GetGeoTransform(transform);
    dataset->SetGeoTransform(transform);
    dataset->SetSpatialRef(original->GetSpatialRef());
    return path;
}

TEST(ClassifyJob, theMapIsRightWhereBothSensorsAreThereAndWorseWithoutOne) {
    auto& s = study();
    s.classify(s.classifying("complete.tif"));
    auto lost = s.classifying("no-lidar.tif");
    lost.lose = {"lidar"};
    s.classify(lost);
    const double complete = s.overall(s.folder.file("complete.tif"));
    const double withoutLidar = s.overall(s.folder.file("no-lidar.tif"));
    EXPECT_GT(complete, 0.8);
    EXPECT_LT(withoutLidar, complete - 0.1);
    EXPECT_GT(withoutLidar, 0.3);
}

TEST(ClassifyJob, aLostSensorsFileCouldHoldAnythingAndIsNotEvenRead) {
    auto& s = study();
    auto options = s.classifying("lost.tif");
    options.lose = {"lidar"};
    s.classify(options);
    options.modalities[1].files = {randomHeights("random.tif")};
    options.out = s.folder.file("lost-random.tif");
    s.classify(options);
    EXPECT_EQ(s.labelsOf(s.folder.file("lost.tif")), s.labelsOf(s.folder.file("lost-random.tif")));
    // The check can fail: with the sensor on, the random heights change the map.
    options.lose.clear();
    options.out = s.folder.file("random-on.tif");
    s.classify(options);
    EXPECT_NE(s.labelsOf(s.folder.file("lost.tif")), s.labelsOf(s.folder.file("random-on.tif")));
    options.lose = {"lidar"};
    std::filesystem::resize_file(options.modalities[1].files[0], std::filesystem::file_size(options.modalities[1].files[0]) / 2);
    options.out = s.folder.file("lost-truncated.tif");
    if (raster::RasterStack::open({options.modalities[1]})) {
        s.classify(options);
        EXPECT_EQ(s.labelsOf(s.folder.file("lost.tif")), s.labelsOf(s.folder.file("lost-truncated.tif")));
    }
}

TEST(ClassifyJob, aSensorThatIsNotGivenIsLost) {
    auto& s = study();
    auto options = s.classifying("lost.tif");
    options.lose = {"lidar"};
    s.classify(options);
    options.lose.clear();
    options.modalities.pop_back();
    options.out = s.folder.file("not-given.tif");
    s.classify(options);
    EXPECT_EQ(s.labelsOf(s.folder.file("lost.tif")), s.labelsOf(s.folder.file("not-given.tif")));
}

TEST(ClassifyJob, theOrderOfTheSensorsDoesNotMatter) {
    auto& s = study();
    auto options = s.classifying("forward.tif");
    s.classify(options);
    std::swap(options.modalities[0], options.modalities[1]);
    options.out = s.folder.file("backward.tif");
    s.classify(options);
    EXPECT_EQ(s.labelsOf(s.folder.file("forward.tif")), s.labelsOf(s.folder.file("backward.tif")));
}

TEST(ClassifyJob, everyTileSizeAndBatchSizeGivesTheSameLabels) {
    auto& s = study();
    auto options = s.classifying("reference.tif");
    s.classify(options);
    const auto expected = s.labelsOf(options.out);
    for (const auto& [tile, batch] : {std::pair{16, 0}, std::pair{37, 5}, std::pair{1000, 1}}) {
        options.tileSize = tile;
        options.batchSize = batch;
        options.out = s.folder.file("tiles.tif");
        s.classify(options);
        EXPECT_EQ(s.labelsOf(options.out), expected) << tile << " " << batch;
    }
}

TEST(ClassifyJob, aStridedMapHoldsEveryNthPixelOnACoarserGrid) {
    auto& s = study();
    auto options = s.classifying("fine.tif");
    s.classify(options);
    const auto fine = s.labelsOf(options.out);
    options.stride = 4;
    options.out = s.folder.file("coarse.tif");
    const auto result = s.classify(options);
    EXPECT_EQ(result.grid.width, 15);
    EXPECT_EQ(result.grid.height, 13);
    const auto coarse = s.labelsOf(options.out);
    for (int row = 0; row < 13; ++row)
        for (int column = 0; column < 15; ++column)
            ASSERT_EQ(coarse[static_cast<std::size_t>(row * 15 + column)],
                      fine[static_cast<std::size_t>(tile::representative(row, 4, 50) * 60 + tile::representative(column, 4, 60))]);
}

TEST(ClassifyJob, pixelsWithoutAnySensorAreNoData) {
    auto& s = study();
    scenes::SceneOptions options;
    options.width = options.height = 40;
    options.classes = 4;
    options.sensors = "hs:hyperspectral:6,lidar:lidar:1";
    options.missingStrips = 2;
    const auto holes = valueOf(scenes::makeScene(s.folder.file("holes"), options, {}, s.progress));
    auto classifying = s.classifying("holes.tif");
    classifying.modalities = {holes.modalities[0]};
    s.classify(classifying);
    const auto labels = s.labelsOf(classifying.out);
    const auto stack = valueOf(raster::RasterStack::open({holes.modalities[0]}));
    const auto pixels = support::readPixels(stack, 0, stack.grid().whole());
    bool anyHole = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        ASSERT_EQ(labels[i] == 0, pixels.holdsData[i] == 0) << i;
        anyHole = anyHole || labels[i] == 0;
    }
    EXPECT_TRUE(anyHole);
}

TEST(ClassifyJob, furtherOutputsAreWrittenBesideTheMap) {
    auto& s = study();
    auto options = s.classifying("all.tif");
    options.confidence = s.folder.file("confidence.tif");
    options.probabilities = s.folder.file("probabilities.tif");
    options.availability = s.folder.file("availability.tif");
    options.experts = s.folder.file("gates");
    s.classify(options);
    const auto bands = [](const std::string& path) {
        GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str()));
        return dataset ? dataset->GetRasterCount() : -1;
    };
    EXPECT_EQ(bands(options.confidence), 1);
    EXPECT_EQ(bands(options.probabilities), 4);
    EXPECT_EQ(bands(options.availability), 1);
    EXPECT_FALSE(std::filesystem::is_empty(options.experts));
}

TEST(ClassifyJob, theMapSaysHowItWasMade) {
    auto& s = study();
    const auto options = s.classifying("provenance.tif");
    s.classify(options);
    GDALDatasetUniquePtr dataset(GDALDataset::Open(options.out.c_str()));
    EXPECT_STREQ(dataset->GetMetadataItem("METHOD", "LACUNA"), "mamol");
    EXPECT_STREQ(dataset->GetMetadataItem("SENSORS", "LACUNA"), "hs, lidar");
    EXPECT_STREQ(dataset->GetMetadataItem("SEED", "LACUNA"), "0");
    EXPECT_EQ(std::string(dataset->GetMetadataItem("CHECKPOINT_SHA256", "LACUNA")), *engine::fileSha256(options.model));
}

TEST(ClassifyJob, inputsThatDoNotFitTheModelAreNamed) {
    auto& s = study();
    auto options = s.classifying("never.tif");
    options.lose = {"hs", "lidar"};
    EXPECT_NE(refusal(options).find("all sensors are off"), std::string::npos);
    options.lose = {"radar"};
    EXPECT_NE(refusal(options).find("radar"), std::string::npos);
    options = s.classifying("never.tif");
    options.modalities[1].name = "dsm";
    EXPECT_NE(refusal(options).find("knows no dsm"), std::string::npos);
    options = s.classifying("never.tif");
    std::swap(options.modalities[0].files, options.modalities[1].files);
    EXPECT_NE(refusal(options).find("trained with"), std::string::npos);
    options = s.classifying("never.tif");
    options.model = s.scene.labels;
    EXPECT_NE(refusal(options).find("labels.tif"), std::string::npos);
    options = s.classifying("never.tif");
    options.out = "/nonexistent-folder/map.tif";
    EXPECT_NE(refusal(options).find("/nonexistent-folder"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(s.folder.file("never.tif")));
}

TEST(ClassifyJob, aFullDiskLeavesTheOldMap) {
    auto& s = study();
    const auto options = s.classifying("kept.tif");
    s.classify(options);
    const auto before = support::contentOf(options.out);
    std::string text;
    {
        const support::FullDisk full(512);
        text = refusal(options);
    }
    EXPECT_NE(text.find("kept.tif"), std::string::npos) << text;
    EXPECT_EQ(support::contentOf(options.out), before);
}

TEST(ClassifyJob, stoppingLeavesNoFile) {
    auto& s = study();
    const auto options = s.classifying("stopped.tif");
    const auto before = s.folder.names();
    std::stop_source stop;
    class StopsSoon : public base::Progress {
    public:
        explicit StopsSoon(std::stop_source& source) : source_(source) {}
        void report(const base::ProgressUpdate& update) override {
            if (update.fraction > 0.2) source_.request_stop();
        }
        std::stop_source& source_;
    } progress(stop);
    const auto result = ClassifyJob(options).run(stop.get_token(), progress);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::ErrorCode::Cancelled);
    EXPECT_EQ(s.folder.names(), before);
}

TEST(ClassifyJob, theFocusComesFirstAndCoarse) {
    auto& s = study();
    auto options = s.classifying("");
    options.tileSize = 16;
    options.focus = {40, 30, 10, 10};
    options.previewStride = 4;
    class Order : public map::MapSink {
    public:
        base::Status write(const map::MapBlock& block) override {
            blocks.push_back(block);
            return {};
        }
        std::vector<map::MapBlock> blocks;
    } order;
    base::Progress progress;
    ASSERT_TRUE(ClassifyJob(options).run({}, progress, &order));
    ASSERT_GT(order.blocks.size(), 2u);
    EXPECT_TRUE(order.blocks.front().preview);
    std::size_t first = 0;
    while (order.blocks[first].preview) ++first;
    const auto& window = order.blocks[first].window;
    EXPECT_TRUE(window.column < 50 && window.column + window.width > 40 && window.row < 40 && window.row + window.height > 30);
}

}  // namespace
}  // namespace lacuna::jobs
