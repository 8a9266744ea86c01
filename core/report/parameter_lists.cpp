#include "report/parameter_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/backbone_source.h"
#include "jobs/job_command.h"
#include "jobs/train_job.h"

namespace lacuna::report {
namespace {

std::string textOf(const nlohmann::json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string helpOf(const base::Parameter& parameter) {
    return parameter.unit.empty() ? parameter.help : parameter.help + " (" + parameter.unit + ")";
}

ParameterList listOf(const std::string& title, const base::ParameterSet& set) {
    ParameterList list{title, {}};
    for (const auto& parameter : set.parameters()) {
        const auto value = base::toText(set.value(parameter.name));
        if (!value.empty()) list.rows.push_back({parameter.name, value, helpOf(parameter)});
    }
    return list;
}

std::string backboneOf(const engine::BackboneSpec& backbone) {
    if (!backbone.source.starts_with("generated:")) return backbone.source;
    for (const char* name : {"compact", "b16", "none"})
        if (const auto known = engine::backboneFrom(name); known && known->blocks == backbone.blocks && known->width == backbone.width) return name;
    return backbone.source;
}

/// As far as the checkpoint and the report's options know the training.
jobs::TrainOptions trainingOf(const ReportOptions& options, const engine::Checkpoint& checkpoint) {
    jobs::TrainOptions train;
    const auto& training = checkpoint.training;
    train.modalities = options.study.classify.modalities;
    train.align = options.study.classify.align;
    train.labels = options.labels;
    train.classColumn = options.study.classColumn;
    train.out = options.study.classify.model;
    train.method = checkpoint.adaptation.method;
    train.methodParameters = checkpoint.adaptation.parameters;
    train.patchSize = checkpoint.model.patchSize;
    train.backbone = backboneOf(checkpoint.model.backbone);
    train.missing.eta = training.value("eta", train.missing.eta);
    train.missing.which = training.value("missing", train.missing.which);
    train.missing.availability = training.value("availability", std::string());
    const auto split = training.value("split", nlohmann::json::object());
    if (split.is_object()) {
        train.split = split.value("kind", train.split);
        if (train.split == "files") train.split = "none";
        train.trainFraction = split.value("train_fraction", train.trainFraction);
        train.blockSize = split.value("block_size", train.blockSize);
        train.buffer = split.value("buffer", train.buffer);
    }
    // One by one: a model of an older version may lack some, and one of a newer version have others.
    auto set = train.trainer.declare();
    const auto kept = training.value("options", nlohmann::json::object());
    for (const auto& [name, value] : kept.items())
        if (set.has(name)) (void)set.setText(name, textOf(value));
    return train;
}

ParameterList methodList(const engine::Adaptation& adaptation, const plugins::MethodRegistry* methods) {
    ParameterList list{fmt::format("Method {}", adaptation.method), {}};
    if (!adaptation.parameters.is_object()) return list;
    std::vector<base::Parameter> declared;
    if (methods != nullptr)
        if (const auto method = methods->find(adaptation.method)) {
            list.title = "Method " + (*method)->title();
            declared = (*method)->parameters();
        }
    for (const auto& [name, value] : adaptation.parameters.items()) {
        const auto found = std::find_if(declared.begin(), declared.end(), [&, wanted = name](const auto& one) { return one.name == wanted; });
        list.rows.push_back({name, textOf(value), found == declared.end() ? std::string() : helpOf(*found)});
    }
    return list;
}

ParameterList modelList(const engine::Checkpoint& checkpoint) {
    const auto& model = checkpoint.model;
    return {"Model",
            {{"backbone", model.backbone.source, fmt::format("{} blocks of width {}, {} heads", model.backbone.blocks, model.backbone.width, model.backbone.heads)},
             {"backbone SHA-256", model.backbone.sha256, "of the frozen weights"},
             {"patch", fmt::format("{} × {} px", model.patchSize, model.patchSize), "of the scene around a pixel"},
             {"tokens", fmt::format("{}", model.tokens()), fmt::format("{} a sensor, and one for the class", model.tokenGrid * model.tokenGrid)},
             {"encoder width", fmt::format("{}", model.encoderWidth), "channels between the convolutions of a sensor's encoder"}}};
}

}  // namespace

std::vector<ParameterList> parameterLists(const ReportOptions& options, const engine::Checkpoint& checkpoint) {
    auto present = options;
    std::vector<ParameterList> lists;
    lists.push_back(listOf("Classification and study", present.study.classify.declare()));
    auto& losses = lists.back().rows;
    for (const auto& text : options.study.classify.lose) losses.push_back({"lose", text, "A sensor that is lost, or a part of it"});
    for (const auto& text : options.study.classify.degrade) losses.push_back({"degrade", text, "Faults of a sensor"});
    auto training = trainingOf(options, checkpoint);
    lists.push_back(listOf("Training", training.declare()));
    lists.push_back(methodList(checkpoint.adaptation, options.methods));
    lists.push_back(modelList(checkpoint));
    lists.push_back(listOf("Report", present.declare()));
    return lists;
}

std::vector<std::pair<std::string, std::string>> commandsOf(const ReportOptions& options, const engine::Checkpoint& checkpoint) {
    std::vector<std::pair<std::string, std::string>> lines;
    if (!options.labels.empty()) lines.emplace_back("Train the model:", jobs::commandLine(trainingOf(options, checkpoint)));
    auto classify = options.study.classify;
    lines.emplace_back("Make the map:", jobs::commandLine(classify, "map.tif"));
    lines.emplace_back("Run the study:", jobs::commandLine(options.study, options.study.outFolder.empty() || options.made ? "what-if" : options.study.outFolder));
    lines.emplace_back("Write this report:", commandLine(options));
    return lines;
}

}  // namespace lacuna::report
