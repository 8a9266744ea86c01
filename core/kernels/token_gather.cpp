#include "kernels/token_gather.h"

#include "kernels/stored_numbers.h"

namespace lacuna::kernels {

void lacunaTokenGatherCpu(const TokenGather* task, int64_t begin, int64_t end) {
    const int tokens = tokensOf(*task), cells = task->grid * task->grid, width = task->width;
    for (int64_t sequence = begin; sequence < end; ++sequence) {
        for (int token = 0; token < tokens; ++token) {
            float* row = task->output + (sequence * tokens + token) * width;
            for (int c = 0; c < width; ++c) row[c] = task->base[int64_t{token} * width + c];
            const int modality = token == 0 ? 0 : (token - 1) / cells;
            if (token > 0 && (task->pattern[sequence] >> modality & 1)) {
                const int64_t first = mapPosition(*task, task->centre[sequence], (token - 1) % cells) * width;
                for (int c = 0; c < width; ++c)
                    row[c] += storedNumber(task->map[modality], task->mapStorage, first + c);
            }
            normaliseRow(row, width, task->scale, task->shift, task->epsilon);
        }
    }
}

}  // namespace lacuna::kernels
