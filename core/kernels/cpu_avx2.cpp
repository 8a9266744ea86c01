#define LACUNA_LANES 8
#define LACUNA_ROWS 4
#define LACUNA_SET avx2Kernels
#define LACUNA_NAME "AVX2"
#include "kernels/cpu_kernels.inl"
