#include "kernels/residual_norm.h"

#include <cmath>
#include <vector>

#include "kernels/stored_numbers.h"

namespace lacuna::kernels {

void normaliseRow(float* row, int width, const float* scale, const float* shift, float epsilon) {
    float total = 0, squares = 0;
    for (int c = 0; c < width; ++c) total += row[c];
    const float mean = total / static_cast<float>(width);
    for (int c = 0; c < width; ++c) squares += (row[c] - mean) * (row[c] - mean);
    const float inverse = 1.0f / std::sqrt(squares / static_cast<float>(width) + epsilon);
    for (int c = 0; c < width; ++c) row[c] = (row[c] - mean) * inverse * scale[c] + shift[c];
}

void lacunaResidualNormCpu(const ResidualNorm* task, int64_t begin, int64_t end) {
    const int width = task->width;
    std::vector<float> row(static_cast<std::size_t>(width));
    for (int64_t index = begin; index < end; ++index) {
        const int64_t first = index * width;
        for (int c = 0; c < width; ++c) {
            float value = task->input[first + c];
            if (task->addend) value += storedNumber(task->addend, task->addendStorage, first + c);
            if (task->bias) value += task->bias[c];
            if (task->sum) task->sum[first + c] = value;
            row[static_cast<std::size_t>(c)] = value;
        }
        normaliseRow(row.data(), width, task->scale, task->shift, task->epsilon);
        for (int c = 0; c < width; ++c)
            storeNumber(task->output, task->outputStorage, first + c, row[static_cast<std::size_t>(c)]);
    }
}

}  // namespace lacuna::kernels
