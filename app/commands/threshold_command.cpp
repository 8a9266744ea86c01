#include "app/commands/command.h"
#include "jobs/threshold_job.h"

namespace lacuna::app {
namespace {

class ThresholdCommand : public Command {
public:
    std::string name() const override { return "threshold"; }
    std::string help() const override { return "Calibrate confidence for each subset of the sensors, and call pixels below a threshold uncertain"; }
    base::Status declare(CLI::App& options) override {
        addModalities(options, modalities_);
        addModel(options, options_.classify.model);
        options.add_option("--reference", options_.reference, "Labels that the model was not trained on: label raster or vector file")
            ->type_name("FILE")
            ->required();
        addClassColumn(options, options_.classColumn);
        options.add_option("--out", options_.outFolder, "Folder for maps with the class \"uncertain\", confidences and tables")
            ->type_name("DIR");
        addLosses(options, options_.classify.lose, options_.classify.degrade);
        addParameters(options, parameters_, "What is asked for");
        addParameters(options, classifyParameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        options_.classify.modalities = std::move(sources);
        LACUNA_TRY(done, jobs::ThresholdJob(options_).run(context.stop, *context.progress));
        return CommandResult{jobs::thresholdText(done), jobs::toJson(done)};
    }

private:
    jobs::ThresholdOptions options_;
    base::ParameterSet parameters_ = options_.declare();
    base::ParameterSet classifyParameters_ = options_.classify.declare();
    std::vector<std::string> modalities_;
};

}  // namespace

std::unique_ptr<Command> makeThresholdCommand() { return std::make_unique<ThresholdCommand>(); }

}  // namespace lacuna::app
