#pragma once

#include <cstdint>

namespace lacuna::scenes {

/// A number that is a pure function of its position, so that a scene streams in any order with the same bits
/// (splitmix64: Steele, Lea and Flood 2014).
constexpr std::uint64_t mixed(std::uint64_t bits) {
    bits += 0x9e3779b97f4a7c15ull;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ull;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebull;
    return bits ^ (bits >> 31);
}

constexpr std::uint64_t mixed(std::uint64_t key, std::uint64_t a, std::uint64_t b = 0) {
    return mixed(mixed(key ^ (a * 0xd6e8feb86659fd93ull)) + b);
}

/// In [0, 1), from 24 bits.
constexpr float unit(std::uint64_t bits) {
    return static_cast<float>(bits >> 40) * 0x1p-24f;
}

/// Mean 0, variance 1, within ±√12: the sum of four uniform 16-bit numbers, which is near enough to a normal one and
/// takes one hash a value.
constexpr float bell(std::uint64_t bits) {
    const auto sum =
        static_cast<std::int32_t>((bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48));
    return static_cast<float>(sum - 131070) * (1.0f / 37837.2f);
}

}  // namespace lacuna::scenes
