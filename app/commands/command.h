#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "base/result.h"
#include "raster/raster_stack.h"

namespace lacuna::app {

/// What every command runs with.
struct CommandContext {
    std::stop_token stop;
    base::Progress* progress = nullptr;
};

/// What a command has to say: `text` for people, `json` for programs.
struct CommandResult {
    std::string text;
    nlohmann::json json;
};

/// One word after `lacuna`. Options are declared on the CLI11 sub-command and bound to the object's fields.
class Command {
public:
    virtual ~Command() = default;
    virtual std::string name() const = 0;
    virtual std::string help() const = 0;
    virtual base::Status declare(CLI::App& options) = 0;
    virtual base::Result<CommandResult> run(const CommandContext& context) = 0;
};

/// One option from a declared parameter; `assign` gets the value as typed ("true" or "false" for a flag) and throws
/// CLI::ValidationError where it cannot be meant.
void addParameter(CLI::App& options, const base::Parameter& parameter, const std::function<void(const std::string&)>& assign,
                  const std::string& group);

/// Options from declared parameters, with help, unit, default and range; the set must outlive `options`.
void addParameters(CLI::App& options, base::ParameterSet& set, const std::string& group = "Parameters");

/// --modality name=file[,file…], once a sensor.
CLI::Option* addModalities(CLI::App& options, std::vector<std::string>& texts);
base::Result<std::vector<raster::ModalitySource>> parseModalities(const std::vector<std::string>& texts);

/// --lose SENSOR or SENSOR=FOOTPRINT and --degrade SENSOR=name:value,…, any number of each.
void addLosses(CLI::App& options, std::vector<std::string>& lose, std::vector<std::string>& degrade);

/// --model FILE, which must be given.
CLI::Option* addModel(CLI::App& options, std::string& file);
/// --class-column NAME of labels in vector files.
CLI::Option* addClassColumn(CLI::App& options, std::string& name);

/// The value of an option on the command line before it is parsed; empty when it is not there.
std::string peekOption(const std::vector<std::string>& arguments, const std::string& name);

std::unique_ptr<Command> makeInfoCommand();
std::unique_ptr<Command> makeSceneCommand();
std::unique_ptr<Command> makeImportSceneCommand();
/// `method`: whose parameters the options show.
std::unique_ptr<Command> makeTrainCommand(std::string method);
std::unique_ptr<Command> makeClassifyCommand();
std::unique_ptr<Command> makeEvaluateCommand();
std::unique_ptr<Command> makeCompareCommand();
std::unique_ptr<Command> makeWhatIfCommand();
std::unique_ptr<Command> makeReportCommand();
std::unique_ptr<Command> makeIdentifyCommand();
std::unique_ptr<Command> makeExpertsCommand();
std::unique_ptr<Command> makeProveCommand();
std::unique_ptr<Command> makeThresholdCommand();
std::unique_ptr<Command> makeZonesCommand();
std::unique_ptr<Command> makeWeightsCommand();
std::unique_ptr<Command> makeExperimentCommand();
std::unique_ptr<Command> makePretrainCommand();
std::unique_ptr<Command> makeDoctorCommand();

}  // namespace lacuna::app
