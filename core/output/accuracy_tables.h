#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/land_class.h"
#include "metrics/area_estimate.h"
#include "metrics/confusion.h"

/// Accuracy by class with intervals, and areas corrected by what the reference shows. `cellArea`: square metres of a cell
/// of the map, 0 where unknown; areas then stay empty.
namespace lacuna::output {

/// A line a class: reference pixels, producer's and user's accuracy with Wilson's 95 % interval, F1, IoU; then mapped and
/// estimated area with its 95 % margin in hectares, and user's and producer's accuracy weighted by area with theirs. The
/// last line is for all classes (overall accuracy). Shares of 1.
std::string accuracyCsv(const metrics::Confusion& confusion, const metrics::AreaEstimates& areas,
                        const base::ClassTable& classes, double cellArea);
/// The same as people read it, in Markdown: figures in per cent, the confusion matrix below.
std::string accuracyMarkdown(const metrics::Confusion& confusion, const metrics::AreaEstimates& areas,
                             const base::ClassTable& classes, double cellArea);
/// The areas alone, for a terminal.
std::string areaText(const metrics::AreaEstimates& areas, const base::ClassTable& classes, double cellArea);
/// Keys: overall, overall_margin, cells, cells_without_reference, classes[{name,mapped_share,area_share,area_margin,
/// mapped_ha,area_ha,area_ha_margin,users,users_margin,producers,producers_margin}].
nlohmann::json areaJson(const metrics::AreaEstimates& areas, const base::ClassTable& classes, double cellArea);

}  // namespace lacuna::output
