#include "plugins/dcp/dcp.h"

#include <algorithm>

namespace lacuna::plugins {
namespace {

using engine::PromptKind;

struct DcpOptions {
    int length = 12;
    int blocks = 6;
    int bottleneck = 16;
    bool correlated = true;
    bool common = true;
    bool dynamic = true;

    base::ParameterSet declare();
};

base::ParameterSet DcpOptions::declare() {
    base::ParameterSet set;
    set.add("prompt-length", "Tokens of each kind of prompt and sensor", &length).range(1, 256).unit("tokens");
    set.add("prompt-blocks", "Blocks with correlated prompts, from the first on", &blocks).range(1, 96).unit("blocks");
    set.add("bottleneck", "How many times narrower the networks between prompts are inside", &bottleneck)
        .range(1, 1024);
    set.add("correlated", "Use correlated prompts", &correlated);
    set.add("common", "Use prompts common to the sensors", &common);
    set.add("dynamic", "Use dynamic prompts", &dynamic);
    return set;
}

/// The first block gets all kinds; those below it give the correlated prompts, which stand first, a new form.
engine::BlockPrompts promptsOf(int block, const DcpOptions& options, const engine::ModelSpec& model) {
    const auto narrow = [&](int inputs) { return std::max(1, inputs / options.bottleneck); };
    const int modalities = model.modalityCount(), width = model.backbone.width;
    engine::BlockPrompts prompts;
    if (options.correlated)
        prompts.prompts.push_back({PromptKind::Correlated, options.length, narrow(modalities * width)});
    if (block > 0) {
        prompts.replaced = engine::promptTokens(prompts, modalities);
        return prompts;
    }
    if (options.common) prompts.prompts.push_back({PromptKind::Common, options.length, narrow(width)});
    if (options.dynamic) prompts.prompts.push_back({PromptKind::Dynamic, options.length, 0});
    return prompts;
}

class Dcp : public MethodPlugin {
public:
    std::string id() const override { return "dcp"; }
    std::string title() const override { return "DCP (deep correlated prompting)"; }
    std::vector<base::Parameter> parameters() const override { return DcpOptions().declare().parameters(); }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        DcpOptions options;
        auto declared = options.declare();
        if (!values.is_null()) LACUNA_TRY_STATUS(declared.fromJson(values));
        engine::Adaptation adaptation{id(), declared.toJson(), {}};
        for (int i = 0; i < options.blocks; ++i) {
            engine::BlockAdaptation block;
            block.block = i;
            block.prompts = promptsOf(i, options, model);
            if (!block.prompts->prompts.empty()) adaptation.blocks.push_back(std::move(block));
        }
        if (auto status = engine::check(adaptation, model); !status)
            return base::fail(base::ErrorCode::Usage, id(), "{}", status.error().message);
        return adaptation;
    }
};

}  // namespace

std::unique_ptr<MethodPlugin> makeDcp() {
    return std::make_unique<Dcp>();
}

}  // namespace lacuna::plugins
