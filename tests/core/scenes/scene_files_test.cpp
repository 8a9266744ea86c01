#include "scenes/scene_files.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "raster/label_raster.h"
#include "raster/raster_stack.h"
#include "support/scratch_folder.h"

namespace lacuna::scenes {
namespace {

using support::ScratchFolder;

/// A label file of one value, closed.
void putRaster(const std::string& path, std::uint8_t value) {
    raster::initialiseGdal();
    raster::Grid grid;
    grid.width = grid.height = 32;
    auto file = createLabelFile(path, grid, {{1, "a", {1, 2, 3}}, {2, "b", {4, 5, 6}}});
    ASSERT_TRUE(file) << base::describe(file.error());
    const std::vector<std::uint8_t> values(32 * 32, value);
    ASSERT_TRUE(writeRows(**file, 0, 0, 32, values.data(), GDT_Byte));
    ASSERT_TRUE(closeFile(std::move(*file)));
}

TEST(SceneFolder, filesAppearOnlyWhenTheyMoveOut) {
    const ScratchFolder scratch;
    {
        auto folder = SceneFolder::open(scratch.file("scene"));
        ASSERT_TRUE(folder);
        putRaster(folder->path("truth.tif"), 1);
        EXPECT_FALSE(std::filesystem::exists(scratch.file("scene/truth.tif")));
        ASSERT_TRUE(folder->moveOut());
        EXPECT_TRUE(std::filesystem::exists(scratch.file("scene/truth.tif")));
    }
    const auto labels = raster::readLabelRaster(scratch.file("scene/truth.tif"));
    ASSERT_TRUE(labels) << base::describe(labels.error());
    EXPECT_EQ(labels->classes[0].name, "a");
    EXPECT_EQ(labels->classes[0].color, (base::Rgb{1, 2, 3}));
    for (const auto& entry : std::filesystem::directory_iterator(scratch.file("scene")))
        EXPECT_EQ(entry.path().filename().string().rfind("truth.tif", 0), 0u) << entry.path();
}

TEST(SceneFolder, whatDoesNotMoveOutIsRemoved) {
    const ScratchFolder scratch;
    putRaster(scratch.file("truth.tif"), 2);
    const auto names = scratch.names();
    const auto content = support::contentOf(scratch.file("truth.tif"));
    {
        auto folder = SceneFolder::open(scratch.file("."));
        ASSERT_TRUE(folder);
        putRaster(folder->path("truth.tif"), 1);
        putRaster(folder->path("labels.tif"), 1);
    }
    EXPECT_EQ(scratch.names(), names);
    EXPECT_EQ(support::contentOf(scratch.file("truth.tif")), content);
}

TEST(SceneFolder, aPlaceThatTakesNoFolderIsAnIoError) {
    const ScratchFolder scratch;
    support::putFile(scratch.file("file"), "not a folder");
    const auto folder = SceneFolder::open(scratch.file("file"));
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, base::ErrorCode::Io);
}

}  // namespace
}  // namespace lacuna::scenes
