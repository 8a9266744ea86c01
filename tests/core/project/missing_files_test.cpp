#include "project/missing_files.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/scratch_folder.h"

namespace lacuna::project {
namespace {

using support::putFile;
using support::ScratchFolder;

TEST(MissingFiles, areListedOnceAndTheRestIsKept) {
    const ScratchFolder folder;
    putFile(folder.file("a.tif"), "a");
    putFile(folder.file("m2"), "m");
    Project project;
    project.sensors = {{"A", {folder.file("a.tif")}}, {"B", {folder.file("a.tif"), folder.file("gone.tif")}}};
    project.samples = folder.file("gone.tif");
    project.models = {folder.file("m1"), folder.file("m2")};
    project.shownModel = 1;
    EXPECT_EQ(missingFiles(project), (std::vector<std::string>{folder.file("gone.tif"), folder.file("m1")}));
    const auto rest = withoutMissing(project);
    ASSERT_EQ(rest.sensors.size(), 1u);
    EXPECT_EQ(rest.sensors[0].name, "A");
    EXPECT_TRUE(rest.samples.empty());
    EXPECT_EQ(rest.models, std::vector<std::string>{folder.file("m2")});
    EXPECT_EQ(rest.shownModel, 0);
    EXPECT_TRUE(missingFiles(rest).empty());
    // Saved while files are missing: nothing is lost.
    const auto saved = withMissing(rest, project);
    EXPECT_EQ(missingFiles(saved), missingFiles(project));
    EXPECT_EQ(saved.models.size(), 2u);
    EXPECT_EQ(saved.models[static_cast<std::size_t>(saved.shownModel)], folder.file("m2"));
}

TEST(MissingFiles, oneThatIsFoundMendsTheOthersOfItsFolder) {
    const ScratchFolder folder;
    std::filesystem::create_directories(folder.file("new/sub"));
    for (const auto* name : {"new/hs-renamed.tif", "new/lidar.tif", "new/sub/labels.tif"}) putFile(folder.file(name), "x");
    Project project;
    project.sensors = {{"HS", {folder.file("old/hs.tif")}}, {"LiDAR", {folder.file("old/lidar.tif")}}};
    project.samples = folder.file("old/sub/labels.tif");
    project.reference = folder.file("old/never.tif");
    EXPECT_EQ(mendPaths(project, folder.file("old/hs.tif"), folder.file("new/hs-renamed.tif")), 3);
    EXPECT_EQ(project.sensors[0].files[0], folder.file("new/hs-renamed.tif"));
    EXPECT_EQ(project.sensors[1].files[0], folder.file("new/lidar.tif"));
    EXPECT_EQ(project.samples, folder.file("new/sub/labels.tif"));
    EXPECT_EQ(missingFiles(project), std::vector<std::string>{folder.file("old/never.tif")});
}

}  // namespace
}  // namespace lacuna::project
