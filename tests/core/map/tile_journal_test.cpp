#include "map/tile_journal.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "support/scratch_folder.h"

namespace lacuna::map {
namespace {

tile::PlannedTile tileAt(int row) { return {{3, row, 4, 2}, 1, false}; }

MapBlock blockAt(int row) {
    MapBlock block;
    block.window = tileAt(row).window;
    for (int i = 0; i < 8; ++i) {
        block.labels.push_back(static_cast<std::uint8_t>(row + i));
        block.confidence.push_back(0.1f * static_cast<float>(i));
        block.availability.push_back(3);
    }
    return block;
}

class TileJournalTest : public testing::Test {
protected:
    std::string map() const { return folder.file("map.tif"); }
    std::string file() const { return folder.file("map.tif.partial"); }
    /// A process that keeps tiles at these rows and is killed.
    void keepAndDie(const std::vector<int>& rows, const std::string& state = "state") const {
        const pid_t child = ::fork();
        if (child == 0) {
            auto journal = TileJournal::open(map(), state);
            if (!journal || !*journal || !(*journal)->replay([](const auto&, const auto&) { return base::Status(); })) ::_exit(1);
            for (const int row : rows)
                if (!(*journal)->append(tileAt(row), blockAt(row))) ::_exit(2);
            ::kill(::getpid(), SIGKILL);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        ASSERT_TRUE(std::filesystem::exists(file()));
    }
    std::vector<int> rows(const std::string& state = "state") const {
        std::vector<int> found;
        auto journal = TileJournal::open(map(), state);
        EXPECT_TRUE(journal && *journal);
        EXPECT_TRUE((*journal)->replay([&](const tile::PlannedTile& planned, const MapBlock& block) -> base::Status {
            const auto expected = blockAt(planned.window.row);
            EXPECT_EQ(planned, tileAt(planned.window.row));
            EXPECT_EQ(block.window, expected.window);
            EXPECT_EQ(block.labels, expected.labels);
            EXPECT_EQ(block.confidence, expected.confidence);
            EXPECT_EQ(block.availability, expected.availability);
            found.push_back(planned.window.row);
            return {};
        }));
        return found;
    }
    support::ScratchFolder folder;
};

TEST_F(TileJournalTest, whatAKilledRunFinishedIsHandedOverInItsOrder) {
    keepAndDie({0, 4, 2});
    keepAndDie({6});
    EXPECT_EQ(rows(), (std::vector<int>{0, 4, 2, 6}));
}

TEST_F(TileJournalTest, theFileGoesWithTheEndOfTheRun) {
    keepAndDie({0});
    rows();
    EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(TileJournalTest, anotherStateBeginsAnew) {
    keepAndDie({0, 2});
    EXPECT_TRUE(rows("other").empty());
}

TEST_F(TileJournalTest, aRecordThatIsCutOffAtAnyByteOrChangedIsIgnoredWithAllBehindIt) {
    keepAndDie({0, 2, 4});
    const auto whole = support::contentOf(file());
    const auto kept = [&](const std::string& content) {
        support::putFile(file(), content);
        return rows();
    };
    const auto size = whole.size();
    for (std::size_t cut = 1; cut < size; ++cut) {
        const auto found = kept(whole.substr(0, size - cut));
        ASSERT_LT(found.size(), 3u) << cut;
        for (std::size_t i = 0; i < found.size(); ++i) ASSERT_EQ(found[i], static_cast<int>(2 * i)) << cut;
    }
    for (std::size_t at = 0; at < size; ++at) {
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x41);
        ASSERT_LT(kept(changed).size(), 3u) << at;
    }
    EXPECT_EQ(kept(whole).size(), 3u);
}

TEST_F(TileJournalTest, aSecondRunOfTheSameMapKeepsNone) {
    const auto first = TileJournal::open(map(), "state");
    ASSERT_TRUE(first && *first);
    const auto second = TileJournal::open(map(), "state");
    ASSERT_TRUE(second);
    EXPECT_EQ(*second, nullptr);
}

TEST_F(TileJournalTest, aFullDiskIsAnErrorThatNamesTheFile) {
    auto journal = TileJournal::open(map(), "state");
    ASSERT_TRUE(journal && *journal);
    const support::FullDisk full(64);
    const auto status = (*journal)->append(tileAt(0), blockAt(0));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::Io);
    EXPECT_NE(status.error().message.find("map.tif.partial"), std::string::npos);
}

}  // namespace
}  // namespace lacuna::map
