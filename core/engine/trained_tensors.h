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

/// All trained tensors of a model, ascending by name. With d = width, E = encoderWidth, s = patchSize / tokenGrid:
///
///     encoder.<modality>.spectral.weight [E, C, 1, 1]      encoder.<modality>.spectral.bias [E]
///     encoder.<modality>.spatial.weight  [d, E, s, s]      encoder.<modality>.spatial.bias  [d]
///     embedding.modality                 [M, d]
///     blocks.<b>.experts.<expert>.a      [r, d]            blocks.<b>.experts.<expert>.b    [d, r]
///     blocks.<b>.experts.<expert>.fc1.weight, .fc1.bias, .fc2.weight, .fc2.bias  as the block's own (whole FFNs)
///     blocks.<b>.router.pattern.weight   [code, M]         blocks.<b>.router.pattern.bias   [code]    (ψ; with a code)
///     blocks.<b>.router.project.weight   [hidden, d+code]  blocks.<b>.router.project.bias   [hidden]  (φ; with hidden)
///     blocks.<b>.router.gate.weight      [K, hidden or d+code]                                        (W)
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

/// The values training starts from: a function of the seed and each tensor's name, and for Start::Backbone the
/// backbone's, which must then be given.
std::vector<NamedTensor> initialTensors(const ModelSpec& model, const Adaptation& adaptation, std::uint64_t seed,
                                        const BackboneWeights* backbone = nullptr);

}  // namespace lacuna::engine
