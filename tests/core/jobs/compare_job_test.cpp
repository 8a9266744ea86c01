#include "jobs/compare_job.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "output/map_file.h"
#include "samples/sample_files.h"
#include "support/scratch_folder.h"

namespace lacuna::jobs {
namespace {

class CompareJobTest : public testing::Test {
protected:
    CompareJobTest() {
        write("a/map.tif", {1, 1, 2, 2, 1, 0});
        write("b/map.tif", {1, 2, 2, 1, 1, 1});
        write("other.tif", {1, 2, 2, 1, 1, 1});
        samples::SampleSet set{3, 2, classes, {{0, 0, 0}, {0, 1, 1}, {1, 0, 0}, {1, 1, 1}}};
        EXPECT_TRUE(samples::writeLabelRaster(folder.file("reference.tif"), set, grid()));
    }
    static raster::Grid grid() {
        raster::Grid made;
        made.width = 3;
        made.height = 2;
        return made;
    }
    void write(const std::string& name, std::vector<std::uint8_t> labels) {
        std::filesystem::create_directories(std::filesystem::path(folder.file(name)).parent_path());
        map::ClassMap made(grid(), classes);
        made.labels = std::move(labels);
        output::MapFileOptions options;
        options.labels = folder.file(name);
        EXPECT_TRUE(output::writeMap(made, options));
    }
    base::Result<CompareResult> run(const std::string& second, const std::string& reference, const std::string& out = {}) {
        CompareOptions options;
        options.maps = {folder.file("a/map.tif"), folder.file(second)};
        if (!reference.empty()) options.reference = folder.file(reference);
        if (!out.empty()) options.out = folder.file(out);
        base::Progress progress;
        return CompareJob(options).run({}, progress);
    }
    const base::ClassTable classes{{1, "water", {0, 0, 255}}, {2, "wood", {0, 128, 0}}};
    support::ScratchFolder folder;
};

TEST_F(CompareJobTest, filesAreComparedCellByCellAndByMcNemar) {
    const auto done = run("other.tif", "reference.tif", "differ.tif");
    ASSERT_TRUE(done) << base::describe(done.error());
    EXPECT_EQ(done->names, (std::array<std::string, 2>{"map", "other"}));
    const auto json = toJson(*done);
    EXPECT_EQ(json.at("reference").at("pixels"), 4);
    EXPECT_EQ(json.at("reference").at("both_right"), 1);
    EXPECT_EQ(json.at("reference").at("second_only"), 2);
    EXPECT_EQ(json.at("reference").at("first_only"), 0);
    EXPECT_EQ(json.at("reference").at("both_wrong"), 1);
    EXPECT_DOUBLE_EQ(json.at("mcnemar").at("p"), 0.5);
    EXPECT_EQ(json.at("mcnemar").at("test"), "binomial");
    EXPECT_EQ(json.at("cells").at("compared"), 5);
    EXPECT_EQ(json.at("cells").at("agreeing"), 3);
    const auto text = compareText(*done);
    EXPECT_NE(text.find("60.00 % of 5 cells agree"), std::string::npos) << text;
    EXPECT_NE(text.find("only other right"), std::string::npos) << text;
    const auto map = output::readMap(folder.file("differ.tif"));
    ASSERT_TRUE(map) << base::describe(map.error());
    EXPECT_EQ(map->labels, done->comparison.disagreement.labels);
    EXPECT_EQ(map->classes[2].name, "only other right");
}

TEST_F(CompareJobTest, filesOfOneNameAreToldApartByTheirPaths) {
    const auto done = run("b/map.tif", {});
    ASSERT_TRUE(done) << base::describe(done.error());
    EXPECT_NE(done->names[0], done->names[1]);
    EXPECT_NE(done->names[0].find("a/map.tif"), std::string::npos);
    EXPECT_FALSE(toJson(*done).contains("mcnemar"));
    EXPECT_EQ(compareText(*done).find("McNemar"), std::string::npos);
}

TEST_F(CompareJobTest, mapsOfAnotherGridAndMissingFilesAreNamed) {
    map::ClassMap wide;
    wide.grid = grid();
    wide.grid.width = 4;
    wide.classes = classes;
    wide.labels.assign(8, 1);
    output::MapFileOptions options;
    options.labels = folder.file("wide.tif");
    ASSERT_TRUE(output::writeMap(wide, options));
    const auto other = run("wide.tif", {}, "differ.tif");
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().message.find("wide.tif"), std::string::npos) << other.error().message;
    EXPECT_FALSE(std::filesystem::exists(folder.file("differ.tif")));
    EXPECT_FALSE(run("nowhere.tif", {}));
    base::Progress progress;
    const auto one = CompareJob({{folder.file("a/map.tif")}, {}, {}, {}}).run({}, progress);
    ASSERT_FALSE(one);
    EXPECT_EQ(one.error().code, base::ErrorCode::Usage);
}

}  // namespace
}  // namespace lacuna::jobs
