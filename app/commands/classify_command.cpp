#include "app/commands/command.h"
#include "jobs/classify_job.h"

namespace lacuna::app {
namespace {

class ClassifyCommand : public Command {
public:
    std::string name() const override { return "classify"; }
    std::string help() const override { return "Make a class map with a trained model"; }
    base::Status declare(CLI::App& options) override {
        addModalities(options, modalities_);
        addModel(options, options_.model);
        addLosses(options, options_.lose, options_.degrade);
        options.add_option("--out", options_.out, "The class map, a GeoTIFF")->type_name("FILE")->required();
        options.add_option("--confidence", options_.confidence, "Map of the largest probability")->type_name("FILE");
        options.add_option("--probabilities", options_.probabilities, "Probabilities, a band a class")->type_name("FILE");
        options.add_option("--availability", options_.availability, "Which sensors each pixel had, a bit a sensor")->type_name("FILE");
        options.add_option("--experts", options_.experts, "Gates of the experts, a file a block, a band an expert")->type_name("DIR");
        options.add_option("--polygons", options_.polygons, "The classes' areas as polygons, a GeoPackage")->type_name("FILE");
        options.add_flag("--cog", options_.cloudOptimised, "Write the rasters as Cloud Optimized GeoTIFF");
        options.add_flag("--sld", options_.sld, "A style for map servers beside the map (.sld)");
        options.add_flag("--clr", options_.colorMap, "Esri's colour map beside the map (.clr)");
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        options_.modalities = std::move(sources);
        LACUNA_TRY(done, jobs::ClassifyJob(options_).run(context.stop, *context.progress));
        CommandResult result;
        result.text = fmt::format("{}: {} × {} cells, {:.1f} s, {:.0f} px/s, {:.0f} GFLOP/s on {}\n", options_.out, done.grid.width,
                                  done.grid.height, done.seconds, done.pixelsPerSecond, done.gflopsPerSecond, done.device);
        for (const auto& sentence : done.losses) result.text += sentence + "\n";
        result.json = {{"map", options_.out},
                       {"width", done.grid.width},
                       {"height", done.grid.height},
                       {"pixels", done.pixels},
                       {"seconds", done.seconds},
                       {"pixels_per_second", done.pixelsPerSecond},
                       {"gflops_per_second", done.gflopsPerSecond},
                       {"device", done.device},
                       {"device_reason", done.deviceReason}};
        if (!done.losses.empty()) result.json["losses"] = done.losses;
        return result;
    }

private:
    jobs::ClassifyOptions options_;
    base::ParameterSet parameters_ = options_.declare();
    std::vector<std::string> modalities_;
};

}  // namespace

std::unique_ptr<Command> makeClassifyCommand() { return std::make_unique<ClassifyCommand>(); }

}  // namespace lacuna::app
