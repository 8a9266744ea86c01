#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/adaptation.h"
#include "engine/checkpoint.h"
#include "engine/model_spec.h"

namespace lacuna::engine {

struct BackboneWeights;

/// How a trained tensor begins.
enum class Start {
    Zero,
    One,
    Uniform,          ///< in ±scale
    TruncatedNormal,  ///< σ = scale, cut at 2σ
    Backbone,         ///< the frozen block's own weights
};

/// One tensor that training fits and a checkpoint stores.
struct TrainedTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    Start start = Start::Zero;
    double scale = 0;
    bool decays = true;  ///< weight decay acts on it (not on biases and embeddings)
    std::int64_t elements() const;
};

/// All trained tensors of a model, ascending by name. With d = width, E = encoderWidth, s = patchSize / tokenGrid, and
/// for prompts L = length, P = 2^M − 1 patterns (the pattern's bits − 1 is its row):
///
///     encoder.<modality>.spectral.weight [E, C, 1, 1]      encoder.<modality>.spectral.bias [E]
///     encoder.<modality>.spatial.weight  [d, E, s, s]      encoder.<modality>.spatial.bias  [d]
///     embedding.modality                 [M, d]
///     blocks.<b>.experts.<expert>.a      [r, d]            blocks.<b>.experts.<expert>.b    [d, r]
///     blocks.<b>.experts.<expert>.fc1.weight, .fc1.bias, .fc2.weight, .fc2.bias  as the block's own (whole FFNs)
///     blocks.<b>.router.pattern.weight   [code, M]         blocks.<b>.router.pattern.bias   [code]    (ψ; with a code)
///     blocks.<b>.router.project.weight   [hidden, d+code]  blocks.<b>.router.project.bias   [hidden]  (φ; with hidden)
///     blocks.<b>.router.gate.weight      [K, hidden or d+code]                                        (W)
///     blocks.<b>.prompts.pattern.shared  [L, d]            blocks.<b>.prompts.pattern.own    [P, L, d]
///     blocks.<b>.prompts.common.shared, .own               the same, and for each modality as the next line, W₁ [·, d]
///     blocks.<b>.prompts.common.<modality>.down.weight, .down.bias, .up.weight, .up.bias
///     blocks.<b>.prompts.initial.<modality> [2, L, d]      absent, present; in the first block with correlated prompts
///     blocks.<b>.prompts.correlated.<modality>.norm.weight, .norm.bias [M·d]
///     blocks.<b>.prompts.correlated.<modality>.down.weight [hidden, M·d]  .down.bias [hidden]
///     blocks.<b>.prompts.correlated.<modality>.up.weight   [d, hidden]    .up.bias [d]
///     blocks.<b>.prompts.dynamic.<modality>.query.shared, .own     as pattern.shared, .own
///     blocks.<b>.prompts.dynamic.<modality>.in.weight [3d, d], .in.bias [3d], .out.weight [d, d], .out.bias [d]
///     head.weight                        [classes, (1+M)d] head.bias [classes]
///
/// <expert> is the expert's name, and "modality.<name>" for Gate::Modality, so that a sensor may be called "shared".
/// Columns of φ and of W: z first, ψ(m) behind it. Rows of W: the block's routed experts in their order.
std::vector<TrainedTensor> trainedTensors(const ModelSpec& model, const Adaptation& adaptation);

std::string encoderTensor(const std::string& modality, const std::string& part);     ///< part: "spectral.weight", …
std::string expertTensor(int block, const Expert& expert, const std::string& part);  ///< part: "a", "b", "fc1.weight", …
const char* downPart(ExpertForm form);  ///< of an expert's first matrix: "a" or "fc1.weight"
const char* upPart(ExpertForm form);    ///< of its second matrix: "b" or "fc2.weight"
std::string routerTensor(int block, const std::string& part);                        ///< part: "gate.weight", …
std::string promptTensor(int block, const std::string& part);                        ///< part: "pattern.own", …

/// The values training starts from: a function of the seed and each tensor's name, and for Start::Backbone the
/// backbone's, which must then be given.
std::vector<NamedTensor> initialTensors(const ModelSpec& model, const Adaptation& adaptation, std::uint64_t seed,
                                        const BackboneWeights* backbone = nullptr);

}  // namespace lacuna::engine
