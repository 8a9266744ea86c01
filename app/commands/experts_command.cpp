#include <cstdio>

#include "app/commands/command.h"
#include "jobs/experts_job.h"

namespace lacuna::app {
namespace {

/// "column,row,width,height"; nothing when the text is anything else.
std::optional<raster::Window> parseWindow(const std::string& text) {
    raster::Window window;
    int used = 0;
    const int found = std::sscanf(text.c_str(), "%d,%d,%d,%d%n", &window.column, &window.row, &window.width, &window.height, &used);
    if (found != 4 || static_cast<std::size_t>(used) != text.size()) return std::nullopt;
    return window;
}

class ExpertsCommand : public Command {
public:
    std::string name() const override { return "experts"; }
    std::string help() const override { return "Say which experts of a model a scene or a part of it uses"; }
    base::Status declare(CLI::App& options) override {
        addModalities(options, modalities_);
        addModel(options, options_.classify.model);
        options.add_option("--lose", options_.classify.lose, "A sensor to leave out; its files are not read")->type_name("NAME");
        options.add_option("--window", window_, "The part of the scene, in pixels; the whole scene without")->type_name("COLUMN,ROW,WIDTH,HEIGHT");
        options.add_flag("--every-subset", options_.everySubset, "Every subset of the sensors, not all of them alone");
        options.add_flag("--gates", options_.gates, "Write the gates as GeoTIFF too, a file a block, a band an expert");
        options.add_option("--out", options_.outFolder, "Folder for table, pictures and gates")->type_name("DIR")->required();
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        options_.classify.modalities = std::move(sources);
        if (!window_.empty()) {
            const auto window = parseWindow(window_);
            if (!window)
                return base::fail(base::ErrorCode::Usage, "read arguments",
                                  "--window is \"{}\", expected four whole numbers: column,row,width,height", window_);
            options_.window = *window;
        }
        LACUNA_TRY(done, jobs::ExpertsJob(options_).run(context.stop, *context.progress));
        return CommandResult{jobs::expertsText(done) + fmt::format("{:.1f} s on {}\n", done.seconds, done.device), jobs::toJson(done)};
    }

private:
    jobs::ExpertsOptions options_;
    base::ParameterSet parameters_ = options_.classify.declare();
    std::vector<std::string> modalities_;
    std::string window_;
};

}  // namespace

std::unique_ptr<Command> makeExpertsCommand() { return std::make_unique<ExpertsCommand>(); }

}  // namespace lacuna::app
