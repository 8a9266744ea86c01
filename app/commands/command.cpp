#include "app/commands/command.h"

#include <fmt/ranges.h>

#include "loss/degradation.h"
#include "loss/generated_footprint.h"

namespace lacuna::app {
namespace {

std::string describe(const base::Parameter& parameter) {
    std::string text = parameter.help;
    if (!parameter.choices.empty()) text += fmt::format(" ({})", fmt::join(parameter.choices, ", "));
    if (parameter.minimum && parameter.maximum) text += fmt::format(" [{:g} … {:g}]", *parameter.minimum, *parameter.maximum);
    if (!parameter.unit.empty()) text += ", " + parameter.unit;
    return text;
}

std::string settingNames(const base::ParameterSet& set) {
    std::vector<std::string> names;
    for (const auto& parameter : set.parameters()) names.push_back(parameter.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string typeName(const base::ParameterValue& value) {
    if (std::holds_alternative<std::int64_t>(value)) return "WHOLE";
    if (std::holds_alternative<double>(value)) return "NUMBER";
    return "TEXT";
}

}  // namespace

void addParameter(CLI::App& options, const base::Parameter& parameter, const std::function<void(const std::string&)>& assign,
                  const std::string& group) {
    const auto option = "--" + parameter.name;
    if (const bool* on = std::get_if<bool>(&parameter.defaultValue)) {
        const auto flag = *on ? option + ",!--no-" + parameter.name : option;
        options.add_flag_function(flag, [assign](std::int64_t count) { assign(count > 0 ? "true" : "false"); },
                                  describe(parameter) + (*on ? " (on unless --no-" + parameter.name + ")" : ""))
            ->group(group);
    } else {
        options.add_option_function<std::string>(option, assign, describe(parameter))
            ->type_name(typeName(parameter.defaultValue))
            ->default_str(base::toText(parameter.defaultValue))
            ->group(group);
    }
}

void addParameters(CLI::App& options, base::ParameterSet& set, const std::string& group) {
    for (const auto& parameter : set.parameters()) {
        const auto assign = [&set, name = parameter.name](const std::string& text) {
            const auto status = set.setText(name, text);
            if (!status) throw CLI::ValidationError(status.error().message);
        };
        addParameter(options, parameter, assign, group);
    }
}

CLI::Option* addModalities(CLI::App& options, std::vector<std::string>& texts) {
    return options.add_option("--modality", texts, "A sensor: name=file, or name=file,file for bands in several files")
        ->type_name("NAME=FILE")
        ->required()
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
}

base::Result<std::vector<raster::ModalitySource>> parseModalities(const std::vector<std::string>& texts) {
    std::vector<raster::ModalitySource> sources;
    for (const auto& text : texts) {
        LACUNA_TRY(source, raster::parseModalitySource(text));
        sources.push_back(std::move(source));
    }
    return sources;
}

CLI::Option* addModel(CLI::App& options, std::string& file) {
    return options.add_option("--model", file, "The model")->type_name("FILE")->required();
}

CLI::Option* addClassColumn(CLI::App& options, std::string& name) {
    return options.add_option("--class-column", name, "Column of the classes in a vector file; guessed without")->type_name("NAME");
}

void addLosses(CLI::App& options, std::vector<std::string>& lose, std::vector<std::string>& degrade) {
    const auto several = [](CLI::Option* option, const char* type) { option->type_name(type)->take_all()->expected(1)->allow_extra_args(false); };
    several(options.add_option("--lose", lose,
                               "A sensor to leave out; its files are not read. With a footprint it is lost there alone: a vector or raster "
                               "file, a polygon in WKT, strips or clouds with settings (" + settingNames(loss::Strips().declare()) + "; " +
                                   settingNames(loss::Clouds().declare()) + ")"),
            "NAME[=FOOTPRINT]");
    several(options.add_option("--degrade", degrade,
                               "Faults of a sensor, name:value,… with " + settingNames(loss::Degradation().declare())),
            "NAME=FAULTS");
}

std::string peekOption(const std::vector<std::string>& arguments, const std::string& name) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == name && i + 1 < arguments.size()) return arguments[i + 1];
        if (arguments[i].rfind(name + "=", 0) == 0) return arguments[i].substr(name.size() + 1);
    }
    return {};
}

}  // namespace lacuna::app
