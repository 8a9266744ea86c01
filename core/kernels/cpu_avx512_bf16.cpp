#define LACUNA_LANES 16
#define LACUNA_ROWS 8
#define LACUNA_SET avx512Bfloat16Kernels
#define LACUNA_NAME "AVX512-BF16"
#include "kernels/cpu_kernels.inl"
