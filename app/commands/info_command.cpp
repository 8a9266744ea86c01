#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "app/commands/command.h"
#include "engine/checkpoint.h"
#include "engine/trainer.h"
#include "raster/label_raster.h"
#include "raster/raster_stack.h"

namespace lacuna::app {
namespace {

std::string numbers(const std::vector<double>& values) {
    const auto known = std::count_if(values.begin(), values.end(), [](double value) { return value > 0; });
    if (known == 0) return "unknown";
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return fmt::format("{:.3f} … {:.3f} µm", *low, *high);
}

/// Rasters (checked against each other), or a model.
class InfoCommand : public Command {
public:
    std::string name() const override { return "info"; }
    std::string help() const override { return "Say what rasters or a model hold, and whether the rasters fit together"; }
    base::Status declare(CLI::App& options) override {
        options.add_option("--modality", modalities_, "A sensor: name=file[,file…]")->type_name("NAME=FILE")->take_all();
        options.add_option("--model", model_, "A checkpoint")->type_name("FILE");
        options.add_option("files", files_, "Rasters or models");
        return {};
    }
    base::Result<CommandResult> run(const CommandContext&) override;

private:
    base::Status describeRasters(const std::vector<raster::ModalitySource>& sources, CommandResult& result) const;
    base::Status describeModel(const std::string& path, CommandResult& result) const;

    std::vector<std::string> modalities_;
    std::vector<std::string> files_;
    std::string model_;
};

base::Status InfoCommand::describeRasters(const std::vector<raster::ModalitySource>& sources, CommandResult& result) const {
    LACUNA_TRY(stack, raster::RasterStack::open(sources));
    const auto& grid = stack.grid();
    const auto& t = grid.mapFromPixel;
    result.text += fmt::format("grid       {} × {} pixels", grid.width, grid.height);
    if (grid.georeferenced) result.text += fmt::format(", origin ({:.10g}, {:.10g}), pixel {:.6g} × {:.6g}", t[0], t[3], t[1], -t[5]);
    result.text += grid.crsWkt.empty() ? "\nCRS        unknown\n" : fmt::format("\nCRS        {}\n", grid.crsWkt.substr(0, grid.crsWkt.find(',')));
    auto list = nlohmann::json::array();
    for (int i = 0; i < stack.modalities(); ++i) {
        const auto& info = stack.modality(i);
        result.text += fmt::format("{:<10} {} bands, {}, wavelengths {}, {}\n", info.name, info.bands, info.type,
                                   numbers(info.wavelengths), fmt::join(info.files, ", "));
        list.push_back({{"name", info.name}, {"bands", info.bands}, {"type", info.type}, {"files", info.files},
                        {"wavelengths_um", info.wavelengths}, {"band_names", info.bandNames}});
    }
    result.json["grid"] = {{"width", grid.width}, {"height", grid.height}, {"geotransform", grid.mapFromPixel},
                           {"georeferenced", grid.georeferenced}, {"crs_wkt", grid.crsWkt}};
    result.json["modalities"] = std::move(list);
    return {};
}

base::Status InfoCommand::describeModel(const std::string& path, CommandResult& result) const {
    LACUNA_TRY(checkpoint, engine::readCheckpoint(path));
    const auto& model = checkpoint.model;
    result.text += fmt::format("model      {}, {} trained parameters, patch {} px, backbone {} ({} blocks, width {})\n",
                               checkpoint.adaptation.method, engine::trainedParameters(model, checkpoint.adaptation), model.patchSize,
                               model.backbone.source, model.backbone.blocks, model.backbone.width);
    for (const auto& modality : model.modalities)
        result.text += fmt::format("{:<10} {} bands, wavelengths {}\n", modality.name, modality.bands, numbers(modality.wavelengths));
    for (const auto& landClass : model.classes) result.text += fmt::format("class {:<4} {}\n", landClass.value, landClass.name);
    result.json["model"] = engine::toJson(model);
    result.json["adaptation"] = engine::toJson(checkpoint.adaptation);
    result.json["training"] = checkpoint.training;
    return {};
}

base::Result<CommandResult> InfoCommand::run(const CommandContext&) {
    CommandResult result;
    LACUNA_TRY(sources, parseModalities(modalities_));
    for (const auto& file : files_) {
        if (std::filesystem::path(file).extension() == ".safetensors") {
            LACUNA_TRY_STATUS(describeModel(file, result));
        } else {
            sources.push_back({std::filesystem::path(file).stem().string(), {file}});
        }
    }
    if (!model_.empty()) LACUNA_TRY_STATUS(describeModel(model_, result));
    if (!sources.empty()) LACUNA_TRY_STATUS(describeRasters(sources, result));
    if (result.text.empty())
        return base::fail(base::ErrorCode::Usage, "info", "nothing is named; give rasters, --modality name=file or a model");
    return result;
}

}  // namespace

std::unique_ptr<Command> makeInfoCommand() { return std::make_unique<InfoCommand>(); }

}  // namespace lacuna::app
