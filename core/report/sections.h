#pragma once

#include "report/contents.h"

/// The parts of a report, for compose alone. A part without data is empty and stays out.
namespace lacuna::report {

Section sceneSection(const Contents& contents);
Section sampleSection(const Contents& contents);
Section mapSection(const Contents& contents);
Section accuracySection(const Contents& contents);
Section studySection(const Contents& contents);
Section expertSection(const Contents& contents);
Section parameterSection(const Contents& contents);
Section provenanceSection(const Contents& contents);

/// "71.2"; "–" for NaN.
std::string percent(double share);
/// "71.2 (70.1–72.3)".
std::string percent(double share, const metrics::Interval& interval);
/// "+5.6", "−5.6": percentage points.
std::string pointsOf(double share);
/// "12,345".
std::string grouped(std::uint64_t count);
/// "12.34"; "–" for NaN.
std::string hectares(double area);
double hectaresOf(std::uint64_t cells, double cellArea);  ///< NaN where unknown
/// "VNIR", "VNIR and SWIR", "VNIR, SWIR and LiDAR".
std::string listed(const std::vector<std::string>& names);
std::vector<std::string> usedSensors(const Contents& contents);
/// Subsets that lack one sensor of the complete one, by the sensor's place.
std::vector<std::pair<int, const jobs::WhatIfSubset*>> singleLosses(const jobs::WhatIfResult& study);
const map::MapAccuracy* judged(const Contents& contents);  ///< null without a judged pixel

}  // namespace lacuna::report
