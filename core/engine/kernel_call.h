#pragma once

#include <ATen/Parallel.h>
#include <c10/util/Exception.h>

#include <type_traits>

#include "base/error.h"
#include "engine/device_queues.h"
#include "kernels/expert_epilogue.h"

/// A kernel's CUDA launcher, or null in a build without CUDA.
#ifdef LACUNA_HAS_CUDA
#define LACUNA_CUDA_LAUNCHER(launcher) ::lacuna::kernels::launcher
#else
#define LACUNA_CUDA_LAUNCHER(launcher) nullptr
#endif

namespace lacuna::engine {

/// A kernel of core/kernels over `count` rows or sequences on the plan's device: queued on the compute stream of a GPU,
/// or done by its twin on the cores of the processor. Throws c10::Error when the launch fails.
template <class Task>
void callKernel(const char* name, void (*twin)(const Task*, std::int64_t, std::int64_t),
                std::type_identity_t<int (*)(const Task*, std::int64_t, void*)> launcher, const Task& task,
                std::int64_t count, const DeviceQueues& queues) {
    if (!queues.device().is_cuda()) {
        at::parallel_for(0, count, 8, [&](std::int64_t begin, std::int64_t end) { twin(&task, begin, end); });
        return;
    }
    LACUNA_ASSERT(launcher != nullptr);  // a build without CUDA kernels chooses no CUDA device
#ifdef LACUNA_HAS_CUDA
    const int status = launcher(&task, count, queues.computeHandle());
    TORCH_CHECK(status == 0, name, ": ", kernels::lacunaCudaErrorText(status));
#else
    static_cast<void>(name);
#endif
}

}  // namespace lacuna::engine
