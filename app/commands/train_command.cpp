#include "app/commands/command.h"
#include "app/method_loader.h"
#include "jobs/train_job.h"

namespace lacuna::app {
namespace {

nlohmann::json toJson(const engine::EpochReport& report) {
    nlohmann::json entry{{"epoch", report.epoch},
                         {"loss", report.loss},
                         {"train_accuracy", report.trainAccuracy},
                         {"learning_rate", report.learningRate},
                         {"seconds", report.seconds}};
    if (report.validationAccuracy >= 0) entry["validation_accuracy"] = report.validationAccuracy;
    return entry;
}

class TrainCommand : public Command {
public:
    explicit TrainCommand(const std::string& method) {
        if (!method.empty()) options_.method = method;
    }
    std::string name() const override { return "train"; }
    std::string help() const override { return "Train a model on rasters and labels"; }
    base::Status declare(CLI::App& options) override;
    base::Result<CommandResult> run(const CommandContext& context) override;

private:
    base::Status declareMethod(CLI::App& options);

    jobs::TrainOptions options_;
    base::ParameterSet parameters_ = options_.declare();
    std::vector<std::string> modalities_;
    std::unique_ptr<plugins::MethodRegistry> methods_;
};

base::Status TrainCommand::declare(CLI::App& options) {
    addModalities(options, modalities_);
    options.add_option("--labels", options_.labels, "Label raster, or vector file with points or polygons")->type_name("FILE")->required();
    options.add_option("--test-labels", options_.testLabels, "A benchmark's own test labels, beside --labels that train")->type_name("FILE");
    addClassColumn(options, options_.classColumn);
    options.add_option("--out", options_.out, "The model, a safetensors file")->type_name("FILE")->required();
    options.add_option("--split-folder", options_.splitFolder, "Where train.tif and test.tif of a split go; beside the model without")
        ->type_name("DIR");
    addParameters(options, parameters_);
    return declareMethod(options);
}

base::Status TrainCommand::declareMethod(CLI::App& options) {
    auto loaded = loadMethods();
    if (!loaded) return base::passOn(loaded);
    methods_ = std::move(*loaded);
    std::string names;
    for (const auto* method : methods_->all()) names += (names.empty() ? "" : ", ") + method->id();
    options.add_option("--method", options_.method, "The method: " + names)->capture_default_str();
    LACUNA_TRY(method, methods_->find(options_.method));
    for (const auto& parameter : method->parameters()) {
        const auto assign = [this, parameter](const std::string& text) {
            nlohmann::json value = text;
            if (!std::holds_alternative<std::string>(parameter.defaultValue)) value = nlohmann::json::parse(text, nullptr, false);
            if (value.is_discarded()) throw CLI::ValidationError("--" + parameter.name, "\"" + text + "\" is no number");
            options_.methodParameters[parameter.name] = value;
        };
        addParameter(options, parameter, assign, "Parameters of " + method->id());
    }
    return {};
}

base::Result<CommandResult> TrainCommand::run(const CommandContext& context) {
    LACUNA_TRY(sources, parseModalities(modalities_));
    options_.modalities = std::move(sources);
    jobs::TrainJob job(options_, *methods_);
    LACUNA_TRY(trained, job.run(context.stop, *context.progress));
    CommandResult result;
    auto curve = nlohmann::json::array();
    for (const auto& report : trained.curve) curve.push_back(toJson(report));
    const double last = trained.curve.empty() ? 0 : trained.curve.back().trainAccuracy;
    result.text = fmt::format("{}: {} trained parameters, {} training samples (OA {:.1f} % on them), {:.0f} s on {}\n",
                              trained.checkpoint, trained.parameters, trained.trainSamples, 100 * last, trained.seconds, trained.device);
    if (!trained.testLabels.empty())
        result.text += fmt::format("{}: {} test samples, never trained on\n", trained.testLabels, trained.testSamples);
    result.json = {{"checkpoint", trained.checkpoint},     {"parameters", trained.parameters},
                   {"train_samples", trained.trainSamples}, {"test_samples", trained.testSamples},
                   {"train_labels", trained.trainLabels},   {"test_labels", trained.testLabels},
                   {"seconds", trained.seconds},            {"device", trained.device},
                   {"curve", curve}};
    return result;
}

}  // namespace

std::unique_ptr<Command> makeTrainCommand(std::string method) { return std::make_unique<TrainCommand>(method); }

}  // namespace lacuna::app
