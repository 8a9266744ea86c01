#pragma once

#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// MaMOL (METHODS §3; paper §4): dynamic experts routed by content and availability, a shared expert, and one expert a
/// modality, beside the FFN of the chosen blocks. The ablations of Table 5 are its switches.
std::unique_ptr<MethodPlugin> makeMamol();

}  // namespace lacuna::plugins
