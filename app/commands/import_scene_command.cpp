#include "app/commands/command.h"
#include "scenes/scene_import.h"

namespace lacuna::app {
namespace {

/// A word as a shell reads it back.
std::string quoted(const std::string& word) {
    static constexpr auto plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=+:,@%-";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string text = "'";
    for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return text + "'";
}

class ImportSceneCommand : public Command {
public:
    std::string name() const override { return "import-scene"; }
    std::string help() const override { return "Import a public benchmark as it is distributed"; }
    base::Status declare(CLI::App& options) override {
        std::string ids;
        for (const auto& benchmark : scenes::benchmarks()) ids += (ids.empty() ? "" : ", ") + benchmark.id;
        options.add_option("benchmark", benchmark_, ids)->type_name("BENCHMARK")->required();
        options.add_option("folder", folder_, "Where it was unpacked to")->type_name("FOLDER")->required();
        options.add_option("--out", out_, "Folder for a raster a sensor and for the labels")
            ->type_name("DIR")
            ->required();
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(benchmark, scenes::findBenchmark(benchmark_));
        LACUNA_TRY(scene, scenes::importScene(*benchmark, folder_, out_, context.stop, *context.progress));
        return report(*benchmark, scene);
    }

private:
    CommandResult report(const scenes::Benchmark& benchmark, const scenes::ImportedScene& scene) const;

    std::string benchmark_, folder_, out_;
};

CommandResult ImportSceneCommand::report(const scenes::Benchmark& benchmark, const scenes::ImportedScene& scene) const {
    CommandResult result;
    std::string sensors;
    auto list = nlohmann::json::array();
    result.text = benchmark.title + "\n";
    for (std::size_t i = 0; i < scene.modalities.size(); ++i) {
        const auto& modality = scene.modalities[i];
        result.text += fmt::format("{:<7}{} bands, {}\n", modality.name, scene.bands[i], modality.files.front());
        sensors += " --modality " + quoted(modality.name + "=" + modality.files.front());
        list.push_back({{"name", modality.name}, {"files", modality.files}, {"bands", scene.bands[i]}});
    }
    if (!scene.aligned) sensors += " --align";
    const bool split = !scene.testLabels.empty();
    result.text +=
        fmt::format("{:<7}{} pixels, {}\n", split ? "train" : "labels", scene.trainPixels, scene.trainLabels);
    if (split) result.text += fmt::format("{:<7}{} pixels, {}\n", "test", scene.testPixels, scene.testLabels);
    if (scene.sharedPixels > 0)
        result.text +=
            fmt::format("Careful: {} pixels are labelled for training and for the test\n", scene.sharedPixels);
    const auto model = out_ + "/model.safetensors", test = split ? scene.testLabels : out_ + "/test.tif";
    const auto train = fmt::format("lacuna train{} --labels {}{} --out {}", sensors, quoted(scene.trainLabels),
                                   split ? "" : " --split blocks", quoted(model));
    const auto study = fmt::format("lacuna whatif{} --model {} --reference {} --out {}", sensors, quoted(model),
                                   quoted(test), quoted(out_ + "/study"));
    result.text += "Next:\n" + train + "\n" + study + "\n";
    result.json = {{"benchmark", benchmark.id},       {"modalities", list},
                   {"aligned", scene.aligned},        {"train", scene.trainLabels},
                   {"test", scene.testLabels},        {"train_pixels", scene.trainPixels},
                   {"test_pixels", scene.testPixels}, {"shared_pixels", scene.sharedPixels},
                   {"next", {train, study}}};
    auto classes = nlohmann::json::array();
    for (const auto& landClass : benchmark.classes)
        classes.push_back({{"value", landClass.value}, {"name", landClass.name}});
    result.json["classes"] = std::move(classes);
    return result;
}

}  // namespace

std::unique_ptr<Command> makeImportSceneCommand() {
    return std::make_unique<ImportSceneCommand>();
}

}  // namespace lacuna::app
