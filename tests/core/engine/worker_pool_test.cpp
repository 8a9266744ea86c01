#include "engine/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace lacuna::engine {
namespace {

TEST(WorkerPool, doesEveryTaskOnceInEveryRound) {
    for (const int workers : {1, 2, 5}) {
        WorkerPool pool(workers);
        for (const std::int64_t count : {0, 1, 2, 100}) {
            std::vector<std::atomic<int>> done(static_cast<std::size_t>(count));
            pool.run(count, [&](std::int64_t index, int worker) {
                EXPECT_LT(worker, workers);
                ++done[static_cast<std::size_t>(index)];
            });
            for (const auto& times : done) EXPECT_EQ(times, 1);
        }
    }
}

TEST(WorkerPool, passesAnExceptionOnAndWorksAgain) {
    WorkerPool pool(3);
    EXPECT_THROW(pool.run(50, [](std::int64_t index, int) { if (index == 7) throw std::runtime_error("seven"); }),
                 std::runtime_error);
    std::atomic<int> done = 0;
    pool.run(20, [&](std::int64_t, int) { ++done; });
    EXPECT_EQ(done, 20);
}

}  // namespace
}  // namespace lacuna::engine
