#include "loss/degradation.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lacuna::loss {
namespace {

constexpr int width = 200, height = 150, bands = 4;

/// A sensor without structure: band b holds 100·(b + 1), with a hole.
struct Sensor {
    std::vector<float> mean{100, 200, 300, 400}, inverse{0.1f, 0.05f, 0.1f, 1};
    std::vector<float> values = std::vector<float>(static_cast<std::size_t>(width * height * bands));
    std::vector<std::uint8_t> holdsData = std::vector<std::uint8_t>(static_cast<std::size_t>(width * height), 1);
    Sensor() {
        for (int band = 0; band < bands; ++band)
            for (int pixel = 0; pixel < width * height; ++pixel)
                values[static_cast<std::size_t>(band * width * height + pixel)] = 100.0f * static_cast<float>(band + 1);
        holdsData[77] = 0;
    }
    SensorWindow window() { return {{0, 0, width, height}, width, values.data(), holdsData.data(), mean, inverse}; }
    float at(int band, int row, int column) const {
        return values[static_cast<std::size_t>((band * height + row) * width + column)];
    }
    struct Moments { double mean = 0, deviation = 0; };
    Moments moments(int band) const {
        double sum = 0, squares = 0;
        int count = 0;
        for (int pixel = 0; pixel < width * height; ++pixel) {
            if (pixel == 77) continue;
            const double value = values[static_cast<std::size_t>(band * width * height + pixel)];
            sum += value, squares += value * value, ++count;
        }
        return {sum / count, std::sqrt(squares / count - sum / count * (sum / count))};
    }
};

Degradation degradation(const std::string& text) {
    auto read = Degradation::fromText(text);
    EXPECT_TRUE(read) << (read ? "" : base::describe(read.error()));
    return read ? *read : Degradation{};
}

Sensor degraded(const std::string& text, const std::string& name = "hs") {
    Sensor sensor;
    degradeValues(degradation(text), name, nullptr, sensor.window());
    return sensor;
}

TEST(Degradation, isSpelledAsItIsRead) {
    const auto read = degradation("noise:0.25,shift-x:-0.5,speckle-scale:decibel,seed:3");
    EXPECT_EQ(read.noise, 0.25);
    EXPECT_EQ(read.shiftX, -0.5);
    EXPECT_EQ(read.text(), "noise:0.25,speckle-scale:decibel,shift-x:-0.5,seed:3");
    EXPECT_EQ(degradation(read.text()).text(), read.text());
    EXPECT_TRUE(Degradation{}.isNone());
    EXPECT_EQ(Degradation{}.text(), "");
    EXPECT_FALSE(read.isNone());
    EXPECT_TRUE(degradation("offset:3,offset-share:0").isNone());
    for (const auto* wrong : {"noise:much", "noise:-1", "nois:0.2", "noise", "speckle-scale:log"})
        EXPECT_FALSE(Degradation::fromText(wrong)) << wrong;
}

TEST(Degradation, noiseHasTheStrengthAskedFor) {
    const auto share = degraded("noise:0.5"), ofSignal = degraded("noise:0.1,noise-of:signal");
    const Sensor sensor;
    for (int band = 0; band < bands; ++band) {
        const double deviation = 1 / sensor.inverse[static_cast<std::size_t>(band)], mean = sensor.mean[static_cast<std::size_t>(band)];
        EXPECT_NEAR(share.moments(band).deviation, 0.5 * deviation, 0.02 * deviation);
        EXPECT_NEAR(share.moments(band).mean, mean, 0.02 * deviation);
        EXPECT_NEAR(ofSignal.moments(band).deviation, 0.1 * std::hypot(mean, deviation), 0.03 * 0.1 * std::hypot(mean, deviation));
    }
    EXPECT_EQ(share.values[77], 100);  // holds no data: left alone
    EXPECT_NE(degraded("noise:0.5,seed:1").values, share.values);
    EXPECT_NE(degraded("noise:0.5", "other").values, share.values);
    EXPECT_EQ(degraded("noise:0.5").values, share.values);
}

TEST(Degradation, speckleHasMeanOneAndTheVarianceOfItsLooks) {
    for (const int looks : {1, 4}) {
        const auto moments = degraded("looks:" + std::to_string(looks)).moments(1);
        EXPECT_NEAR(moments.mean, 200, 3);
        EXPECT_NEAR(moments.deviation, 200 / std::sqrt(looks), 5);
    }
    EXPECT_NEAR(degraded("looks:1,speckle-scale:decibel").moments(1).mean, 200 - 2.507, 0.1);  // 10·lg e · −γ
}

TEST(Degradation, droppedBandsHoldTheirMeanAndAreNeverAll) {
    Sensor sensor;
    for (auto& value : sensor.values) value += 5;
    degradeValues(degradation("dropped-bands:0.5"), "hs", nullptr, sensor.window());
    int dropped = 0;
    for (int band = 0; band < bands; ++band) dropped += sensor.at(band, 3, 3) == sensor.mean[static_cast<std::size_t>(band)];
    EXPECT_EQ(dropped, 2);
    degradeValues(degradation("dropped-bands:1"), "hs", nullptr, sensor.window());
    dropped = 0;
    for (int band = 0; band < bands; ++band) dropped += sensor.at(band, 3, 3) == sensor.mean[static_cast<std::size_t>(band)];
    EXPECT_EQ(dropped, 3);
}

TEST(Degradation, deadDetectorsAreColumnsOfABand) {
    Sensor sensor;
    for (auto& value : sensor.values) value += 5;
    degradeValues(degradation("dead-detectors:0.1"), "hs", nullptr, sensor.window());
    int dead = 0;
    for (int band = 0; band < bands; ++band)
        for (int column = 0; column < width; ++column) {
            if (column == 77) continue;
            const bool isDead = sensor.at(band, 0, column) == sensor.mean[static_cast<std::size_t>(band)];
            for (int row = 0; row < height; ++row)
                ASSERT_EQ(sensor.at(band, row, column) == sensor.mean[static_cast<std::size_t>(band)], isDead);
            dead += isDead;
        }
    EXPECT_NEAR(dead, 0.1 * bands * width, 30);
}

TEST(Degradation, anOffsetIsAddedInItsAreas) {
    Footprint areas(width, height);
    areas.lose(5, 6);
    Sensor sensor;
    degradeValues(degradation("offset:-7.5"), "hs", &areas, sensor.window());
    EXPECT_EQ(sensor.at(2, 5, 6), 292.5f);
    EXPECT_EQ(sensor.at(2, 5, 7), 300);
    EXPECT_EQ(degraded("offset:-7.5").at(2, 5, 7), 292.5f);
}

TEST(Degradation, aShiftMovesThePictureAndItsHoles) {
    Sensor sensor;
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column)
            sensor.values[static_cast<std::size_t>(row * width + column)] = static_cast<float>(100 * row + column);
    sensor.holdsData.assign(sensor.holdsData.size(), 1);
    sensor.holdsData[50 * width + 60] = 0;
    sensor.values[50 * width + 60] = 0;
    const raster::Window inner{30, 30, 60, 50};
    std::vector<float> values(static_cast<std::size_t>(inner.width * inner.height * bands));
    std::vector<std::uint8_t> holdsData(static_cast<std::size_t>(inner.width * inner.height));
    const auto shift = [&](const std::string& text) {
        const auto read = degradation(text);
        EXPECT_LE(read.margin(), 30);
        shiftInto(read, sensor.window(), inner, values.data(), holdsData.data());
    };
    const auto at = [&](int row, int column) { return static_cast<std::size_t>((row - 30) * 60 + column - 30); };
    shift("shift-x:3,shift-y:-2");
    EXPECT_EQ(values[at(40, 40)], 100 * 42 + 37);
    EXPECT_EQ(holdsData[at(48, 63)], 0);
    EXPECT_EQ(std::count(holdsData.begin(), holdsData.end(), 0), 1);
    shift("shift-x:0.25");
    EXPECT_FLOAT_EQ(values[at(40, 40)], 100 * 40 + 39.75f);
    EXPECT_EQ(holdsData[at(50, 60)], 0);
    EXPECT_EQ(holdsData[at(50, 61)], 0);
    EXPECT_EQ(std::count(holdsData.begin(), holdsData.end(), 0), 2);
}

}  // namespace
}  // namespace lacuna::loss
