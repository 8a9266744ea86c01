#include "scenes/synthetic_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <thread>

#include "raster/label_raster.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"

namespace lacuna::scenes {
namespace {

using support::ScratchFolder;

/// Slow enough that every band is reported.
class StopAt : public base::Progress {
public:
    StopAt(std::stop_source& stop, double fraction) : stop_(stop), fraction_(fraction) {}
    void report(const base::ProgressUpdate& update) override {
        std::this_thread::sleep_for(std::chrono::milliseconds(55));
        if (update.fraction >= fraction_) stop_.request_stop();
    }

private:
    std::stop_source& stop_;
    double fraction_;
};

struct Scene {
    raster::Grid grid;
    std::vector<raster::ModalityInfo> infos;
    std::vector<support::Pixels> sensors;
    raster::LabelRaster labels, truth;
};

SceneOptions small() {
    SceneOptions options;
    options.width = 120;
    options.height = 90;
    options.sensors = "hs:hyperspectral:6,lidar:lidar:1";
    return options;
}

base::Result<SceneFiles> make(const std::string& folder, const SceneOptions& options) {
    base::Progress progress;
    return makeScene(folder, options, {}, progress);
}

Scene read(const SceneFiles& files) {
    Scene scene;
    auto stack = raster::RasterStack::open(files.modalities);
    EXPECT_TRUE(stack) << (stack ? "" : base::describe(stack.error()));
    scene.grid = stack->grid();
    for (int sensor = 0; sensor < stack->modalities(); ++sensor) {
        scene.infos.push_back(stack->modality(sensor));
        scene.sensors.push_back(support::readPixels(*stack, sensor, scene.grid.whole()));
    }
    scene.labels = raster::readLabelRaster(files.labels).value();
    scene.truth = raster::readLabelRaster(files.truth).value();
    return scene;
}

Scene made(const SceneOptions& options) {
    const ScratchFolder folder;
    const auto files = make(folder.file("scene"), options);
    EXPECT_TRUE(files) << (files ? "" : base::describe(files.error()));
    return read(*files);
}

/// Share of the pixels that are nearest to the mean of their own class in the bands of the sensors. Every second pixel
/// makes the means, the others are asked. Each band counts in units of its deviation within the classes.
double nearestMeanAccuracy(const Scene& scene, const std::vector<int>& sensors, const std::vector<int>& classes) {
    const auto area = scene.truth.values.size();
    std::vector<const float*> bands;
    for (const int sensor : sensors)
        for (int band = 0; band < scene.infos[static_cast<std::size_t>(sensor)].bands; ++band)
            bands.push_back(scene.sensors[static_cast<std::size_t>(sensor)].values.data() +
                            static_cast<std::size_t>(band) * area);
    std::map<int, std::vector<double>> mean;
    std::map<int, double> count;
    for (const int value : classes) mean[value].resize(bands.size());
    for (std::size_t pixel = 0; pixel < area; pixel += 2) {
        const auto found = mean.find(scene.truth.values[pixel]);
        if (found == mean.end()) continue;
        ++count[found->first];
        for (std::size_t b = 0; b < bands.size(); ++b) found->second[b] += bands[b][pixel];
    }
    for (auto& [value, sums] : mean)
        for (auto& sum : sums) sum /= count[value];
    std::vector<double> variance(bands.size());
    for (std::size_t pixel = 0; pixel < area; pixel += 2)
        if (const auto found = mean.find(scene.truth.values[pixel]); found != mean.end())
            for (std::size_t b = 0; b < bands.size(); ++b)
                variance[b] += std::pow(bands[b][pixel] - found->second[b], 2);
    double right = 0, asked = 0;
    for (std::size_t pixel = 1; pixel < area; pixel += 2) {
        if (!mean.contains(scene.truth.values[pixel])) continue;
        const auto distance = [&](const std::vector<double>& to) {
            double sum = 0;
            for (std::size_t b = 0; b < bands.size(); ++b) sum += std::pow(bands[b][pixel] - to[b], 2) / variance[b];
            return sum;
        };
        const auto nearest = std::min_element(mean.begin(), mean.end(), [&](const auto& a, const auto& b) {
            return distance(a.second) < distance(b.second);
        });
        right += nearest->first == scene.truth.values[pixel];
        ++asked;
    }
    return right / asked;
}

TEST(SyntheticScene, theSeedFixesEveryPixel) {
    auto options = small();
    options.cloudCover = 0.2;
    options.missingStrips = 2;
    const auto first = made(options), again = made(options);
    options.seed = 1;
    const auto other = made(options);
    EXPECT_EQ(first.truth.values, again.truth.values);
    EXPECT_EQ(first.labels.values, again.labels.values);
    EXPECT_NE(first.truth.values, other.truth.values);
    for (std::size_t sensor = 0; sensor < 2; ++sensor) {
        EXPECT_EQ(first.sensors[sensor].values, again.sensors[sensor].values);
        EXPECT_EQ(first.sensors[sensor].holdsData, again.sensors[sensor].holdsData);
        EXPECT_NE(first.sensors[sensor].values, other.sensors[sensor].values);
    }
}

TEST(SyntheticScene, sizeSensorsAndGridAreThoseAskedFor) {
    auto options = small();
    options.sensors = "hs:hyperspectral:6,ms:multispectral:3,s1:sar:2,lidar:lidar:1";
    options.pixelSize = 2.5;
    const auto scene = made(options);
    EXPECT_EQ(scene.grid.width, 120);
    EXPECT_EQ(scene.grid.height, 90);
    EXPECT_TRUE(scene.grid.georeferenced);
    EXPECT_EQ(scene.grid.mapFromPixel[1], 2.5);
    EXPECT_EQ(scene.grid.mapFromPixel[5], -2.5);
    EXPECT_NEAR(scene.grid.pixelArea, 6.25, 1e-9);
    ASSERT_EQ(scene.infos.size(), 4u);
    const std::vector<std::string> names{"hs", "ms", "s1", "lidar"}, types{"UInt16", "UInt16", "Float32", "UInt16"};
    const std::vector<int> bands{6, 3, 2, 1};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(scene.infos[i].name, names[i]);
        EXPECT_EQ(scene.infos[i].bands, bands[i]);
        EXPECT_EQ(scene.infos[i].type, types[i]);
        const auto& wavelengths = scene.infos[i].wavelengths;
        EXPECT_EQ(wavelengths.size(), static_cast<std::size_t>(bands[i]));
        for (const double wavelength : wavelengths) EXPECT_EQ(wavelength > 0, i < 2);
        EXPECT_TRUE(std::is_sorted(wavelengths.begin(), wavelengths.end()));
    }
}

TEST(SyntheticScene, valuesArePhysical) {
    auto options = small();
    options.sensors = "hs:hyperspectral:6,s1:sar:2,lidar:lidar:1";
    const auto scene = made(options);
    const auto range = [&](std::size_t sensor) {
        const auto& values = scene.sensors[sensor].values;
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        return std::pair(*low, *high);
    };
    EXPECT_GT(range(0).first, 0);  // reflectance
    EXPECT_LE(range(0).second, 1);
    EXPECT_GT(range(1).first, -40);  // dB
    EXPECT_LT(range(1).second, 0);
    EXPECT_GE(range(2).first, 0);  // metres
    EXPECT_LT(range(2).second, 30);
}

TEST(SyntheticScene, labelsAreASparsePartOfTheTruth) {
    const auto scene = made(small());
    ASSERT_EQ(scene.truth.classes.size(), 8u);
    ASSERT_EQ(scene.labels.classes.size(), 8u);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < scene.truth.values.size(); ++i) {
        ASSERT_GE(scene.truth.values[i], 1);
        ASSERT_LE(scene.truth.values[i], 8);
        if (scene.labels.values[i] == 0) continue;
        ASSERT_EQ(scene.labels.values[i], scene.truth.values[i]);
        ++shown;
    }
    EXPECT_NEAR(static_cast<double>(shown) / static_cast<double>(scene.truth.values.size()), 0.1, 0.05);
    EXPECT_EQ(scene.truth.classes[1].name, "Vegetation, high");
    EXPECT_EQ(scene.labels.classes[1].name, "Vegetation, high");
    EXPECT_EQ(scene.truth.classes[3].color, base::defaultColor(3));
}

