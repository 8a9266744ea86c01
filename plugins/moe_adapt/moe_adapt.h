#pragma once

#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// A mixture beside the FFN (paper, Eq. 8; MoE-LoRA): h̃ = h + F₀(z) + Σₖ gₖ(z) Bₖ Aₖ z, g = softmax(R z). The router
/// does not see which sensors are there.
std::unique_ptr<MethodPlugin> makeMoeAdapt();

}  // namespace lacuna::plugins
