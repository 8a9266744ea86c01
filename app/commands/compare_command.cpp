#include "app/commands/command.h"
#include "jobs/compare_job.h"

namespace lacuna::app {
namespace {

class CompareCommand : public Command {
public:
    std::string name() const override { return "compare"; }
    std::string help() const override {
        return "Compare two class maps: where they differ, and which is right more often (McNemar)";
    }
    base::Status declare(CLI::App& options) override {
        options.add_option("--map", options_.maps, "A class map; give two")
            ->type_name("FILE")
            ->required()
            ->take_all()
            ->expected(1)
            ->allow_extra_args(false);
        options.add_option("--reference", options_.reference, "Labels to judge by: label raster or vector file")
            ->type_name("FILE");
        addClassColumn(options, options_.classColumn);
        options.add_option("--out", options_.out, "The disagreement map (GeoTIFF)")->type_name("FILE");
        options.add_option("--changes", options_.changes, "What the first map's classes are in the second (CSV)")->type_name("FILE");
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(done, jobs::CompareJob(options_).run(context.stop, *context.progress));
        return CommandResult{jobs::compareText(done), jobs::toJson(done)};
    }

private:
    jobs::CompareOptions options_;
};

}  // namespace

std::unique_ptr<Command> makeCompareCommand() {
    return std::make_unique<CompareCommand>();
}

}  // namespace lacuna::app
