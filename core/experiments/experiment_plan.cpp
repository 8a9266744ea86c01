#include "experiments/experiment_plan.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/version.h"
#include "engine/backbone_source.h"
#include "engine/sha256.h"

namespace lacuna::experiments {
namespace {

constexpr auto stage = "plan experiment";
constexpr std::size_t mostRuns = 100000;
using base::ErrorCode;
using base::fail;

std::string digestOf(const nlohmann::json& settings) {
    const auto text = settings.dump();
    engine::Sha256 digest;
    digest.add(text.data(), text.size());
    return digest.hex();
}

/// Facts of a missing setting, each beginning with `side`.
void addFacts(Facts& facts, const std::string& side, const samples::MissingSetting& setting) {
    const bool isRate = setting.availability.empty();
    facts.emplace_back(side, setting.title());
    facts.emplace_back(side + "-eta", isRate ? fmt::format("{:g}", setting.eta) : "–");
    facts.emplace_back(side + "-missing", isRate ? setting.which : setting.availability);
}

nlohmann::json jsonOf(samples::MissingSetting setting) {
    base::ParameterSet declared;
    setting.declare(declared);
    return declared.toJson();
}

class Planner {
public:
    Planner(const Experiment& experiment, const PlanOptions& options, const FileDigest& digest)
        : experiment_(experiment), options_(options), digest_(digest) {}
    base::Result<Plan> plan();

private:
    base::Status checkNames() const;
    /// Whether `only` names it, or nothing of its kind.
    template <class Items, class Name>
    bool isWanted(const Items& items, const Name& nameOf, const std::string& name) const {
        const auto isNamed = [&](const std::string& each) {
            return std::find(options_.only.begin(), options_.only.end(), each) != options_.only.end();
        };
        return isNamed(name) ||
               std::none_of(items.begin(), items.end(), [&](const auto& item) { return isNamed(item.*nameOf); });
    }
    bool isWanted(const DataSet& set) const { return isWanted(experiment_.data, &DataSet::name, set.name); }
    bool isWanted(const Method& method) const { return isWanted(experiment_.methods, &Method::label, method.label); }
    std::string pathOf(const std::string& written) const {
        return written.empty() ? written : (std::filesystem::path(options_.dataFolder) / written).string();
    }
    jobs::TrainOptions located(const jobs::TrainOptions& written) const;
    base::Status planDataSet(const DataSet& set);
    base::Status addRun(const DataSet& set, const jobs::TrainOptions& options, const nlohmann::json& inputs,
                        const Setting& setting, const Method& method, std::int64_t seed);
    /// Digests of all that is read; nothing when a file is not there.
    base::Result<nlohmann::json> inputsOf(const jobs::TrainOptions& options) const;

