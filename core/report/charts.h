#pragma once

#include "engine/trainer.h"
#include "jobs/what_if_job.h"
#include "report/document.h"

/// Charts of a report, as vectors.
namespace lacuna::report {

/// Overall accuracy of every subset as bars with Wilson's 95 % interval. The study must have confusions. With very many
/// subsets the best of them alone.
Figure subsetChart(const jobs::WhatIfResult& study, const std::string& caption);
/// From the commonest class, sensor by sensor, to the complete map.
Figure sensorValueChart(const jobs::WhatIfResult& study, const std::string& caption);
/// What each sensor adds to each class's producer's accuracy: rows classes, columns sensors.
Figure classValueChart(const jobs::WhatIfResult& study, const std::string& caption);
/// Producer's and user's accuracy by class with intervals.
Figure classAccuracyChart(const metrics::Confusion& confusion, const base::ClassTable& classes, const std::string& caption);
/// Share of tokens by block (rows) and expert (columns) of one pattern.
Figure expertChart(const metrics::Activation& activation, base::Availability pattern, const std::string& caption);
/// Loss and accuracies by epoch.
Figure trainingChart(const std::vector<engine::EpochReport>& curve, const std::string& caption);

}  // namespace lacuna::report
