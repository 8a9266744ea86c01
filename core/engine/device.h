#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lacuna::engine {

enum class Precision { Float32, BFloat16 };

/// Where and in which type inference runs.
struct Device {
    bool cuda = false;
    int index = 0;  ///< of the CUDA device
    Precision precision = Precision::Float32;
    std::string name;    ///< "CPU bf16", "NVIDIA H100 bf16"
    std::string reason;  ///< why the CPU is used, empty on CUDA ("no CUDA device is visible")
};

/// `device`: "auto", "cpu", "cuda", "cuda:1"; `precision`: "auto" (bf16 where the processor multiplies in it), "fp32",
/// "bf16". Errors: Unsupported, Usage.
base::Result<Device> chooseDevice(const std::string& device, const std::string& precision);

struct DeviceReport {
    std::string libtorch;         ///< version
    int cpuThreads = 0;
    bool cpuBfloat16 = false;     ///< AVX512-BF16 or AMX
    std::string cudaBuild;        ///< CUDA version LibTorch was built for, empty without
    bool kernelsBuilt = false;    ///< this program's CUDA kernels
    std::vector<std::string> cudaDevices;
    std::string whyNoCuda;
    bool selfTestPassed = false;  ///< a small product on each device agrees with the CPU's
};
DeviceReport deviceReport();

}  // namespace lacuna::engine
