#include "experiments/run_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "experiments/worker_process.h"
#include "support/scratch_folder.h"

namespace lacuna::experiments {
namespace {

using namespace std::chrono_literals;

TEST(RunQueue, everyRunIsDoneOnceAndReportedOnTheCallersThread) {
    std::atomic<int> together = 0, most = 0;
    std::multiset<std::size_t> done;
    forEachRun(
        20, 3, {},
        [&](std::size_t) -> base::Status {
            most = std::max<int>(most, ++together);
            std::this_thread::sleep_for(2ms);
            --together;
            return {};
        },
        [&, caller = std::this_thread::get_id()](std::size_t i, const base::Status& status) {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            EXPECT_TRUE(status);
            done.insert(i);
        });
    EXPECT_EQ(done.size(), 20u);
    EXPECT_EQ(std::set<std::size_t>(done.begin(), done.end()).size(), 20u);
    EXPECT_LE(most, 3);
    EXPECT_GE(most, 2);
}

TEST(RunQueue, nothingBeginsAfterAStop) {
    std::stop_source stop;
    int done = 0;
    forEachRun(
        100, 2, stop.get_token(),
        [&](std::size_t) -> base::Status {
            std::this_thread::sleep_for(2ms);
            return {};
        },
        [&](std::size_t, const base::Status&) {
            if (++done == 4) stop.request_stop();
        });
    EXPECT_GE(done, 4);
    EXPECT_LE(done, 8);
    forEachRun(
        0, 2, {}, [](std::size_t) { return base::Status(); }, [&](std::size_t, const base::Status&) { FAIL(); });
}

TEST(QueueProgress, countsRunsAndTheTimeTheyTake) {
    struct Sink : base::Progress {
        void report(const base::ProgressUpdate& update) override { last = update; }
        base::ProgressUpdate last;
    } sink;
    QueueProgress progress(sink, 4);
    progress.begin("first");
    EXPECT_EQ(sink.last.fraction, 0);
    EXPECT_LT(sink.last.secondsLeft, 0);
    std::this_thread::sleep_for(20ms);
    progress.setShare(0.5);
    EXPECT_DOUBLE_EQ(sink.last.fraction, 0.125);
    EXPECT_GT(sink.last.secondsLeft, 0.13);  // 20 ms for an eighth
    progress.finishOne();
    EXPECT_DOUBLE_EQ(sink.last.fraction, 0.25);
    EXPECT_EQ(sink.last.activity, "first");
}

TEST(WorkerProcess, saysHowTheProgramEnded) {
    const support::ScratchFolder folder;
    const auto run = [&](const std::string& script, const std::stop_token& stop = {}) {
        return runProcess({"/bin/sh", "-c", script}, {"OMP_NUM_THREADS=3"}, folder.file("log"), stop);
    };
    EXPECT_TRUE(run("test \"$OMP_NUM_THREADS\" = 3 -a -n \"$PATH\""));
    const auto failed = run("echo first >&2; echo 'train: the reason' >&2; exit 3");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, base::ErrorCode::BadData);
    EXPECT_EQ(failed.error().message, "train: the reason");
    const auto killed = run("kill -9 $$");
    ASSERT_FALSE(killed);
    EXPECT_EQ(killed.error().code, base::ErrorCode::OutOfMemory);
    const auto missing = runProcess({"/no/such/program"}, {}, folder.file("log"), {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::ErrorCode::Io);
}

TEST(WorkerProcess, aStopEndsIt) {
    const support::ScratchFolder folder;
    std::stop_source stop;
    std::jthread later([&] {
        std::this_thread::sleep_for(100ms);
        stop.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    const auto status = runProcess({"/bin/sleep", "60"}, {}, folder.file("log"), stop.get_token());
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::Cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

}  // namespace
}  // namespace lacuna::experiments
