#pragma once

#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// A mixture in the place of the FFN (paper, Eq. 7; DeepSpeed-MoE): K whole FFNs started from the block's own weights,
/// h̃ = h + Σₖ gₖ(z) Fₖ(z), g = TopK(softmax(R z)). The experts train.
std::unique_ptr<MethodPlugin> makeMoeReplace();

}  // namespace lacuna::plugins
