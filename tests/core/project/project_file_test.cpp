#include "project/project_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "support/scratch_folder.h"

namespace lacuna::project {
namespace {

using support::contentOf;
using support::putFile;
using support::ScratchFolder;

Project fullProject(const ScratchFolder& folder) {
    Project project;
    project.sensors = {{"HS", {folder.file("data/a.tif"), folder.file("data/b.tif")}}, {"LiDAR", {"/elsewhere/lidar.tif"}}};
    project.align = true;
    project.lost = {"LiDAR"};
    project.samples = folder.file("labels.tif");
    project.reference = "/elsewhere/reference.gpkg";
    project.models = {folder.file("m1.safetensors"), folder.file("m2.safetensors")};
    project.shownModel = 1;
    project.training = {{"method", "mamol"}, {"file", folder.file("new.safetensors")}, {"parameters", {{"epochs", 3}}}};
    project.classifying = {{"stride", 2}};
    project.layers = {{"map", "m2.safetensors", "my map", true, 0.25, {{"hidden", {3}}}}, {"sensor", "HS", "HS", false, 1, nlohmann::json::object()}};
    project.view = ViewState{12.5, 40, 3};
    project.windowLayout = "AAEC";
    project.parts["footprints"] = {{"layers", {{{"file", folder.file("cloud.gpkg")}}}}, {"files", {folder.file("x.csv")}}};
    return project;
}

TEST(ProjectFile, whatIsWrittenIsReadBack) {
    const ScratchFolder folder;
    const auto path = folder.file("town.lacuna");
    const auto project = fullProject(folder);
    ASSERT_TRUE(writeProject(path, project));
    const auto read = readProject(path);
    ASSERT_TRUE(read) << base::describe(read.error());
    EXPECT_EQ(toJson(*read), toJson(project));
    EXPECT_EQ(folder.names(), std::vector<std::string>{"town.lacuna"});
}

TEST(ProjectFile, pathsBelowTheFileAreRelativeAndMoveWithIt) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder.file("one"));
    const auto path = folder.file("one/town.lacuna");
    Project project;
    project.sensors = {{"HS", {folder.file("one/data/a.tif")}}, {"LiDAR", {folder.file("beside.tif")}}};
    project.parts["p"] = {{"file", folder.file("one/cloud.gpkg")}};
    ASSERT_TRUE(writeProject(path, project));
    const auto object = nlohmann::json::parse(contentOf(path));
    EXPECT_EQ(object["sensors"][0]["files"][0], "data/a.tif");
    EXPECT_EQ(object["sensors"][1]["files"][0], folder.file("beside.tif"));
    EXPECT_EQ(object["parts"]["p"]["file"], "cloud.gpkg");
    std::filesystem::rename(folder.file("one"), folder.file("two"));
    const auto read = readProject(folder.file("two/town.lacuna"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->sensors[0].files[0], folder.file("two/data/a.tif"));
    EXPECT_EQ(read->sensors[1].files[0], folder.file("beside.tif"));
    EXPECT_EQ(read->parts.at("p")["file"], folder.file("two/cloud.gpkg"));
}

TEST(ProjectFile, partsThatAreNotKnownAreKept) {
    const ScratchFolder folder;
    putFile(folder.file("a.lacuna"), R"({"lacuna-project": 1, "parts": {"of-tomorrow": {"deep": [1, {"x": null}]}}})");
    const auto read = readProject(folder.file("a.lacuna"));
    ASSERT_TRUE(read);
    ASSERT_TRUE(writeProject(folder.file("b.lacuna"), *read));
    EXPECT_EQ(nlohmann::json::parse(contentOf(folder.file("b.lacuna")))["parts"]["of-tomorrow"]["deep"][1]["x"], nullptr);
}

struct Refusal {
    const char* text;
    base::ErrorCode code;
    const char* says;
};

TEST(ProjectFile, whatIsWrongIsNamedWithWhatWasExpected) {
    const ScratchFolder folder;
    const std::vector<Refusal> refusals{
        {R"({"lacuna-project": 2})", base::ErrorCode::Unsupported, "schema 2"},
        {R"({"lacuna-project": 18446744073709551615})", base::ErrorCode::Unsupported, "newer Lacuna"},
        {R"({"lacuna-project": 0})", base::ErrorCode::BadData, "expected 1"},
        {R"({"lacuna-project": "1"})", base::ErrorCode::BadData, "no project of Lacuna"},
        {R"([1, 2])", base::ErrorCode::BadData, "no project of Lacuna"},
        {R"({"lacuna-project": 1, "sens)", base::ErrorCode::BadData, "no JSON"},
        {"", base::ErrorCode::BadData, "no JSON"},
        {R"({"lacuna-project": 1, "sensors": 7})", base::ErrorCode::BadData, "sensors is 7, expected a list of at most 8"},
        {R"({"lacuna-project": 1, "sensors": [{"name": "A"}]})", base::ErrorCode::BadData, "sensors[0].files"},
        {R"({"lacuna-project": 1, "sensors": [{"name": "A", "files": ["a"]}, {"name": "A", "files": ["b"]}]})", base::ErrorCode::BadData,
         "no other sensor has"},
        {R"({"lacuna-project": 1, "shown-model": 0})", base::ErrorCode::BadData, "shown-model is 0"},
        {R"({"lacuna-project": 1, "view": {"scale": 1e300}})", base::ErrorCode::BadData, "view.scale"},
        {R"({"lacuna-project": 1, "layers": [{"opacity": -1}]})", base::ErrorCode::BadData, "layers[0].opacity is -1"},
    };
    for (const auto& refusal : refusals) {
        putFile(folder.file("bad.lacuna"), refusal.text);
        const auto read = readProject(folder.file("bad.lacuna"));
        ASSERT_FALSE(read) << refusal.text;
        EXPECT_EQ(read.error().code, refusal.code) << refusal.text;
        EXPECT_NE(read.error().message.find(refusal.says), std::string::npos) << read.error().message;
        EXPECT_NE(read.error().message.find("bad.lacuna"), std::string::npos);
    }
    EXPECT_EQ(readProject(folder.file("none.lacuna")).error().code, base::ErrorCode::NotFound);
    EXPECT_FALSE(readProject(folder.file("")));
}

TEST(ProjectFile, messagesStayShortWhateverTheFileHolds) {
    const ScratchFolder folder;
    const nlohmann::json object{{"lacuna-project", 1}, {"align", std::string(1 << 20, 'x')}};
    putFile(folder.file("long.lacuna"), object.dump());
    const auto read = readProject(folder.file("long.lacuna"));
    ASSERT_FALSE(read);
    EXPECT_LT(read.error().message.size(), 600u);
}

TEST(ProjectFile, depthAndSizeAreBounded) {
    const ScratchFolder folder;
    putFile(folder.file("deep.lacuna"), std::string(2'000'000, '['));
    EXPECT_FALSE(readProject(folder.file("deep.lacuna")));
    const std::string nested = R"({"lacuna-project":1,"parts":{"p":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}}";
    putFile(folder.file("nested.lacuna"), nested);
    const auto read = readProject(folder.file("nested.lacuna"));
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("nested"), std::string::npos);
    putFile(folder.file("large.lacuna"), std::string((16u << 20) + 1, ' '));
    EXPECT_NE(readProject(folder.file("large.lacuna")).error().message.find("at most"), std::string::npos);
}

