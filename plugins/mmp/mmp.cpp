#include "plugins/mmp/mmp.h"

namespace lacuna::plugins {
namespace {

using engine::PromptKind;
using engine::PromptPlace;

struct MmpOptions {
    std::string level = "input";
    int length = 16;
    int blocks = 6;

    base::ParameterSet declare();
};

base::ParameterSet MmpOptions::declare() {
    base::ParameterSet set;
    set.add("level",
            "Prompts before the sequence (input), or half of them before the keys and half before the values of the "
            "attention",
            &level)
        .choices({"input", "attention"});
    set.add("prompt-length", "Tokens of each prompt; even for attention", &length).range(1, 256).unit("tokens");
    set.add("prompt-blocks", "Blocks with a prompt, from the first on", &blocks).range(1, 96).unit("blocks");
    return set;
}

class Mmp : public MethodPlugin {
public:
    std::string id() const override { return "mmp"; }
    std::string title() const override { return "MMP (missing-aware prompts)"; }
    std::vector<base::Parameter> parameters() const override { return MmpOptions().declare().parameters(); }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        MmpOptions options;
        auto declared = options.declare();
        if (!values.is_null()) LACUNA_TRY_STATUS(declared.fromJson(values));
        engine::Adaptation adaptation{id(), declared.toJson(), {}};
        const auto place = options.level == "input" ? PromptPlace::Sequence : PromptPlace::Attention;
        for (int i = 0; i < options.blocks; ++i) {
            engine::BlockAdaptation block;
            block.block = i;
            block.prompts = engine::BlockPrompts{{{PromptKind::Pattern, options.length, 0}}, place, 0};
            adaptation.blocks.push_back(std::move(block));
        }
        if (auto status = engine::check(adaptation, model); !status)
            return base::fail(base::ErrorCode::Usage, id(), "{}", status.error().message);
        return adaptation;
    }
};

}  // namespace

std::unique_ptr<MethodPlugin> makeMmp() {
    return std::make_unique<Mmp>();
}

}  // namespace lacuna::plugins
