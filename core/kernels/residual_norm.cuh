#pragma once

#include "kernels/residual_norm.h"
#include "kernels/warp_row.cuh"

namespace lacuna::kernels {

/// One row, by one warp.
template <int Groups, class Addend, class Output>
__device__ void addAndNormalise(const ResidualNorm& task, int64_t row, int lane) {
    const int64_t first = row * task.width;
    WarpRow<Groups> values(task.width, lane);
    values.load(task.input + first);
    if (task.addend) values.add(static_cast<const Addend*>(task.addend) + first);
    if (task.bias) values.add(task.bias);
    if (task.sum) values.store(task.sum + first);
    values.normalise(task.scale, task.shift, task.epsilon);
    values.store(static_cast<Output*>(task.output) + first);
}

}  // namespace lacuna::kernels
