#include "app/commands/command.h"
#include "jobs/evaluate_job.h"
#include "jobs/model_test_job.h"
#include "output/accuracy_tables.h"
#include "output/tables.h"

namespace lacuna::app {
namespace {

class EvaluateCommand : public Command {
public:
    EvaluateCommand() {
        missing_.eta = 0;
        missing_.declare(missingParameters_);
    }
    std::string name() const override { return "evaluate"; }
    std::string help() const override { return "Compare a class map, or what a model says, with reference labels"; }
    base::Status declare(CLI::App& options) override {
        auto* map = options.add_option("--map", options_.map, "The class map")->type_name("FILE");
        options.add_option("--model", test_.model, "Instead of a map: a model, judged at the reference's pixels")
            ->type_name("FILE")
            ->excludes(map);
        addModalities(options, modalities_)->required(false);
        options.add_option("--reference", options_.reference, "Label raster or vector file on the map's grid")
            ->type_name("FILE")
            ->required();
        addClassColumn(options, options_.classColumn);
        options.add_option("--out", options_.out, "With a map: folder for the tables, the confusion matrix as a picture and the map of errors")
            ->type_name("DIR");
        addLosses(options, test_.lose, test_.degrade);
        addParameters(options, missingParameters_, "Sensors missing in the test of a model");
        addParameters(options, testParameters_, "Parameters of the test of a model");
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        if (!test_.model.empty() && !options_.out.empty())
            return base::fail(base::ErrorCode::Usage, "evaluate",
                              "--out is given with --model, expected a map. Classify with the model and give its map.");
        if (!test_.model.empty()) return testModel(context);
        if (options_.map.empty())
            return base::fail(base::ErrorCode::Usage, "evaluate",
                              "neither --map nor --model is given; give one of them");
        if (!test_.lose.empty() || !test_.degrade.empty())
            return base::fail(base::ErrorCode::Usage, "evaluate",
                              "--lose and --degrade say what a model is shown; a finished map is judged as it is");
        LACUNA_TRY(done, jobs::EvaluateJob(options_).run(context.stop, *context.progress));
        const auto& accuracy = done.accuracy;
        auto result = answer(accuracy.confusion, accuracy.classes);
        result.text += "\n" + output::areaText(accuracy.areas(), accuracy.classes, accuracy.cellArea);
        if (!done.out.empty()) result.text += fmt::format("\nTables and errors.tif are in {}\n", done.out);
        result.json["area_weighted"] = output::areaJson(accuracy.areas(), accuracy.classes, accuracy.cellArea);
        return result;
    }

private:
    static CommandResult answer(const metrics::Confusion& confusion, const base::ClassTable& classes) {
        return {output::accuracyText(confusion, classes), output::accuracyJson(confusion, classes)};
    }
    base::Result<CommandResult> testModel(const CommandContext& context) {
        LACUNA_TRY(sources, parseModalities(modalities_));
        test_.modalities = std::move(sources);
        test_.reference = options_.reference;
        test_.classColumn = options_.classColumn;
        test_.settings = {missing_};
        LACUNA_TRY(done, jobs::ModelTestJob(test_).run(context.stop, *context.progress));
        auto result = answer(done.settings.front().confusion, done.classes);
        for (const auto& sentence : done.losses) result.text += sentence + "\n";
        if (!done.losses.empty()) result.json["losses"] = done.losses;
        return result;
    }

    jobs::EvaluateOptions options_;
    jobs::ModelTestOptions test_;
    samples::MissingSetting missing_;
    base::ParameterSet missingParameters_;
    base::ParameterSet testParameters_ = test_.declare();
    std::vector<std::string> modalities_;
};

}  // namespace

std::unique_ptr<Command> makeEvaluateCommand() {
    return std::make_unique<EvaluateCommand>();
}

}  // namespace lacuna::app
