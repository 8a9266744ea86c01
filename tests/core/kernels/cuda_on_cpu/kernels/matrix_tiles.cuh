#pragma once

// Stands in for core/kernels/matrix_tiles.cuh. The alignment that the hardware asks for is checked.
#include <cstring>

#include "cuda_bf16.h"

namespace lacuna::kernels {

inline void checkAligned(const void* at) {
    if (reinterpret_cast<std::uintptr_t>(at) % 16 != 0) std::abort();
}

inline void copySixteenBytes(void* shared, const void* global, bool wanted) {
    checkAligned(shared);
    checkAligned(global);
    if (wanted)
        std::memcpy(shared, global, 16);
    else
        std::memset(shared, 0, 16);
}
inline void waitForCopies() {}

/// Element `column` of the row at `row`, and the like, as the two halves of a register.
inline std::uint32_t halves(std::uint16_t low, std::uint16_t high) {
    return low | static_cast<std::uint32_t>(high) << 16;
}

inline void loadEachTile(std::uint32_t (&tile)[4], const void* row, bool transposed) {
    checkAligned(row);
    const auto rows = cuda_on_cpu::shareWithWarp(reinterpret_cast<std::uintptr_t>(row));
    const int lane = cuda_on_cpu::currentLane();
    const auto at = [&](int t, int r, int c) { return reinterpret_cast<const std::uint16_t*>(rows[t * 8 + r])[c]; };
    const int across = lane / 4, along = lane % 4 * 2;
    for (int t = 0; t < 4; ++t)
        tile[t] = transposed ? halves(at(t, along, across), at(t, along + 1, across))
                             : halves(at(t, across, along), at(t, across, along + 1));
    cuda_on_cpu::waitForWarp();  // nobody writes there before all have read
}
inline void loadTiles(std::uint32_t (&tile)[4], const void* row) {
    loadEachTile(tile, row, false);
}
inline void loadTransposedTiles(std::uint32_t (&tile)[4], const void* row) {
    loadEachTile(tile, row, true);
}

inline void multiplyTiles(float (&sums)[4], const std::uint32_t (&left)[4], std::uint32_t upper, std::uint32_t lower) {
    std::array<cuda_on_cpu::WarpValues, 6> held;
    for (int i = 0; i < 4; ++i) held[i] = cuda_on_cpu::shareWithWarp(left[i]);
    held[4] = cuda_on_cpu::shareWithWarp(upper);
    held[5] = cuda_on_cpu::shareWithWarp(lower);
    // Half `i % 2` of the register that holds element (row, i) of a tile.
    const auto number = [&](int which, int row, int i) {
        return fromBfloat16(static_cast<std::uint16_t>(held[which][row * 4 + i / 2] >> (i % 2 * 16)));
    };
    const int lane = cuda_on_cpu::currentLane();
    for (int i = 0; i < 4; ++i) {
        const int below = i / 2, row = lane / 4, column = lane % 4 * 2 + i % 2;
        for (int k = 0; k < 16; ++k)
            sums[i] += number(below + k / 8 * 2, row, k % 8) * number(4 + k / 8, column, k % 8);
    }
}

}  // namespace lacuna::kernels
