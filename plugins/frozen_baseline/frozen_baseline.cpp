#include "plugins/frozen_baseline/frozen_baseline.h"

namespace lacuna::plugins {
namespace {

class FrozenBaseline : public MethodPlugin {
public:
    std::string id() const override { return "frozen-baseline"; }
    std::string title() const override { return "Frozen backbone (no experts)"; }
    std::vector<base::Parameter> parameters() const override { return {}; }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        base::ParameterSet none;
        if (!values.is_null()) LACUNA_TRY_STATUS(none.fromJson(values));
        engine::Adaptation adaptation{id(), none.toJson(), {}};
        LACUNA_TRY_STATUS(engine::check(adaptation, model));
        return adaptation;
    }
};

}  // namespace

std::unique_ptr<MethodPlugin> makeFrozenBaseline() {
    return std::make_unique<FrozenBaseline>();
}

}  // namespace lacuna::plugins
