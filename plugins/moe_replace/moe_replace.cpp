#include "plugins/moe_replace/moe_replace.h"

#include "plugins/routed_experts.h"

namespace lacuna::plugins {
namespace {

struct MoeReplaceOptions {
    RoutedExpertOptions experts{.topK = 1};

    base::ParameterSet declare();
};

base::ParameterSet MoeReplaceOptions::declare() {
    base::ParameterSet set;
    experts.declare(set);
    return set;
}

class MoeReplace : public MethodPlugin {
public:
    std::string id() const override { return "moe-replace"; }
    std::string title() const override { return "MoE-replace (experts in the place of the FFN)"; }
    std::vector<base::Parameter> parameters() const override { return MoeReplaceOptions().declare().parameters(); }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        MoeReplaceOptions options;
        auto declared = options.declare();
        if (!values.is_null()) LACUNA_TRY_STATUS(declared.fromJson(values));
        return describeRoutedExperts(id(), declared.toJson(), options.experts, {engine::ExpertForm::FeedForward, 0, 0},
                                     model);
    }
};

}  // namespace

std::unique_ptr<MethodPlugin> makeMoeReplace() {
    return std::make_unique<MoeReplace>();
}

}  // namespace lacuna::plugins
