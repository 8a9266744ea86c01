#include "project/recovery.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scratch_folder.h"

namespace lacuna::project {
namespace {

using support::ScratchFolder;

Recovery someState() {
    Recovery state;
    state.file = "/data/town.lacuna";
    state.project.sensors = {{"HS", {"/data/hs.tif"}}};
    state.running = {{"out", "/data/m.safetensors"}};
    return state;
}

/// A program that writes a state and is killed.
void writeAndDie(const std::string& folder) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto file = RecoveryFile::create(folder);
        if (!file || !(*file)->write(someState())) ::_exit(1);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(Recovery, whatAKilledProgramLeftIsFoundAndRead) {
    const ScratchFolder folder;
    writeAndDie(folder.file("recovery"));
    const auto left = leftRecoveries(folder.file("recovery"));
    ASSERT_EQ(left.size(), 1u);
    const auto read = readRecovery(left[0]);
    ASSERT_TRUE(read) << base::describe(read.error());
    EXPECT_EQ(read->file, "/data/town.lacuna");
    EXPECT_EQ(read->project.sensors[0].files[0], "/data/hs.tif");
    EXPECT_EQ(read->running["out"], "/data/m.safetensors");
    EXPECT_EQ(read->written.size(), 20u);
    dropRecovery(left[0]);
    EXPECT_TRUE(leftRecoveries(folder.file("recovery")).empty());
}

TEST(Recovery, aRunningProgramsFileIsNotOfferedAndAnOrderlyEndLeavesNothing) {
    const ScratchFolder folder;
    {
        const auto file = RecoveryFile::create(folder.file("recovery"));
        ASSERT_TRUE(file);
        ASSERT_TRUE((*file)->write(someState()));
        EXPECT_TRUE(std::filesystem::exists((*file)->path()));
        EXPECT_TRUE(leftRecoveries(folder.file("recovery")).empty());
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.file("recovery")));
}

TEST(Recovery, aDamagedOneIsAnErrorNotACrash) {
    const ScratchFolder folder;
    support::putFile(folder.file("1.lacuna"), R"({"lacuna-project": 1, "recovery": 5})");
    EXPECT_FALSE(readRecovery(folder.file("1.lacuna")));
    EXPECT_EQ(leftRecoveries(folder.file("")).size(), 1u);
    EXPECT_TRUE(leftRecoveries(folder.file("nowhere")).empty());
}

}  // namespace
}  // namespace lacuna::project
