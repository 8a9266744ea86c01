#include "base/atomic_file.h"

#include <gtest/gtest.h>

#include "support/scratch_folder.h"

namespace lacuna::base {

using support::contentOf;
using support::FullDisk;
using support::putFile;
using support::ScratchFolder;
namespace {

TEST(AtomicFile, temporarySiblingStaysInTheFolderAndKeepsTheExtension) {
    const std::filesystem::path sibling = temporarySibling("/data/maps/town.tif");
    EXPECT_EQ(sibling.parent_path(), "/data/maps");
    EXPECT_EQ(sibling.extension(), ".tif");
    EXPECT_EQ(sibling.filename().string().rfind(".town.", 0), 0u);
    EXPECT_TRUE(std::filesystem::path(temporarySibling("town.tif")).parent_path().empty());
}

TEST(AtomicFile, textIsWrittenAndReplacedAsAWhole) {
    const ScratchFolder folder;
    const auto path = folder.file("report.json");
    ASSERT_TRUE(writeTextFile(path, std::string(100000, 'a')));
    ASSERT_TRUE(writeTextFile(path, "short\0text"));
    EXPECT_EQ(contentOf(path), "short");
    ASSERT_TRUE(writeTextFile(path, ""));
    EXPECT_EQ(contentOf(path), "");
    EXPECT_EQ(folder.names(), std::vector<std::string>{"report.json"});
}

TEST(AtomicFile, fullDiskLeavesTheOldTextAndNoTemporary) {
    const ScratchFolder folder;
    const auto path = folder.file("report.csv");
    ASSERT_TRUE(writeTextFile(path, "old"));
    base::Status status;
    {
        const FullDisk disk(4096);
        status = writeTextFile(path, std::string(10000, 'n'));
    }
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Io);
    EXPECT_NE(status.error().message.find(path), std::string::npos);
    EXPECT_NE(status.error().message.find("File too large"), std::string::npos);
    EXPECT_EQ(contentOf(path), "old");
    EXPECT_EQ(folder.names(), std::vector<std::string>{"report.csv"});
}

TEST(AtomicFile, missingFolderIsNamedWithTheCause) {
    const ScratchFolder folder;
    const auto status = writeTextFile(folder.file("nowhere/report.csv"), "text");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Io);
    EXPECT_NE(status.error().message.find("nowhere/report.csv"), std::string::npos);
    EXPECT_NE(status.error().message.find("No such file"), std::string::npos);
}

TEST(AtomicFile, folderInTheWayOfAFileIsAnErrorAndStays) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder.file("report.csv"));
    const auto status = writeTextFile(folder.file("report.csv"), "text");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Io);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"report.csv"});
}

TEST(AtomicFile, commitOfAMissingTemporaryKeepsTheDestination) {
    const ScratchFolder folder;
    putFile(folder.file("a.txt"), "old");
    const auto status = commitFile(folder.file("missing"), folder.file("a.txt"));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Io);
    EXPECT_EQ(contentOf(folder.file("a.txt")), "old");
}

TEST(AtomicFile, folderIsMadeWhereMissingAndKeptWhereThere) {
    const ScratchFolder folder;
    ASSERT_TRUE(ensureFolder(folder.file("a/b")));
    ASSERT_TRUE(ensureFolder(folder.file("a/b")));
    std::filesystem::create_directory_symlink(folder.file("a/b"), folder.file("link"));
    ASSERT_TRUE(ensureFolder(folder.file("link")));
    EXPECT_TRUE(std::filesystem::is_empty(folder.file("a/b")));
}

TEST(AtomicFile, folderThatTakesNoFilesIsAnError) {
    const ScratchFolder folder;
    putFile(folder.file("file"), "");
    for (const auto& path :
         {folder.file("file"), folder.file("file/below"), std::string("/proc"), std::string("/proc/maps")}) {
        const auto status = ensureFolder(path);
        ASSERT_FALSE(status) << path;
        EXPECT_EQ(status.error().code, ErrorCode::Io);
        EXPECT_NE(status.error().message.find(path), std::string::npos);
    }
}

}  // namespace
}  // namespace lacuna::base
