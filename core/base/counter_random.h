#pragma once

#include <cstdint>
#include <string_view>

namespace lacuna::base {

/// Random numbers by position: the n-th number of a key is a pure function of both, with integer and basic floating
/// arithmetic only, hence the same bits on every machine and in every order of use. (Splitmix64: Steele et al. 2014.)
class CounterRandom {
public:
    CounterRandom(std::uint64_t seed, std::string_view purpose) : key_(mix(seed + golden)) {
        for (const char letter : purpose) key_ = mix(key_ ^ static_cast<unsigned char>(letter)) + golden;
    }

    std::uint64_t bits(std::uint64_t n) const { return mix(key_ + (n + 1) * golden); }
    /// In (0, 1).
    double uniform(std::uint64_t n) const { return (static_cast<double>(bits(n) >> 11) + 0.5) * 0x1p-53; }
    /// Standard normal, cut at ±2: the inverse of the normal distribution on [Φ(−2), Φ(2)] by the central rational
    /// approximation of P. J. Acklam, which needs no logarithm there (error below 1e-5 up to the cut).
    double truncatedNormal(std::uint64_t n) const {
        constexpr double tail = 0.022750131948179195;
        const double q = tail + uniform(n) * (1 - 2 * tail) - 0.5;
        const double r = q * q;
        const double over = ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r +
                              1.383577518672690e+02) *
                                 r -
                             3.066479806614716e+01) *
                                r +
                            2.506628277459239e+00;
        const double under = ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r +
                               6.680131188771972e+01) *
                                  r -
                              1.328068155288572e+01) *
                                 r +
                             1;
        return q * over / under;
    }

private:
    static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ull;
    static constexpr std::uint64_t mix(std::uint64_t value) {
        value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9ull;
        value = (value ^ value >> 27) * 0x94d049bb133111ebull;
        return value ^ value >> 31;
    }

    std::uint64_t key_;
};

}  // namespace lacuna::base
