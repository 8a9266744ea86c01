#pragma once

namespace lacuna::kernels {

struct CudaDeviceFacts {
    char name[256];
    int major;  ///< compute capability
    int minor;
};

extern "C" {

/// Number of CUDA devices the program sees. Returns 0 or the CUDA error that kept it from seeing any (no driver, …),
/// for lacunaCudaErrorText. There only when built with CUDA (LACUNA_HAS_CUDA), as are the others.
int lacunaCudaDeviceCount(int* count);
int lacunaCudaDeviceFacts(int index, CudaDeviceFacts* facts);
}

}  // namespace lacuna::kernels
