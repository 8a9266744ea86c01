#include "engine/device.h"

#include <gtest/gtest.h>

namespace lacuna::engine {
namespace {

TEST(Device, cpuIsAlwaysThere) {
    for (const char* word : {"fp32", "bf16"}) {
        const auto device = chooseDevice("cpu", word);
        ASSERT_TRUE(device.has_value());
        EXPECT_FALSE(device->cuda);
        EXPECT_EQ(device->name, std::string("CPU ") + word);
        EXPECT_FALSE(device->reason.empty());
    }
}

TEST(Device, autoSaysWhyTheCpuIsUsed) {
    const auto device = chooseDevice("auto", "auto");
    ASSERT_TRUE(device.has_value());
    EXPECT_EQ(device->reason.empty(), device->cuda);
    const auto report = deviceReport();
    EXPECT_EQ(device->cuda, !report.cudaDevices.empty());
    EXPECT_EQ(report.whyNoCuda.empty(), device->cuda);
    if (device->cuda) return;
    EXPECT_EQ(device->precision, report.cpuBfloat16 ? Precision::BFloat16 : Precision::Float32);
}

TEST(Device, unknownWordsAreRefusedWithTheWordsThereAre) {
    for (const char* word : {"gpu", "cuda:", "cuda:x", "cuda:-1", "cuda1", ""}) {
        const auto device = chooseDevice(word, "auto");
        ASSERT_FALSE(device.has_value()) << word;
        EXPECT_EQ(device.error().code, base::ErrorCode::Usage);
        EXPECT_NE(device.error().message.find("cuda:<number>"), std::string::npos);
    }
    const auto precision = chooseDevice("cpu", "fp64");
    ASSERT_FALSE(precision.has_value());
    EXPECT_EQ(precision.error().code, base::ErrorCode::Usage);
}

TEST(Device, anAbsentCudaDeviceIsRefusedWithTheReason) {
    const auto report = deviceReport();
    const auto device = chooseDevice("cuda:63", "auto");
    ASSERT_FALSE(device.has_value());
    EXPECT_EQ(device.error().code, base::ErrorCode::Unsupported);
    if (report.whyNoCuda.empty()) return;
    EXPECT_NE(device.error().message.find(report.whyNoCuda), std::string::npos);
}

TEST(Device, reportPassesItsSelfTest) {
    const auto report = deviceReport();
    EXPECT_TRUE(report.selfTestPassed);
    EXPECT_GE(report.cpuThreads, 1);
    EXPECT_EQ(report.libtorch.substr(0, 2), "2.");
}

}  // namespace
}  // namespace lacuna::engine
