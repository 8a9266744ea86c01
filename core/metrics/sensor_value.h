#pragma once

#include <vector>

#include "base/availability.h"
#include "metrics/confusion.h"

namespace lacuna::metrics {

/// A game of M ≤ 8 players: `worth[S]` is what the players S earn together, for every S ⊆ `players`, the empty set
/// included; the other entries are not read. The exact Shapley value of player i (Shapley 1953),
///   φᵢ = Σ over S ⊆ N∖{i} of |S|! (n − |S| − 1)! / n! · (worth[S ∪ i] − worth[S]),
/// for every i in `players`, by ascending i. A worth that is NaN makes all values NaN. `worth` must reach to `players`.
std::vector<double> shapleyValues(base::Availability players, const std::vector<double>& worth);

/// How the map made with a subset of the sensors agrees with the reference.
struct JudgedSubset {
    base::Availability pattern = 0;
    Confusion confusion{1};
};

/// What one sensor adds; shares of 1 (times 100: points), negative when the maps are better without it.
struct SensorValue {
    int sensor = 0;                 ///< its bit in the patterns
    double overall = 0;             ///< part of the overall accuracy
    std::vector<double> producers;  ///< part of each class's producer's accuracy; NaN without reference pixels
};

/// METHODS §7. Without a sensor one would say the commonest class everywhere; the values lead from there to the accuracy
/// of the complete map: `empty` + Σ values = `complete`, overall and for each class.
struct SensorValues {
    int commonest = 0;  ///< class with the most reference pixels, the first of equals
    double emptyOverall = 0;
    double completeOverall = 0;
    std::vector<double> emptyProducers;  ///< 1 for the commonest class, else 0; NaN without reference pixels
    std::vector<double> completeProducers;
    std::vector<SensorValue> sensors;  ///< by ascending bit
};

/// `subsets`: every subset but the empty one of the sensors of the largest, each once, in any order, judged by the same
/// reference pixels, of which there is at least one; anything else is a defect of the caller.
SensorValues sensorValues(const std::vector<JudgedSubset>& subsets);

}  // namespace lacuna::metrics
