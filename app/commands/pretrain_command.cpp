#include "app/commands/command.h"
#include "jobs/pretrain_job.h"

namespace lacuna::app {
namespace {

nlohmann::json toJson(const pretraining::EpisodeReport& report) {
    return {{"episode", report.episode},     {"loss", report.loss},
            {"accuracy", report.accuracy},   {"reconstruction", report.reconstruction},
            {"learning_rate", report.learningRate}, {"seconds", report.seconds}};
}

class PretrainCommand : public Command {
public:
    std::string name() const override { return "pretrain"; }
    std::string help() const override { return "Make a backbone from procedural worlds with random sensors"; }
    base::Status declare(CLI::App& options) override {
        options.add_option("--out", options_.out, "The backbone, a safetensors file")->type_name("FILE")->required();
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(done, jobs::PretrainJob(options_).run(context.stop, *context.progress));
        CommandResult result;
        auto curve = nlohmann::json::array();
        for (const auto& report : done.episodes) curve.push_back(toJson(report));
        result.text = fmt::format("{}: {} blocks of width {}, SHA-256 {}\n", options_.out, done.backbone.blocks, done.backbone.width,
                                  done.backbone.sha256);
        if (!done.episodes.empty())
            result.text += fmt::format("last episode: OA {:.1f} % on fields its encoders had not seen\n", 100 * done.episodes.back().accuracy);
        result.json = {{"backbone", options_.out}, {"sha256", done.backbone.sha256}, {"width", done.backbone.width},
                       {"blocks", done.backbone.blocks}, {"curve", curve}};
        return result;
    }

private:
    jobs::PretrainOptions options_;
    base::ParameterSet parameters_ = options_.pretraining.declare();
};

}  // namespace

std::unique_ptr<Command> makePretrainCommand() { return std::make_unique<PretrainCommand>(); }

}  // namespace lacuna::app
