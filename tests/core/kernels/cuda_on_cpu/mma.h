#pragma once

// Tensor-core tiles. Every lane holds the whole tile; a store writes each lane's share, as the hardware does. The
// alignment that the hardware asks for is checked.
#include <array>

#include "cuda_bf16.h"

namespace nvcuda::wmma {

struct matrix_a;
struct matrix_b;
struct accumulator;
struct row_major;
struct col_major;
enum layout_t { mem_row_major, mem_col_major };

template <class Use, int M, int N, int K, class Number, class Layout = void>
struct fragment {
    static_assert(M == 16 && N == 16 && K == 16);
    std::array<float, 256> tile;  ///< row by row
};

inline void checkTile(const void* at, unsigned strideBytes) {
    if (reinterpret_cast<std::uintptr_t>(at) % 32 != 0 || strideBytes % 16 != 0) std::abort();
}

template <class Fragment>
void fill_fragment(Fragment& fragment, float value) {
    fragment.tile.fill(value);
}

template <class Use>
void load_matrix_sync(fragment<Use, 16, 16, 16, __nv_bfloat16, row_major>& to, const __nv_bfloat16* from,
                      unsigned stride) {
    checkTile(from, stride * 2);
    for (unsigned i = 0; i < 256; ++i) to.tile[i] = __bfloat162float(from[i / 16 * stride + i % 16]);
}
template <class Use>
void load_matrix_sync(fragment<Use, 16, 16, 16, __nv_bfloat16, col_major>& to, const __nv_bfloat16* from,
                      unsigned stride) {
    checkTile(from, stride * 2);
    for (unsigned i = 0; i < 256; ++i) to.tile[i] = __bfloat162float(from[i % 16 * stride + i / 16]);
}

template <class Sums, class Left, class Right>
void mma_sync(Sums& to, const Left& left, const Right& right, const Sums& start) {
    auto result = start.tile;
    for (int row = 0; row < 16; ++row)
        for (int k = 0; k < 16; ++k)
            for (int column = 0; column < 16; ++column)
                result[row * 16 + column] += left.tile[row * 16 + k] * right.tile[k * 16 + column];
    to.tile = result;
}

template <class Sums>
void store_matrix_sync(float* to, const Sums& sums, unsigned stride, layout_t layout) {
    if (layout != mem_row_major) std::abort();
    checkTile(to, stride * 4);
    for (int i = lacuna::cuda_on_cpu::currentLane(); i < 256; i += 32) to[i / 16 * stride + i % 16] = sums.tile[i];
}

}  // namespace nvcuda::wmma
