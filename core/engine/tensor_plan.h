#pragma once

#include <memory>

#include "engine/inference_plan.h"

namespace lacuna::engine {

/// The plan of GPUs: LibTorch's products and attention, and between the two products of a block's feed-forward network
/// the one expert epilogue. Runs on the CPU as well, with the epilogue's twin.
std::unique_ptr<InferencePlan> makeTensorPlan(StackedModel model, const Device& device, int batchSize);

}  // namespace lacuna::engine
