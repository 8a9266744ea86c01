#include "kernels/short_attention.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/stored_numbers.h"

namespace lacuna::kernels {
namespace {

constexpr std::size_t head = attentionHeadWidth;

float rounded(float value, Storage storage) {
    return storage == Storage::BFloat16 ? fromBfloat16(toBfloat16(value)) : value;
}

/// q, k or v (part 0, 1, 2) of one head, bias added, token t's channel c at t·tokenStride + c·channelStride.
void loadPart(const ShortAttention& task, int64_t sequence, int headIndex, int part, std::vector<float>& to,
              std::size_t tokenStride, std::size_t channelStride) {
    const int width = task.heads * attentionHeadWidth, column = part * width + headIndex * attentionHeadWidth;
    for (int t = 0; t < task.tokens; ++t)
        for (int c = 0; c < attentionHeadWidth; ++c) {
            const float value =
                storedNumber(task.qkv, task.storage, (sequence * task.tokens + t) * 3 * width + column + c);
            const float bias = task.bias ? task.bias[column + c] : 0.0f;
            to[static_cast<std::size_t>(t) * tokenStride + static_cast<std::size_t>(c) * channelStride] =
                rounded(value + bias, task.storage);
        }
}

/// scores → e^(score − largest), rounded as the storage is; returns their sum.
float exponentials(std::vector<float>& scores, Storage storage) {
    float top = scores[0], total = 0;
    for (const float score : scores) top = std::fmax(top, score);
    for (auto& score : scores) total += score = rounded(std::exp(score - top), storage);
    return total;
}

}  // namespace

void lacunaShortAttentionCpu(const ShortAttention* task, int64_t begin, int64_t end) {
    const auto tokens = static_cast<std::size_t>(task->tokens);
    std::vector<float> q(tokens * head), k(tokens * head), v(tokens * head), weights(tokens);
    for (int64_t sequence = begin; sequence < end; ++sequence) {
        for (int h = 0; h < task->heads; ++h) {
            loadPart(*task, sequence, h, 0, q, head, 1);
            loadPart(*task, sequence, h, 1, k, 1, tokens);  // transposed: the sums below then run along its rows
            loadPart(*task, sequence, h, 2, v, head, 1);
            for (std::size_t i = 0; i < tokens; ++i) {
                std::fill(weights.begin(), weights.end(), 0.0f);
                for (std::size_t c = 0; c < head; ++c)
                    for (std::size_t j = 0; j < tokens; ++j) weights[j] += q[i * head + c] * k[c * tokens + j];
                const float total = exponentials(weights, task->storage);
                float mixed[head] = {};
                for (std::size_t j = 0; j < tokens; ++j)
                    for (std::size_t c = 0; c < head; ++c) mixed[c] += weights[j] * v[j * head + c];
                const int64_t first =
                    ((sequence * task->tokens + static_cast<int64_t>(i)) * task->heads + h) * attentionHeadWidth;
                for (int c = 0; c < attentionHeadWidth; ++c)
                    storeNumber(task->output, task->storage, first + c, mixed[c] / total);
            }
        }
    }
}

}  // namespace lacuna::kernels
