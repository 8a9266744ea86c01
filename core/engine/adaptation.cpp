#include "engine/adaptation.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lacuna::engine {
namespace {

constexpr auto stage = "check method";
using base::ErrorCode;
using base::fail;

constexpr std::pair<Gate, const char*> gateNames[] = {
    {Gate::Always, "always"}, {Gate::Modality, "modality"}, {Gate::Routed, "routed"}};

constexpr std::pair<ExpertForm, const char*> formNames[] = {{ExpertForm::LowRank, "low-rank"},
                                                            {ExpertForm::FeedForward, "feed-forward"}};

template <class Value, std::size_t count>
const char* nameOf(Value wanted, const std::pair<Value, const char*> (&names)[count]) {
    for (const auto& [value, name] : names)
        if (value == wanted) return name;
    return "";
}

template <class Value, std::size_t count>
base::Result<Value> valueOf(const std::string& text, const std::pair<Value, const char*> (&names)[count],
                            const char* what) {
    std::string known;
    for (const auto& [value, name] : names) {
        if (text == name) return value;
        known += (known.empty() ? "" : ", ") + std::string(name);
    }
    return fail(ErrorCode::BadData, stage, "\"{}\" is no {}, expected one of: {}", text, what, known);
}

base::Status check(const Expert& expert, int block, ExpertForm form, const ModelSpec& spec) {
    if (expert.name.empty()) return fail(ErrorCode::BadData, stage, "block {} has an expert without a name", block);
    if (form == ExpertForm::FeedForward && expert.rank != 0)
        return fail(ErrorCode::BadData, stage, "block {}, expert {}: rank {}, expected 0 for a whole feed-forward network",
                    block, expert.name, expert.rank);
    if (form == ExpertForm::LowRank && (expert.rank < 1 || expert.rank > spec.backbone.width))
        return fail(ErrorCode::BadData, stage, "block {}, expert {}: rank {}, expected 1 to {}", block, expert.name,
                    expert.rank, spec.backbone.width);
    const bool ofModality = expert.gate == Gate::Modality;
    if (ofModality && (expert.modality < 0 || expert.modality >= spec.modalityCount()))
        return fail(ErrorCode::BadData, stage, "block {}, expert {}: modality {} is none of the model's {}", block,
                    expert.name, expert.modality, spec.modalityCount());
    if (!ofModality && expert.modality != -1)
        return fail(ErrorCode::BadData, stage, "block {}, expert {}: names modality {} but is not gated by it", block,
                    expert.name, expert.modality);
    return {};
}

base::Status checkRouter(const BlockAdaptation& block) {
    const auto routed = std::count_if(block.experts.begin(), block.experts.end(),
                                      [](const Expert& expert) { return expert.gate == Gate::Routed; });
    if (block.router.has_value() != (routed > 0))
        return fail(ErrorCode::BadData, stage, "block {} has {} routed experts and {} router", block.block, routed,
                    block.router ? "a" : "no");
    if (!block.router) return {};
    if (block.router->topK < 1 || block.router->topK > routed)
        return fail(ErrorCode::BadData, stage, "block {}: top-k is {}, expected 1 to {} (its routed experts)",
                    block.block, block.router->topK, routed);
    const auto inRange = [](int width) { return width >= 0 && width <= 4096; };
    if (!inRange(block.router->hidden) || !inRange(block.router->patternCode))
        return fail(ErrorCode::BadData, stage, "block {}: router widths {} and {}, expected 0 to 4096", block.block,
                    block.router->hidden, block.router->patternCode);
    return {};
}

nlohmann::json toJson(const BlockAdaptation& block) {
    auto experts = nlohmann::json::array();
    for (const auto& expert : block.experts)
        experts.push_back({{"name", expert.name},
                           {"gate", nameOf(expert.gate, gateNames)},
                           {"modality", expert.modality},
                           {"rank", expert.rank}});
    nlohmann::json json = {{"block", block.block}, {"experts", experts}};
    if (block.form != ExpertForm::LowRank) json["form"] = nameOf(block.form, formNames);
    if (block.router)
        json["router"] = {
            {"hidden", block.router->hidden}, {"patternCode", block.router->patternCode}, {"topK", block.router->topK}};
    return json;
}

base::Result<BlockAdaptation> blockFromJson(const nlohmann::json& json) {
    BlockAdaptation block;
    json.at("block").get_to(block.block);
    LACUNA_TRY(form, valueOf(json.value("form", "low-rank"), formNames, "form of experts"));
    block.form = form;
    for (const auto& entry : json.at("experts")) {
        LACUNA_TRY(gate, valueOf(entry.at("gate").get<std::string>(), gateNames, "gate"));
        block.experts.push_back(
            {entry.at("name").get<std::string>(), gate, entry.at("modality").get<int>(), entry.at("rank").get<int>()});
    }
    if (json.contains("router")) {
        const auto& router = json.at("router");
        block.router =
            Router{router.at("hidden").get<int>(), router.at("patternCode").get<int>(), router.at("topK").get<int>()};
    }
    return block;
}

}  // namespace

base::Status check(const Adaptation& adaptation, const ModelSpec& spec) {
    if (adaptation.method.empty()) return fail(ErrorCode::BadData, stage, "the method has no name");
    int previous = -1;
    for (const auto& block : adaptation.blocks) {
        if (block.block < 0 || block.block >= spec.backbone.blocks)
            return fail(ErrorCode::BadData, stage, "block {} is adapted, the backbone has blocks 0 to {}", block.block,
                        spec.backbone.blocks - 1);
        if (block.block <= previous)
            return fail(ErrorCode::BadData, stage, "block {} comes after block {}, expected ascending blocks",
                        block.block, previous);
        previous = block.block;
        if (block.experts.empty() || block.experts.size() > 256)
            return fail(ErrorCode::BadData, stage, "block {} has {} experts, expected 1 to 256", block.block,
                        block.experts.size());
        std::set<std::pair<bool, std::string>> names;
        for (const auto& expert : block.experts) {
            LACUNA_TRY_STATUS(check(expert, block.block, block.form, spec));
            if (!names.insert({expert.gate == Gate::Modality, expert.name}).second)
                return fail(ErrorCode::BadData, stage, "block {} has two experts called \"{}\"", block.block,
                            expert.name);
        }
        LACUNA_TRY_STATUS(checkRouter(block));
    }
    return {};
}

nlohmann::json toJson(const Adaptation& adaptation) {
    auto blocks = nlohmann::json::array();
    for (const auto& block : adaptation.blocks) blocks.push_back(toJson(block));
    return {{"method", adaptation.method}, {"parameters", adaptation.parameters}, {"blocks", blocks}};
}

base::Result<Adaptation> adaptationFromJson(const nlohmann::json& json) {
    Adaptation adaptation;
    try {
        json.at("method").get_to(adaptation.method);
        adaptation.parameters = json.at("parameters");
        for (const auto& entry : json.at("blocks")) {
            LACUNA_TRY(block, blockFromJson(entry));
            adaptation.blocks.push_back(std::move(block));
        }
    } catch (const nlohmann::json::exception& problem) {
        return fail(ErrorCode::BadData, stage, "the method's description is damaged: {}", problem.what());
    }
    return adaptation;
}

metrics::ExpertLayout expertLayout(const Adaptation& adaptation) {
    metrics::ExpertLayout layout;
    for (const auto& block : adaptation.blocks) {
        metrics::ExpertLayout::Block row{block.block, {}};
        for (const auto& expert : block.experts) row.experts.push_back(expert.name);
        layout.blocks.push_back(std::move(row));
    }
    return layout;
}

}  // namespace lacuna::engine
