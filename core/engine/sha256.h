#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace lacuna::engine {

/// SHA-256 (FIPS 180-4) of bytes given piece by piece.
class Sha256 {
public:
    void add(const void* bytes, std::size_t count);
    /// Lower-case hex. Ends the computation: nothing may be added afterwards.
    std::string hex();

private:
    void compress(const std::uint8_t* block);

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> pending_{};
    std::size_t pendingCount_ = 0;
    std::uint64_t total_ = 0;
};

}  // namespace lacuna::engine
