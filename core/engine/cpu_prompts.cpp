#include "engine/cpu_prompts.h"

#include <algorithm>
#include <cstring>

#include "engine/inference_plan.h"
#include "engine/torch_headers.h"

namespace lacuna::engine {

CpuPrompts::CpuPrompts(const PromptTable& table, const ModelSpec& model, const kernels::CpuKernels& kernels)
    : table_(table),
      kernels_(kernels),
      width_(model.backbone.width),
      ownTokens_(model.tokens()),
      perModality_(model.tokenGrid * model.tokenGrid),
      tokens_(static_cast<int>(table.tokens())) {
    for (const auto& part : table.parts) {
        weights_.emplace_back();
        if (part.modality < 0) continue;
        const auto weight = part.weight.contiguous(), bias = part.bias.contiguous();
        weights_.back() = kernels::packWeight(kernels, weight.const_data_ptr<float>(), bias.const_data_ptr<float>(),
                                              width_, width_, kernels::Storage::Float32);
    }
}

std::size_t CpuPrompts::scratch() const {
    return static_cast<std::size_t>(tokens_) * width_ + perModality_;
}

const float* CpuPrompts::rowsOf(const PromptPart& part, std::uint8_t pattern) const {
    return part.rows.const_data_ptr<float>() + (pattern - 1) * part.rows.size(1) * width_;
}

/// Dynamic prompts: W (softmax(q fᵀ) f) + b.
void CpuPrompts::look(std::size_t part, const float* features, std::uint8_t pattern, float* output,
                      float* scratch) const {
    const auto length = static_cast<int>(table_.parts[part].rows.size(1));
    const float* query = rowsOf(table_.parts[part], pattern);
    float* weights = scratch;
    float* mixed = scratch + perModality_;
    std::fill_n(mixed, static_cast<std::size_t>(length) * width_, 0.0f);
    for (int l = 0; l < length; ++l, query += width_) {
        for (int t = 0; t < perModality_; ++t) {
            const float* feature = features + static_cast<std::size_t>(t) * width_;
            float score = 0;
            for (int c = 0; c < width_; ++c) score += query[c] * feature[c];
            weights[t] = score;
        }
        softmax(weights, perModality_, weights);
        float* mix = mixed + static_cast<std::size_t>(l) * width_;
        for (int t = 0; t < perModality_; ++t) {
            const float* feature = features + static_cast<std::size_t>(t) * width_;
            for (int c = 0; c < width_; ++c) mix[c] += weights[t] * feature[c];
        }
    }
    kernels::Product product;
    product.input = mixed;
    product.inputStride = width_;
    product.weight = &weights_[part];
    product.output = output;
    product.outputStride = width_;
    product.rows = length;
    kernels_.product(product);
}

void CpuPrompts::place(float* state, int length, int pixels, const std::uint8_t* patterns, float* scratch) const {
    if (!table_.changesSequence()) return;
    const auto width = static_cast<std::size_t>(width_);
    const int kept = length - table_.replaced, after = kept + tokens_;
    const auto moveRows = [&](int pixel) {
        std::memmove(state + (static_cast<std::size_t>(pixel) * after + tokens_) * width,
                     state + (static_cast<std::size_t>(pixel) * length + table_.replaced) * width,
                     kept * width * sizeof(float));
    };
    // In the order in which nothing that is still to be moved is written over.
    if (after > length)
        for (int p = pixels - 1; p >= 0; --p) moveRows(p);
    else
        for (int p = 0; p < pixels; ++p) moveRows(p);
    for (int p = 0; p < pixels; ++p) {
        float* row = state + static_cast<std::size_t>(p) * after * width;
        const float* own = row + static_cast<std::size_t>(after - ownTokens_ + 1) * width;
        for (std::size_t i = 0; i < table_.parts.size(); ++i) {
            const auto& part = table_.parts[i];
            const auto numbers = static_cast<std::size_t>(part.rows.size(1)) * width;
            if (part.modality < 0)
                std::copy_n(rowsOf(part, patterns[p]), numbers, row);
            else
                look(i, own + static_cast<std::size_t>(part.modality) * perModality_ * width, patterns[p], row,
                     scratch);
            row += numbers;
        }
    }
}

void CpuPrompts::placeKeysAndValues(float* qkv, std::uint8_t pattern) const {
    const int half = tokens_ / 2;
    int row = 0;
    for (const auto& part : table_.parts) {
        const float* from = rowsOf(part, pattern);
        for (std::int64_t i = 0; i < part.rows.size(1); ++i, ++row, from += width_) {
            float* to = qkv + static_cast<std::size_t>(row % half) * 3 * width_;
            std::copy_n(from, width_, to + (row < half ? 1 : 2) * width_);
        }
    }
}

}  // namespace lacuna::engine
