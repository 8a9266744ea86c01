#pragma once

#include "plugins/dcp/dcp.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/mamol/mamol.h"
#include "plugins/method_plugin.h"
#include "plugins/mmp/mmp.h"
#include "plugins/moe_adapt/moe_adapt.h"
#include "plugins/moe_replace/moe_replace.h"
#include "plugins/moe_task/moe_task.h"

namespace lacuna::plugins {

/// Every method there is.
inline MethodRegistry allMethods() {
    MethodRegistry registry;
    registry.add(makeMamol());
    registry.add(makeFrozenBaseline());
    registry.add(makeMoeReplace());
    registry.add(makeMoeAdapt());
    registry.add(makeMoeTask());
    registry.add(makeMmp());
    registry.add(makeDcp());
    return registry;
}

}  // namespace lacuna::plugins
