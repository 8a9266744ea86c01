#pragma once

#include <random>
#include <string>
#include <vector>

#include "base/availability.h"
#include "base/result.h"

namespace lacuna::samples {

/// The η protocol (METHODS §5; paper §5.1): the probability of each availability pattern of M modalities.
class MissingPatterns {
public:
    /// All samples complete.
    static MissingPatterns complete(int modalities);
    /// `missing` is "any" (each of the 2ᴹ−2 incomplete patterns gets η/(2ᴹ−2)) or a modality's name (η of the samples
    /// lack it). Errors: Usage for η outside [0,1] or an unknown name, or η > 0 with one modality.
    static base::Result<MissingPatterns> fromRate(double eta, const std::string& missing,
                                                  const std::vector<std::string>& modalityNames);
    /// Availability vector (paper, Table 3): modality i is there for share a[i]; each incomplete sample lacks exactly
    /// one, so Σ(1−a[i]) ≤ 1. Errors: Usage.
    static base::Result<MissingPatterns> fromAvailability(const std::vector<double>& shares);

    int modalities() const { return modalities_; }
    double probability(base::Availability pattern) const;
    /// Draws a pattern (portable: uses the engine's bits directly, not std:: distributions).
    base::Availability draw(std::mt19937_64& random) const;
    /// A pattern for each of `count` samples, in random order, every pattern exactly as often as its probability says
    /// (rounded by largest remainder): the paper's "η/2 of the samples lack the first modality".
    std::vector<base::Availability> deal(std::size_t count, std::mt19937_64& random) const;

private:
    int modalities_ = 1;
    std::vector<double> probability_;  ///< by pattern bits, size 2ᴹ
};

/// The pattern a sample shows when `drawn` is asked of a pixel that naturally has `natural`: their intersection, or
/// `natural` when that is empty.
base::Availability effective(base::Availability drawn, base::Availability natural);

}  // namespace lacuna::samples
