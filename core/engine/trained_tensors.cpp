#include "engine/trained_tensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "base/counter_random.h"
#include "engine/backbone.h"
#include "engine/torch_headers.h"
#include "engine/trainer.h"

namespace lacuna::engine {
namespace {

/// Kaiming-uniform with a = √5, as a linear layer or convolution starts: ±1/√(inputs).
TrainedTensor kaiming(std::string name, std::vector<std::int64_t> shape, std::int64_t inputs) {
    return {std::move(name), std::move(shape), Start::Uniform, 1 / std::sqrt(static_cast<double>(inputs)), true};
}

TrainedTensor bias(std::string name, std::int64_t size, std::int64_t inputs) {
    auto tensor = kaiming(std::move(name), {size}, inputs);
    tensor.decays = false;
    return tensor;
}

void addEncoder(std::vector<TrainedTensor>& list, const ModelSpec& model, const ModalitySpec& modality) {
    const std::int64_t bands = modality.bands;
    const std::int64_t width = model.encoderWidth;
    const std::int64_t step = model.patchSize / model.tokenGrid;
    const std::int64_t out = model.backbone.width;
    list.push_back(kaiming(encoderTensor(modality.name, "spectral.weight"), {width, bands, 1, 1}, bands));
    list.push_back(bias(encoderTensor(modality.name, "spectral.bias"), width, bands));
    list.push_back(
        kaiming(encoderTensor(modality.name, "spatial.weight"), {out, width, step, step}, width * step * step));
    list.push_back(bias(encoderTensor(modality.name, "spatial.bias"), out, width * step * step));
}

void addRouter(std::vector<TrainedTensor>& list, const ModelSpec& model, const BlockAdaptation& block) {
    const std::int64_t modalities = model.modalityCount();
    const std::int64_t code = block.router->patternCode;
    const std::int64_t hidden = block.router->hidden;
    const std::int64_t input = model.backbone.width + code;
    if (code > 0) {
        list.push_back(kaiming(routerTensor(block.block, "pattern.weight"), {code, modalities}, modalities));
        list.push_back(bias(routerTensor(block.block, "pattern.bias"), code, modalities));
    }
    if (hidden > 0) {
        list.push_back(kaiming(routerTensor(block.block, "project.weight"), {hidden, input}, input));
        list.push_back(bias(routerTensor(block.block, "project.bias"), hidden, input));
    }
    const auto routed = std::count_if(block.experts.begin(), block.experts.end(),
                                      [](const Expert& expert) { return expert.gate == Gate::Routed; });
    const std::int64_t gateInput = hidden > 0 ? hidden : input;
    list.push_back(kaiming(routerTensor(block.block, "gate.weight"), {routed, gateInput}, gateInput));
}

/// σ of prompts at the start, as of the sources of both kinds of prompts.
constexpr double promptSigma = 0.02;

/// The prompts of one block.
class PromptTensors {
public:
    PromptTensors(std::vector<TrainedTensor>& list, const ModelSpec& model, int block)
        : list_(list), model_(model), width_(model.backbone.width), block_(block) {}

    void add(const Prompt& prompt, bool first) {
        if (prompt.kind == PromptKind::Pattern) addPattern("pattern", prompt.length);
        if (prompt.kind == PromptKind::Common) addPattern("common", prompt.length);
        for (const auto& modality : model_.modalities) {
            if (prompt.kind == PromptKind::Common) addBottleneck("common." + modality.name, width_, prompt.hidden);
            if (prompt.kind == PromptKind::Correlated) addCorrelated(modality.name, prompt, first);
            if (prompt.kind == PromptKind::Dynamic) addDynamic("dynamic." + modality.name, prompt.length);
        }
    }

private:
    std::string name(const std::string& part) const { return promptTensor(block_, part); }

