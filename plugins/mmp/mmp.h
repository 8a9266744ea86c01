#pragma once

#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// Missing-aware prompts (Lee et al. 2023, "Multimodal Prompting with Missing Modalities for Visual Recognition"): in
/// each of the first blocks tokens learned for the pattern of sensors, before the sequence or in the attention alone.
std::unique_ptr<MethodPlugin> makeMmp();

}  // namespace lacuna::plugins
