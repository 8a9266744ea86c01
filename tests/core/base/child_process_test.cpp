#include "base/child_process.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <thread>

namespace lacuna::base {
namespace {

constexpr auto stage = "test";

Result<ChildOutcome> shell(const std::string& script, std::stop_token stop = {}) {
    return runChild({"/bin/sh", "-c", script}, stop, stage);
}

TEST(ChildProcess, statusAndErrorsComeBackAndOutputDoesNot) {
    const auto outcome = shell("echo nothing; echo why >&2; exit 7").value();
    EXPECT_EQ(outcome.status, 7);
    EXPECT_EQ(outcome.signal, 0);
    EXPECT_EQ(outcome.errors, "why\n");
}

TEST(ChildProcess, aSignalIsTold) {
    EXPECT_EQ(shell("kill -SEGV $$").value().signal, SIGSEGV);
}

TEST(ChildProcess, ofALongComplaintTheEndIsKept) {
    const auto outcome =
        shell("i=0; while [ $i -lt 4000 ]; do echo a line of some words >&2; i=$((i+1)); done; echo last >&2").value();
    EXPECT_EQ(outcome.errors.size(), 1u << 16);
    EXPECT_TRUE(outcome.errors.ends_with("last\n"));
}

TEST(ChildProcess, aProgramThatIsNotThereIsNamed) {
    const auto outcome = runChild({"/no/such/program"}, {}, stage);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Io);
    EXPECT_NE(outcome.error().message.find("/no/such/program"), std::string::npos);
}

TEST(ChildProcess, aStopRequestKillsIt) {
    std::stop_source source;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        source.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    const auto outcome = shell("exec sleep 30", source.get_token());
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace lacuna::base
