#pragma once

#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// The frozen backbone with trained encoders, embeddings and head alone (paper, Table 5): what every method adds to.
std::unique_ptr<MethodPlugin> makeFrozenBaseline();

}  // namespace lacuna::plugins
