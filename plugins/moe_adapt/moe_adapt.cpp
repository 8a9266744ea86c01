#include "plugins/moe_adapt/moe_adapt.h"

#include "plugins/routed_experts.h"

namespace lacuna::plugins {
namespace {

struct MoeAdaptOptions {
    RoutedExpertOptions experts;
    int rank = 8;

    base::ParameterSet declare();
};

base::ParameterSet MoeAdaptOptions::declare() {
    base::ParameterSet set;
    set.add("rank", "Rank of each expert", &rank).range(1, 1024);
    experts.declare(set);
    return set;
}

class MoeAdapt : public MethodPlugin {
public:
    std::string id() const override { return "moe-adapt"; }
    std::string title() const override { return "MoE-adapt (low-rank experts beside the FFN)"; }
    std::vector<base::Parameter> parameters() const override { return MoeAdaptOptions().declare().parameters(); }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        MoeAdaptOptions options;
        auto declared = options.declare();
        if (!values.is_null()) LACUNA_TRY_STATUS(declared.fromJson(values));
        return describeRoutedExperts(id(), declared.toJson(), options.experts,
                                     {engine::ExpertForm::LowRank, options.rank, 0}, model);
    }
};

}  // namespace

std::unique_ptr<MethodPlugin> makeMoeAdapt() {
    return std::make_unique<MoeAdapt>();
}

}  // namespace lacuna::plugins
