#include "samples/missing_setting.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace lacuna::samples {
namespace {

constexpr auto stage = "missing patterns";

/// "HS=1,SAR=0.75" as the share of every modality.
base::Result<std::vector<double>> sharesFrom(const std::string& text, const std::vector<std::string>& names) {
    std::vector<double> shares(names.size(), 1);
    std::set<std::string> named;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto entry = text.substr(begin, end - begin);
        const auto equals = entry.find('=');
        const auto name = entry.substr(0, equals);
        const auto found = std::find(names.begin(), names.end(), name);
        if (equals == std::string::npos || found == names.end() || !named.insert(name).second)
            return base::fail(
                base::ErrorCode::Usage, stage,
                "availability is \"{}\", expected name=share pairs with commas between them, each sensor at most "
                "once; the sensors are: {}",
                text, fmt::join(names, ", "));
        const auto number = entry.substr(equals + 1);
        double& share = shares[static_cast<std::size_t>(found - names.begin())];
        const auto [stop, problem] = std::from_chars(number.data(), number.data() + number.size(), share);
        if (problem != std::errc() || stop != number.data() + number.size())
            return base::fail(base::ErrorCode::Usage, stage,
                              "the share of {} in availability is \"{}\", expected a number from 0 to 1", name, number);
        begin = end + 1;
    }
    return shares;
}

}  // namespace

void MissingSetting::declare(base::ParameterSet& set) {
    set.add("eta", "Missing rate: share of the samples shown without some sensor", &eta).range(0, 1);
    set.add("missing", "Which sensor is missing in those: any, or a sensor's name", &which);
    set.add(
        "availability",
        "Instead: share of the samples that have each sensor, as in HS=1,SAR=0.75; each incomplete sample lacks one",
        &availability);
}

base::Result<MissingPatterns> MissingSetting::patterns(const std::vector<std::string>& modalityNames) const {
    if (availability.empty()) return MissingPatterns::fromRate(eta, which, modalityNames);
    LACUNA_TRY(shares, sharesFrom(availability, modalityNames));
    return MissingPatterns::fromAvailability(shares);
}

std::string MissingSetting::title() const {
    if (!availability.empty()) return availability;
    return eta == 0 ? "complete" : fmt::format("{} {:g} %", which, 100 * eta);
}

}  // namespace lacuna::samples
