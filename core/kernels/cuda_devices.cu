#include "kernels/cuda_devices.h"

#include <cuda_runtime.h>
#include <string.h>

namespace lacuna::kernels {

int lacunaCudaDeviceCount(int* count) {
    *count = 0;
    const cudaError_t status = cudaGetDeviceCount(count);
    if (status != cudaSuccess) *count = 0;
    return static_cast<int>(status);
}

int lacunaCudaDeviceFacts(int index, CudaDeviceFacts* facts) {
    cudaDeviceProp properties;
    const cudaError_t status = cudaGetDeviceProperties(&properties, index);
    if (status != cudaSuccess) return static_cast<int>(status);
    strncpy(facts->name, properties.name, sizeof facts->name - 1);
    facts->name[sizeof facts->name - 1] = '\0';
    facts->major = properties.major;
    facts->minor = properties.minor;
    return 0;
}

}  // namespace lacuna::kernels