    void addPattern(const std::string& part, int length) {
        const std::int64_t patterns = (std::int64_t{1} << model_.modalityCount()) - 1;
        list_.push_back({name(part + ".shared"), {length, width_}, Start::TruncatedNormal, promptSigma, false});
        list_.push_back({name(part + ".own"), {patterns, length, width_}, Start::Zero, 0, false});
    }
    void addLinear(const std::string& part, std::int64_t outputs, std::int64_t inputs) {
        list_.push_back(kaiming(name(part + ".weight"), {outputs, inputs}, inputs));
        list_.push_back(bias(name(part + ".bias"), outputs, inputs));
    }
    void addBottleneck(const std::string& part, std::int64_t inputs, std::int64_t hidden) {
        addLinear(part + ".down", hidden, inputs);
        addLinear(part + ".up", width_, hidden);
    }
    void addCorrelated(const std::string& modality, const Prompt& prompt, bool first) {
        const auto part = "correlated." + modality;
        const std::int64_t together = model_.modalityCount() * width_;
        if (first)
            list_.push_back(
                {name("initial." + modality), {2, prompt.length, width_}, Start::TruncatedNormal, promptSigma, false});
        list_.push_back({name(part + ".norm.weight"), {together}, Start::One, 0, false});
        list_.push_back({name(part + ".norm.bias"), {together}, Start::Zero, 0, false});
        addBottleneck(part, together, prompt.hidden);
    }
    void addDynamic(const std::string& part, int length) {
        addPattern(part + ".query", length);
        addLinear(part + ".in", 3 * width_, width_);
        addLinear(part + ".out", width_, width_);
    }

    std::vector<TrainedTensor>& list_;
    const ModelSpec& model_;
    std::int64_t width_;
    int block_;
};

void addPrompts(std::vector<TrainedTensor>& list, const ModelSpec& model, const Adaptation& adaptation) {
    bool correlated = false;
    for (const auto& block : adaptation.blocks) {
        if (!block.prompts) continue;
        PromptTensors tensors(list, model, block.block);
        for (const auto& prompt : block.prompts->prompts) {
            tensors.add(prompt, !correlated);
            correlated = correlated || prompt.kind == PromptKind::Correlated;
        }
    }
}

void addBlock(std::vector<TrainedTensor>& list, const ModelSpec& model, const BlockAdaptation& block) {
    const std::int64_t width = model.backbone.width;
    const std::int64_t hidden = width * model.backbone.mlpRatio;
    for (const auto& expert : block.experts) {
        const auto frozen = [&](const char* part, std::vector<std::int64_t> shape, bool decays) {
            list.push_back({expertTensor(block.block, expert, part), std::move(shape), Start::Backbone, 0, decays});
        };
        if (block.form == ExpertForm::FeedForward) {
            frozen("fc1.weight", {hidden, width}, true);
            frozen("fc1.bias", {hidden}, false);
            frozen("fc2.weight", {width, hidden}, true);
            frozen("fc2.bias", {width}, false);
            continue;
        }
        list.push_back(kaiming(expertTensor(block.block, expert, "a"), {expert.rank, width}, width));
        list.push_back({expertTensor(block.block, expert, "b"), {width, expert.rank}, Start::Zero, 0, true});
    }
    if (block.router) addRouter(list, model, block);
}

/// What the tensors of Start::Backbone begin as, by name.
std::map<std::string, at::Tensor> frozenStarts(const Adaptation& adaptation, const BackboneWeights& backbone) {
    std::map<std::string, at::Tensor> starts;
    for (const auto& adapted : adaptation.blocks) {
        if (adapted.form != ExpertForm::FeedForward) continue;
        const auto& block = backbone.blocks[static_cast<std::size_t>(adapted.block)];
        for (const auto& expert : adapted.experts) {
            starts[expertTensor(adapted.block, expert, "fc1.weight")] = block.fc1Weight;
            starts[expertTensor(adapted.block, expert, "fc1.bias")] = block.fc1Bias;
            starts[expertTensor(adapted.block, expert, "fc2.weight")] = block.fc2Weight;
            starts[expertTensor(adapted.block, expert, "fc2.bias")] = block.fc2Bias;
        }
    }
    return starts;
}

std::vector<float> startValues(const TrainedTensor& tensor, std::uint64_t seed) {
    std::vector<float> values(static_cast<std::size_t>(tensor.elements()));
    if (tensor.start == Start::Zero) return values;
    if (tensor.start == Start::One) return std::vector<float>(values.size(), 1.0f);
    const base::CounterRandom random(seed, tensor.name);
    const bool normal = tensor.start == Start::TruncatedNormal;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double drawn = normal ? random.truncatedNormal(i) : 2 * random.uniform(i) - 1;
        values[i] = static_cast<float>(tensor.scale * drawn);
    }
    return values;
}

}  // namespace

