#include "tile/batch.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace lacuna::tile {
namespace {

TEST(TileSerial, noTwoAreTheSameWhicheverThreadAsks) {
    std::vector<std::vector<std::uint64_t>> drawn(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : drawn)
            threads.emplace_back([&mine] {
                for (int i = 0; i < 1000; ++i) mine.push_back(nextTileSerial());
            });
    }
    std::set<std::uint64_t> all;
    for (const auto& mine : drawn) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 4000u);
    EXPECT_FALSE(all.contains(0));
}

}  // namespace
}  // namespace lacuna::tile
