#include "experiments/experiment_file.h"

#include "experiment_text.h"

namespace lacuna::experiments {
namespace {

const std::string rest = "methods: [mamol]\nsettings: [{eta: 0.7, missing: any}]\n";

/// Reads a text that must be refused; the message.
std::string refusalOf(const std::string& text) {
    const auto experiment = readText(text);
    EXPECT_FALSE(experiment) << text;
    return experiment ? std::string() : experiment.error().message;
}

void expectSays(const std::string& text, const std::vector<std::string>& words) {
    const auto message = refusalOf(text);
    EXPECT_NE(message.find("grid.yaml, line "), std::string::npos) << message;
    for (const auto& word : words)
        EXPECT_NE(message.find(word), std::string::npos) << "\"" << word << "\" in: " << message;
}

TEST(ExperimentFile, saysDataMethodsSettingsAndParameters) {
    const auto experiment = experimentOf(R"(
title: A grid
data:
  town:
    modalities: {HS: town/hs.tif, LiDAR: [town/a.tif, town/b.tif]}
    labels: town/train.tif
    test-labels: town/test.tif
  field:
    modalities: {HS: field/hs.tif, LiDAR: field/dsm.tif}
    labels: field/labels.gpkg
    class-column: crop
    train: {split: blocks, epochs: 7}
seeds: [0, 1, 2]
train: {epochs: 40, learning-rate: 0.001, redraw-patterns: false}
test: {limit: 500}
methods:
  - frozen-baseline
  - {id: mamol, label: MaMOL, rank: 4}
settings:
  - {eta: 0.7, missing: any}
)");
    EXPECT_EQ(experiment.name, "grid");
    EXPECT_EQ(experiment.title, "A grid");
    ASSERT_EQ(experiment.data.size(), 2u);
    const auto &town = experiment.data[0].train, &field = experiment.data[1].train;
    EXPECT_EQ(town.modalities[1].files, (std::vector<std::string>{"town/a.tif", "town/b.tif"}));
    EXPECT_EQ(town.trainer.epochs, 40);
    EXPECT_FALSE(town.trainer.redrawPatterns);
    EXPECT_EQ(town.testLabels, "town/test.tif");
    EXPECT_EQ(field.trainer.epochs, 7);
    EXPECT_EQ(field.trainer.learningRate, 0.001);
    EXPECT_EQ(field.split, "blocks");
    EXPECT_EQ(field.classColumn, "crop");
    EXPECT_EQ(experiment.seeds, (std::vector<std::int64_t>{0, 1, 2}));
    EXPECT_EQ(experiment.test.limit, 500);
    ASSERT_EQ(experiment.methods.size(), 2u);
    EXPECT_EQ(experiment.methods[0].label, "frozen-baseline");
    EXPECT_EQ(experiment.methods[1].label, "MaMOL");
    EXPECT_EQ(experiment.methods[1].parameters, (nlohmann::json{{"rank", 4}}));
    ASSERT_EQ(experiment.settings.size(), 1u);
    EXPECT_EQ(experiment.settings[0].tests.size(), 1u);
    EXPECT_EQ(experiment.settings[0].tests[0].title(), "any 70 %");
    ASSERT_EQ(experiment.tables.size(), 1u);
    EXPECT_EQ(experiment.tables[0].rows, (std::vector<std::string>{"data", "train"}));
}

TEST(ExperimentFile, listsMultiply) {
    const auto experiment = experimentOf(smallData + R"(
methods:
  - {id: mamol, placement: [last-6x2, head-6x2], rank: [4, 8]}
  - {id: mamol, label: without dynamic experts, dynamic: false}
settings:
  - {eta: [0.5, 0.9], missing: [any, HS, LiDAR]}
  - {availability: ["HS=0.75,LiDAR=0.5", "HS=0.5"]}
)");
    ASSERT_EQ(experiment.methods.size(), 5u);
    EXPECT_EQ(experiment.methods[1].parameters, (nlohmann::json{{"placement", "last-6x2"}, {"rank", 8}}));
    EXPECT_EQ(experiment.methods[1].swept, (Facts{{"placement", "last-6x2"}, {"rank", "8"}}));
    EXPECT_TRUE(experiment.methods[4].swept.empty());
    EXPECT_EQ(experiment.methods[4].parameters, (nlohmann::json{{"dynamic", false}}));
    ASSERT_EQ(experiment.settings.size(), 8u);
    EXPECT_EQ(experiment.settings[0].train.title(), "any 50 %");
    EXPECT_EQ(experiment.settings[5].train.title(), "LiDAR 90 %");
    EXPECT_EQ(experiment.settings[6].train.title(), "HS=0.75,LiDAR=0.5");
}

TEST(ExperimentFile, aTestMayLackOtherSensorsThanTheTraining) {
    const auto experiment = experimentOf(smallData + R"(
methods: [mamol]
settings:
  - train: {eta: 0.7, missing: [any, HS]}
    test: [{eta: [0.1, 0.9], missing: HS}, {eta: 0}]
)");
    ASSERT_EQ(experiment.settings.size(), 2u);
    EXPECT_EQ(experiment.settings[1].train.title(), "HS 70 %");
    ASSERT_EQ(experiment.settings[1].tests.size(), 3u);
    EXPECT_EQ(experiment.settings[1].tests[1].title(), "HS 90 %");
    EXPECT_EQ(experiment.settings[1].tests[2].title(), "complete");
    EXPECT_EQ(experiment.tables[0].rows, (std::vector<std::string>{"data", "train", "test"}));
}

TEST(ExperimentFile, expertChartsRecordActivation) {
    const auto text = smallData + rest;
    EXPECT_FALSE(experimentOf(text).test.recordActivation);
    const auto experiment = experimentOf(text + "charts: [{name: experts, kind: experts, class: 7}]\n");
    EXPECT_TRUE(experiment.test.recordActivation);
    EXPECT_EQ(experiment.charts[0].classValue, 7);
}

TEST(ExperimentFile, brokenYamlIsNamedByLineAndColumn) {
    expectSays("data: {a: [1, 2\nmethods: x\n", {"column", "no YAML"});
    expectSays("data:\n\t- x\n", {"line 2"});
    const auto missing = readExperiment("/nowhere/x.yaml", twoMethods());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::ErrorCode::NotFound);
    expectSays("", {"expected the keys title, data", "found nothing"});
    expectSays("just words", {"found \"just words\""});
}

TEST(ExperimentFile, aWrongKeyIsNamedWithThoseThatAreKnown) {
    expectSays(smallData + "method: [mamol]\n",
               {"line 4, method:", "one of the keys title, data, methods", "found \"method\"", "Correct the key"});
    expectSays("seeds: 1\nseeds: 2\n", {"line 2, seeds", "every key once"});
    expectSays("data:\n  town: {modalites: {HS: a.tif}}\n", {"line 2, data.town.modalites", "modalities, labels"});
}

TEST(ExperimentFile, dataThatIsIncompleteIsRefused) {
    expectSays("data:\n  town: {labels: a.tif, test-labels: b.tif}\n",
               {"line 2, data.town.modalities", "found nothing"});
    expectSays("data:\n  town: {modalities: {HS: a.tif}, test-labels: b.tif}\n", {"data.town.labels", "found nothing"});
    expectSays("data:\n  town: {modalities: {HS: a.tif}, labels: b.tif}\n",
               {"data.town", "either test-labels, or a split"});
    expectSays("data:\n  town: {modalities: {HS: a.tif}, labels: b.tif, test-labels: c.tif, train: {split: random}}\n",
               {"either test-labels, or a split"});
    expectSays("data: {}\n", {"at least one data set"});
    expectSays(rest, {"data", "found nothing"});
}

TEST(ExperimentFile, parametersAreCheckedAsOnTheCommandLine) {
    expectSays("train: {epochs: many}\n" + smallData + rest, {"line 1, train.epochs", "\"many\"", "a whole number"});
    expectSays("train:\n  epochs: 0\n" + smallData + rest, {"line 2, train.epochs", "expected 1 to 100000"});
    expectSays("train: {epoch: 3}\n" + smallData + rest, {"train.epoch", "there is no parameter", "epochs"});
    expectSays("train: {seed: 3}\n" + smallData + rest, {"train.seed", "no seed here", "seeds says it"});
    expectSays("train: {eta: 0.3}\n" + smallData + rest, {"train.eta", "settings says it"});
    expectSays("test: {limit: -1}\n" + smallData + rest, {"test.limit"});
    expectSays("seeds: [0, x]\n" + smallData + rest, {"line 1, seeds", "\"x\""});
    expectSays("seeds: [0, 0]\n" + smallData + rest, {"seeds", "every value once"});
    expectSays("train: [1]\n" + smallData + rest, {"train", "keys with values", "a list of 1"});
}

TEST(ExperimentFile, methodsThatAreNotAtHandAreRefused) {
    const auto settings = smallData + "settings: [{eta: 0.7}]\n";
    expectSays(settings + "methods: [mamol, mmp]\n",
               {"line 5, methods", "no method \"mmp\"", "known are: frozen-baseline, mamol"});
    expectSays(settings + "methods:\n  - id: mamol\n    rnak: 3\n",
               {"line 7, methods.rnak", "there is no parameter \"rnak\"", "rank"});
    expectSays(settings + "methods: [{id: mamol, rank: 0}]\n", {"methods.rank", "expected 1 to 1024"});
    expectSays(settings + "methods: [{label: x}]\n", {"methods.id", "a method's id"});
    expectSays(settings + "methods: [mamol, {id: mamol, rank: 4}]\n", {"no second method labelled mamol"});
    expectSays(settings + "methods: [mamol, {id: mamol, label: twin}]\n",
               {"no second mamol with the parameters of mamol"});
    expectSays(settings + "methods: [{id: [mamol, frozen-baseline], label: both}]\n", {"no label for several methods"});
    expectSays(settings, {"methods", "at least one entry"});
}

TEST(ExperimentFile, settingsThatCannotBeAreRefused) {
    const auto begin = smallData + "methods: [mamol]\nsettings:\n";
    expectSays(begin + "  - {eta: 1.5}\n", {"line 6, settings.eta", "expected 0 to 1"});
    expectSays(begin + "  - {eta: 0.5, missing: SAR}\n", {"line 6, settings", "\"SAR\"", "HS, LiDAR"});
    expectSays(begin + "  - {missing: HS}\n", {"settings.eta", "a missing rate"});
    expectSays(begin + "  - {eta: 0.5, availability: \"HS=0.5\"}\n", {"either availability, or eta and missing"});
    expectSays(begin + "  - {availability: \"HS=0.3,LiDAR=0.3\"}\n", {"at most 1"});
    expectSays(begin + "  - {eta: 0.5, data: city}\n", {"settings.data", "There is no city"});
    expectSays(begin + "  - {eta: 0.5, methods: sorcery}\n", {"settings.methods", "There is no sorcery"});
    expectSays(begin + "  - {test: {eta: 0.5}}\n", {"settings.train", "beside the test's"});
    expectSays(begin + "  - {eta: 0.5, train: {eta: 0.5}}\n", {"inside train and test"});
    expectSays(begin + "  - {train: {eta: 0.5}, test: {eta: 0.5, missing: [HS, SAR]}}\n", {"\"SAR\""});
}

TEST(ExperimentFile, tablesAndChartsNameWhatThereIs) {
    const auto begin = smallData + rest;
    expectSays(begin + "tables: [{name: a, rows: [placement]}]\n",
               {"tables.rows", "\"placement\" is none of them", "train-eta"});
    expectSays(begin + "tables: [{name: a, metrics: [f1]}]\n", {"tables.metrics", "oa, aa, kappa"});
    expectSays(begin + "tables: [{rows: [data]}]\n", {"tables.name"});
    expectSays(begin + "charts: [{name: a, kind: pie}]\n", {"charts.kind", "lines, bars, experts"});
    expectSays(begin + "charts: [{name: a}]\n", {"charts.x", "one name for lines and bars"});
    const auto swept =
        experimentOf(smallData +
                     "methods: [{id: mamol, placement: [last-6x2, head-6x2]}]\nsettings: [{eta: 0.7}]\n"
                     "tables: [{name: a, rows: [method], columns: [placement], metrics: [oa, kappa]}]\n");
    EXPECT_EQ(swept.tables[0].columns, std::vector<std::string>{"placement"});
}

}  // namespace
}  // namespace lacuna::experiments
