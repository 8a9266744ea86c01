#define LACUNA_LANES 4
#define LACUNA_ROWS 4
#define LACUNA_SET genericKernels
#define LACUNA_NAME "generic"
#include "kernels/cpu_kernels.inl"
