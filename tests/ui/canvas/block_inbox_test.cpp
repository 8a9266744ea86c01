#include "ui/canvas/block_inbox.h"

#include <gtest/gtest.h>

#include <thread>

#include "test_layers.h"

namespace lacuna::ui {
namespace {

TEST(BlockInbox, aFullInboxIsAnnouncedOnce) {
    int calls = 0;
    BlockInbox inbox([&] { ++calls; });
    EXPECT_TRUE(inbox.write(test::block({0, 0, 2, 2}, 1)));
    EXPECT_TRUE(inbox.write(test::block({2, 0, 2, 2}, 1)));
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(inbox.take().size(), 2U);
    EXPECT_TRUE(inbox.write(test::block({0, 0, 2, 2}, 1)));
    EXPECT_EQ(calls, 2);
}

TEST(BlockInbox, aClosedInboxDropsBlocksAndStaysSilent) {
    int calls = 0;
    BlockInbox inbox([&] { ++calls; });
    inbox.close();
    EXPECT_TRUE(inbox.write(test::block({0, 0, 2, 2}, 1)));
    EXPECT_TRUE(inbox.take().empty());
    EXPECT_EQ(calls, 0);
}

TEST(BlockInbox, aBlockOfTheWrongLengthIsRefused) {
    BlockInbox inbox([] {});
    map::MapBlock wrong = test::block({0, 0, 2, 2}, 1);
    wrong.labels.pop_back();
    const auto status = inbox.write(wrong);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::BadData);
}

TEST(BlockInbox, nothingIsLostBetweenThreads) {
    BlockInbox inbox([] {});
    std::size_t taken = 0;
    std::jthread writer([&] {
        for (int i = 0; i < 1000; ++i) EXPECT_TRUE(inbox.write(test::block({0, 0, 1, 1}, 1)));
    });
    while (taken < 1000) taken += inbox.take().size();
    EXPECT_EQ(taken, 1000U);
}

}  // namespace
}  // namespace lacuna::ui
