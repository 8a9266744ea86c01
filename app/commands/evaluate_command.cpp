#include "app/commands/command.h"
#include "jobs/evaluate_job.h"
#include "output/tables.h"

namespace lacuna::app {
namespace {

class EvaluateCommand : public Command {
public:
    std::string name() const override { return "evaluate"; }
    std::string help() const override { return "Compare a class map with reference labels"; }
    base::Status declare(CLI::App& options) override {
        options.add_option("--map", options_.map, "The class map")->type_name("FILE")->required();
        options.add_option("--reference", options_.reference, "Label raster or vector file on the map's grid")->type_name("FILE")->required();
        options.add_option("--class-column", options_.classColumn, "Column of the classes in a vector file; guessed without")
            ->type_name("NAME");
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(done, jobs::EvaluateJob(options_).run(context.stop, *context.progress));
        return CommandResult{output::accuracyText(done.confusion, done.classes), output::accuracyJson(done.confusion, done.classes)};
    }

private:
    jobs::EvaluateOptions options_;
};

}  // namespace

std::unique_ptr<Command> makeEvaluateCommand() { return std::make_unique<EvaluateCommand>(); }

}  // namespace lacuna::app