TEST(SyntheticScene, heightsOfOneMaterialAreToldApartByLidarAndNotByLight) {
    const auto scene = made(small());
    for (const int low : {1, 3, 5, 7}) {
        const std::vector<int> pair{low, low + 1};
        EXPECT_GT(nearestMeanAccuracy(scene, {1}, pair), 0.99) << low;
        EXPECT_NEAR(nearestMeanAccuracy(scene, {0}, pair), 0.5, 0.15) << low;
    }
}

TEST(SyntheticScene, materialsOfOneHeightAreToldApartByLightAndNotByLidar) {
    const auto scene = made(small());
    for (const int first : {1, 2}) {
        const std::vector<int> alike{first, first + 2, first + 4, first + 6};
        EXPECT_GT(nearestMeanAccuracy(scene, {0}, alike), 0.97) << first;
        EXPECT_LT(nearestMeanAccuracy(scene, {1}, alike), 0.5) << first;
    }
    const std::vector<int> all{1, 2, 3, 4, 5, 6, 7, 8};
    EXPECT_GT(nearestMeanAccuracy(scene, {0, 1}, all), 0.95);
    EXPECT_LT(nearestMeanAccuracy(scene, {0}, all), 0.65);
    EXPECT_LT(nearestMeanAccuracy(scene, {1}, all), 0.4);
}

TEST(SyntheticScene, moreNoiseMakesClassesHarder) {
    auto options = small();
    const std::vector<int> all{1, 2, 3, 4, 5, 6, 7, 8};
    const double clean = nearestMeanAccuracy(made(options), {0, 1}, all);
    options.noise = 1;
    EXPECT_LT(nearestMeanAccuracy(made(options), {0, 1}, all), clean - 0.1);
}

