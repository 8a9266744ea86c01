#include "samples/missing_patterns.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace lacuna::samples {
namespace {
constexpr auto stage = "missing patterns";
}

MissingPatterns MissingPatterns::complete(int modalities) {
    LACUNA_ASSERT(modalities >= 1 && modalities <= base::maxModalities);
    MissingPatterns patterns;
    patterns.modalities_ = modalities;
    patterns.probability_.assign(std::size_t{1} << modalities, 0);
    patterns.probability_[base::completeAvailability(modalities)] = 1;
    return patterns;
}

base::Result<MissingPatterns> MissingPatterns::fromRate(double eta, const std::string& missing,
                                                        const std::vector<std::string>& modalityNames) {
    const int modalities = static_cast<int>(modalityNames.size());
    if (!(eta >= 0 && eta <= 1))
        return base::fail(base::ErrorCode::Usage, stage, "the missing rate is {}, expected 0 to 1", eta);
    auto patterns = complete(modalities);
    if (eta == 0) return patterns;
    if (modalities == 1)
        return base::fail(base::ErrorCode::Usage, stage,
                          "the missing rate is {} but there is one modality ({}), which cannot be missing; set it to 0", eta,
                          modalityNames[0]);
    const auto whole = base::completeAvailability(modalities);
    if (missing == "any") {
        const double incomplete = static_cast<double>(whole) - 1;  // 2ᴹ − 2
        for (unsigned pattern = 1; pattern < whole; ++pattern) patterns.probability_[pattern] = eta / incomplete;
    } else {
        const auto found = std::find(modalityNames.begin(), modalityNames.end(), missing);
        if (found == modalityNames.end())
            return base::fail(base::ErrorCode::Usage, stage, "missing is \"{}\", expected \"any\" or one of: {}", missing,
                              fmt::join(modalityNames, ", "));
        patterns.probability_[base::without(whole, static_cast<int>(found - modalityNames.begin()))] = eta;
    }
    patterns.probability_[whole] = 1 - eta;
    return patterns;
}

base::Result<MissingPatterns> MissingPatterns::fromAvailability(const std::vector<double>& shares) {
    const int modalities = static_cast<int>(shares.size());
    if (modalities < 1 || modalities > base::maxModalities)
        return base::fail(base::ErrorCode::Usage, stage, "{} availability shares, expected 1 to {}", modalities,
                          base::maxModalities);
    double incomplete = 0;
    for (const double share : shares) {
        if (!(share >= 0 && share <= 1))
            return base::fail(base::ErrorCode::Usage, stage, "an availability share is {}, expected 0 to 1", share);
        incomplete += 1 - share;
    }
    if (incomplete > 1 + 1e-9 || (modalities == 1 && incomplete > 0))
        return base::fail(base::ErrorCode::Usage, stage,
                          "the shares {} leave out {:.2f} of the samples, expected at most 1: each incomplete sample lacks "
                          "exactly one modality",
                          fmt::join(shares, ", "), incomplete);
    auto patterns = complete(modalities);
    const auto whole = base::completeAvailability(modalities);
    for (int i = 0; i < modalities && modalities > 1; ++i)
        patterns.probability_[base::without(whole, i)] = 1 - shares[static_cast<std::size_t>(i)];
    patterns.probability_[whole] = std::max(0.0, 1 - incomplete);
    return patterns;
}

double MissingPatterns::probability(base::Availability pattern) const {
    return pattern < probability_.size() ? probability_[pattern] : 0;
}

base::Availability MissingPatterns::draw(std::mt19937_64& random) const {
    // 53 bits of the engine's output as a number in [0, 1).
    double left = static_cast<double>(random() >> 11) * 0x1.0p-53;
    base::Availability last = base::completeAvailability(modalities_);
    for (std::size_t pattern = 1; pattern < probability_.size(); ++pattern) {
        if (probability_[pattern] <= 0) continue;
        last = static_cast<base::Availability>(pattern);
        if (left < probability_[pattern]) return last;
        left -= probability_[pattern];
    }
    return last;
}

std::vector<base::Availability> MissingPatterns::deal(std::size_t count, std::mt19937_64& random) const {
    std::vector<base::Availability> dealt, order;
    std::vector<double> remainder(probability_.size(), 0);
    for (std::size_t pattern = 1; pattern < probability_.size(); ++pattern) {
        const double share = probability_[pattern] * static_cast<double>(count);
        // Shares such as 0.7 · 10 come out a rounding error below the whole number they mean.
        const double whole = std::floor(share + 1e-6);
        remainder[pattern] = share - whole;
        dealt.insert(dealt.end(), static_cast<std::size_t>(whole), static_cast<base::Availability>(pattern));
        if (probability_[pattern] > 0) order.push_back(static_cast<base::Availability>(pattern));
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return remainder[a] > remainder[b]; });
    for (std::size_t i = 0; dealt.size() < count; ++i) dealt.push_back(order[i % order.size()]);
    dealt.resize(count);
    for (std::size_t i = count; i > 1; --i) std::swap(dealt[i - 1], dealt[random() % i]);
    return dealt;
}

base::Availability effective(base::Availability drawn, base::Availability natural) {
    const auto both = static_cast<base::Availability>(drawn & natural);
    return both != 0 ? both : natural;
}

}  // namespace lacuna::samples
