#include "jobs/job_command.h"

#include <fmt/ranges.h>

namespace lacuna::jobs {
namespace {

using Words = std::vector<std::string>;

/// "--name=value": a value that begins with a dash is no option then.
std::string option(const std::string& name, const std::string& value) {
    return "--" + name + "=" + value;
}

void addFile(Words& words, const std::string& name, const std::string& path) {
    if (!path.empty()) words.push_back(option(name, path));
}

void addModalities(Words& words, const std::vector<raster::ModalitySource>& sources) {
    for (const auto& source : sources) words.push_back(option("modality", fmt::format("{}={}", source.name, fmt::join(source.files, ","))));
}

void addLosses(Words& words, const ClassifyOptions& options) {
    for (const auto& name : options.lose) words.push_back(option("lose", name));
    for (const auto& fault : options.degrade) words.push_back(option("degrade", fault));
}

/// Those of `present` that differ from `usual`, two declarations of the same options.
void addParameters(Words& words, const base::ParameterSet& present, const base::ParameterSet& usual) {
    for (const auto& parameter : present.parameters()) {
        const auto value = present.value(parameter.name);
        if (value == usual.value(parameter.name)) continue;
        if (const bool* on = std::get_if<bool>(&value))
            words.push_back((*on ? "--" : "--no-") + parameter.name);
        else
            words.push_back(option(parameter.name, base::toText(value)));
    }
}

void addUnusual(Words& words, ClassifyOptions present) {
    ClassifyOptions usual;
    addParameters(words, present.declare(), usual.declare());
}

/// What ends the line of a study: losses, what is asked for, and how the scene is read.
template <class Study>
void addStudy(Words& words, Study present) {
    Study usual;
    addLosses(words, present.classify);
    addParameters(words, present.declare(), usual.declare());
    addUnusual(words, present.classify);
}

std::string joined(const Words& words) {
    std::string line = "lacuna";
    for (const auto& word : words) line += " " + shellQuoted(word);
    return line;
}

nlohmann::json toJson(const std::vector<raster::ModalitySource>& sources) {
    auto list = nlohmann::json::array();
    for (const auto& source : sources) list.push_back({{"name", source.name}, {"files", source.files}});
    return list;
}

std::string textOf(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// Sets a field from a text of the object.
base::Status readText(const nlohmann::json& object, const char* key, std::string& field) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (!found->is_string()) return base::fail(base::ErrorCode::BadData, "resume training", "{} is no text", key);
    field = found->get<std::string>();
    return {};
}

}  // namespace

std::string shellQuoted(const std::string& word) {
    constexpr auto plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+./,:@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string quoted = "'";
    for (const char letter : word) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

std::string commandLine(const ClassifyOptions& options, const std::string& out) {
    Words words{"classify"};
    addModalities(words, options.modalities);
    addFile(words, "model", options.model);
    addLosses(words, options);
    addFile(words, "out", options.out.empty() ? out : options.out);
    addFile(words, "confidence", options.confidence);
    addFile(words, "probabilities", options.probabilities);
    addFile(words, "availability", options.availability);
    addFile(words, "experts", options.experts);
    addUnusual(words, options);
    return joined(words);
}

std::string commandLine(const TrainOptions& options) {
    Words words{"train"};
    addModalities(words, options.modalities);
    addFile(words, "labels", options.labels);
    addFile(words, "test-labels", options.testLabels);
    addFile(words, "class-column", options.classColumn);
    addFile(words, "out", options.out);
    addFile(words, "split-folder", options.splitFolder);
    words.push_back(option("method", options.method));
    for (const auto& [name, value] : options.methodParameters.items()) {
        if (value.is_boolean()) words.push_back((value.get<bool>() ? "--" : "--no-") + name);
        else words.push_back(option(name, textOf(value)));
    }
    TrainOptions present = options, usual;
    addParameters(words, present.declare(), usual.declare());
    return joined(words);
}

std::string commandLine(const WhatIfOptions& options, const std::string& out) {
    Words words{"whatif"};
    addModalities(words, options.classify.modalities);
    addFile(words, "model", options.classify.model);
    addFile(words, "reference", options.reference);
    addFile(words, "class-column", options.classColumn);
    addFile(words, "out", out.empty() ? options.outFolder : out);
    if (!options.maps) words.push_back("--no-maps");
    addLosses(words, options.classify);
    addUnusual(words, options.classify);
    return joined(words);
}

std::string commandLine(const ZoneValueOptions& options, const std::string& out) {
    Words words{"zones"};
    addModalities(words, options.classify.modalities);
    addFile(words, "model", options.classify.model);
    for (const auto& file : options.zones) addFile(words, "zones", file);
    addFile(words, "name-column", options.nameColumn);
    addFile(words, "reference", options.reference);
    addFile(words, "class-column", options.classColumn);
    addFile(words, "out", out.empty() ? options.out : out);
    addStudy(words, options);
    return joined(words);
}

std::string commandLine(const ThresholdOptions& options, const std::string& out) {
    Words words{"threshold"};
    addModalities(words, options.classify.modalities);
    addFile(words, "model", options.classify.model);
    addFile(words, "reference", options.reference);
    addFile(words, "class-column", options.classColumn);
    addFile(words, "out", out.empty() ? options.outFolder : out);
    addStudy(words, options);
    return joined(words);
}

nlohmann::json toJson(const ClassifyOptions& options) {
    ClassifyOptions present = options;
    nlohmann::json object{{"modalities", toJson(options.modalities)}, {"model", options.model}, {"lose", options.lose}};
    if (!options.degrade.empty()) object["degrade"] = options.degrade;
    object["parameters"] = present.declare().toJson();
    return object;
}

nlohmann::json toJson(const TrainOptions& options) {
    TrainOptions present = options;
    return {{"modalities", toJson(options.modalities)}, {"labels", options.labels},   {"test-labels", options.testLabels},
            {"class-column", options.classColumn},      {"out", options.out},         {"split-folder", options.splitFolder},
            {"method", options.method},                 {"method-parameters", options.methodParameters},
            {"parameters", present.declare().toJson()}};
}

nlohmann::json toJson(const WhatIfOptions& options) {
    auto object = toJson(options.classify);
    if (options.classify.lose.empty()) object.erase("lose");
    object["reference"] = options.reference;
    object["class-column"] = options.classColumn;
    object["maps"] = options.maps;
    return object;
}

nlohmann::json toJson(const ZoneValueOptions& options) {
    ZoneValueOptions present = options;
    auto object = toJson(options.classify);
    object["zones"] = options.zones;
    object["reference"] = options.reference;
    object["class-column"] = options.classColumn;
    object["parameters"].update(present.declare().toJson());
    return object;
}

nlohmann::json toJson(const ThresholdOptions& options) {
    ThresholdOptions present = options;
    auto object = toJson(options.classify);
    object["reference"] = options.reference;
    object["class-column"] = options.classColumn;
    object["parameters"].update(present.declare().toJson());
    return object;
}

base::Result<TrainOptions> trainOptionsFrom(const nlohmann::json& object) {
    if (!object.is_object()) return base::fail(base::ErrorCode::BadData, "resume training", "the options are no object");
    TrainOptions options;
    LACUNA_TRY_STATUS(readText(object, "labels", options.labels));
    LACUNA_TRY_STATUS(readText(object, "test-labels", options.testLabels));
    LACUNA_TRY_STATUS(readText(object, "class-column", options.classColumn));
    LACUNA_TRY_STATUS(readText(object, "out", options.out));
    LACUNA_TRY_STATUS(readText(object, "split-folder", options.splitFolder));
    LACUNA_TRY_STATUS(readText(object, "method", options.method));
    if (const auto found = object.find("method-parameters"); found != object.end() && found->is_object()) options.methodParameters = *found;
    if (const auto found = object.find("parameters"); found != object.end()) LACUNA_TRY_STATUS(options.declare().fromJson(*found));
    return options;
}

}  // namespace lacuna::jobs
