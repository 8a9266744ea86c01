#include "app/commands/command.h"
#include "jobs/proof_job.h"

namespace lacuna::app {
namespace {

class ProveCommand : public Command {
public:
    std::string name() const override { return "prove"; }
    std::string help() const override { return "Show that a lost sensor has no influence: its raster replaced by random numbers gives the same map"; }
    base::Status declare(CLI::App& options) override {
        addModalities(options, modalities_);
        addModel(options, options_.classify.model);
        options.add_option("--lose", lose_, "A sensor to lose; several are lost together. Without: each sensor by itself")->type_name("NAME");
        options.add_option("--area", area_, "Only this part of the scene, in pixels; all of it without")
            ->type_name("COLUMN,ROW,WIDTH,HEIGHT")
            ->delimiter(',')
            ->expected(4);
        options.add_option("--seed", options_.seed, "Of the random numbers")->type_name("WHOLE")->default_val(0);
        addParameters(options, parameters_);
        return {};
    }
    base::Result<CommandResult> run(const CommandContext& context) override {
        LACUNA_TRY(sources, parseModalities(modalities_));
        if (!area_.empty()) {
            options_.area = {area_[0], area_[1], area_[2], area_[3]};
            if (area_[2] < 1 || area_[3] < 1)
                return base::fail(base::ErrorCode::Usage, "prove", "the area is {} × {} pixels, expected at least one", area_[2], area_[3]);
        }
        std::vector<std::vector<std::string>> losses;
        if (!lose_.empty()) losses.push_back(lose_);
        else for (const auto& source : sources) losses.push_back({source.name});
        options_.classify.modalities = std::move(sources);
        CommandResult result{{}, {{"proofs", nlohmann::json::array()}}};
        bool holds = true;
        for (const auto& lost : losses) {
            options_.classify.lose = lost;
            LACUNA_TRY(done, jobs::ProofJob(options_).run(context.stop, *context.progress));
            holds = holds && done.report.holds();
            result.text += jobs::proofText(done);
            result.json["proofs"].push_back(jobs::toJson(done));
        }
        result.json["holds"] = holds;
        if (!holds) return base::fail(base::ErrorCode::BadData, "prove", "the map depends on a sensor that is lost\n{}", result.text);
        result.text += "a lost sensor has no influence on the map, bit for bit\n";
        return result;
    }

private:
    jobs::ProofOptions options_;
    base::ParameterSet parameters_ = options_.classify.declare();
    std::vector<std::string> modalities_;
    std::vector<std::string> lose_;
    std::vector<int> area_;
};

}  // namespace

std::unique_ptr<Command> makeProveCommand() { return std::make_unique<ProveCommand>(); }

}  // namespace lacuna::app
