#include "metrics/sensor_value.h"

#include <bit>
#include <limits>

#include "base/error.h"

namespace lacuna::metrics {
namespace {

using base::Availability;

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

int sizeOf(Availability pattern) {
    return std::popcount(static_cast<unsigned>(pattern));
}

/// By |S|: |S|! (n − |S| − 1)! / n!, which is 1 / (n · (n − 1 over |S|)).
std::vector<double> shapleyWeights(int players) {
    std::vector<double> weights;
    double ways = 1;  // n − 1 over |S|
    for (int size = 0; size < players; ++size) {
        weights.push_back(1.0 / (players * ways));
        ways = ways * (players - 1 - size) / (size + 1);
    }
    return weights;
}

}  // namespace

std::vector<double> shapleyValues(Availability players, const std::vector<double>& worth) {
    LACUNA_ASSERT(worth.size() > players);
    const auto weights = shapleyWeights(sizeOf(players));
    std::vector<double> values;
    for (int i = 0; i < base::maxModalities; ++i) {
        if (!base::isPresent(players, i)) continue;
        double value = 0;
        for (std::size_t set = 0; set <= players; ++set) {
            const auto with = static_cast<Availability>(set | 1u << i);
            if ((set & ~static_cast<std::size_t>(players)) != 0 || set == with) continue;
            value += weights[static_cast<std::size_t>(sizeOf(static_cast<Availability>(set)))] * (worth[with] - worth[set]);
        }
        values.push_back(value);
    }
    return values;
}

SensorValues sensorValues(const std::vector<JudgedSubset>& subsets) {
    LACUNA_ASSERT(!subsets.empty());
    Availability players = 0;
    for (const auto& subset : subsets) players = static_cast<Availability>(players | subset.pattern);
    LACUNA_ASSERT(subsets.size() + 1 == std::size_t{1} << sizeOf(players));
    const auto& any = subsets.front().confusion;
    const auto classes = static_cast<std::size_t>(any.classes());
    LACUNA_ASSERT(any.total() > 0);

    SensorValues values;
    for (int c = 1; c < any.classes(); ++c)
        if (any.referenceTotal(c) > any.referenceTotal(values.commonest)) values.commonest = c;

    // [pattern], and [class][pattern]
    std::vector<double> overall(players + std::size_t{1}, notANumber);
    std::vector<std::vector<double>> producers(classes, overall);
    overall[0] = static_cast<double>(any.referenceTotal(values.commonest)) / static_cast<double>(any.total());
    for (std::size_t c = 0; c < classes; ++c)
        if (any.referenceTotal(static_cast<int>(c)) > 0) producers[c][0] = static_cast<int>(c) == values.commonest ? 1 : 0;
    for (const auto& [pattern, confusion] : subsets) {
        LACUNA_ASSERT(pattern != 0 && confusion.classes() == any.classes());
        const auto accuracy = accuracyOf(confusion);
        overall[pattern] = accuracy.overall;
        for (std::size_t c = 0; c < classes; ++c) {
            LACUNA_ASSERT(confusion.referenceTotal(static_cast<int>(c)) == any.referenceTotal(static_cast<int>(c)));
            producers[c][pattern] = accuracy.producers[c];
        }
    }

    for (int i = 0; i < base::maxModalities; ++i)
        if (base::isPresent(players, i)) values.sensors.push_back({i, 0, {}});
    values.emptyOverall = overall[0];
    values.completeOverall = overall[players];
    const auto ofAll = shapleyValues(players, overall);
    for (std::size_t s = 0; s < values.sensors.size(); ++s) values.sensors[s].overall = ofAll[s];
    for (const auto& worth : producers) {
        values.emptyProducers.push_back(worth[0]);
        values.completeProducers.push_back(worth[players]);
        const auto ofClass = shapleyValues(players, worth);
        for (std::size_t s = 0; s < values.sensors.size(); ++s) values.sensors[s].producers.push_back(ofClass[s]);
    }
    return values;
}

}  // namespace lacuna::metrics
