#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "all_methods.h"
#include "engine/trainer.h"

/// The table of docs/methods.md, made from the methods' own descriptions.
namespace lacuna::plugins {
namespace {

/// Houston2013's two sensors and 15 classes.
engine::ModelSpec houston(int width) {
    engine::ModelSpec model;
    for (const auto& [name, bands] : {std::pair{"HS", 144}, {"LiDAR", 1}}) {
        const auto count = static_cast<std::size_t>(bands);
        model.modalities.push_back({name, bands, {}, std::vector<float>(count, 0), std::vector<float>(count, 1)});
    }
    for (int i = 1; i <= 15; ++i) model.classes.push_back({i, "class " + std::to_string(i), {}});
    model.backbone.width = width;
    model.backbone.heads = width / 64;
    return model;
}

std::string grouped(std::int64_t number) {
    auto text = std::to_string(number);
    for (auto at = static_cast<std::int64_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string row(const std::string& method) {
    std::string line = "| " + method;
    int tokens = 0;
    for (const int width : {192, 768}) {
        const auto model = houston(width);
        const auto registry = allMethods();
        const auto adaptation = registry.find(method).value()->describe(model, {}).value();
        const auto bare = registry.find("frozen-baseline").value()->describe(model, {}).value();
        const auto all = engine::trainedParameters(model, adaptation);
        line += " | " + grouped(all - engine::trainedParameters(model, bare)) + " | " + grouped(all);
        const auto lengths = engine::sequenceLengths(model, adaptation);
        tokens = *std::max_element(lengths.begin(), lengths.end());
    }
    return fmt::format("{} | {} |\n", line, tokens);
}

TEST(TrainedParameters, areThoseOfTheMethodNotes) {
    std::string table =
        "| method | compact: its own | all trained | B/16: its own | all trained | longest sequence |\n"
        "| --- | --- | --- | --- | --- | --- |\n";
    const auto registry = allMethods();
    for (const auto* method : registry.all()) table += row(method->id());
    std::ifstream file(LACUNA_METHOD_NOTES);
    std::stringstream notes;
    notes << file.rdbuf();
    EXPECT_NE(notes.str().find(table), std::string::npos) << LACUNA_METHOD_NOTES << " should hold:\n" << table;
}

}  // namespace
}  // namespace lacuna::plugins
