#include "app/commands/command.h"
#include "scenes/synthetic_scene.h"

namespace lacuna::app {
namespace {

class SceneCommand : public Command {
public:
    std::string name() const override { return "scene"; }
    std::string help() const override { return "Make a synthetic scene of several sensors with known answers"; }
    base::Status declare(CLI::App& options) override {
        options.add_option("--out", folder_, "Folder for the rasters, labels.tif and truth.tif")->type_name("DIR")->required();
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(files, scenes::makeScene(folder_, options_, context.stop, *context.progress));
        CommandResult result;
        auto list = nlohmann::json::array();
        for (const auto& modality : files.modalities) {
            result.text += fmt::format("{}={}\n", modality.name, modality.files.front());
            list.push_back({{"name", modality.name}, {"files", modality.files}});
        }
        result.text += fmt::format("labels {}\ntruth  {}\n", files.labels, files.truth);
        result.json = {{"modalities", list}, {"labels", files.labels}, {"truth", files.truth}};
        return result;
    }

private:
    scenes::SceneOptions options_;
    base::ParameterSet parameters_ = options_.declare();
    std::string folder_;
};

}  // namespace

std::unique_ptr<Command> makeSceneCommand() { return std::make_unique<SceneCommand>(); }

}  // namespace lacuna::app
