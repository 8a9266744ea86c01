#include "app/commands/command.h"
#include "jobs/pixel_probe.h"

namespace lacuna::app {
namespace {

nlohmann::json sensorJson(const jobs::SensorReading& reading, const raster::ModalityInfo& info) {
    nlohmann::json bands = nlohmann::json::array();
    for (std::size_t i = 0; i < reading.values.size(); ++i) {
        nlohmann::json band{{"band", i + 1}, {"value", reading.values[i]}};
        if (!info.bandNames[i].empty()) band["name"] = info.bandNames[i];
        if (info.wavelengths[i] > 0) band["wavelength_um"] = info.wavelengths[i];
        if (reading.bad[i]) band["bad"] = true;
        bands.push_back(std::move(band));
    }
    return {{"name", reading.name}, {"holds_data", reading.holdsData}, {"used", reading.used}, {"bands", std::move(bands)}};
}

class IdentifyCommand : public Command {
public:
    std::string name() const override { return "identify"; }
    std::string help() const override { return "Say what sensors and model make of one pixel"; }
    base::Status declare(CLI::App& options) override {
        addModalities(options, modalities_);
        options.add_option("--model", options_.model, "The model; without one the sensors alone")->type_name("FILE");
        options.add_option("--lose", options_.lose, "A sensor that takes no part")->type_name("NAME");
        options.add_option("--row", row_, "Row of the pixel, from 0")->required();
        options.add_option("--column", column_, "Column of the pixel, from 0")->required();
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext&) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        options_.modalities = std::move(sources);
        LACUNA_TRY(probe, jobs::PixelProbe::open(options_));
        LACUNA_TRY(report, probe->at(row_, column_, options_.lose));
        return describe(*probe, report);
    }

private:
    static CommandResult describe(const jobs::PixelProbe& probe, const jobs::PixelReport& report) {
        CommandResult result;
        result.text = fmt::format("row {}, column {}\n", report.row, report.column);
        result.json = {{"row", report.row}, {"column", report.column}, {"sensors", nlohmann::json::array()}};
        for (std::size_t i = 0; i < report.sensors.size(); ++i) {
            const auto& reading = report.sensors[i];
            result.text += fmt::format("{}: {}\n", reading.name, !reading.holdsData ? "no data" : reading.used ? "used" : "not used");
            for (std::size_t band = 0; band < reading.values.size(); ++band)
                result.text += fmt::format("{}{:g}", band == 0 ? "  " : " ", reading.values[band]);
            if (reading.holdsData) result.text += '\n';
            result.json["sensors"].push_back(sensorJson(reading, probe.stack().modality(static_cast<int>(i))));
        }
        if (report.scores) describeScores(probe, *report.scores, result);
        return result;
    }
    static void describeScores(const jobs::PixelProbe& probe, const jobs::PixelScores& scores, CommandResult& result) {
        const auto& classes = probe.classes();
        for (std::size_t k = 0; k < classes.size(); ++k) {
            result.text += fmt::format("{:6.2f} %  {}\n", 100 * scores.probabilities[k], classes[k].name);
            result.json["probabilities"].push_back(
                {{"value", classes[k].value}, {"name", classes[k].name}, {"probability", scores.probabilities[k]}});
        }
        std::size_t expert = 0;
        for (const auto& block : probe.experts().blocks) {
            nlohmann::json experts = nlohmann::json::array();
            result.text += fmt::format("block {}:", block.block);
            for (const auto& name : block.experts) {
                result.text += fmt::format("  {} {:.3f}", name, scores.weight[expert]);
                experts.push_back({{"name", name}, {"gate", scores.weight[expert]}, {"share", scores.share[expert]}});
                ++expert;
            }
            result.text += '\n';
            result.json["gates"].push_back({{"block", block.block}, {"experts", std::move(experts)}});
        }
    }

    jobs::ClassifyOptions options_;
    base::ParameterSet parameters_ = options_.declare();
    std::vector<std::string> modalities_;
    int row_ = 0;
    int column_ = 0;
};

}  // namespace

std::unique_ptr<Command> makeIdentifyCommand() { return std::make_unique<IdentifyCommand>(); }

}  // namespace lacuna::app
