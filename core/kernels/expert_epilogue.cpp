#include "kernels/expert_epilogue.h"

#include "kernels/cpu_kernels.h"

namespace lacuna::kernels {

void lacunaExpertEpilogueCpu(const ExpertEpilogue* task, int64_t begin, int64_t end) {
    cpuKernels().epilogue(*task, begin, end);
}

}  // namespace lacuna::kernels
