#pragma once

#include <memory>

#include "engine/inference_plan.h"

namespace lacuna::engine {

/// The plan of GPUs: LibTorch's products, and between them the kernels of core/kernels. A tile's planes go up once and
/// become token maps; a pass gathers its sequences from them. Three streams read, compute and write, so that one pass
/// computes while the next one's positions go up and the last one's scores come down; whole passes are launched as CUDA
/// graphs. Runs on the CPU as well, with the kernels' twins.
std::unique_ptr<InferencePlan> makeTensorPlan(StackedModel model, const Device& device, int batchSize);

}  // namespace lacuna::engine
