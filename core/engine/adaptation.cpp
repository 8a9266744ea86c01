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

constexpr std::pair<PromptKind, const char*> kindNames[] = {{PromptKind::Pattern, "pattern"},
                                                            {PromptKind::Correlated, "correlated"},
                                                            {PromptKind::Common, "common"},
                                                            {PromptKind::Dynamic, "dynamic"}};

constexpr std::pair<PromptPlace, const char*> placeNames[] = {{PromptPlace::Sequence, "sequence"},
                                                              {PromptPlace::Attention, "attention"}};

constexpr int maxPromptLength = 1024;
constexpr int maxSequence = 8192;

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

base::Status check(const Prompt& prompt, int block, const ModelSpec& spec) {
    const auto* kind = nameOf(prompt.kind, kindNames);
    if (prompt.length < 1 || prompt.length > maxPromptLength)
        return fail(ErrorCode::BadData, stage, "block {}, {} prompt: length {}, expected 1 to {}", block, kind,
                    prompt.length, maxPromptLength);
    const bool narrows = prompt.kind == PromptKind::Correlated || prompt.kind == PromptKind::Common;
    const int widest = spec.modalityCount() * spec.backbone.width;
    if (narrows && (prompt.hidden < 1 || prompt.hidden > widest))
        return fail(ErrorCode::BadData, stage, "block {}, {} prompt: bottleneck of width {}, expected 1 to {}", block,
                    kind, prompt.hidden, widest);
    if (!narrows && prompt.hidden != 0)
        return fail(ErrorCode::BadData, stage, "block {}, {} prompt: bottleneck of width {}, expected 0 (it has none)",
                    block, kind, prompt.hidden);
    return {};
}

/// What the prompts of the blocks so far leave behind.
struct PromptState {
    int standing = 0;    ///< tokens before the sequence
    int correlated = 0;  ///< length of the last correlated prompts; 0: none yet
};

base::Status checkPrompts(const BlockAdaptation& block, const ModelSpec& spec, PromptState& state) {
    if (!block.prompts) return {};
    const auto& [prompts, place, replaced] = *block.prompts;
    std::set<PromptKind> kinds;
    for (const auto& prompt : prompts) {
        LACUNA_TRY_STATUS(check(prompt, block.block, spec));
        if (!kinds.insert(prompt.kind).second)
            return fail(ErrorCode::BadData, stage, "block {} has two {} prompts", block.block,
                        nameOf(prompt.kind, kindNames));
        if (prompt.kind != PromptKind::Correlated) continue;
        if (state.correlated != 0 && state.correlated != prompt.length)
            return fail(ErrorCode::BadData, stage, "block {}: correlated prompt of length {}, those above have {}",
                        block.block, prompt.length, state.correlated);
        state.correlated = prompt.length;
    }
    if (prompts.empty()) return fail(ErrorCode::BadData, stage, "block {} has an empty list of prompts", block.block);
    const int tokens = promptTokens(*block.prompts, spec.modalityCount());
    if (place == PromptPlace::Attention) {
        if (tokens % 2 != 0 || replaced != 0 || kinds.contains(PromptKind::Dynamic))
            return fail(ErrorCode::BadData, stage,
                        "block {}: {} prompt tokens{} for its attention, {} replaced; expected an even number, of the "
                        "pattern alone, and 0 replaced",
                        block.block, tokens, kinds.contains(PromptKind::Dynamic) ? ", some dynamic," : "", replaced);
        return {};
    }
    if (replaced < 0 || replaced > state.standing)
        return fail(ErrorCode::BadData, stage, "block {} replaces {} prompt tokens, {} stand before the sequence",
                    block.block, replaced, state.standing);
    state.standing += tokens - replaced;
    if (state.standing > maxSequence)
        return fail(ErrorCode::BadData, stage, "{} prompt tokens stand before the sequence in block {}, at most {} may",
                    state.standing, block.block, maxSequence);
    return {};
}

