#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "scenes/synthetic_scene.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"
#include "support/small_backbone.h"

/// The program as a script meets it: words in, exit status and text out.
namespace lacuna::app {
namespace {

struct Outcome {
    int status = -1;
    std::string out;
    std::string errors;
};

class CommandsTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new support::ScratchFolder;
        ::setenv("XDG_CACHE_HOME", folder_->file("cache").c_str(), 1);
        scenes::SceneOptions options;
        options.width = options.height = 40;
        options.classes = 4;
        options.sensors = "hs:hyperspectral:6,lidar:lidar:1";
        base::Progress progress;
        const auto scene = scenes::makeScene(folder_->file("scene"), options, {}, progress);
        ASSERT_TRUE(scene) << base::describe(scene.error());
        support::writeSmallBackbone(folder_->file("backbone.safetensors"));
        const auto trained = run("train " + sensors() + " --labels " + path("scene/labels.tif") + " --out " + model() +
                                 " --backbone " + path("backbone.safetensors") + " --placement last-2x2 --epochs 3 --quiet");
        ASSERT_EQ(trained.status, 0) << trained.errors;
    }
    static void TearDownTestSuite() { delete folder_; }

    static std::string path(const std::string& name) { return folder_->file(name); }
    static std::string model() { return path("model.safetensors"); }
    static std::string sensors() {
        return "--modality hs=" + path("scene/hs.tif") + " --modality lidar=" + path("scene/lidar.tif");
    }

    static Outcome run(const std::string& arguments) {
        const auto out = path("out.txt"), errors = path("errors.txt");
        const auto line = std::string(LACUNA_PROGRAM) + " " + arguments + " >" + out + " 2>" + errors;
        const int status = std::system(line.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), support::contentOf(out),
                support::contentOf(errors)};
    }

    static support::ScratchFolder* folder_;
};
support::ScratchFolder* CommandsTest::folder_ = nullptr;

TEST_F(CommandsTest, helpListsTheDeclaredParametersOfTheCommandAndItsMethod) {
    const auto help = run("train --help");
    EXPECT_EQ(help.status, 0);
    for (const char* word : {"--modality", "--eta", "--missing", "--epochs", "--seed", "--rank", "Parameters of mamol", "[0 … 1]"})
        EXPECT_NE(help.out.find(word), std::string::npos) << word;
    EXPECT_EQ(run("train --method frozen-baseline --help").out.find("--rank"), std::string::npos);
    for (const char* command : {"info", "scene", "classify", "evaluate", "compare", "whatif", "doctor"})
        EXPECT_EQ(run(std::string(command) + " --help").status, 0) << command;
}

TEST_F(CommandsTest, wrongUsageEndsWithTwo) {
    EXPECT_EQ(run("").status, 2);
    EXPECT_EQ(run("fly").status, 2);
    EXPECT_EQ(run("classify").status, 2);
    const auto range = run("train " + sensors() + " --labels x --out y --eta 7");
    EXPECT_EQ(range.status, 2);
    EXPECT_NE(range.errors.find("eta"), std::string::npos) << range.errors;
    EXPECT_EQ(run("classify " + sensors() + " --model " + model() + " --lose hs --lose lidar --out " + path("x.tif")).status, 2);
}

TEST_F(CommandsTest, badDataEndsWithThreeAndSaysWhere) {
    const auto missing = run("classify --modality hs=" + path("none.tif") + " --model " + model() + " --out " + path("x.tif"));
    EXPECT_EQ(missing.status, 3);
    EXPECT_NE(missing.errors.find("none.tif does not exist"), std::string::npos) << missing.errors;
    support::putFile(path("broken.safetensors"), "123");
    EXPECT_EQ(run("classify " + sensors() + " --model " + path("broken.safetensors") + " --out " + path("x.tif")).status, 3);
    const auto json = run("evaluate --map " + path("none.tif") + " --reference " + path("none.tif") + " --json");
    EXPECT_EQ(json.status, 3);
    EXPECT_EQ(nlohmann::json::parse(json.out).at("exit_code"), 3);
}

TEST_F(CommandsTest, anUnwritableFolderEndsWithFour) {
    EXPECT_EQ(run("classify " + sensors() + " --model " + model() + " --out /proc/map.tif").status, 4);
}

