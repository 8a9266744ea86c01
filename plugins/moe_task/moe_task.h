#pragma once

#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// A task-driven mixture beside the FFN (paper, Eq. 9; MOELoRA): as moe-adapt with g = softmax(R [z ; ψ(m)]); all
/// patterns share one space of experts.
std::unique_ptr<MethodPlugin> makeMoeTask();

}  // namespace lacuna::plugins
