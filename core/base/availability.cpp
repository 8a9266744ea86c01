#include "base/availability.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>

#include "base/error.h"

namespace lacuna::base {

std::vector<Availability> allPatterns(int modalities) {
    LACUNA_ASSERT(modalities >= 1 && modalities <= maxModalities);
    std::vector<Availability> patterns;
    for (unsigned bits = 1; bits < 1u << modalities; ++bits) patterns.push_back(static_cast<Availability>(bits));
    std::stable_sort(patterns.begin(), patterns.end(),
                     [](Availability a, Availability b) { return std::popcount(a) > std::popcount(b); });
    return patterns;
}

std::string dots(Availability availability, int modalities) {
    std::string text;
    for (int i = 0; i < modalities; ++i) text += isPresent(availability, i) ? "●" : "○";
    return text;
}

std::string describePattern(Availability availability, const std::vector<std::string>& modalityNames) {
    std::vector<std::string> present, lost;
    for (int i = 0; i < static_cast<int>(modalityNames.size()); ++i)
        (isPresent(availability, i) ? present : lost).push_back(modalityNames[static_cast<std::size_t>(i)]);
    if (lost.empty()) return "complete";
    if (present.empty()) return "no sensor";
    if (present.size() < lost.size()) return fmt::format("only {}", fmt::join(present, ", "));
    return fmt::format("without {}", fmt::join(lost, ", "));
}

}  // namespace lacuna::base
