#include "plugins/routed_experts.h"

#include <fmt/format.h>

#include "plugins/placement.h"

namespace lacuna::plugins {

void RoutedExpertOptions::declare(base::ParameterSet& set) {
    set.add("placement", "Blocks with experts and experts in each: last-6x2, head-6x2, last-2x5, 6x2,7x2", &placement);
    set.add("experts", "Experts in each adapted block; 0: as the placement says", &experts).range(0, 64);
    set.add("top-k", "Experts a token uses; 0: all of the block", &topK).range(0, 64);
}

base::Result<engine::Adaptation> describeRoutedExperts(const std::string& method, const nlohmann::json& parameters,
                                                       const RoutedExpertOptions& options, const RoutedExpertKind& kind,
                                                       const engine::ModelSpec& model) {
    LACUNA_TRY(placed, parsePlacement(options.placement, model.backbone.blocks));
    engine::Adaptation adaptation{method, parameters, {}};
    for (const auto& place : placed) {
        engine::BlockAdaptation block;
        block.block = place.block;
        block.form = kind.form;
        const int count = options.experts > 0 ? options.experts : place.dynamicExperts;
        for (int k = 1; k <= count; ++k)
            block.experts.push_back({fmt::format("expert {}", k), engine::Gate::Routed, -1, kind.rank});
        block.router = engine::Router{0, kind.patternCode, options.topK > 0 ? options.topK : count};
        adaptation.blocks.push_back(std::move(block));
    }
    if (auto status = engine::check(adaptation, model); !status)
        return base::fail(base::ErrorCode::Usage, method, "{}", status.error().message);
    return adaptation;
}

}  // namespace lacuna::plugins
