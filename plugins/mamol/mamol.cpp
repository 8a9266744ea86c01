#include "plugins/mamol/mamol.h"

#include "plugins/placement.h"

namespace lacuna::plugins {
namespace {

using engine::Expert;
using engine::Gate;

struct MamolOptions {
    int rank = 8;
    int dynamicExperts = 0;
    int topK = 1;
    std::string placement = "last-6x2";
    int routerHidden = 32;
    int patternCode = 16;
    bool dynamic = true;
    bool shared = true;
    bool modalityExperts = true;

    base::ParameterSet declare();
};

base::ParameterSet MamolOptions::declare() {
    base::ParameterSet set;
    set.add("rank", "Rank of each expert", &rank).range(1, 1024);
    set.add("placement", "Blocks with experts and dynamic experts in each: last-6x2, head-6x2, last-2x5, 6x2,7x2",
            &placement);
    set.add("dynamic-experts", "Dynamic experts in each adapted block; 0: as the placement says", &dynamicExperts)
        .range(0, 64);
    set.add("top-k", "Dynamic experts a token uses", &topK).range(1, 64);
    set.add("router-hidden", "Width of the router's projection; 0: none", &routerHidden).range(0, 4096);
    set.add("pattern-code", "Width of the router's code of which sensors are there; 0: it does not see them",
            &patternCode)
        .range(0, 4096);
    set.add("dynamic", "Use dynamic experts", &dynamic);
    set.add("shared", "Use a shared expert", &shared);
    set.add("modality-experts", "Use one expert for each sensor", &modalityExperts);
    return set;
}

engine::BlockAdaptation adaptBlock(const PlacedBlock& placed, const MamolOptions& options,
                                   const engine::ModelSpec& model) {
    engine::BlockAdaptation block;
    block.block = placed.block;
    const int dynamic = options.dynamicExperts > 0 ? options.dynamicExperts : placed.dynamicExperts;
    for (int k = 1; options.dynamic && k <= dynamic; ++k)
        block.experts.push_back({fmt::format("dynamic {}", k), Gate::Routed, -1, options.rank});
    if (options.dynamic) block.router = engine::Router{options.routerHidden, options.patternCode, options.topK};
    if (options.shared) block.experts.push_back({"shared", Gate::Always, -1, options.rank});
    for (int i = 0; options.modalityExperts && i < model.modalityCount(); ++i)
        block.experts.push_back({model.modalities[static_cast<std::size_t>(i)].name, Gate::Modality, i, options.rank});
    return block;
}

class Mamol : public MethodPlugin {
public:
    std::string id() const override { return "mamol"; }
    std::string title() const override { return "MaMOL (missing-aware mixture of LoRA experts)"; }
    std::vector<base::Parameter> parameters() const override { return MamolOptions().declare().parameters(); }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        MamolOptions options;
        auto declared = options.declare();
        if (!values.is_null()) LACUNA_TRY_STATUS(declared.fromJson(values));
        LACUNA_TRY(placed, parsePlacement(options.placement, model.backbone.blocks));
        engine::Adaptation adaptation{id(), declared.toJson(), {}};
        for (const auto& place : placed) {
            auto block = adaptBlock(place, options, model);
            if (!block.experts.empty()) adaptation.blocks.push_back(std::move(block));
        }
        if (auto status = engine::check(adaptation, model); !status)
            return base::fail(base::ErrorCode::Usage, "mamol", "{}", status.error().message);
        return adaptation;
    }
};

}  // namespace

std::unique_ptr<MethodPlugin> makeMamol() {
    return std::make_unique<Mamol>();
}

}  // namespace lacuna::plugins
