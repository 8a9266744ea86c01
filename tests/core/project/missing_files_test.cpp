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

TEST(MissingFiles, ofPartsAreListedMendedAndKeptUnlessThePartWasChanged) {
    const ScratchFolder folder;
    putFile(folder.file("there.gpkg"), "a");
    Project project;
    project.parts["losses"] = {{"parts", {{{"sensor", "A"}, {"file", folder.file("gone.gpkg")}}, {{"sensor", "A"}, {"text", "clouds"}}}}};
    project.parts["zones"] = {{"files", {folder.file("gone.gpkg"), folder.file("there.gpkg")}}};
    project.parts["alone"] = {{"files", {folder.file("lost.gpkg")}}};
    EXPECT_EQ(missingFiles(project), (std::vector<std::string>{folder.file("lost.gpkg"), folder.file("gone.gpkg")}));
    const auto rest = withoutMissing(project);
    EXPECT_EQ(rest.parts.at("losses"), (nlohmann::json{{"parts", {{{"sensor", "A"}, {"text", "clouds"}}}}}));
    EXPECT_EQ(rest.parts.at("zones"), (nlohmann::json{{"files", {folder.file("there.gpkg")}}}));
    EXPECT_EQ(rest.parts.count("alone"), 0u);
    EXPECT_TRUE(missingFiles(rest).empty());
    // Saved meanwhile: what is missing is kept, but not over what the user has changed.
    EXPECT_EQ(withMissing(rest, project).parts, project.parts);
    auto changed = rest;
    changed.parts["losses"]["parts"].clear();
    const auto saved = withMissing(changed, project);
    EXPECT_EQ(saved.parts.at("losses"), changed.parts.at("losses"));
    EXPECT_EQ(saved.parts.at("zones"), project.parts.at("zones"));
    putFile(folder.file("gone.gpkg"), "b");
    auto mended = project;
    putFile(folder.file("found.gpkg"), "c");
    EXPECT_EQ(mendPaths(mended, folder.file("lost.gpkg"), folder.file("found.gpkg")), 1);
    EXPECT_EQ(mended.parts.at("alone").at("files").at(0), folder.file("found.gpkg"));
    EXPECT_TRUE(missingFiles(mended).empty());
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
