#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/land_class.h"
#include "map/flip_map.h"
#include "metrics/activation.h"
#include "metrics/confusion.h"
#include "metrics/sensor_value.h"

namespace lacuna::output {

/// Accuracy as people read it: OA, AA, κ with interval, then a line a class (producer's, user's, F1, pixels).
std::string accuracyText(const metrics::Confusion& confusion, const base::ClassTable& classes);
std::string confusionCsv(const metrics::Confusion& confusion, const base::ClassTable& classes);
std::string activationCsv(const metrics::Activation& activation, const base::ClassTable& classes,
                          const std::vector<std::string>& modalityNames);
/// Keys: oa, aa, kappa, macro_f1, mean_iou, oa_interval, classes[{value,name,producers,users,
/// producers_interval,users_interval,f1,iou,reference,unclassified,map}],
/// confusion [[…]], pixels.
nlohmann::json accuracyJson(const metrics::Confusion& confusion, const base::ClassTable& classes);
nlohmann::json activationJson(const metrics::Activation& activation, const std::vector<std::string>& modalityNames);

/// The way from no sensor to the complete map: a line for all classes (overall accuracy), then one a class (producer's
/// accuracy); columns: no sensor, each sensor's value, complete. Shares of 1; the line's first columns sum to its last.
std::string sensorValueCsv(const metrics::SensorValues& values, const base::ClassTable& classes,
                           const std::vector<std::string>& modalityNames);
/// Keys: commonest_class, no_sensor_oa, complete_oa, sensors[{name,oa,classes[{value,name,producers}]}]. Shares of 1.
nlohmann::json sensorValueJson(const metrics::SensorValues& values, const base::ClassTable& classes,
                               const std::vector<std::string>& modalityNames);
/// A line a flip. cellArea in square metres, 0: unknown, the column of hectares stays empty.
std::string flipsCsv(const std::vector<map::Flip>& flips, double cellArea);
/// [{from,from_class,to,to_class,cells,hectares}], hectares null where unknown.
nlohmann::json flipsJson(const std::vector<map::Flip>& flips, double cellArea);

}  // namespace lacuna::output