/// One place of the text made something else.
std::string mutated(std::string text, std::mt19937& random) {
    const auto below = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random); };
    static const std::vector<std::string> wild{"-1e999", "null", "1e308", "[]", "{}", "\"\\u0000\"", "\xff\xfe", "9223372036854775808", "true", "\""};
    const auto place = below(text.size());
    switch (below(5)) {
        case 0: text[place] = static_cast<char>(below(256)); break;
        case 1: text.resize(place); break;
        case 2: text.insert(place, wild[below(wild.size())]); break;
        case 3: text.erase(place, 1 + below(20)); break;
        default: {
            const auto colon = text.find(": ", place);
            if (colon == std::string::npos) break;
            const auto end = text.find_first_of(",\n", colon);
            text.replace(colon + 2, end == std::string::npos ? 0 : end - colon - 2, wild[below(wild.size())]);
        }
    }
    return text;
}

TEST(ProjectFile, noMutationCrashesOrPassesUnchecked) {
    const ScratchFolder folder;
    const auto path = folder.file("town.lacuna");
    ASSERT_TRUE(writeProject(path, fullProject(folder)));
    const auto original = contentOf(path);
    std::mt19937 random(7);
    int refused = 0;
    constexpr int rounds = 1200;
    for (int i = 0; i < rounds; ++i) {
        auto text = mutated(original, random);
        if (i % 3 == 0) text = mutated(std::move(text) + " ", random);
        putFile(path, text);
        const auto read = readProject(path);
        if (!read) {
            ++refused;
            EXPECT_LT(read.error().message.size(), 1000u);
            continue;
        }
        EXPECT_LE(read->sensors.size(), 8u);
        EXPECT_LT(read->shownModel, static_cast<int>(read->models.size()));
        for (const auto& layer : read->layers) EXPECT_TRUE(layer.opacity >= 0 && layer.opacity <= 1);
        // What was let in can be written and read again.
        ASSERT_TRUE(writeProject(folder.file("again.lacuna"), *read));
        EXPECT_TRUE(readProject(folder.file("again.lacuna"))) << text;
    }
    EXPECT_GT(refused, rounds / 4);
    EXPECT_LT(refused, rounds);
}

TEST(ProjectFile, partsThatChangeByLookingAboutAreKeptAndNoContent) {
    const support::ScratchFolder folder;
    Project project;
    project.parts["view-pins"] = {{"pixels", {{{"row", 1}, {"column", 2}}}}};
    project.parts["losses"] = {{"degraded", {{{"sensor", "A"}, {"faults", "noise:1"}}}}};
    EXPECT_TRUE(contentOf(project).at("parts").contains("losses"));
    EXPECT_FALSE(contentOf(project).at("parts").contains("view-pins"));
    ASSERT_TRUE(writeProject(folder.file("p.lacuna"), project));
    const auto read = readProject(folder.file("p.lacuna"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->parts, project.parts);
}

}  // namespace
}  // namespace lacuna::project
