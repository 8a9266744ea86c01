#include <sys/prctl.h>

#include <csignal>
#include <filesystem>

#include "app/commands/command.h"
#include "app/method_loader.h"
#include "experiments/experiment_job.h"

namespace lacuna::app {
namespace {

class ExperimentCommand : public Command {
public:
    std::string name() const override { return "experiment"; }
    std::string help() const override {
        return "Train and test a grid of methods, missing sensors and seeds, and make tables of it";
    }
    base::Status declare(CLI::App& options) override {
        options.add_option("file", options_.file, "The experiment, a YAML file (docs/formats.md)")
            ->type_name("FILE.yaml")
            ->required();
        options
            .add_option("--results", options_.results, "Folder of the results; finished runs in it are not repeated")
            ->type_name("DIR")
            ->required();
        options.add_option("--data", options_.dataFolder, "What the file's paths are relative to")
            ->type_name("DIR")
            ->capture_default_str();
        options
            .add_option("--only", options_.only, "A data set or method (its label) to run; may be given several times")
            ->type_name("NAME")
            ->take_all()
            ->expected(1)
            ->allow_extra_args(false);
        options.add_option("--run", options_.runKey, "The one run of a worker")->group("");
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        // A worker ends with the program that started it.
        if (!options_.runKey.empty()) ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        LACUNA_TRY(methods, loadMethods());
        std::error_code ignored;
        options_.program = std::filesystem::read_symlink("/proc/self/exe", ignored).string();
        LACUNA_TRY(done, experiments::ExperimentJob(options_, *methods).run(context.stop, *context.progress));
        return CommandResult{textOf(done), experiments::toJson(done)};
    }

private:
    std::string textOf(const experiments::ExperimentResult& done) const {
        std::string text;
        std::size_t finished = 0;
        for (const auto& run : done.runs) {
            finished += run.finished;
            if (options_.dryRun)
                text += fmt::format("{}  {}  {} test{}\n", run.finished ? "finished" : "to do   ", run.title, run.tests,
                                    run.tests == 1 ? "" : "s");
        }
        if (options_.dryRun) return text + fmt::format("{} runs, {} of them finished\n", done.runs.size(), finished);
        text = done.report;
        for (const auto& set : done.notHere)
            text += fmt::format("{} is left out: its files are not in {}\n", set, options_.dataFolder);
        for (const auto& file : done.files) text += file + "\n";
        return text + fmt::format("{} runs: {} were finished before, {} now, in {:.0f} s\n", done.runs.size(), finished,
                                  done.trained, done.seconds);
    }

    experiments::ExperimentOptions options_;
    base::ParameterSet parameters_ = options_.declare();
};

}  // namespace

std::unique_ptr<Command> makeExperimentCommand() {
    return std::make_unique<ExperimentCommand>();
}

}  // namespace lacuna::app
