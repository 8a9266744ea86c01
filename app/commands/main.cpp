#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "app/commands/command.h"
#include "app/commands/interrupt.h"
#include "app/commands/terminal_progress.h"
#include "base/version.h"

namespace {

using namespace lacuna;

int reportError(const base::Error& error, bool json) {
    if (json) {
        fmt::print("{}\n", nlohmann::json{{"error", {{"stage", error.stage}, {"message", error.message}}},
                                          {"exit_code", base::exitCode(error.code)}}.dump(2));
    }
    fmt::print(stderr, "{}\n", base::describe(error));
    return base::exitCode(error.code);
}

int runCommand(app::Command& command, bool json, bool quiet, const std::stop_token& stop) {
    base::Progress silent;
    auto result = [&] {
        if (quiet) return command.run({stop, &silent});
        app::TerminalProgress progress;
        return command.run({stop, &progress});
    }();
    if (!result) return reportError(result.error(), json);
    const auto text = json ? result->json.dump(2) + "\n" : result->text;
    const bool written = std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
    if (!written) return reportError({base::ErrorCode::Io, "print", "the standard output cannot be written to"}, false);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const app::Interrupt interrupt;
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    std::vector<std::unique_ptr<app::Command>> commands;
    commands.push_back(app::makeInfoCommand());
    commands.push_back(app::makeSceneCommand());
    commands.push_back(app::makeImportSceneCommand());
    commands.push_back(app::makeTrainCommand(app::peekOption(arguments, "--method")));
    commands.push_back(app::makeClassifyCommand());
    commands.push_back(app::makeEvaluateCommand());
    commands.push_back(app::makeCompareCommand());
    commands.push_back(app::makeWhatIfCommand());
    commands.push_back(app::makeReportCommand());
    commands.push_back(app::makeIdentifyCommand());
    commands.push_back(app::makeExpertsCommand());
    commands.push_back(app::makeProveCommand());
    commands.push_back(app::makeThresholdCommand());
    commands.push_back(app::makeZonesCommand());
    commands.push_back(app::makeWeightsCommand());
    commands.push_back(app::makeExperimentCommand());
    commands.push_back(app::makePretrainCommand());
    commands.push_back(app::makeDoctorCommand());

    CLI::App program("Land-cover maps from several sensors, and what each would be without one", "lacuna");
    program.set_version_flag("--version", "lacuna " + base::version());
    program.require_subcommand(1);
    program.footer("lacuna COMMAND --help lists a command's parameters. Exit status: 0 done, 2 wrong usage, 3 bad data, 4 input or\n"
                   "output failed, 5 memory or device, 130 cancelled.");
    bool json = false, quiet = false;
    for (const auto& command : commands) {
        auto* options = program.add_subcommand(command->name(), command->help());
        options->add_flag("--json", json, "Print the result as JSON")->group("Output");
        options->add_flag("--quiet", quiet, "Show no progress")->group("Output");
        // Methods come from plugins; without them the other commands still work.
        const bool isAsked = !arguments.empty() && arguments.front() == command->name();
        if (const auto status = command->declare(*options); !status && isAsked) return reportError(status.error(), false);
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        const int status = program.exit(problem);
        return status == 0 ? 0 : base::exitCode(base::ErrorCode::Usage);
    }
    for (const auto& command : commands)
        if (program.got_subcommand(command->name())) return runCommand(*command, json, quiet, interrupt.token());
    return base::exitCode(base::ErrorCode::Usage);
}
