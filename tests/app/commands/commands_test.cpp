#include <fmt/format.h>
#include <gdal_rat.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
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
    for (const char* command : {"info", "scene", "import-scene", "classify", "evaluate", "compare", "whatif", "report", "prove", "threshold", "zones", "experiment", "pretrain", "weights", "weights import", "doctor"})
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

TEST_F(CommandsTest, aMapIsExportedForOtherProgramsAndJudgedIntoAFolder) {
    const auto map = path("exported.tif"), areas = path("exported.gpkg"), judged = path("judged");
    auto done = run("classify " + sensors() + " --model " + model() + " --out " + map + " --cog --sld --clr --polygons " + areas + " --quiet");
    ASSERT_EQ(done.status, 0) << done.errors;
    for (const char* name : {"exported.qml", "exported.sld", "exported.clr", "exported.gpkg"})
        EXPECT_GT(support::contentOf(path(name)).size(), 20u) << name;
    done = run("evaluate --map " + map + " --reference " + path("scene/truth.tif") + " --out " + judged + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto json = nlohmann::json::parse(done.out);
    EXPECT_EQ(json.at("area_weighted").at("cells"), 1600);
    for (const auto& one : json.at("classes")) {
        if (one.at("producers").is_null()) continue;
        EXPECT_LE(one.at("producers_interval").at(0), one.at("producers"));
        EXPECT_GE(one.at("producers_interval").at(1), one.at("producers"));
    }
    for (const char* name : {"accuracy.csv", "accuracy.md", "confusion.csv", "confusion.svg", "errors.tif", "errors.qml"})
        EXPECT_GT(support::contentOf(judged + "/" + name).size(), 20u) << name;
    // The map of errors has as many right cells as the confusion's diagonal.
    const auto errors = GDALDatasetUniquePtr(GDALDataset::Open((judged + "/errors.tif").c_str(), GDAL_OF_RASTER));
    ASSERT_TRUE(errors);
    const auto* table = errors->GetRasterBand(1)->GetDefaultRAT();
    ASSERT_NE(table, nullptr);
    EXPECT_STREQ(table->GetValueAsString(0, 2), "right");
    EXPECT_NEAR(table->GetValueAsInt(0, 1) / 1600.0, json.at("oa").get<double>(), 1e-9);
}

TEST_F(CommandsTest, aSensorIsLostInPartOrDegraded) {
    const auto inputs = sensors() + " --model " + model();
    const std::string losses = " --lose lidar=strips,every:10,width:4 --degrade hs=noise:0.5,shift-x:0.5 --degrade lidar=offset:2 ";
    const auto map = path("part.tif");
    auto done = run("classify " + inputs + losses + "--out " + map + " --availability " + path("part-a.tif") + " --quiet");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_NE(done.out.find("lidar lost in 40.0 % of the scene and degraded (offset:2)"), std::string::npos) << done.out;
    EXPECT_NE(done.out.find("hs degraded (noise:0.5,shift-x:0.5)"), std::string::npos) << done.out;
    done = run("evaluate --map " + map + " --reference " + path("scene/truth.tif") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto accuracy = nlohmann::json::parse(done.out);
    done = run("evaluate " + inputs + losses + "--reference " + path("scene/truth.tif") + " --eta 0 --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_EQ(nlohmann::json::parse(done.out).at("confusion"), accuracy.at("confusion"));
    done = run("whatif " + inputs + losses + "--reference " + path("scene/truth.tif") + " --no-maps --out " + path("part-study") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto study = nlohmann::json::parse(done.out);
    EXPECT_EQ(study.at("subsets").at(0).at("accuracy").at("confusion"), accuracy.at("confusion"));
    EXPECT_EQ(study.at("losses").size(), 2u);

    EXPECT_EQ(run("classify " + inputs + " --lose lidar=" + path("none.gpkg") + " --out " + path("x.tif")).status, 3);
    EXPECT_EQ(run("classify " + inputs + " --degrade hs=noise --out " + path("x.tif")).status, 2);
    EXPECT_EQ(run("evaluate --map " + map + " --reference " + map + " --lose lidar").status, 2);
    EXPECT_NE(run("classify --help").out.find("dead-detectors"), std::string::npos);
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
    done = run("evaluate " + sensors() + " --model " + model() + " --eta 1 --missing lidar --reference " + path("scene/truth.tif") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_EQ(nlohmann::json::parse(done.out).at("confusion"), accuracy.at("confusion"));
    const auto complete = path("complete.tif");
    ASSERT_EQ(run("classify " + sensors() + " --model " + model() + " --out " + complete + " --quiet").status, 0);
    done = run("compare --map " + complete + " --map " + map + " --reference " + path("scene/truth.tif") + " --out " + path("differ.tif") +
               " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto comparison = nlohmann::json::parse(done.out);
    EXPECT_EQ(comparison.at("reference").at("second_oa"), accuracy.at("oa"));
    EXPECT_EQ(comparison.at("cells").at("compared"), 1600);
    EXPECT_EQ(run("evaluate --map " + path("differ.tif") + " --reference " + path("differ.tif")).status, 0);
    std::uint64_t changed = 0;
    for (const auto& change : comparison.at("changes")) changed += change.at("cells").get<std::uint64_t>();
    EXPECT_EQ(changed, 1600 - comparison.at("cells").at("agreeing").get<std::uint64_t>());
    EXPECT_EQ(run("compare --map " + map).status, 2);
    done = run("whatif " + sensors() + " --model " + model() + " --reference " + path("scene/truth.tif") + " --out " +
               path("study") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto study = nlohmann::json::parse(done.out);
    ASSERT_EQ(study.at("subsets").size(), 3u);
    for (const auto& subset : study.at("subsets")) {
        if (subset.at("title") != "without lidar") continue;
        EXPECT_EQ(subset.at("accuracy").at("oa"), accuracy.at("oa"));
        EXPECT_EQ(subset.at("flip_map"), path("study/flips-without-lidar.tif"));
        EXPECT_TRUE(std::filesystem::exists(path("study/flips-without-lidar.tif")));
    }
    EXPECT_EQ(study.at("sensor_values").at("sensors").size(), 2u);
    EXPECT_EQ(run("info " + sensors() + " --model " + model() + " --json").status, 0);
    EXPECT_EQ(run("doctor --json").status, 0);
}

TEST_F(CommandsTest, aReportIsWrittenAsHtmlAndPdfWithoutAScreen) {
    const auto inputs = sensors() + " --model " + model() + " --reference " + path("scene/truth.tif") + " --labels " + path("scene/labels.tif");
    auto done = run("report " + inputs + " --title 'Town & country' --lose lidar=strips,every:10,width:4 --html " + path("town.html") + " --pdf " +
                    path("town.pdf") + " --study-folder " + path("town-study") + " --json --quiet");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto json = nlohmann::json::parse(done.out);
    const auto page = support::contentOf(path("town.html")), pdf = support::contentOf(path("town.pdf"));
    EXPECT_NE(page.find("<h1>Town &amp; country</h1>"), std::string::npos);
    EXPECT_NE(page.find("lidar lost in 40.0 % of the scene"), std::string::npos);
    EXPECT_NE(page.find("--lose=lidar=strips,every:10,width:4"), std::string::npos);
    EXPECT_EQ(pdf.substr(0, 7), "%PDF-1.");
    EXPECT_NE(pdf.find("/Count " + std::to_string(json.at("pages").get<int>())), std::string::npos);
    EXPECT_EQ(json.at("sections").front(), "Summary");
    ASSERT_EQ(std::system(("pdftotext " + path("town.pdf") + " " + path("town.txt")).c_str()), 0);
    const auto words = support::contentOf(path("town.txt"));
    for (const char* word : {"Town & country", "What if a sensor were lost", "without lidar", "Provenance", "lidar lost in 40.0 % of the scene"})
        EXPECT_NE(words.find(word), std::string::npos) << word;
    const auto study = nlohmann::json::parse(support::contentOf(path("town-study/what_if.json")));
    const auto overall = fmt::format("{:.1f} %", 100 * study.at("subsets").at(0).at("accuracy").at("oa").get<double>());
    EXPECT_NE(words.find(overall), std::string::npos);
    EXPECT_NE(page.find(fmt::format("{:.1f} % of 1,600 reference pixels", 100 * study.at("subsets").at(0).at("accuracy").at("oa").get<double>())), std::string::npos);

    done = run("report " + inputs + " --parts map --html " + path("map.html") + " --quiet");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_NE(done.out.find("map.html"), std::string::npos);
    EXPECT_LT(support::contentOf(path("map.html")).size(), page.size());
    EXPECT_EQ(run("report " + inputs + " --html /proc/none/map.html").status, 4);
    EXPECT_EQ(run("report " + inputs).status, 2);
    EXPECT_EQ(run("report " + inputs + " --parts poem --html " + path("x.html")).status, 2);
    EXPECT_FALSE(std::filesystem::exists(path("x.html")));
}

TEST_F(CommandsTest, anImportedBenchmarkTrainsWithTheCommandThatIsPrinted) {
    std::filesystem::create_directories(path("a benchmark"));
    support::RasterFile file;
    file.width = file.height = 16;
    for (const auto& [name, bands] : {std::pair("HSI", 63), std::pair("LiDAR", 1), std::pair("TRLabel", 0), std::pair("TSLabel", 0)}) {
        file.bands = std::max(1, bands);
        file.type = bands > 0 ? GDT_UInt16 : GDT_Byte;
        if (bands == 0) file.value = [](int, int row, int column) { return 1 + (row + column) % 6; };
        support::writeRaster(path("a benchmark/") + name + ".tif", file);
    }
    const auto imported = run("import-scene trento '" + path("a benchmark") + "' --out '" + path("the scene") + "' --json --quiet");
    ASSERT_EQ(imported.status, 0) << imported.errors;
    const auto scene = nlohmann::json::parse(imported.out);
    EXPECT_EQ(scene.at("train_pixels"), 256);
    EXPECT_EQ(scene.at("shared_pixels"), 256);
    EXPECT_EQ(scene.at("classes").at(5).at("name"), "Roads");
    const auto next = [&](std::size_t index) { return scene.at("next").at(index).get<std::string>().substr(std::string("lacuna ").size()); };
    const auto trained = run(next(0) + " --backbone " + path("backbone.safetensors") + " --placement last-2x2 --epochs 1 --quiet");
    EXPECT_EQ(trained.status, 0) << trained.errors;
    const auto studied = run(next(1) + " --quiet");
    EXPECT_EQ(studied.status, 0) << studied.errors;
    const auto unknown = run("import-scene paris . --out " + path("x"));
    EXPECT_EQ(unknown.status, 2);
    EXPECT_NE(unknown.errors.find("houston2013"), std::string::npos) << unknown.errors;
}

TEST_F(CommandsTest, importedWeightsServeAsTheBackbone) {
    support::putFile(path("config.json"), R"({"model_type": "clip_vision_model", "num_attention_heads": 1})");
    const auto imported = run("weights import " + path("backbone.safetensors") + " --out " + path("b.safetensors") + " --json --quiet");
    ASSERT_EQ(imported.status, 0) << imported.errors;
    EXPECT_EQ(nlohmann::json::parse(imported.out).at("blocks"), 2);
    const auto trained = run("train " + sensors() + " --labels " + path("scene/labels.tif") + " --out " + path("imported.safetensors") +
                             " --backbone " + path("b.safetensors") + " --placement last-2x2 --epochs 1 --quiet");
    EXPECT_EQ(trained.status, 0) << trained.errors;
}

TEST_F(CommandsTest, torchScriptIsReadByAChildAndOnlyWithConsent) {
    support::putFile(path("model.pt"), "PK\3\4 cut off before anything else");
    const auto asked = run("weights import " + path("model.pt") + " --out " + path("b.safetensors"));
    EXPECT_EQ(asked.status, 2);
    EXPECT_NE(asked.errors.find("runs code that it contains"), std::string::npos) << asked.errors;
    EXPECT_NE(asked.errors.find("--trust-torchscript"), std::string::npos) << asked.errors;
    const auto read = run("weights import " + path("model.pt") + " --trust-torchscript --out " + path("b.safetensors"));
    EXPECT_EQ(read.status, 3);
    EXPECT_NE(read.errors.find("model.pt is no TorchScript file"), std::string::npos) << read.errors;
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

TEST_F(CommandsTest, aLostSensorIsProvedToHaveNoInfluence) {
    const auto done = run("prove " + sensors() + " --model " + model() + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto json = nlohmann::json::parse(done.out);
    ASSERT_EQ(json.at("proofs").size(), 2u);
    EXPECT_EQ(json.at("holds"), true);
    for (const auto& proof : json.at("proofs")) {
        EXPECT_EQ(proof.at("compared"), 40 * 40);
        EXPECT_EQ(proof.at("differing"), 0);
        EXPECT_EQ(proof.at("real_sha256"), proof.at("replaced_sha256"));
    }
    const auto part = run("prove " + sensors() + " --model " + model() + " --lose lidar --area 4,6,10,12");
    EXPECT_EQ(part.status, 0) << part.errors;
    EXPECT_NE(part.out.find("0 of 120 pixels differ"), std::string::npos) << part.out;
    EXPECT_EQ(run("prove " + sensors() + " --model " + model() + " --area 4,6,0,12").status, 2);
    EXPECT_EQ(run("prove " + sensors() + " --model " + model() + " --lose radar").status, 3);
}

TEST_F(CommandsTest, thresholdsAndZonesComeAsFiles) {
    auto done = run("threshold " + sensors() + " --model " + model() + " --reference " + path("scene/truth.tif") +
                    " --share 0.7 --out " + path("certain") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_EQ(nlohmann::json::parse(done.out).at("subsets").size(), 3u);
    done = run("evaluate --map " + path("certain/map-complete.tif") + " --reference " + path("scene/truth.tif") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;

    GDALDatasetUniquePtr truth(GDALDataset::Open(path("scene/truth.tif").c_str()));
    double t[6];
    truth->GetGeoTransform(t);
    {
        auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
        GDALDatasetUniquePtr file(driver->Create(path("parcels.gpkg").c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        auto* layer = file->CreateLayer("parcels", const_cast<OGRSpatialReference*>(truth->GetSpatialRef()), wkbPolygon);
        OGRLinearRing ring;
        for (const auto& [column, row] : {std::pair{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}})
            ring.addPoint(t[0] + column * t[1], t[3] + row * t[5]);
        OGRPolygon polygon;
        polygon.addRing(&ring);
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetGeometry(&polygon);
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    done = run("zones " + sensors() + " --model " + model() + " --zones " + path("parcels.gpkg") + " --reference " +
               path("scene/truth.tif") + " --out " + path("value.gpkg") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto zone = nlohmann::json::parse(done.out).at("zones").at(0);
    EXPECT_EQ(zone.at("reference_pixels"), 200);
    EXPECT_TRUE(zone.at("value").contains("lidar"));
    EXPECT_TRUE(std::filesystem::exists(path("value.gpkg")));
    // What a sensor has lost counts, zones of several files are valued together, and classes on request.
    done = run("zones " + sensors() + " --model " + model() + " --zones " + path("parcels.gpkg") + " --zones " + path("value.gpkg") +
               " --reference " + path("scene/truth.tif") + " --lose lidar=strips,every:10,width:5 --degrade hs=noise:0.5 --by-class --out " +
               path("value.csv") + " --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    const auto valued = nlohmann::json::parse(done.out);
    EXPECT_EQ(valued.at("zones").size(), 2u);
    EXPECT_EQ(valued.at("losses").size(), 2u);
    EXPECT_TRUE(valued.at("zones").at(0).contains("value_by_class"));
    done = run("threshold " + sensors() + " --model " + model() + " --reference " + path("scene/truth.tif") +
               " --confidence 0.6 --calibration isotonic --lose lidar=strips,every:10,width:5 --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_EQ(nlohmann::json::parse(done.out).at("subsets").size(), 3u);
    EXPECT_EQ(nlohmann::json::parse(done.out).at("losses").size(), 1u);
}

TEST_F(CommandsTest, interruptingEndsWith130AndLeavesNoHalfFile) {
    const auto out = path("interrupted.safetensors"), progress = path("interrupted.txt");
    const pid_t child = ::fork();
    if (child == 0) {
        std::freopen(progress.c_str(), "w", stderr);
        const auto hs = "hs=" + path("scene/hs.tif"), lidar = "lidar=" + path("scene/lidar.tif"), labels = path("scene/truth.tif");
        ::execl(LACUNA_PROGRAM, "lacuna", "train", "--modality", hs.c_str(), "--modality", lidar.c_str(), "--labels",
                labels.c_str(), "--out", out.c_str(), "--epochs", "100000", static_cast<char*>(nullptr));
        ::_exit(99);
    }
    for (int i = 0; i < 1200 && support::contentOf(progress).find("Training") == std::string::npos; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_NE(support::contentOf(progress).find("Training"), std::string::npos);
    ::kill(child, SIGINT);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 130);
    EXPECT_FALSE(std::filesystem::exists(out));
}

std::vector<std::uint8_t> labelsOf(const std::string& file) {
    const GDALDatasetUniquePtr map(GDALDataset::Open(file.c_str()));
    if (!map) return {};
    std::vector<std::uint8_t> labels(static_cast<std::size_t>(map->GetRasterXSize()) * static_cast<std::size_t>(map->GetRasterYSize()));
    EXPECT_EQ(map->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, map->GetRasterXSize(), map->GetRasterYSize(), labels.data(), map->GetRasterXSize(),
                                              map->GetRasterYSize(), GDT_Byte, 0, 0, nullptr), CE_None);
    return labels;
}

TEST_F(CommandsTest, aClassificationThatIsKilledGoesOnAndItsMapIsTheSame) {
    ASSERT_EQ(run("scene --out " + path("large") + " --width 120 --height 120 --classes 4 --sensors hs:hyperspectral:6,lidar:lidar:1 --quiet").status, 0);
    const auto hs = "hs=" + path("large/hs.tif"), lidar = "lidar=" + path("large/lidar.tif"), out = path("killed.tif"), file = model();
    const std::string words = "classify --modality " + hs + " --modality " + lidar + " --model " + file + " --tile-size 16 --batch-size 16 --precision fp32 --quiet --json --out ";
    ASSERT_EQ(run(words + path("whole.tif")).status, 0);
    const auto journal = out + ".partial";
    int kills = 0;
    // The first kill when a tile is kept, the second when some more are.
    for (const std::uintmax_t enough : {3000u, 20000u}) {
        const pid_t child = ::fork();
        if (child == 0) {
            std::freopen("/dev/null", "w", stdout);
            ::execl(LACUNA_PROGRAM, "lacuna", "classify", "--modality", hs.c_str(), "--modality", lidar.c_str(), "--model", file.c_str(), "--tile-size", "16",
                    "--batch-size", "16", "--precision", "fp32", "--quiet", "--json", "--out", out.c_str(), static_cast<char*>(nullptr));
            ::_exit(99);
        }
        int status = 0;
        bool ended = false;
        std::error_code none;
        while (!ended && (!std::filesystem::exists(journal) || std::filesystem::file_size(journal, none) < enough))
            ended = ::waitpid(child, &status, WNOHANG) != 0;
        if (ended) break;
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
        if (WIFSIGNALED(status)) ++kills;
    }
    ASSERT_GE(kills, 1);
    EXPECT_FALSE(std::filesystem::exists(out));
    ASSERT_TRUE(std::filesystem::exists(journal));
    const auto done = run(words + out);
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_LT(nlohmann::json::parse(done.out).at("pixels").get<int>(), 120 * 120);
    EXPECT_EQ(labelsOf(out), labelsOf(path("whole.tif")));
    EXPECT_EQ(labelsOf(out).size(), 120u * 120u);
    EXPECT_FALSE(std::filesystem::exists(journal));
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(out).parent_path()))
        EXPECT_EQ(entry.path().filename().string().find(".killed"), std::string::npos) << entry.path();
}

/// An experiment of eight runs on the scene.
std::string experimentText(const std::string& backbone, const std::string& epochs) {
    return "data:\n  scene: {modalities: {hs: hs.tif, lidar: lidar.tif}, labels: truth.tif}\n"
           "train: {split: random, train-fraction: 0.05, epochs: " + epochs + ", batch-size: 32, backbone: " + backbone + ", precision: fp32}\n"
           "methods: [frozen-baseline, {id: mamol, placement: last-2x2}]\nseeds: [0, 1]\n"
           "settings: [{eta: 0.7, missing: any}, {eta: 0.7, missing: lidar}]\n";
}

TEST_F(CommandsTest, anExperimentRunsOnWorkersAndIsNotRepeated) {
    // A data set whose files are not there is no matter while it is not asked for.
    auto text = experimentText(path("backbone.safetensors"), "2");
    text.insert(text.find("train:"), "  gone: {modalities: {hs: gone.tif, lidar: gone.tif}, labels: gone.tif}\n");
    support::putFile(path("grid.yaml"), text);
    const auto begin = "experiment " + path("grid.yaml") + " --data " + path("scene") + " --only scene --results ";
    auto done = run(begin + path("several") + " --workers 2 --quiet --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    auto result = nlohmann::json::parse(done.out);
    EXPECT_EQ(result.at("trained"), 8);
    EXPECT_EQ(result.at("tests_finished"), 8);
    done = run(begin + path("one") + " --quiet --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_EQ(nlohmann::json::parse(done.out).at("results"), result.at("results"));
    EXPECT_EQ(support::contentOf(path("one/grid.md")), support::contentOf(path("several/grid.md")));
    done = run(begin + path("one") + " --quiet");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_NE(done.out.find("8 runs: 8 were finished before, 0 now"), std::string::npos) << done.out;
    done = run(begin + path("one") + " --dry-run --only mamol");
    EXPECT_NE(done.out.find("finished  scene, mamol, any 70 %, seed 0  1 test"), std::string::npos) << done.out;
    EXPECT_NE(done.out.find("4 runs, 4 of them finished"), std::string::npos) << done.out;
    EXPECT_EQ(run(begin + path("one") + " --only nothing").status, 2);
    support::putFile(path("broken.yaml"), "data: [");
    const auto gone = run("experiment " + path("grid.yaml") + " --data " + path("scene") + " --results " + path("one"));
    EXPECT_EQ(gone.status, 3);
    EXPECT_NE(gone.errors.find("gone.tif"), std::string::npos) << gone.errors;
    const auto broken = run("experiment " + path("broken.yaml") + " --results " + path("one"));
    EXPECT_EQ(broken.status, 3);
    EXPECT_NE(broken.errors.find("broken.yaml, line 1"), std::string::npos) << broken.errors;
}

TEST_F(CommandsTest, anExperimentThatIsKilledGoesOnWithTheSameTables) {
    const auto file = path("killed.yaml"), results = path("killed"), data = path("scene");
    support::putFile(file, experimentText(path("backbone.safetensors"), "10"));
    const auto log = path("killed.log");
    const auto killAtRun = [&](const std::string& title, int signal) {
        const pid_t child = ::fork();
        if (child == 0) {
            std::freopen(log.c_str(), "w", stderr);
            ::execl(LACUNA_PROGRAM, "lacuna", "experiment", file.c_str(), "--data", data.c_str(), "--results", results.c_str(),
                    static_cast<char*>(nullptr));
            ::_exit(99);
        }
        int status = 0;
        while (support::contentOf(log).find(title) == std::string::npos && ::waitpid(child, &status, WNOHANG) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        ::kill(child, signal);
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    };
    EXPECT_EQ(killAtRun("frozen-baseline, any 70 %, seed 1", SIGKILL), SIGKILL) << support::contentOf(log);
    EXPECT_EQ(killAtRun("mamol, any 70 %, seed 0", SIGINT), 130) << support::contentOf(log);
    const auto plan = run("experiment " + file + " --data " + data + " --results " + results + " --dry-run --json --quiet");
    ASSERT_EQ(plan.status, 0) << plan.errors;
    int before = 0;
    const auto planned = nlohmann::json::parse(plan.out);
    for (const auto& one : planned.at("runs")) before += one.at("finished").get<bool>();
    EXPECT_EQ(before, 2);
    auto done = run("experiment " + file + " --data " + data + " --results " + results + " --quiet --json");
    ASSERT_EQ(done.status, 0) << done.errors;
    EXPECT_EQ(nlohmann::json::parse(done.out).at("trained"), 8 - before);
    done = run("experiment " + file + " --data " + data + " --results " + path("unbroken") + " --quiet");
    ASSERT_EQ(done.status, 0) << done.errors;
    for (const char* table : {"killed.md", "killed.csv", "killed.tex", "killed-mcnemar.csv"})
        EXPECT_EQ(support::contentOf(results + "/" + table), support::contentOf(path("unbroken/") + table)) << table;
}

TEST_F(CommandsTest, identifySaysWhatSensorsAndModelMakeOfAPixel) {
    const auto outcome = run("identify " + sensors() + " --model " + model() + " --row 3 --column 5 --lose lidar --json --quiet");
    ASSERT_EQ(outcome.status, 0) << outcome.errors;
    const auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json.at("sensors").at(0).at("bands").size(), 6u);
    EXPECT_TRUE(json.at("sensors").at(1).at("holds_data"));
    EXPECT_FALSE(json.at("sensors").at(1).at("used"));
    double sum = 0;
    for (const auto& each : json.at("probabilities")) sum += each.at("probability").get<double>();
    EXPECT_NEAR(sum, 1, 1e-4);
    EXPECT_EQ(json.at("gates").size(), 2u);
    EXPECT_EQ(run("identify " + sensors() + " --row 40 --column 0").status, 2);
}

TEST_F(CommandsTest, expertsWritesTableAndGatesOfAWindow) {
    const auto folder = path("experts");
    const auto words = "experts " + sensors() + " --model " + model() + " --out " + folder;
    const auto outcome = run(words + " --window 4,6,20,10 --every-subset --gates --json --quiet");
    ASSERT_EQ(outcome.status, 0) << outcome.errors;
    EXPECT_EQ(nlohmann::json::parse(outcome.out).at("window"), nlohmann::json({4, 6, 20, 10}));
    for (const char* file : {"/activation.csv", "/experts-complete.png", "/experts-without-lidar.png"})
        EXPECT_TRUE(std::filesystem::exists(folder + file)) << file;
    int gates = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) gates += file.path().extension() == ".tif";
    EXPECT_EQ(gates, 2);
    const auto wrong = run(words + " --window 4,6,20");
    EXPECT_EQ(wrong.status, 2);
    EXPECT_NE(wrong.errors.find("column,row,width,height"), std::string::npos) << wrong.errors;
}

}  // namespace
}  // namespace lacuna::app
