#include "base/parameter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>

namespace lacuna::base {
namespace {

struct Options {
    bool augment = true;
    int epochs = 30;
    std::int64_t seed = 0;
    double rate = 0.002;
    std::string missing = "any";
    int free = 1;

    ParameterSet declare() {
        ParameterSet set;
        set.add("augment", "Turn and flip patches", &augment);
        set.add("epochs", "Passes over the samples", &epochs).range(1, 10000).unit("epochs");
        set.add("seed", "Number that fixes everything random", &seed);
        set.add("rate", "Step of the optimizer", &rate).range(1e-6, 1);
        set.add("missing", "Which sensors may be missing", &missing).choices({"any", "none", "LiDAR"});
        set.add("free", "Whole number without a range", &free);
        return set;
    }
};

std::optional<ErrorCode> codeOf(const Status& status) {
    if (status) return std::nullopt;
    return status.error().code;
}

TEST(ParameterSet, aDeclarationKeepsWhatFormsAndHelpAreMadeOf) {
    Options options;
    const auto set = options.declare();
    ASSERT_EQ(set.parameters().size(), 6u);
    const auto& epochs = set.parameters()[1];
    EXPECT_EQ(epochs.name, "epochs");
    EXPECT_EQ(epochs.help, "Passes over the samples");
    EXPECT_EQ(epochs.unit, "epochs");
    EXPECT_EQ(epochs.defaultValue, ParameterValue(std::int64_t{30}));
    EXPECT_EQ(epochs.minimum, 1);
    EXPECT_EQ(epochs.maximum, 10000);
    EXPECT_FALSE(set.parameters()[2].minimum);
    EXPECT_EQ(set.parameters()[4].choices, (std::vector<std::string>{"any", "none", "LiDAR"}));
    EXPECT_TRUE(set.has("rate"));
    EXPECT_FALSE(set.has("Rate"));
}

TEST(ParameterSet, settingWritesTheFieldAndKeepsTheDefault) {
    Options options;
    auto set = options.declare();
    ASSERT_TRUE(set.set("augment", false));
    ASSERT_TRUE(set.set("epochs", std::int64_t{7}));
    ASSERT_TRUE(set.set("seed", std::int64_t{-5}));
    ASSERT_TRUE(set.set("rate", 0.5));
    ASSERT_TRUE(set.set("missing", std::string("LiDAR")));
    EXPECT_FALSE(options.augment);
    EXPECT_EQ(options.epochs, 7);
    EXPECT_EQ(options.seed, -5);
    EXPECT_DOUBLE_EQ(options.rate, 0.5);
    EXPECT_EQ(options.missing, "LiDAR");
    EXPECT_EQ(set.value("epochs"), ParameterValue(std::int64_t{7}));
    EXPECT_EQ(set.parameters()[1].defaultValue, ParameterValue(std::int64_t{30}));
}

TEST(ParameterSet, bothEndsOfARangeAreAllowedAndNothingBeyond) {
    Options options;
    auto set = options.declare();
    EXPECT_TRUE(set.set("epochs", std::int64_t{1}));
    EXPECT_TRUE(set.set("epochs", std::int64_t{10000}));
    for (const std::int64_t outside : {0, 10001, -3}) EXPECT_EQ(codeOf(set.set("epochs", outside)), ErrorCode::Usage);
    for (const double outside : {0.0, 1.0001, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_EQ(codeOf(set.set("rate", outside)), ErrorCode::Usage) << outside;
    EXPECT_EQ(options.epochs, 10000);
    EXPECT_DOUBLE_EQ(options.rate, 0.002);
    EXPECT_EQ(set.set("epochs", std::int64_t{0}).error().message, "epochs is 0, expected 1 to 10000 epochs");
}

TEST(ParameterSet, wholeNumbersThatDoNotFitAnIntAreRefusedNotCut) {
    Options options;
    auto set = options.declare();
    EXPECT_EQ(codeOf(set.set("free", std::int64_t{1} << 32)), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.set("free", std::int64_t{-3'000'000'000})), ErrorCode::Usage);
    EXPECT_EQ(options.free, 1);
    EXPECT_TRUE(set.set("free", std::int64_t{std::numeric_limits<int>::min()}));
    EXPECT_TRUE(set.set("seed", std::int64_t{1} << 40));
    EXPECT_EQ(options.seed, std::int64_t{1} << 40);
}

TEST(ParameterSet, wordsOutsideTheChoicesAreRefusedWithTheChoices) {
    Options options;
    auto set = options.declare();
    const auto status = set.set("missing", std::string("SAR"));
    EXPECT_EQ(codeOf(status), ErrorCode::Usage);
    EXPECT_EQ(status.error().message, "missing is \"SAR\", expected one of: any, none, LiDAR");
    EXPECT_EQ(options.missing, "any");
}

TEST(ParameterSet, anUnknownNameIsRefusedWithTheKnownOnes) {
    Options options;
    auto set = options.declare();
    for (const auto& status : {set.set("epoch", std::int64_t{3}), set.setText("epoch", "3")}) {
        EXPECT_EQ(codeOf(status), ErrorCode::Usage);
        EXPECT_EQ(status.error().message,
                  "there is no parameter \"epoch\"; known are: augment, epochs, seed, rate, missing, free");
    }
}

TEST(ParameterSet, onlyAWholeNumberIsConvertedAndOnlyToARealOne) {
    Options options;
    auto set = options.declare();
    EXPECT_TRUE(set.set("rate", std::int64_t{1}));
    EXPECT_DOUBLE_EQ(options.rate, 1);
    EXPECT_EQ(codeOf(set.set("epochs", 3.0)), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.set("epochs", std::string("3"))), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.set("epochs", true)), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.set("augment", std::int64_t{1})), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.set("missing", std::int64_t{1})), ErrorCode::Usage);
    EXPECT_EQ(set.set("epochs", 3.5).error().message, "epochs is \"3.5\", expected a whole number");
}

TEST(ParameterSet, textAsTypedIsReadInTheFieldsType) {
    Options options;
    auto set = options.declare();
    for (const char* word : {"false", "0", "no", "off"}) {
        options.augment = true;
        ASSERT_TRUE(set.setText("augment", word));
        EXPECT_FALSE(options.augment) << word;
    }
    for (const char* word : {"true", "1", "yes", "on"}) {
        options.augment = false;
        ASSERT_TRUE(set.setText("augment", word));
        EXPECT_TRUE(options.augment) << word;
    }
    EXPECT_TRUE(set.setText("epochs", "12"));
    EXPECT_EQ(options.epochs, 12);
    EXPECT_TRUE(set.setText("seed", "-9"));
    EXPECT_EQ(options.seed, -9);
    EXPECT_TRUE(set.setText("rate", "1e-3"));
    EXPECT_DOUBLE_EQ(options.rate, 1e-3);
    EXPECT_TRUE(set.setText("missing", "none"));
    EXPECT_EQ(options.missing, "none");
}

TEST(ParameterSet, textThatIsOnlyPartlyANumberIsRefused) {
    Options options;
    auto set = options.declare();
    for (const char* word : {"", "12x", "1.5", " 12", "twelve", "99999999999999999999"})
        EXPECT_EQ(codeOf(set.setText("epochs", word)), ErrorCode::Usage) << word;
    for (const char* word : {"", "0.1x", "half", "nan", "inf"})
        EXPECT_EQ(codeOf(set.setText("rate", word)), ErrorCode::Usage) << word;
    EXPECT_EQ(codeOf(set.setText("augment", "maybe")), ErrorCode::Usage);
    EXPECT_EQ(options.epochs, 30);
}

TEST(ParameterSet, aSavedRunGivesTheSameOptions) {
    Options options;
    options.augment = false;
    options.epochs = 3;
    options.seed = 1234567890123456789;
    options.rate = 0.1;
    options.missing = "LiDAR";
    const auto saved = options.declare().toJson();
    EXPECT_EQ(saved["epochs"], 3);
    EXPECT_EQ(saved["augment"], false);
    EXPECT_EQ(saved["missing"], "LiDAR");

    Options read;
    ASSERT_TRUE(read.declare().fromJson(nlohmann::json::parse(saved.dump())));
    EXPECT_FALSE(read.augment);
    EXPECT_EQ(read.epochs, 3);
    EXPECT_EQ(read.seed, 1234567890123456789);
    EXPECT_DOUBLE_EQ(read.rate, 0.1);
    EXPECT_EQ(read.missing, "LiDAR");
}

TEST(ParameterSet, parametersThatJsonDoesNotHoldKeepTheirValues) {
    Options options;
    ASSERT_TRUE(options.declare().fromJson({{"rate", 1}}));
    EXPECT_DOUBLE_EQ(options.rate, 1);
    EXPECT_EQ(options.epochs, 30);
}

TEST(ParameterSet, jsonMeetsTheSameChecks) {
    Options options;
    auto set = options.declare();
    EXPECT_EQ(codeOf(set.fromJson({{"epoch", 3}})), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.fromJson({{"epochs", 0}})), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.fromJson({{"epochs", "3"}})), ErrorCode::Usage);
    EXPECT_EQ(codeOf(set.fromJson({{"epochs", nullptr}})), ErrorCode::BadData);
    EXPECT_EQ(codeOf(set.fromJson({{"epochs", {1, 2}}})), ErrorCode::BadData);
    EXPECT_EQ(codeOf(set.fromJson(nlohmann::json::array({1}))), ErrorCode::BadData);
    EXPECT_EQ(codeOf(set.fromJson({{"seed", 18446744073709551615u}})), ErrorCode::BadData);
    EXPECT_EQ(options.epochs, 30);
    EXPECT_EQ(options.seed, 0);
}

TEST(ToText, aValueIsWrittenAsItWouldBeTyped) {
    EXPECT_EQ(toText(true), "true");
    EXPECT_EQ(toText(false), "false");
    EXPECT_EQ(toText(std::int64_t{-3}), "-3");
    EXPECT_EQ(toText(0.002), "0.002");
    EXPECT_EQ(toText(std::string("any")), "any");
}

}  // namespace
}  // namespace lacuna::base
