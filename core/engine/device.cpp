#include "engine/device.h"

#include <torch/headeronly/version.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/torch_headers.h"
#include "kernels/cpu_kernels.h"
#include "kernels/cuda_devices.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "choose device";
using base::ErrorCode;
using base::fail;

/// What of CUDA this program can use.
struct CudaState {
    std::vector<kernels::CudaDeviceFacts> devices;
    std::string whyNone;  ///< empty when there are devices
};

#ifdef LACUNA_HAS_CUDA
CudaState cudaState() {
    if (!at::hasCUDA()) return {{}, "no CUDA device is visible, or this LibTorch is built without CUDA"};
    CudaState state;
    int count = 0;
    const int status = kernels::lacunaCudaDeviceCount(&count);
    if (status != 0) return {{}, fmt::format("no CUDA device can be used: {}", kernels::lacunaCudaErrorText(status))};
    for (int i = 0; i < count; ++i) {
        kernels::CudaDeviceFacts facts{};
        if (kernels::lacunaCudaDeviceFacts(i, &facts) == 0) state.devices.push_back(facts);
    }
    if (state.devices.empty()) state.whyNone = "no CUDA device is visible";
    return state;
}
#else
CudaState cudaState() { return {{}, "this program was built without CUDA"}; }
#endif

base::Result<Precision> precisionOf(const std::string& word, bool bfloat16IsFast) {
    if (word == "auto") return bfloat16IsFast ? Precision::BFloat16 : Precision::Float32;
    if (word == "fp32") return Precision::Float32;
    if (word == "bf16") return Precision::BFloat16;
    return fail(ErrorCode::Usage, stage, "\"{}\" is no precision, expected auto, fp32 or bf16", word);
}

const char* wordOf(Precision precision) { return precision == Precision::BFloat16 ? "bf16" : "fp32"; }

base::Result<Device> cudaDevice(const CudaState& state, int index, const std::string& precision) {
    const auto& facts = state.devices[static_cast<std::size_t>(index)];
    const bool bfloat16 = facts.major >= 8;
    LACUNA_TRY(type, precisionOf(precision, bfloat16));
    if (type == Precision::BFloat16 && !bfloat16)
        return fail(ErrorCode::Unsupported, stage, "{} has no bfloat16 arithmetic; use the precision fp32", facts.name);
    return Device{true, index, type, fmt::format("{} {}", facts.name, wordOf(type)), {}};
}

/// "cuda" → 0, "cuda:1" → 1, anything else −1.
int cudaIndex(const std::string& word) {
    if (word == "cuda") return 0;
    if (!word.starts_with("cuda:")) return -1;
    int index = -1;
    const char* end = word.data() + word.size();
    const auto [rest, problem] = std::from_chars(word.data() + 5, end, index);
    return problem == std::errc{} && rest == end && index >= 0 ? index : -1;
}

/// A product of fixed numbers on `device` agrees with the same in float64.
bool productAgrees(const at::Device& device, at::ScalarType type, double tolerance) {
    const auto a = (at::arange(64 * 96, at::kDouble).view({64, 96}) * 0.37).sin();
    const auto b = (at::arange(96 * 48, at::kDouble).view({96, 48}) * 0.11).cos();
    const auto expected = at::matmul(a, b);
    const auto found = at::matmul(a.to(device, type), b.to(device, type)).to(at::kCPU, at::kDouble);
    return (found - expected).abs().max().item<double>() < tolerance;
}

/// The same for the packed product of this program's own kernels.
bool packedProductAgrees(kernels::Storage storage, double tolerance) {
    const auto a = (at::arange(64 * 96, at::kDouble).view({64, 96}) * 0.37).sin();
    const auto b = (at::arange(48 * 96, at::kDouble).view({48, 96}) * 0.11).cos();
    const auto weight = b.to(at::kFloat).contiguous();
    const auto& set = kernels::cpuKernels();
    const auto packed = kernels::packWeight(set, weight.const_data_ptr<float>(), nullptr, 48, 96, storage);
    const auto input = a.to(storage == kernels::Storage::BFloat16 ? at::kBFloat16 : at::kFloat).contiguous();
    auto output = at::empty({64, 48});
    kernels::Product task;
    task.input = input.const_data_ptr();
    task.inputStride = 96;
    task.weight = &packed;
    task.output = output.mutable_data_ptr();
    task.outputStride = 48;
    task.rows = 64;
    set.product(task);
    return (output.to(at::kDouble) - at::matmul(a, b.t())).abs().max().item<double>() < tolerance;
}

bool selfTest(const CudaState& state) {
    try {
        bool passed = productAgrees(at::kCPU, at::kFloat, 1e-3) &&
                      packedProductAgrees(kernels::Storage::Float32, 1e-3) &&
                      packedProductAgrees(kernels::Storage::BFloat16, 0.5);
        for (std::size_t i = 0; i < state.devices.size(); ++i) {
            const at::Device device(at::kCUDA, static_cast<c10::DeviceIndex>(i));
            passed = passed && productAgrees(device, at::kFloat, 0.05);
        }
        return passed;
    } catch (const std::exception&) {
        return false;
    }
}

std::string cudaVersion() {
    if (!at::globalContext().hasCUDART()) return {};
    const long version = at::globalContext().versionCUDART();
    return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

}  // namespace

base::Result<Device> chooseDevice(const std::string& device, const std::string& precision) {
    const int index = cudaIndex(device);
    if (device != "auto" && device != "cpu" && index < 0)
        return fail(ErrorCode::Usage, stage, "\"{}\" is no device, expected auto, cpu, cuda or cuda:<number>", device);
    LACUNA_TRY(type, precisionOf(precision, kernels::cpuKernels().multipliesBfloat16));
    Device cpu{false, 0, type, fmt::format("CPU {}", wordOf(type)), "the CPU was asked for"};
    if (device == "cpu") return cpu;
    const auto state = cudaState();
    if (!state.devices.empty() && (device == "auto" || index < static_cast<int>(state.devices.size())))
        return cudaDevice(state, std::max(index, 0), precision);
    if (device == "auto") {
        cpu.reason = state.whyNone;
        return cpu;
    }
    if (state.devices.empty())
        return fail(ErrorCode::Unsupported, stage, "{} was asked for, but {}; use the device cpu", device, state.whyNone);
    return fail(ErrorCode::Unsupported, stage, "{} was asked for, but there are {} CUDA devices, counted from 0", device,
                state.devices.size());
}

DeviceReport deviceReport() {
    DeviceReport report;
    const auto state = cudaState();
    report.libtorch = TORCH_VERSION;
    report.cpuThreads = at::get_num_threads();
    report.cpuBfloat16 = kernels::cpuKernels().multipliesBfloat16;
    report.cudaBuild = cudaVersion();
#ifdef LACUNA_HAS_CUDA
    report.kernelsBuilt = true;
#endif
    for (const auto& facts : state.devices)
        report.cudaDevices.push_back(fmt::format("{} (compute capability {}.{})", facts.name, facts.major, facts.minor));
    report.whyNoCuda = state.whyNone;
    report.selfTestPassed = selfTest(state);
    return report;
}

}  // namespace lacuna::engine
