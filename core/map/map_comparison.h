#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "map/class_map.h"
#include "map/reference_comparison.h"
#include "metrics/mcnemar.h"

namespace lacuna::map {

/// What two maps say of one cell; the values of the disagreement map.
enum class Verdict : std::uint8_t {
    NoData = 0,     ///< one of the maps has no class here, and the reference neither
    BothRight = 1,  ///< 1 to 4: where the reference knows the class; a map without a class is wrong there
    FirstOnly = 2,
    SecondOnly = 3,
    BothWrong = 4,
    Agree = 5,  ///< 5 and 6: elsewhere
    Differ = 6,
};
inline constexpr std::size_t verdictCount = 7;

/// Two maps against each other.
struct MapComparison {
    ClassMap disagreement;  ///< labels are verdicts; its classes name and colour those that can occur
    std::array<std::uint64_t, verdictCount> cells{};  ///< by verdict
    std::uint64_t compared = 0;                       ///< cells with a class in both maps
    std::uint64_t agreeing = 0;                       ///< of those, with the same class
    std::optional<metrics::McNemar> test;             ///< at the reference's pixels; nothing without a reference

    std::uint64_t at(Verdict verdict) const { return cells[static_cast<std::size_t>(verdict)]; }
    std::uint64_t referencePixels() const;
    /// Overall accuracies at the reference's pixels, in [0,1]; NaN without a reference.
    double firstAccuracy() const;
    double secondAccuracy() const;
};

/// Of cells on which two maps agree, so that the eye goes where they do not.
inline constexpr base::Rgb agreementColor{226, 226, 222};

/// BadData unless the maps have one grid and a class value means the same class in both, else the maps would agree on
/// nothing that is the same on the ground.
base::Status checkComparableMaps(const MapLabels& first, const MapLabels& second);

/// Compares cell by cell; classes are matched by value. `names`: of the maps, for the legend ("only MaMOL right").
/// `reference` may be null; `stride` as for referenceCells. Any thread. Errors: BadData (other grids, a class value
/// with two names, a reference without a comparable pixel), Cancelled.
base::Result<MapComparison> compareMaps(const MapLabels& first, const MapLabels& second,
                                        const std::array<std::string, 2>& names, const samples::SampleSet* reference,
                                        int stride, std::stop_token stop);

}  // namespace lacuna::map