std::int64_t TrainedTensor::elements() const {
    return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

std::string encoderTensor(const std::string& modality, const std::string& part) {
    return fmt::format("encoder.{}.{}", modality, part);
}
std::string expertTensor(int block, const Expert& expert, const std::string& part) {
    const auto* kind = expert.gate == Gate::Modality ? "modality." : "";
    return fmt::format("blocks.{}.experts.{}{}.{}", block, kind, expert.name, part);
}
const char* downPart(ExpertForm form) {
    return form == ExpertForm::FeedForward ? "fc1.weight" : "a";
}
const char* upPart(ExpertForm form) {
    return form == ExpertForm::FeedForward ? "fc2.weight" : "b";
}
std::string routerTensor(int block, const std::string& part) {
    return fmt::format("blocks.{}.router.{}", block, part);
}

std::string promptTensor(int block, const std::string& part) {
    return fmt::format("blocks.{}.prompts.{}", block, part);
}

std::vector<TrainedTensor> trainedTensors(const ModelSpec& model, const Adaptation& adaptation) {
    const std::int64_t width = model.backbone.width;
    const std::int64_t modalities = model.modalityCount();
    const std::int64_t classes = model.classCount();
    const std::int64_t features = (1 + modalities) * width;
    std::vector<TrainedTensor> list;
    for (const auto& modality : model.modalities) addEncoder(list, model, modality);
    list.push_back({"embedding.modality", {modalities, width}, Start::TruncatedNormal, 0.02, false});
    for (const auto& block : adaptation.blocks) addBlock(list, model, block);
    addPrompts(list, model, adaptation);
    list.push_back(kaiming("head.weight", {classes, features}, features));
    list.push_back(bias("head.bias", classes, features));
    std::sort(list.begin(), list.end(), [](const TrainedTensor& a, const TrainedTensor& b) { return a.name < b.name; });
    return list;
}

std::vector<NamedTensor> initialTensors(const ModelSpec& model, const Adaptation& adaptation, std::uint64_t seed,
                                        const BackboneWeights* backbone) {
    const auto frozen = backbone ? frozenStarts(adaptation, *backbone) : std::map<std::string, at::Tensor>();
    std::vector<NamedTensor> tensors;
    for (const auto& tensor : trainedTensors(model, adaptation)) {
        if (tensor.start != Start::Backbone) {
            tensors.push_back({tensor.name, tensor.shape, startValues(tensor, seed)});
            continue;
        }
        const auto found = frozen.find(tensor.name);
        LACUNA_ASSERT(found != frozen.end() && found->second.numel() == tensor.elements());
        const auto values = found->second.contiguous();
        const auto* first = values.const_data_ptr<float>();
        tensors.push_back({tensor.name, tensor.shape, {first, first + values.numel()}});
    }
    return tensors;
}

std::int64_t trainedParameters(const ModelSpec& model, const Adaptation& adaptation) {
    std::int64_t count = 0;
    for (const auto& tensor : trainedTensors(model, adaptation)) count += tensor.elements();
    return count;
}

}  // namespace lacuna::engine
