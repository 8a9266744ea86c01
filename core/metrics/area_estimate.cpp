#include "metrics/area_estimate.h"

#include <cmath>
#include <limits>

#include "base/error.h"

namespace lacuna::metrics {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// One class of the map.
struct Stratum {
    double weight = 0;   ///< Wᵢ
    double samples = 0;  ///< nᵢ.
};

std::vector<Stratum> strataOf(const Confusion& confusion, const std::vector<std::uint64_t>& mappedCells,
                              AreaEstimates& result) {
    std::vector<Stratum> strata(mappedCells.size());
    for (std::size_t i = 0; i < strata.size(); ++i) {
        strata[i].samples = static_cast<double>(confusion.mapTotal(static_cast<int>(i)));
        (strata[i].samples > 0 ? result.cells : result.outside) += mappedCells[i];
    }
    for (std::size_t i = 0; i < strata.size(); ++i)
        if (strata[i].samples > 0)
            strata[i].weight = static_cast<double>(mappedCells[i]) / static_cast<double>(result.cells);
    return strata;
}

/// nᵢⱼ/nᵢ. of a stratum with samples.
double shareIn(const Confusion& confusion, const std::vector<Stratum>& strata, std::size_t map, std::size_t reference) {
    return static_cast<double>(confusion.at(static_cast<int>(reference), static_cast<int>(map))) / strata[map].samples;
}

/// Variance of a share of a stratum, times W²; nothing where the stratum covers nothing.
double weightedVariance(const Stratum& stratum, double share) {
    if (stratum.weight == 0) return 0;
    if (stratum.samples < 2) return unknown;
    return stratum.weight * stratum.weight * share * (1 - share) / (stratum.samples - 1);
}

ClassArea estimateClass(const Confusion& confusion, const std::vector<Stratum>& strata, std::size_t one) {
    double area = 0, variance = 0, fromOthers = 0;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        if (strata[i].samples == 0) continue;
        const double share = shareIn(confusion, strata, i, one);
        const double part = weightedVariance(strata[i], share);
        area += strata[i].weight * share;
        variance += part;
        if (i != one) fromOthers += part;
    }
    ClassArea found;
    found.mapped = strata[one].weight;
    found.area = {area, std::sqrt(variance)};
    found.users = found.producers = {unknown, unknown};
    double ownVariance = 0, right = 0;
    if (strata[one].samples > 0) {
        const double users = shareIn(confusion, strata, one, one);
        ownVariance = weightedVariance(strata[one], users);
        right = strata[one].weight * users;
        found.users = {users, strata[one].samples < 2 ? unknown : std::sqrt(users * (1 - users) / (strata[one].samples - 1))};
    }
    if (area > 0) {
        const double producers = right / area;
        const double squares = (1 - producers) * (1 - producers) * ownVariance + producers * producers * fromOthers;
        found.producers = {producers, std::sqrt(squares) / area};
    }
    return found;
}

}  // namespace

AreaEstimates areaEstimates(const Confusion& confusion, const std::vector<std::uint64_t>& mappedCells) {
    LACUNA_ASSERT(mappedCells.size() == static_cast<std::size_t>(confusion.classes()));
    AreaEstimates result;
    const auto strata = strataOf(confusion, mappedCells, result);
    if (result.cells == 0) {
        result.overall = {unknown, unknown};
        result.classes.assign(strata.size(), {0, {unknown, unknown}, {unknown, unknown}, {unknown, unknown}});
        return result;
    }
    double overallVariance = 0;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        result.classes.push_back(estimateClass(confusion, strata, i));
        if (strata[i].samples == 0) continue;
        const double users = result.classes.back().users.value;
        result.overall.value += strata[i].weight * users;
        overallVariance += weightedVariance(strata[i], users);
    }
    result.overall.error = std::sqrt(overallVariance);
    return result;
}

}  // namespace lacuna::metrics