TEST_F(CommandsTest, theCoreThatScriptsRelyOnWorks) {
    const auto map = path("map.tif");
    auto done = run("classify " + sensors() + " --model " + model() + " --lose lidar --out " + map + " --confidence " +
                    path("c.tif") + " --experts " + path("gates") + " --json --quiet");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_EQ(done.errors, "");
    EXPECT_EQ(nlohmann::json::parse(done.out).at("width"), 40);
    done = run("evaluate --map " + map + " --reference " + path("scene/truth.tif") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto accuracy = nlohmann::json::parse(done.out);
    EXPECT_EQ(accuracy.at("pixels"), 1600);
    EXPECT_GT(accuracy.at("oa").get<double>(), 0.0);
    const auto complete = path("complete.tif");
    ASSERT_EQ(run("classify " + sensors() + " --model " + model() + " --out " + complete + " --quiet").status, 0);
    done = run("compare --map " + complete + " --map " + map + " --reference " + path("scene/truth.tif") + " --out " + path("differ.tif") +
               " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto comparison = nlohmann::json::parse(done.out);
    EXPECT_EQ(comparison.at("reference").at("second_oa"), accuracy.at("oa"));
    EXPECT_EQ(comparison.at("cells").at("compared"), 1600);
    EXPECT_EQ(run("evaluate --map " + path("differ.tif") + " --reference " + path("differ.tif")).status, 0);
    EXPECT_EQ(run("compare --map " + map).status, 2);
    done = run("whatif " + sensors() + " --model " + model() + " --reference " + path("scene/truth.tif") + " --out " +
               path("study") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto study = nlohmann::json::parse(done.out);
    ASSERT_EQ(study.at("subsets").size(), 3u);
    for (const auto& subset : study.at("subsets")) {
        if (subset.at("title") != "without lidar") continue;
        EXPECT_EQ(subset.at("accuracy").at("oa"), accuracy.at("oa"));
    }
    EXPECT_EQ(run("info " + sensors() + " --model " + model() + " --json").status, 0);
    EXPECT_EQ(run("doctor --json").status, 0);
}

TEST_F(CommandsTest, aVectorFileServesAsReference) {
    // Two points whose pixels are known from the truth raster.
    GDALDatasetUniquePtr truth(GDALDataset::Open(path("scene/truth.tif").c_str()));
    double t[6];
    truth->GetGeoTransform(t);
    std::uint8_t values[2];
    ASSERT_EQ(truth->GetRasterBand(1)->RasterIO(GF_Read, 3, 5, 2, 1, values, 2, 1, GDT_Byte, 0, 0, nullptr), CE_None);
    auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    {
        GDALDatasetUniquePtr file(driver->Create(path("points.gpkg").c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        auto* layer = file->CreateLayer("points", const_cast<OGRSpatialReference*>(truth->GetSpatialRef()), wkbPoint);
        OGRFieldDefn field("class", OFTInteger);
        layer->CreateField(&field);
        for (int i = 0; i < 2; ++i) {
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField("class", values[i]);
            OGRPoint point(t[0] + (3.5 + i) * t[1], t[3] + 5.5 * t[5]);
            feature.SetGeometry(&point);
            ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        }
    }
    const auto done = run("evaluate --map " + path("scene/truth.tif") + " --reference " + path("points.gpkg") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto accuracy = nlohmann::json::parse(done.out);
    EXPECT_EQ(accuracy.at("pixels"), 2);
    EXPECT_EQ(accuracy.at("oa"), 1.0);
}

TEST_F(CommandsTest, interruptingEndsWith130AndLeavesNoHalfFile) {
    const auto out = path("interrupted.safetensors");
    const pid_t child = ::fork();
    if (child == 0) {
        std::freopen("/dev/null", "w", stderr);
        const auto hs = "hs=" + path("scene/hs.tif"), lidar = "lidar=" + path("scene/lidar.tif"), labels = path("scene/truth.tif");
        ::execl(LACUNA_PROGRAM, "lacuna", "train", "--modality", hs.c_str(), "--modality", lidar.c_str(), "--labels",
                labels.c_str(), "--out", out.c_str(), "--epochs", "100000", static_cast<char*>(nullptr));
        ::_exit(99);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    ::kill(child, SIGINT);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 130);
    EXPECT_FALSE(std::filesystem::exists(out));
}

}  // namespace
}  // namespace lacuna::app
