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

TEST(JobCommand, lostPartsAndFaultsAreNamedByEveryJobThatReadsThem) {
    ClassifyOptions classify;
    classify.modalities = {{"HS", {"h.tif"}}};
    classify.model = "m.safetensors";
    classify.lose = {"HS=strips,every:20,width:5"};
    classify.degrade = {"HS=noise:0.2"};
    const std::string losses = "--lose=HS=strips,every:20,width:5 --degrade=HS=noise:0.2";
    EXPECT_NE(commandLine(classify, "map.tif").find(losses), std::string::npos) << commandLine(classify, "map.tif");
    WhatIfOptions whatIf;
    whatIf.classify = classify;
    EXPECT_NE(commandLine(whatIf, "out").find(losses), std::string::npos) << commandLine(whatIf, "out");
    ZoneValueOptions zones;
    zones.classify = classify;
    zones.zones = {"parcels.gpkg", "more parcels.gpkg"};
    zones.fewPixels = 10;
    EXPECT_EQ(commandLine(zones, "value.gpkg"), "lacuna zones --modality=HS=h.tif --model=m.safetensors --zones=parcels.gpkg "
                                                "'--zones=more parcels.gpkg' --out=value.gpkg " + losses + " --few-pixels=10");
    for (const auto& object : {toJson(classify), toJson(whatIf), toJson(zones)}) {
        EXPECT_EQ(object.at("lose").at(0), "HS=strips,every:20,width:5");
        EXPECT_EQ(object.at("degrade").at(0), "HS=noise:0.2");
    }
    EXPECT_EQ(toJson(zones).at("parameters").at("few-pixels"), 10);
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
