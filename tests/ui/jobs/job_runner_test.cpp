#include "ui/jobs/job_runner.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <atomic>
#include <map>
#include <optional>

namespace {

using namespace lacuna;
using ui::JobRunner;

base::Result<int> untilStopped(std::stop_token stop, base::Progress&) {
    while (!stop.stop_requested()) QThread::msleep(1);
    return base::cancelled("wait");
}

bool waitFor(const std::function<bool()>& condition) {
    return QTest::qWaitFor(condition, 5000);
}

TEST(JobRunner, deliversOnceOnTheThreadItLivesOn) {
    JobRunner runner;
    QThread* worker = nullptr;
    QThread* receiver = nullptr;
    int deliveries = 0;
    runner.start<int>("job", [&](std::stop_token, base::Progress&) -> base::Result<int> { worker = QThread::currentThread(); return 7; },
                      [&](base::Result<int> result) { receiver = QThread::currentThread(); deliveries += result.value_or(0); });
    EXPECT_TRUE(runner.isBusy());
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_EQ(deliveries, 7);
    EXPECT_EQ(receiver, QThread::currentThread());
    EXPECT_NE(worker, QThread::currentThread());
}

TEST(JobRunner, runsOneJobAfterTheOther) {
    JobRunner runner;
    std::atomic<int> running = 0, most = 0;
    std::vector<int> order;
    for (int i = 0; i < 3; ++i)
        runner.start<int>("job", [&, i](std::stop_token, base::Progress&) -> base::Result<int> {
            most = std::max(most.load(), ++running);
            QThread::msleep(5);
            --running;
            return i;
        }, [&](base::Result<int> result) { order.push_back(*result); });
    EXPECT_EQ(runner.waiting(), 2);
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_EQ(most, 1);
    EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
}

TEST(JobRunner, cancelStopsTheRunningJobAndStartsTheNext) {
    JobRunner runner;
    std::vector<base::ErrorCode> errors;
    int second = 0;
    runner.start<int>("first", untilStopped, [&](base::Result<int> result) { errors.push_back(result.error().code); });
    runner.start<int>("second", [](std::stop_token, base::Progress&) -> base::Result<int> { return 2; },
                      [&](base::Result<int> result) { second = *result; });
    runner.cancel();
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_EQ(errors, std::vector<base::ErrorCode>{base::ErrorCode::Cancelled});
    EXPECT_EQ(second, 2);
}

TEST(JobRunner, aWaitingJobCanBeCancelledByItsNumberAndNeverRuns) {
    JobRunner runner;
    std::atomic<bool> ran = false;
    bool cancelled = false;
    runner.start<int>("first", untilStopped, [](base::Result<int>) {});
    const auto number = runner.start<int>("second", [&](std::stop_token, base::Progress&) -> base::Result<int> { ran = true; return 1; },
                                          [&](base::Result<int> result) { cancelled = !result && result.error().code == base::ErrorCode::Cancelled; });
    runner.cancel(number);
    EXPECT_EQ(runner.title(), "first");
    runner.cancel();
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_FALSE(ran);
    EXPECT_TRUE(cancelled);
}

TEST(JobRunner, progressComesAtMostTwentyTimesASecond) {
    JobRunner runner;
    QSignalSpy spy(&runner, &JobRunner::progressed);
    runner.start<int>("job", [](std::stop_token, base::Progress& progress) -> base::Result<int> {
        for (int i = 0; i < 300; ++i) {
            progress.report({i / 300.0, "Working", 0, "", -1});
            QThread::msleep(1);
        }
        return 0;
    }, [](base::Result<int>) {});
    QElapsedTimer timer;
    timer.start();
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_GE(spy.count(), 2);
    EXPECT_LE(spy.count(), timer.elapsed() / 50 + 2);
}

TEST(JobRunner, destructionStopsTheJobAndDeliversNothing) {
    bool delivered = false;
    QElapsedTimer timer;
    timer.start();
    {
        JobRunner runner;
        runner.start<int>("job", untilStopped, [&](base::Result<int>) { delivered = true; });
        QThread::msleep(20);
    }
    QTest::qWait(20);
    EXPECT_FALSE(delivered);
    EXPECT_LT(timer.elapsed(), 2000);
}

TEST(JobRunner, exhaustedMemoryIsAnErrorAndTheRunnerGoesOn) {
    JobRunner runner;
    base::ErrorCode code = base::ErrorCode::Usage;
    int next = 0;
    runner.start<int>("greedy", [](std::stop_token, base::Progress&) -> base::Result<int> { throw std::bad_alloc(); },
                      [&](base::Result<int> result) { code = result.error().code; });
    runner.start<int>("next", [](std::stop_token, base::Progress&) -> base::Result<int> { return 3; },
                      [&](base::Result<int> result) { next = *result; });
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_EQ(code, base::ErrorCode::OutOfMemory);
    EXPECT_EQ(next, 3);
}

TEST(JobRunner, relayedValuesArriveInOrderBeforeTheResult) {
    JobRunner runner;
    std::vector<int> received;
    const auto relay = runner.relay<int>([&](int value) { received.push_back(value); });
    std::size_t before = 0;
    runner.start<int>("job", [relay](std::stop_token, base::Progress&) -> base::Result<int> {
        for (int i = 0; i < 5; ++i) relay(i);
        return 0;
    }, [&](base::Result<int>) { before = received.size(); });
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_EQ(received, (std::vector<int>{0, 1, 2, 3, 4}));
    EXPECT_EQ(before, 5u);
}

base::Result<int> countingUntilStopped(std::atomic<int>& count, std::stop_token stop, base::Progress& progress) {
    while (!stop.stop_requested()) {
        progress.report({0.5, "Counting", 0, "", -1});
        ++count;
        QThread::msleep(1);
    }
    return base::cancelled("count");
}

TEST(JobRunner, aPausedJobStandsStillGoesOnAndCanBeCancelled) {
    JobRunner runner;
    std::atomic<int> count = 0;
    bool cancelled = false;
    const auto start = [&] {
        runner.start<int>("count", [&](std::stop_token stop, base::Progress& progress) { return countingUntilStopped(count, stop, progress); },
                          [&](base::Result<int> result) { cancelled = !result; });
    };
    start();
    ASSERT_TRUE(waitFor([&] { return count > 3; }));
    runner.setPaused(true);
    EXPECT_TRUE(runner.jobs().front().paused);
    QTest::qWait(30);
    const int stood = count;
    QTest::qWait(60);
    EXPECT_EQ(count, stood);
    runner.setPaused(false);
    ASSERT_TRUE(waitFor([&] { return count > stood; }));
    runner.setPaused(true);
    QTest::qWait(20);
    runner.cancel();
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_TRUE(cancelled);
    EXPECT_FALSE(runner.isPaused());
}

TEST(JobRunner, waitingJobsChangePlacesAndGoAtOnce) {
    JobRunner runner;
    QStringList done;
    QSignalSpy ends(&runner, &JobRunner::ended);
    runner.start<int>("first", untilStopped, [](base::Result<int>) {});
    std::map<QString, quint64> numbers;
    for (const QString name : {"a", "b", "c"})
        numbers[name] = runner.start<int>(name, [](std::stop_token, base::Progress&) -> base::Result<int> { return 1; },
                                          [&, name](base::Result<int> result) { done << (result ? name : name + " cancelled"); });
    runner.moveWaiting(numbers["c"], -1);
    runner.moveWaiting(numbers["c"], -1);
    runner.moveWaiting(numbers["c"], -1);  // the running one stays first
    runner.moveWaiting(numbers["a"], 1);
    QStringList order;
    for (const auto& job : runner.jobs()) order << job.facts.title;
    EXPECT_EQ(order, (QStringList{"first", "c", "b", "a"}));
    runner.cancel(numbers["b"]);
    EXPECT_EQ(runner.waiting(), 2);
    ASSERT_TRUE(waitFor([&] { return done.size() == 1; }));
    EXPECT_EQ(done.front(), "b cancelled");
    runner.cancel();
    ASSERT_TRUE(waitFor([&] { return !runner.isBusy(); }));
    EXPECT_EQ(done, (QStringList{"b cancelled", "c", "a"}));
    EXPECT_EQ(ends.count(), 4);
}

TEST(JobRunner, whatADroppedJobBringsIsNotDelivered) {
    JobRunner runner;
    std::atomic<bool> go = false;
    std::optional<base::Result<int>> delivered;
    runner.start<int>("stubborn", [&](std::stop_token, base::Progress&) -> base::Result<int> {
        while (!go) QThread::msleep(1);
        return 5;
    }, [&](base::Result<int> result) { delivered = result; });
    runner.dropAll();
    go = true;
    ASSERT_TRUE(waitFor([&] { return delivered.has_value(); }));
    ASSERT_FALSE(*delivered);
    EXPECT_EQ(delivered->error().code, base::ErrorCode::Cancelled);
}

}  // namespace
