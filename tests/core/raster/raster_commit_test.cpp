#include "raster/raster_commit.h"

#include <gtest/gtest.h>

#include "base/atomic_file.h"
#include "support/scratch_folder.h"

namespace lacuna::raster {

using base::temporarySibling;
using support::contentOf;
using support::FullDisk;
using support::putFile;
using support::ScratchFolder;
namespace {

using Names = std::vector<std::string>;

TEST(RasterCommit, sidecarsOfTheOldRasterGo) {
    const ScratchFolder folder;
    const auto path = folder.file("map.tif"), temporary = temporarySibling(path);
    for (const auto* name : {"map.tif", "map.tif.aux.xml", "map.tif.ovr", "map.tif.msk"})
        putFile(folder.file(name), "old");
    putFile(temporary, "new");
    ASSERT_TRUE(commitRaster(temporary, path));
    EXPECT_EQ(folder.names(), Names{"map.tif"});
    EXPECT_EQ(contentOf(path), "new");
}

TEST(RasterCommit, newSidecarComesAlong) {
    const ScratchFolder folder;
    const auto path = folder.file("map.tif"), temporary = temporarySibling(path);
    putFile(path, "old");
    putFile(path + ".aux.xml", "old names");
    putFile(temporary, "new");
    putFile(temporary + ".aux.xml", "new names");
    ASSERT_TRUE(commitRaster(temporary, path));
    EXPECT_EQ(folder.names(), (Names{"map.tif", "map.tif.aux.xml"}));
    EXPECT_EQ(contentOf(path + ".aux.xml"), "new names");
}

TEST(RasterCommit, failedMoveLeavesTheOldRasterAndItsSidecars) {
    const ScratchFolder folder;
    const auto path = folder.file("map.tif");
    putFile(path, "old");
    putFile(path + ".aux.xml", "old names");
    ASSERT_FALSE(commitRaster(temporarySibling(path), path));
    EXPECT_EQ(folder.names(), (Names{"map.tif", "map.tif.aux.xml"}));
    EXPECT_EQ(contentOf(path), "old");
    EXPECT_EQ(contentOf(path + ".aux.xml"), "old names");
}

TEST(RasterCommit, nothingIsLeftOfARemovedRaster) {
    const ScratchFolder folder;
    for (const auto* name : {"a.tif", "a.tif.aux.xml", "b.tif"}) putFile(folder.file(name), "x");
    removeWithSidecars(folder.file("a.tif"));
    EXPECT_EQ(folder.names(), Names{"b.tif"});
}

}  // namespace
}  // namespace lacuna::raster
