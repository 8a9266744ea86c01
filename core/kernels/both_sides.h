#pragma once

/// Before a function that runs on the processor and in CUDA kernels alike, so that its arithmetic is tested without a
/// GPU.
#ifdef __CUDACC__
#define LACUNA_BOTH_SIDES __host__ __device__
#else
#define LACUNA_BOTH_SIDES
#endif
