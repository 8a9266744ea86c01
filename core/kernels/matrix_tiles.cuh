#pragma once

// The steps of a tensor core for which CUDA C++ has no words, for a whole warp at once. A tile has 8 rows of 16 bytes;
// lane l holds the elements 2·(l % 4) and the next of its row l / 4.
#include <stdint.h>

namespace lacuna::kernels {

/// 16 bytes from global to shared memory, both aligned to 16, without passing through registers; zeros, and nothing is
/// read, unless `wanted`. There after waitForCopies and a barrier.
__device__ inline void copySixteenBytes(void* shared, const void* global, bool wanted) {
    const auto to = static_cast<uint32_t>(__cvta_generic_to_shared(shared));
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to), "l"(global), "r"(wanted ? 16 : 0) : "memory");
}
__device__ inline void waitForCopies() {
    asm volatile("cp.async.wait_all;" ::: "memory");
}

/// Four tiles of two-byte numbers: lane l gives where row l % 8 of tile l / 8 stands in shared memory.
__device__ inline void loadTiles(uint32_t (&tile)[4], const void* row) {
    const auto from = static_cast<uint32_t>(__cvta_generic_to_shared(row));
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(tile[0]), "=r"(tile[1]), "=r"(tile[2]), "=r"(tile[3])
                 : "r"(from)
                 : "memory");
}
/// The same, each tile transposed.
__device__ inline void loadTransposedTiles(uint32_t (&tile)[4], const void* row) {
    const auto from = static_cast<uint32_t>(__cvta_generic_to_shared(row));
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(tile[0]), "=r"(tile[1]), "=r"(tile[2]), "=r"(tile[3])
                 : "r"(from)
                 : "memory");
}

/// sums [16, 8] += left [16, 16] · right [16, 8] of bfloat16. `left`: the tiles (rows 0–7, columns 0–7), (8–15, 0–7),
/// (0–7, 8–15), (8–15, 8–15); `upper` and `lower`: rows 0–7 and 8–15 of right, each as its transposed tile; sums 0, 1 are
/// of row l / 4, sums 2, 3 of row 8 + l / 4.
__device__ inline void multiplyTiles(float (&sums)[4], const uint32_t (&left)[4], uint32_t upper, uint32_t lower) {
    asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
                 "{%0, %1, %2, %3};"
                 : "+f"(sums[0]), "+f"(sums[1]), "+f"(sums[2]), "+f"(sums[3])
                 : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(upper), "r"(lower));
}

}  // namespace lacuna::kernels
