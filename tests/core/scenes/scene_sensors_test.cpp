#include "scenes/scene_sensors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace lacuna::scenes {
namespace {

TEST(ParseSensors, nameKindAndBandsAreReadInOrder) {
    const auto sensors = parseSensors("hs:hyperspectral:32,s1:sar:2,ms_2:multispectral:4,lidar:lidar:1");
    ASSERT_TRUE(sensors);
    ASSERT_EQ(sensors->size(), 4u);
    EXPECT_EQ((*sensors)[0].name, "hs");
    EXPECT_EQ((*sensors)[0].kind, SensorKind::Hyperspectral);
    EXPECT_EQ((*sensors)[0].bands, 32);
    EXPECT_EQ((*sensors)[1].kind, SensorKind::Sar);
    EXPECT_EQ((*sensors)[2].name, "ms_2");
    EXPECT_EQ((*sensors)[2].kind, SensorKind::Multispectral);
    EXPECT_EQ((*sensors)[3].kind, SensorKind::Lidar);
}

TEST(ParseSensors, whatIsNoSensorIsRefusedWithWhatWasExpected) {
    const auto messageOf = [](const std::string& text) {
        const auto sensors = parseSensors(text);
        EXPECT_FALSE(sensors) << text;
        if (sensors) return std::string();
        EXPECT_EQ(sensors.error().code, base::ErrorCode::Usage) << text;
        EXPECT_EQ(sensors.error().stage, "make scene") << text;
        return sensors.error().message;
    };
    EXPECT_NE(messageOf("").find("expected 1 to 8"), std::string::npos);
    EXPECT_NE(messageOf("hs").find("expected name:kind:bands"), std::string::npos);
    EXPECT_NE(messageOf("hs:hyperspectral").find("\"hs:hyperspectral\""), std::string::npos);
    EXPECT_NE(messageOf("hs:thermal:3").find("\"thermal\""), std::string::npos);
    for (const char* bands : {"0", "-1", "1025", "two", "3x", "99999999999"})
        EXPECT_NE(messageOf(std::string("hs:lidar:") + bands).find("expected 1 to 1024"), std::string::npos) << bands;
    for (const char* name : {"", "../hs", "a b", "a/b", "a.b"}) messageOf(std::string(name) + ":lidar:1");
    EXPECT_NE(messageOf("a:lidar:1,a:sar:1").find("two sensors are named \"a\""), std::string::npos);
    EXPECT_NE(messageOf("truth:lidar:1").find("can't be named \"truth\""), std::string::npos);
    messageOf("labels:lidar:1");
    messageOf("a:lidar:1,,b:lidar:1");
    std::string nine = "s0:lidar:1";
    for (int i = 1; i < 9; ++i) nine += ",s" + std::to_string(i) + ":lidar:1";
    messageOf(nine);
}

SceneClasses classesFor(int classes, const std::string& sensors) {
    return sceneClasses(classes, parseSensors(sensors).value());
}

TEST(SceneClasses, theyAreMaterialTimesStructureWhereBothKindsOfSensorLook) {
    const auto classes = classesFor(8, "hs:hyperspectral:8,lidar:lidar:1");
    EXPECT_EQ(classes.structures, 2);
    EXPECT_EQ(classes.materials, 4);
    ASSERT_EQ(classes.table.size(), 8u);
    EXPECT_EQ(classes.table[0].name, "Vegetation, low");
    EXPECT_EQ(classes.table[1].name, "Vegetation, high");
    EXPECT_EQ(classes.table[2].name, "Soil, low");
    EXPECT_EQ(classes.table[7].value, 8);
}

TEST(SceneClasses, sensorsOfOneKindSeeEveryClassByThemselves) {
    EXPECT_EQ(classesFor(6, "hs:hyperspectral:8,ms:multispectral:3").structures, 1);
    EXPECT_EQ(classesFor(6, "lidar:lidar:1,s1:sar:2").materials, 1);
}

TEST(SceneClasses, namesAndValuesAreAllDifferent) {
    for (const char* sensors : {"hs:hyperspectral:8,lidar:lidar:1", "hs:hyperspectral:8", "s1:sar:2"})
        for (const int count : {2, 5, 12, 13, 64}) {
            const auto classes = classesFor(count, sensors);
            std::set<std::string> names;
            std::set<int> values;
            for (const auto& c : classes.table) names.insert(c.name), values.insert(c.value);
            EXPECT_EQ(names.size(), static_cast<std::size_t>(count)) << sensors;
            EXPECT_EQ(*values.begin(), 1);
            EXPECT_EQ(*values.rbegin(), count);
            EXPECT_GE(classes.materials * classes.structures, count);
        }
}

TEST(BandSignals, opticalBandsSeeTheMaterialAndHeightsTheStructure) {
    const auto sensors = parseSensors("hs:hyperspectral:20,lidar:lidar:2,s1:sar:2").value();
    const auto classes = sceneClasses(8, sensors);
    for (const auto& sensor : sensors) {
        const auto signals = bandSignals(sensor, classes, {});
        ASSERT_EQ(static_cast<int>(signals.size()), sensor.bands);
        for (const auto& signal : signals) {
            ASSERT_EQ(signal.level.size(), 8u);
            for (std::size_t c = 0; c < 8; ++c)
                for (std::size_t other = 0; other < 8; ++other) {
                    const bool alike = isOptical(sensor.kind) ? c / 2 == other / 2 : c % 2 == other % 2;
                    if (alike) {
                        EXPECT_EQ(signal.level[c], signal.level[other]);
                    }
                    if (!alike && !isOptical(sensor.kind)) {
                        EXPECT_GT(std::abs(signal.level[c] - signal.level[other]), 2.5f);
                    }
                }
        }
    }
}

TEST(BandSignals, wavelengthsRiseFromVisibleToShortWaveInfrared) {
    for (const char* text : {"hs:hyperspectral:50", "ms:multispectral:6"}) {
        const auto sensors = parseSensors(text).value();
        double last = 0.4;
        for (const auto& signal : bandSignals(sensors[0], sceneClasses(4, sensors), {})) {
            EXPECT_GT(signal.wavelength, last);
            EXPECT_LT(signal.wavelength, 2.5);
            EXPECT_GT(signal.bandwidth, 0);
            last = signal.wavelength;
        }
    }
}

}  // namespace
}  // namespace lacuna::scenes
