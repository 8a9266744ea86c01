#include "app/commands/command.h"
#include "jobs/zone_value_job.h"

namespace lacuna::app {
namespace {

class ZonesCommand : public Command {
public:
    std::string name() const override { return "zones"; }
    std::string help() const override { return "Say what each sensor is worth inside each polygon of a vector file"; }
    base::Status declare(CLI::App& options) override {
        addModalities(options, modalities_);
        addModel(options, options_.classify.model);
        options.add_option("--zones", options_.zones, "Polygons: GeoPackage, Shapefile or GeoJSON; may be given several times")
            ->type_name("FILE")
            ->required()
            ->take_all()
            ->expected(1)
            ->allow_extra_args(false);
        options.add_option("--name-column", options_.nameColumn, "Column of the zones' names; guessed without")->type_name("NAME");
        options.add_option("--reference", options_.reference, "Labels to judge by; without, only what changes is counted")
            ->type_name("FILE");
        addClassColumn(options, options_.classColumn);
        options.add_option("--out", options_.out, "The polygons with the figures (.gpkg), or a table (.csv)")->type_name("FILE");
        addLosses(options, options_.classify.lose, options_.classify.degrade);
        addParameters(options, parameters_, "What is asked for");
        addParameters(options, classifyParameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        options_.classify.modalities = std::move(sources);
        LACUNA_TRY(done, jobs::ZoneValueJob(options_).run(context.stop, *context.progress));
        return CommandResult{jobs::zoneValueText(done), jobs::toJson(done)};
    }

private:
    jobs::ZoneValueOptions options_;
    base::ParameterSet parameters_ = options_.declare();
    base::ParameterSet classifyParameters_ = options_.classify.declare();
    std::vector<std::string> modalities_;
};

}  // namespace

std::unique_ptr<Command> makeZonesCommand() { return std::make_unique<ZonesCommand>(); }

}  // namespace lacuna::app
