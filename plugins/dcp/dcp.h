#pragma once

#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// Deep correlated prompting (Hu et al. 2024, "Deep Correlated Prompting for Visual Recognition with Missing
/// Modalities"): prompts of each modality that the first blocks generate from those of all modalities in the block
/// above, and at the first block prompts common to the modalities and dynamic ones that look at the input.
std::unique_ptr<MethodPlugin> makeDcp();

}  // namespace lacuna::plugins
