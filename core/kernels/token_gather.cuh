#pragma once

#include "kernels/token_gather.h"
#include "kernels/warp_row.cuh"

namespace lacuna::kernels {

/// One token of all sequences, by one warp.
template <int Groups, class Number>
__device__ void gatherToken(const TokenGather& task, int64_t row, int lane) {
    const int tokens = tokensOf(task), cells = task.grid * task.grid;
    const int64_t sequence = row / tokens;
    const int token = static_cast<int>(row % tokens);
    WarpRow<Groups> values(task.width, lane);
    values.load(task.base + static_cast<int64_t>(token) * task.width);
    const int modality = token == 0 ? 0 : (token - 1) / cells;
    if (token > 0 && (task.pattern[sequence] >> modality & 1)) {
        const int64_t position = mapPosition(task, task.centre[sequence], (token - 1) % cells);
        values.add(static_cast<const Number*>(task.map[modality]) + position * task.width);
    }
    values.normalise(task.scale, task.shift, task.epsilon);
    values.store(task.output + row * task.width);
}

}  // namespace lacuna::kernels
