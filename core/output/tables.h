#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/land_class.h"
#include "metrics/activation.h"
#include "metrics/confusion.h"

namespace lacuna::output {

/// Accuracy as people read it: OA, AA, κ with interval, then a line a class (producer's, user's, F1, pixels).
std::string accuracyText(const metrics::Confusion& confusion, const base::ClassTable& classes);
std::string confusionCsv(const metrics::Confusion& confusion, const base::ClassTable& classes);
std::string activationCsv(const metrics::Activation& activation, const base::ClassTable& classes,
                          const std::vector<std::string>& modalityNames);
/// Keys: oa, aa, kappa, macro_f1, mean_iou, oa_interval, classes[{value,name,producers,users,f1,iou,reference,
/// unclassified,map}],
/// confusion [[…]], pixels.
nlohmann::json accuracyJson(const metrics::Confusion& confusion, const base::ClassTable& classes);
nlohmann::json activationJson(const metrics::Activation& activation, const std::vector<std::string>& modalityNames);

}  // namespace lacuna::output