nlohmann::json toJson(const BlockPrompts& prompts) {
    auto list = nlohmann::json::array();
    for (const auto& prompt : prompts.prompts)
        list.push_back(
            {{"kind", nameOf(prompt.kind, kindNames)}, {"length", prompt.length}, {"hidden", prompt.hidden}});
    return {{"list", list}, {"place", nameOf(prompts.place, placeNames)}, {"replaced", prompts.replaced}};
}

base::Result<BlockPrompts> promptsFromJson(const nlohmann::json& json) {
    BlockPrompts prompts;
    for (const auto& entry : json.at("list")) {
        LACUNA_TRY(kind, valueOf(entry.at("kind").get<std::string>(), kindNames, "kind of prompt"));
        prompts.prompts.push_back({kind, entry.at("length").get<int>(), entry.at("hidden").get<int>()});
    }
    LACUNA_TRY(place, valueOf(json.at("place").get<std::string>(), placeNames, "place of prompts"));
    prompts.place = place;
    json.at("replaced").get_to(prompts.replaced);
    return prompts;
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
    if (block.prompts) json["prompts"] = toJson(*block.prompts);
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
    if (json.contains("prompts")) {
        LACUNA_TRY(prompts, promptsFromJson(json.at("prompts")));
        block.prompts = std::move(prompts);
    }
    return block;
}

}  // namespace

int promptTokens(const BlockPrompts& prompts, int modalities) {
    int tokens = 0;
    for (const auto& prompt : prompts.prompts)
        tokens += prompt.length * (prompt.kind == PromptKind::Pattern ? 1 : modalities);
    return tokens;
}

std::vector<int> sequenceLengths(const ModelSpec& model, const Adaptation& adaptation) {
    std::vector<int> lengths(static_cast<std::size_t>(model.backbone.blocks), model.tokens());
    for (const auto& block : adaptation.blocks) {
        if (!block.prompts || block.prompts->place != PromptPlace::Sequence) continue;
        const int growth = promptTokens(*block.prompts, model.modalityCount()) - block.prompts->replaced;
        for (auto b = static_cast<std::size_t>(block.block); b < lengths.size(); ++b) lengths[b] += growth;
    }
    return lengths;
}

base::Status check(const Adaptation& adaptation, const ModelSpec& spec) {
    if (adaptation.method.empty()) return fail(ErrorCode::BadData, stage, "the method has no name");
    int previous = -1;
    PromptState prompts;
    for (const auto& block : adaptation.blocks) {
        if (block.block < 0 || block.block >= spec.backbone.blocks)
            return fail(ErrorCode::BadData, stage, "block {} is adapted, the backbone has blocks 0 to {}", block.block,
                        spec.backbone.blocks - 1);
        if (block.block <= previous)
            return fail(ErrorCode::BadData, stage, "block {} comes after block {}, expected ascending blocks",
                        block.block, previous);
        previous = block.block;
        if (block.experts.size() > 256 || (block.experts.empty() && !block.prompts))
            return fail(ErrorCode::BadData, stage, "block {} has {} experts, expected 1 to 256{}", block.block,
                        block.experts.size(), block.prompts ? " or none" : "");
        std::set<std::pair<bool, std::string>> names;
        for (const auto& expert : block.experts) {
            LACUNA_TRY_STATUS(check(expert, block.block, block.form, spec));
            if (!names.insert({expert.gate == Gate::Modality, expert.name}).second)
                return fail(ErrorCode::BadData, stage, "block {} has two experts called \"{}\"", block.block,
                            expert.name);
        }
        LACUNA_TRY_STATUS(checkRouter(block));
        LACUNA_TRY_STATUS(checkPrompts(block, spec, prompts));
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
        if (block.experts.empty()) continue;
        metrics::ExpertLayout::Block row{block.block, {}};
        for (const auto& expert : block.experts) row.experts.push_back(expert.name);
        layout.blocks.push_back(std::move(row));
    }
    return layout;
}

}  // namespace lacuna::engine