    const Experiment& experiment_;
    const PlanOptions& options_;
    const FileDigest& digest_;
    std::map<std::string, std::size_t> placeOf_;  ///< of each run's key in the plan
    Plan plan_;
};

base::Status Planner::checkNames() const {
    std::set<std::string> known;
    for (const auto& set : experiment_.data) known.insert(set.name);
    for (const auto& method : experiment_.methods) known.insert(method.label);
    for (const auto& name : options_.only)
        if (!known.contains(name))
            return fail(ErrorCode::Usage, stage, "{} knows no \"{}\", expected a data set or a method: {}",
                        experiment_.name, name, fmt::join(known, ", "));
    return {};
}

jobs::TrainOptions Planner::located(const jobs::TrainOptions& written) const {
    auto options = written;
    for (auto& modality : options.modalities)
        for (auto& file : modality.files) file = pathOf(file);
    options.labels = pathOf(options.labels);
    options.testLabels = pathOf(options.testLabels);
    if (engine::isBackboneFile(options.backbone)) options.backbone = pathOf(options.backbone);
    return options;
}

base::Result<nlohmann::json> Planner::inputsOf(const jobs::TrainOptions& options) const {
    auto modalities = nlohmann::json::array();
    const auto digestsOf = [&](const std::vector<std::string>& files) -> base::Result<nlohmann::json> {
        auto digests = nlohmann::json::array();
        for (const auto& file : files) {
            if (file.empty()) continue;
            LACUNA_TRY(digest, digest_(file));
            digests.push_back(digest);
        }
        return digests;
    };
    for (const auto& modality : options.modalities) {
        LACUNA_TRY(digests, digestsOf(modality.files));
        modalities.push_back({{"name", modality.name}, {"files", digests}});
    }
    LACUNA_TRY(labels, digestsOf({options.labels, options.testLabels}));
    nlohmann::json inputs{{"modalities", modalities}, {"labels", labels}, {"class_column", options.classColumn}};
    if (!engine::isBackboneFile(options.backbone)) return inputs;
    LACUNA_TRY(backbone, digestsOf({options.backbone}));
    inputs["backbone"] = backbone;
    return inputs;
}

base::Status Planner::addRun(const DataSet& set, const jobs::TrainOptions& options, const nlohmann::json& inputs,
                             const Setting& setting, const Method& method, std::int64_t seed) {
    PlannedRun run{{},
                   {},
                   set.name,
                   method.label,
                   options,
                   experiment_.test,
                   {},
                   {{"data", set.name}, {"method", method.label}},
                   isWanted(set) && isWanted(method)};
    run.train.method = method.id;
    run.train.methodParameters = method.parameters;
    run.train.missing = setting.train;
    run.train.trainer.seed = seed;
    run.test.modalities = options.modalities;
    run.test.align = options.align;
    run.test.seed = seed;
    run.facts.insert(run.facts.end(), method.swept.begin(), method.swept.end());
    addFacts(run.facts, "train", setting.train);
    run.facts.emplace_back("seed", fmt::format("{}", seed));
    auto parameters = run.train.declare().toJson();
    // These say nothing of the model; where the weights lie is known by their digest.
    parameters.erase("resume");
    parameters.erase("watched");
    if (inputs.contains("backbone")) parameters.erase("backbone");
    run.settings = {{"version", base::version()},
                    {"inputs", inputs},
                    {"method", method.id},
                    {"method_parameters", method.parameters},
                    {"training", parameters}};
    run.key = digestOf(run.settings);
    const auto [place, isNew] = placeOf_.try_emplace(run.key, plan_.runs.size());
    if (isNew) plan_.runs.push_back(std::move(run));
    auto& planned = plan_.runs[place->second];
    auto testing = planned.test.declare().toJson();
    testing.erase("batch-size");
    for (const auto& test : setting.tests) {
        PlannedTest added{digestOf({{"run", planned.key},
                                    {"test", testing},
                                    {"missing", jsonOf(test)},
                                    {"activation", planned.test.recordActivation}}),
                          test, planned.facts};
        if (std::any_of(planned.tests.begin(), planned.tests.end(),
                        [&](const PlannedTest& other) { return other.key == added.key; }))
            continue;
        addFacts(added.facts, "test", test);
        planned.tests.push_back(std::move(added));
    }
    return {};
}

base::Status Planner::planDataSet(const DataSet& set) {
    const auto options = located(set.train);
    const auto inputs = inputsOf(options);
    if (!inputs) {
        if (inputs.error().code != ErrorCode::NotFound || isWanted(set)) return base::passOn(inputs);
        plan_.notHere.push_back(set.name);
        return {};
    }
    for (const auto& setting : experiment_.settings) {
        if (!setting.isFor(set)) continue;
        for (const auto& method : experiment_.methods) {
            if (!setting.isFor(method)) continue;
            for (const auto seed : experiment_.seeds)
                LACUNA_TRY_STATUS(addRun(set, options, *inputs, setting, method, seed));
        }
    }
    return {};
}

base::Result<Plan> Planner::plan() {
    LACUNA_TRY_STATUS(checkNames());
    const auto most =
        experiment_.data.size() * experiment_.settings.size() * experiment_.methods.size() * experiment_.seeds.size();
    if (most > mostRuns)
        return fail(ErrorCode::Usage, stage,
                    "{} asks for {} trainings, expected at most {}. Take values out of its lists", experiment_.name,
                    most, mostRuns);
    for (const auto& set : experiment_.data) LACUNA_TRY_STATUS(planDataSet(set));
    return std::move(plan_);
}

}  // namespace

std::string factOf(const Facts& facts, const std::string& name) {
    for (const auto& [key, value] : facts)
        if (key == name) return value;
    return "–";
}

base::Result<Plan> planRuns(const Experiment& experiment, const PlanOptions& options, const FileDigest& digest) {
    return Planner(experiment, options, digest).plan();
}

}  // namespace lacuna::experiments
