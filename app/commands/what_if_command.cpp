#include "app/commands/command.h"
#include "jobs/what_if_job.h"

namespace lacuna::app {
namespace {

class WhatIfCommand : public Command {
public:
    std::string name() const override { return "whatif"; }
    std::string help() const override { return "Classify with every subset of the sensors and say what each is worth"; }
    base::Status declare(CLI::App& options) override {
        addModalities(options, modalities_);
        addModel(options, options_.classify.model);
        options.add_option("--reference", options_.reference, "Labels to judge by: label raster or vector file")->type_name("FILE");
        addClassColumn(options, options_.classColumn);
        options.add_option("--out", options_.outFolder, "Folder for maps, tables and pictures")->type_name("DIR")->required();
        options.add_flag("--maps,!--no-maps", options_.maps, "Classify the whole scene, not the reference's pixels alone (on unless --no-maps)");
        addLosses(options, options_.classify.lose, options_.classify.degrade);
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        options_.classify.modalities = std::move(sources);
        LACUNA_TRY(done, jobs::WhatIfJob(options_).run(context.stop, *context.progress));
        return CommandResult{jobs::whatIfText(done) + fmt::format("{:.1f} s, {:.0f} px/s on {}\n", done.seconds, done.pixelsPerSecond,
                                                                  done.device),
                             jobs::toJson(done)};
    }

private:
    jobs::WhatIfOptions options_;
    base::ParameterSet parameters_ = options_.classify.declare();
    std::vector<std::string> modalities_;
};

}  // namespace

std::unique_ptr<Command> makeWhatIfCommand() { return std::make_unique<WhatIfCommand>(); }

}  // namespace lacuna::app
