#pragma once

#include <memory>

#include "engine/inference_plan.h"

namespace lacuna::engine {

/// The plan of processors: every worker takes a few pixels through all blocks with the kernels of core/kernels, so that
/// activations stay in its own cache and no thread waits for another inside a pass. A pixel's sums are done in one
/// order whatever stands beside it: labels are the same, bit for bit, for every batch, tile and number of threads.
std::unique_ptr<InferencePlan> makeCpuPlan(StackedModel model, const Device& device, int batchSize);

}  // namespace lacuna::engine
