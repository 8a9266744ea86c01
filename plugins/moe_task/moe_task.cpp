#include "plugins/moe_task/moe_task.h"

#include "plugins/routed_experts.h"

namespace lacuna::plugins {
namespace {

struct MoeTaskOptions {
    RoutedExpertOptions experts;
    int rank = 8;
    int patternCode = 16;

    base::ParameterSet declare();
};

base::ParameterSet MoeTaskOptions::declare() {
    base::ParameterSet set;
    set.add("rank", "Rank of each expert", &rank).range(1, 1024);
    experts.declare(set);
    set.add("pattern-code", "Width of the router's code of which sensors are there", &patternCode).range(1, 4096);
    return set;
}

class MoeTask : public MethodPlugin {
public:
    std::string id() const override { return "moe-task"; }
    std::string title() const override { return "MoE-task (low-rank experts, routed by task too)"; }
    std::vector<base::Parameter> parameters() const override { return MoeTaskOptions().declare().parameters(); }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        MoeTaskOptions options;
        auto declared = options.declare();
        if (!values.is_null()) LACUNA_TRY_STATUS(declared.fromJson(values));
        return describeRoutedExperts(id(), declared.toJson(), options.experts,
                                     {engine::ExpertForm::LowRank, options.rank, options.patternCode}, model);
    }
};

}  // namespace

std::unique_ptr<MethodPlugin> makeMoeTask() {
    return std::make_unique<MoeTask>();
}

}  // namespace lacuna::plugins
