#define LACUNA_LANES 16
#define LACUNA_ROWS 8
#define LACUNA_SET avx512Kernels
#define LACUNA_NAME "AVX512"
#include "kernels/cpu_kernels.inl"
