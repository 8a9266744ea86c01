#pragma once

#include <string>
#include <vector>

#include "base/parameter.h"
#include "samples/missing_patterns.h"

namespace lacuna::samples {

/// Which sensors the samples of a training or of a test lack, as a user says it (METHODS §5). Training and test have
/// one each, so that mismatched pairs (paper, Figure 4) are said by giving two.
struct MissingSetting {
    double eta = 0.7;           ///< share of the samples that lack some sensor
    std::string which = "any";  ///< "any", or the name of the one that they lack
    std::string availability;   ///< "HS=1,SAR=0.75": share of the samples that have each sensor (paper, Table 3); 1 for
                                ///< those not named; when given, eta and which say nothing

    /// The parameters eta, missing and availability.
    void declare(base::ParameterSet& set);
    /// Errors: Usage, as MissingPatterns, or for text that is no availability vector.
    base::Result<MissingPatterns> patterns(const std::vector<std::string>& modalityNames) const;
    /// "any 70 %", "LiDAR 50 %", "HS=1,SAR=0.75", "complete".
    std::string title() const;
};

}  // namespace lacuna::samples
