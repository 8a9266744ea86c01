#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/adaptation.h"
#include "engine/model_spec.h"

namespace lacuna::engine {

/// While it lives, LibTorch refuses operations whose result depends on thread timing. The CPU alone promises that the
/// same input gives the same bits.
class DeterministicAlgorithms {
public:
    explicit DeterministicAlgorithms(bool wanted);
    DeterministicAlgorithms(const DeterministicAlgorithms&) = delete;
    DeterministicAlgorithms& operator=(const DeterministicAlgorithms&) = delete;
    ~DeterministicAlgorithms();

private:
    bool before_, warnBefore_, fillBefore_;
};

/// Samples of one forward and backward pass; a batch is the sum of its passes. On the CPU few enough that a block's
/// activations stay near the caches and that the cores share the passes of a batch, on a GPU few enough for its memory.
/// A function of the model and the method alone: the passes decide the order of the sums, hence the bits.
std::int64_t samplesPerPass(const ModelSpec& model, const Adaptation& adaptation, bool cuda);

/// Cut into passes of about equal size, none of more than `most` samples.
std::vector<std::span<const std::int64_t>> cutIntoPasses(std::span<const std::int64_t> samples, std::size_t most);

/// Calls `work` for 0 … passes − 1. On the CPU every pass runs on one core and the cores share the passes: threads that
/// wait for each other after every operation lose most of their time as soon as anything else wants a core, and the
/// sums do not depend on the number of cores.
void forEachPass(std::size_t passes, const at::Device& device, const std::function<void(std::size_t)>& work);

}  // namespace lacuna::engine