TEST(SyntheticScene, cloudsHideTheOpticalSensorsAlone) {
    auto options = small();
    options.width = 240;
    options.height = 192;
    options.sensors = "hs:hyperspectral:3,lidar:lidar:1,s1:sar:1";
    options.cloudCover = 0.25;
    const auto scene = made(options);
    const auto hidden = [&](std::size_t sensor) {
        const auto& holdsData = scene.sensors[sensor].holdsData;
        return static_cast<double>(std::count(holdsData.begin(), holdsData.end(), 0)) /
               static_cast<double>(holdsData.size());
    };
    EXPECT_NEAR(hidden(0), 0.25, 0.06);
    EXPECT_EQ(hidden(1), 0);
    EXPECT_EQ(hidden(2), 0);
}

TEST(SyntheticScene, stripsAreMissingFromTheFirstSensorAlone) {
    auto options = small();
    options.sensors = "lidar:lidar:1,hs:hyperspectral:3";
    options.missingStrips = 3;
    const auto scene = made(options);
    std::size_t missing = 0;
    for (int row = 0; row < 90; ++row) {
        const auto* line = scene.sensors[0].holdsData.data() + row * 120;
        ASSERT_EQ(std::set<int>(line, line + 120).size(), 1u) << row;
        missing += line[0] == 0;
    }
    EXPECT_GE(missing, 3u);
    EXPECT_LE(missing, 9u);
    EXPECT_EQ(std::count(scene.sensors[1].holdsData.begin(), scene.sensors[1].holdsData.end(), 0), 0);
}

TEST(SyntheticScene, withoutCompressionTheValuesAreTheSame) {
    auto options = small();
    const auto packed = made(options);
    options.uncompressed = true;
    const auto plain = made(options);
    EXPECT_EQ(plain.sensors[0].values, packed.sensors[0].values);
    EXPECT_EQ(plain.truth.values, packed.truth.values);
}

TEST(SyntheticScene, aStopLeavesNothing) {
    auto options = small();
    options.height = 600;  // three block rows
    for (const double fraction : {0.0, 0.4}) {
        const ScratchFolder folder;
        std::stop_source stop;
        StopAt progress(stop, fraction);
        const auto files = makeScene(folder.file("."), options, stop.get_token(), progress);
        ASSERT_FALSE(files);
        EXPECT_EQ(files.error().code, base::ErrorCode::Cancelled);
        EXPECT_EQ(folder.names(), std::vector<std::string>{});
    }
}

TEST(SyntheticScene, aStopLeavesTheOlderSceneAsItWas) {
    const ScratchFolder folder;
    auto options = small();
    ASSERT_TRUE(make(folder.file("."), options));
    const auto names = folder.names();
    const auto truth = support::contentOf(folder.file("truth.tif"));
    options.seed = 1;
    std::stop_source stop;
    StopAt progress(stop, 0);
    EXPECT_FALSE(makeScene(folder.file("."), options, stop.get_token(), progress));
    EXPECT_EQ(folder.names(), names);
    EXPECT_EQ(support::contentOf(folder.file("truth.tif")), truth);
}

TEST(SyntheticScene, aFullDiskIsAnIoErrorAndLeavesNothing) {
    const ScratchFolder folder;
    base::Result<SceneFiles> files;
    {
        const support::FullDisk full(4096);
        files = make(folder.file("."), small());
    }
    ASSERT_FALSE(files);
    EXPECT_EQ(files.error().code, base::ErrorCode::Io);
    EXPECT_EQ(folder.names(), std::vector<std::string>{});
}

TEST(SyntheticScene, optionsThatCannotBeMeantAreRefusedBeforeAnythingIsWritten) {
    const ScratchFolder folder;
    const auto refused = [&](const auto& change) {
        auto options = small();
        change(options);
        const auto files = make(folder.file("scene"), options);
        EXPECT_FALSE(files);
        return !files && files.error().code == base::ErrorCode::Usage;
    };
    EXPECT_TRUE(refused([](auto& o) { o.width = 15; }));
    EXPECT_TRUE(refused([](auto& o) { o.height = 2000000; }));
    EXPECT_TRUE(refused([](auto& o) { o.classes = 1; }));
    EXPECT_TRUE(refused([](auto& o) { o.noise = std::nan(""); }));
    EXPECT_TRUE(refused([](auto& o) { o.labelled = 0; }));
    EXPECT_TRUE(refused([](auto& o) { o.cloudCover = 0.6; }));
    EXPECT_TRUE(refused([](auto& o) { o.pixelSize = 0; }));
    EXPECT_TRUE(refused([](auto& o) { o.sensors = "hs:thermal:3"; }));
    EXPECT_EQ(folder.names(), std::vector<std::string>{});
}

}  // namespace
}  // namespace lacuna::scenes
