#include "output/tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "small_map.h"

namespace lacuna::output {
namespace {

/// Of the four classes: 40 of 50 right in the first, 30 of 30 in the second, none in the third, 0 of 20 in the last.
metrics::Confusion smallConfusion() {
    metrics::Confusion confusion(4);
    confusion.add(0, 0, 40);
    confusion.add(0, 1, 8);
    confusion.add(0, -1, 2);
    confusion.add(1, 1, 30);
    confusion.add(3, 0, 20);
    return confusion;
}

metrics::Activation smallActivation() {
    metrics::Activation activation({{{10, {"dynamic 1", "shared"}}, {11, {"VNIR"}}}}, 4);
    const float share[] = {0.25f, 1, 0.5f}, weight[] = {0.125f, 1, 2};
    activation.add(0b01, 1, share, weight);
    return activation;
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

TEST(Tables, accuracyIsAlignedAndUndefinedIsADash) {
    EXPECT_EQ(accuracyText(smallConfusion(), fourClasses()),
              "OA        70.00 %  (95 % interval 60.42 – 78.11 %)\n"
              "AA        60.00 %\n"
              "κ        0.4881\n"
              "macro F1  53.65 %\n"
              "mIoU      45.36 %\n"
              "pixels      100\n"
              "\n"
              "Class          Producer's %  User's %      F1 %      Pixels\n"
              "Corn, no till         80.00     66.67     72.73          50\n"
              "Grass \"wet\"          100.00     78.95     88.24          30\n"
              "Bäume                     –         –         –           0\n"
              "Water                  0.00         –      0.00          20\n");
}

TEST(Tables, confusionCsvQuotesNamesAndLeavesUndefinedEmpty) {
    const auto lines = linesOf(confusionCsv(smallConfusion(), fourClasses()));
    ASSERT_EQ(lines.size(), 7u);
    EXPECT_EQ(lines[0],
              "reference,\"Corn, no till\",\"Grass \"\"wet\"\"\",Bäume,Water,unclassified,reference total,"
              "producer's accuracy");
    EXPECT_EQ(lines[1], "\"Corn, no till\",40,8,0,0,2,50,0.8");
    EXPECT_EQ(lines[3], "Bäume,0,0,0,0,0,0,");
    EXPECT_EQ(lines[5], "map total,60,38,0,0,2,100,");
    EXPECT_EQ(lines[6], "user's accuracy,0.666667,0.789474,,,,,0.7");
}

TEST(Tables, accuracyJsonHasItsKeysAndNullWhereUndefined) {
    const auto json = accuracyJson(smallConfusion(), fourClasses());
    EXPECT_DOUBLE_EQ(json["oa"], 0.7);
    EXPECT_EQ(json["pixels"], 100);
    EXPECT_EQ(json["oa_interval"].size(), 2u);
    EXPECT_EQ(json["confusion"], nlohmann::json({{40, 8, 0, 0}, {0, 30, 0, 0}, {0, 0, 0, 0}, {20, 0, 0, 0}}));
    for (const auto* key : {"aa", "kappa", "macro_f1", "mean_iou"}) EXPECT_TRUE(json[key].is_number()) << key;
    const auto& trees = json["classes"][2];
    EXPECT_EQ(trees["value"], 7);
    EXPECT_EQ(trees["name"], "Bäume");
    for (const auto* key : {"producers", "users", "f1", "iou"}) EXPECT_TRUE(trees[key].is_null()) << key;
    EXPECT_EQ(json["classes"][0]["reference"], 50);
    EXPECT_EQ(json["classes"][0]["unclassified"], 2);
    EXPECT_EQ(json["classes"][0]["map"], 60);
}

TEST(Tables, accuracyOfNothingIsUndefinedEverywhere) {
    const metrics::Confusion nothing(4);
    EXPECT_TRUE(accuracyJson(nothing, fourClasses())["oa"].is_null());
    EXPECT_NE(accuracyText(nothing, fourClasses()).find("OA            – %"), std::string::npos);
    EXPECT_EQ(linesOf(confusionCsv(nothing, fourClasses())).back(), "user's accuracy,,,,,,,");
}

TEST(Tables, activationCsvHasALineForEveryPatternClassAndExpert) {
    const auto lines = linesOf(activationCsv(smallActivation(), fourClasses(), {"VNIR", "LiDAR"}));
    ASSERT_EQ(lines.size(), 1u + 5 * 3);
    EXPECT_EQ(lines[0], "pattern,availability,class,block,expert,pixels,share_of_tokens,mean_gate_weight");
    const auto pattern = base::describePattern(0b01, {"VNIR", "LiDAR"});
    EXPECT_EQ(lines[1], pattern + ",1,all classes,10,dynamic 1,1,0.25,0.125");
    EXPECT_EQ(lines[4], pattern + ",1,\"Corn, no till\",10,dynamic 1,0,,");
    EXPECT_EQ(lines[9], pattern + ",1,\"Grass \"\"wet\"\"\",11,VNIR,1,0.5,2");
}

TEST(Tables, activationJsonFollowsPatternBlockAndExpert) {
    const auto json = activationJson(smallActivation(), {"VNIR", "LiDAR"});
    EXPECT_EQ(json["modalities"], nlohmann::json({"VNIR", "LiDAR"}));
    ASSERT_EQ(json["patterns"].size(), 1u);
    const auto& pattern = json["patterns"][0];
    EXPECT_EQ(pattern["availability"], 1);
    EXPECT_EQ(pattern["blocks"][1]["block"], 11);
    EXPECT_EQ(pattern["blocks"][0]["experts"][1]["name"], "shared");
    EXPECT_EQ(pattern["blocks"][0]["experts"][0]["share"], 0.25);
    EXPECT_TRUE(pattern["classes"][0]["blocks"][0]["experts"][0]["share"].is_null());
    EXPECT_EQ(pattern["classes"][1]["pixels"], 1);
}

/// Two sensors, of which the model's second one is not given.
metrics::SensorValues smallValues() {
    const double none = std::nan("");
    metrics::SensorValues values;
    values.commonest = 0;
    values.emptyOverall = 0.5;
    values.completeOverall = 0.875;
    values.emptyProducers = {1, 0, none, 0};
    values.completeProducers = {0.75, 0.5, none, 1};
    values.sensors = {{0, 0.5, {0, 0.25, none, 0.5}}, {2, -0.125, {-0.25, 0.25, none, 0.5}}};
    return values;
}

TEST(Tables, sensorValuesLeadFromTheFirstColumnToTheLast) {
    const auto lines = linesOf(sensorValueCsv(smallValues(), fourClasses(), {"VNIR", "SWIR", "LiDAR, \"late\""}));
    ASSERT_EQ(lines.size(), 6u);
    EXPECT_EQ(lines[0], "class,no sensor,VNIR,\"LiDAR, \"\"late\"\"\",complete");
    EXPECT_EQ(lines[1], "all classes,0.5,0.5,-0.125,0.875");
    EXPECT_EQ(lines[2], "\"Corn, no till\",1,0,-0.25,0.75");
    EXPECT_EQ(lines[4], "Bäume,,,,");
    const auto json = sensorValueJson(smallValues(), fourClasses(), {"VNIR", "SWIR", "LiDAR"});
    EXPECT_EQ(json["commonest_class"], "Corn, no till");
    EXPECT_EQ(json["sensors"][1]["name"], "LiDAR");
    EXPECT_EQ(json["sensors"][1]["oa"], -0.125);
    EXPECT_EQ(json["sensors"][0]["classes"][3]["producers"], 0.5);
    EXPECT_TRUE(json["sensors"][0]["classes"][2]["producers"].is_null());
}

TEST(Tables, flipsHaveHectaresWhereTheAreaIsKnown) {
    const std::vector<map::Flip> flips{{1, 2, "Corn, no till", "Water", 50}, {2, 0, "Water", "no class", 1}};
    EXPECT_EQ(flipsCsv(flips, 400),
              "from,from_class,to,to_class,cells,hectares\n"
              "1,\"Corn, no till\",2,Water,50,2\n"
              "2,Water,0,no class,1,0.04\n");
    EXPECT_EQ(linesOf(flipsCsv(flips, 0))[2], "2,Water,0,no class,1,");
    EXPECT_EQ(flipsJson(flips, 400)[0]["hectares"], 2.0);
    EXPECT_TRUE(flipsJson(flips, 0)[1]["hectares"].is_null());
    EXPECT_EQ(flipsJson(flips, 0)[1]["to_class"], "no class");
}

}  // namespace
}  // namespace lacuna::output
