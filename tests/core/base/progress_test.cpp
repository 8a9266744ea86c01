#include "base/progress.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace lacuna::base {
namespace {

class Recorder : public Progress {
public:
    void report(const ProgressUpdate& update) override { updates.push_back(update); }
    std::vector<ProgressUpdate> updates;
};

TEST(ProgressMeter, theBeginningIsReportedAtOnceWithUnknownTimes) {
    Recorder recorder;
    const ProgressMeter meter(recorder, "Classifying", 100, "px");
    ASSERT_EQ(recorder.updates.size(), 1u);
    EXPECT_EQ(recorder.updates[0].fraction, 0);
    EXPECT_EQ(recorder.updates[0].activity, "Classifying");
    EXPECT_EQ(recorder.updates[0].rateUnit, "px/s");
    EXPECT_EQ(recorder.updates[0].rate, 0);
    EXPECT_LT(recorder.updates[0].secondsLeft, 0);
}

TEST(ProgressMeter, quickUnitsAreReportedRarelyButTheLastAlways) {
    constexpr std::uint64_t total = 20000;
    Recorder recorder;
    const auto start = std::chrono::steady_clock::now();
    ProgressMeter meter(recorder, "Classifying", total, "px");
    for (std::uint64_t i = 0; i < total; ++i) meter.advance(1);
    const auto elapsed = std::chrono::steady_clock::now() - start;
    const auto due = static_cast<std::size_t>(elapsed / std::chrono::milliseconds(50));
    EXPECT_LE(recorder.updates.size(), due + 2);
    EXPECT_EQ(recorder.updates.back().fraction, 1);
    EXPECT_GT(recorder.updates.back().rate, 0);
    EXPECT_EQ(recorder.updates.back().secondsLeft, 0);
}

TEST(ProgressMeter, aStepIsReportedOnceItIsBothLargeAndLateEnough) {
    Recorder recorder;
    ProgressMeter meter(recorder, "Classifying", 10000, "px");
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    meter.advance(9);  // less than 0.1 %
    EXPECT_EQ(recorder.updates.size(), 1u);
    meter.advance(1);
    ASSERT_EQ(recorder.updates.size(), 2u);
    EXPECT_DOUBLE_EQ(recorder.updates[1].fraction, 0.001);
    EXPECT_GT(recorder.updates[1].rate, 0);
    EXPECT_GT(recorder.updates[1].secondsLeft, 0);
}

TEST(ProgressMeter, theEndIsReportedOnceAndNeverExceeded) {
    Recorder recorder;
    ProgressMeter meter(recorder, "Classifying", 10, "px");
    meter.advance(25);
    meter.advance(1);
    meter.advance(0);
    ASSERT_EQ(recorder.updates.size(), 2u);
    EXPECT_EQ(recorder.updates[1].fraction, 1);
}

TEST(ProgressMeter, fractionsNeverGoBack) {
    Recorder recorder;
    ProgressMeter meter(recorder, "Classifying", 6, "tiles");
    for (int i = 0; i < 6; ++i) {
        meter.advance(1);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    for (std::size_t i = 1; i < recorder.updates.size(); ++i)
        EXPECT_GT(recorder.updates[i].fraction, recorder.updates[i - 1].fraction);
    EXPECT_EQ(recorder.updates.back().fraction, 1);
}

TEST(ProgressMeter, nothingToDoDividesByNothing) {
    Recorder recorder;
    ProgressMeter meter(recorder, "Reading", 0, "samples");
    meter.advance(0);
    for (const auto& update : recorder.updates) EXPECT_EQ(update.fraction, 0);
}

class Pausing : public Progress {
public:
    void report(const ProgressUpdate& update) override {
        if (update.fraction > 0) std::this_thread::sleep_for(std::chrono::milliseconds(300));
        last = update;
    }
    ProgressUpdate last;
};

TEST(ProgressMeter, aPauseIsNoTimeOfWork) {
    Pausing sink;
    ProgressMeter meter(sink, "Classifying", 4, "px");
    for (int i = 0; i < 4; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        meter.advance(1);
    }
    EXPECT_GT(sink.last.rate, 6);  // 4 in 0.24 s; with the pauses it would be 4 in 1.1 s
}

}  // namespace
}  // namespace lacuna::base
