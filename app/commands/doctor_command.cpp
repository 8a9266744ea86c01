#include <fmt/ranges.h>

#include "app/commands/command.h"
#include "app/method_loader.h"
#include "base/memory_cap.h"
#include "base/version.h"
#include "engine/device.h"
#include "raster/raster_stack.h"

namespace lacuna::app {
namespace {

class DoctorCommand : public Command {
public:
    std::string name() const override { return "doctor"; }
    std::string help() const override { return "Say what this machine offers, test it, and say why a GPU is not used"; }
    base::Status declare(CLI::App&) override { return {}; }
    base::Result<CommandResult> run(const CommandContext&) override;
};

base::Result<CommandResult> DoctorCommand::run(const CommandContext&) {
    const auto report = engine::deviceReport();
    std::vector<std::string> methods;
    std::string methodProblem;
    if (const auto loaded = loadMethods()) {
        for (const auto* method : (*loaded)->all()) methods.push_back(method->id());
    } else {
        methodProblem = loaded.error().message;
    }
    CommandResult result;
    const auto line = [&](const std::string& title, const std::string& value) {
        result.text += fmt::format("{:<14}{}\n", title, value);
    };
    line("Lacuna", base::version());
    line("LibTorch", report.libtorch);
    line("GDAL", raster::gdalVersion());
    line("processor", fmt::format("{} threads, bf16 {}", report.cpuThreads, report.cpuBfloat16 ? "in hardware" : "not in hardware"));
    line("memory cap", fmt::format("{} MiB (LACUNA_MAX_RAM)", base::memoryCap() >> 20));
    line("CUDA", report.cudaBuild.empty() ? "LibTorch without CUDA"
                                          : fmt::format("{}, kernels {}", report.cudaBuild, report.kernelsBuilt ? "built" : "not built"));
    for (const auto& device : report.cudaDevices) line("device", device);
    if (!report.whyNoCuda.empty()) line("CPU is used", report.whyNoCuda);
    line("methods", methods.empty() ? methodProblem : fmt::format("{}", fmt::join(methods, ", ")));
    line("self-test", report.selfTestPassed ? "passed" : "FAILED: a device computes other numbers than the CPU");
    result.json = {{"version", base::version()},
                   {"libtorch", report.libtorch},
                   {"gdal", raster::gdalVersion()},
                   {"cpu_threads", report.cpuThreads},
                   {"cpu_bf16", report.cpuBfloat16},
                   {"memory_cap", base::memoryCap()},
                   {"cuda_build", report.cudaBuild},
                   {"kernels_built", report.kernelsBuilt},
                   {"cuda_devices", report.cudaDevices},
                   {"why_no_cuda", report.whyNoCuda},
                   {"methods", methods},
                   {"self_test", report.selfTestPassed}};
    if (!report.selfTestPassed)
        return base::fail(base::ErrorCode::Unsupported, "self-test", "a device computes other numbers than the CPU:\n{}", result.text);
    return result;
}

}  // namespace

std::unique_ptr<Command> makeDoctorCommand() { return std::make_unique<DoctorCommand>(); }

}  // namespace lacuna::app
