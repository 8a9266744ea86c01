#include "jobs/job_command.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace lacuna::jobs {
namespace {

/// What a shell makes of a line: its words, each in brackets.
std::string wordsOf(const std::string& line) {
    const auto command = "set -- " + line + "; printf '[%s]' \"$@\"";
    auto* pipe = ::popen(("sh -c " + shellQuoted(command)).c_str(), "r");
    std::string words;
    for (int letter = 0; (letter = std::fgetc(pipe)) != EOF;) words += static_cast<char>(letter);
    ::pclose(pipe);
    return words;
}

TEST(JobCommand, wordsSurviveTheShellWhateverTheyHold) {
    for (const std::string word : {"plain", "two words", "it's", "$HOME `id` \"x\"", "a;b&c|d>e", "*?[x]", "\\", "~", "ü – ∅", "", "#no comment", "!x", "a\nb"})
        EXPECT_EQ(wordsOf(shellQuoted(word)), "[" + word + "]");
    EXPECT_EQ(shellQuoted("--stride=2"), "--stride=2");
}

TEST(JobCommand, aClassificationNamesWhatIsNotTheDefault) {
    ClassifyOptions options;
    options.modalities = {{"HS", {"a b.tif", "c.tif"}}, {"LiDAR", {"l.tif"}}};
    options.model = "m.safetensors";
    options.lose = {"LiDAR"};
    options.stride = 3;
    options.align = true;
    EXPECT_EQ(commandLine(options, "map.tif"),
              "lacuna classify '--modality=HS=a b.tif,c.tif' --modality=LiDAR=l.tif --model=m.safetensors --lose=LiDAR --out=map.tif "
              "--stride=3 --align");
}

TEST(JobCommand, aStudyNamesWhatItsSensorsHaveLost) {
    WhatIfOptions options;
    options.classify.modalities = {{"HS", {"h.tif"}}};
    options.classify.model = "m.safetensors";
    options.classify.lose = {"HS=clouds,share:0.3"};
    options.classify.degrade = {"HS=noise:0.2,shift-x:1"};
    EXPECT_EQ(commandLine(options, "out"), "lacuna whatif --modality=HS=h.tif --model=m.safetensors --out=out --lose=HS=clouds,share:0.3 "
                                           "--degrade=HS=noise:0.2,shift-x:1");
    EXPECT_EQ(toJson(options).at("degrade"), nlohmann::json::array({"HS=noise:0.2,shift-x:1"}));
}

TEST(JobCommand, aTrainingGoesToJsonAndBack) {
    TrainOptions options;
    options.labels = "labels.gpkg";
    options.out = "m.safetensors";
    options.method = "mamol";
    options.methodParameters = {{"rank", 4}, {"shared", false}};
    options.split = "blocks";
    options.trainer.epochs = 7;
    options.resume = false;
    const auto line = commandLine(options);
    for (const char* part : {"--rank=4", "--no-shared", "--split=blocks", "--epochs=7", "--no-resume", "--labels=labels.gpkg"})
        EXPECT_NE(line.find(part), std::string::npos) << line;
    const auto back = trainOptionsFrom(toJson(options));
    ASSERT_TRUE(back) << base::describe(back.error());
    EXPECT_EQ(commandLine(*back), line);
    EXPECT_FALSE(trainOptionsFrom({{"parameters", {{"epochs", -5}}}}));
    EXPECT_FALSE(trainOptionsFrom({{"out", 5}}));
    EXPECT_FALSE(trainOptionsFrom(7));
}

}  // namespace
}  // namespace lacuna::jobs
