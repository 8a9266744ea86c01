#include "kernels/cpu_kernels.h"

#include <algorithm>
#include <cstring>

namespace lacuna::kernels {

extern const CpuKernels genericKernels;
#ifdef LACUNA_X86_KERNELS
extern const CpuKernels avx2Kernels;
extern const CpuKernels avx512Kernels;
extern const CpuKernels avx512Bfloat16Kernels;
#endif

std::vector<const CpuKernels*> availableCpuKernels() {
    std::vector<const CpuKernels*> sets;
#ifdef LACUNA_X86_KERNELS
    __builtin_cpu_init();
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    if (avx512 && __builtin_cpu_supports("avx512bf16")) sets.push_back(&avx512Bfloat16Kernels);
    if (avx512) sets.push_back(&avx512Kernels);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back(&avx2Kernels);
#endif
    sets.push_back(&genericKernels);
    return sets;
}

const CpuKernels& cpuKernels() {
    static const CpuKernels* best = availableCpuKernels().front();
    return *best;
}

const void* PackedWeight::panelData() const { return panels.data(); }
const float* PackedWeight::biasData() const { return bias.data(); }

std::size_t attentionScratch(int tokens, int headWidth) {
    const std::size_t n = static_cast<std::size_t>(tokens), head = static_cast<std::size_t>(headWidth);
    const std::size_t padded = (n + 15) / 16 * 16;
    return head * padded + n * padded + n * head + n;
}

std::size_t attentionShares(int tokens, int heads) {
    const std::size_t n = static_cast<std::size_t>(tokens);
    return static_cast<std::size_t>(heads) * n * ((n + 15) / 16 * 16);
}

std::uint16_t toBfloat16(float value) {
    std::uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    if (value != value) return static_cast<std::uint16_t>(bits >> 16 | 0x40u);
    return static_cast<std::uint16_t>((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

float fromBfloat16(std::uint16_t value) {
    const std::uint32_t bits = static_cast<std::uint32_t>(value) << 16;
    float result;
    std::memcpy(&result, &bits, sizeof result);
    return result;
}

PackedWeight packWeight(const CpuKernels& kernels, const float* weight, const float* bias, int outputs, int inputs,
                        Storage storage) {
    PackedWeight packed;
    packed.outputs = outputs;
    packed.inputs = storage == Storage::BFloat16 ? (inputs + 1) / 2 * 2 : inputs;
    packed.storage = storage;
    packed.panelWidth = 3 * kernels.lanes;
    const int panels = (outputs + packed.panelWidth - 1) / packed.panelWidth;
    const std::size_t panelElements = static_cast<std::size_t>(packed.panelWidth) * packed.inputs;
    const std::size_t bytes = panelElements * panels * (storage == Storage::BFloat16 ? 2 : 4);
    packed.panels.resize((bytes + sizeof(PackedWeight::Line) - 1) / sizeof(PackedWeight::Line));
    std::memset(packed.panels.data(), 0, packed.panels.size() * sizeof(PackedWeight::Line));
    packed.bias.assign(static_cast<std::size_t>(panels) * packed.panelWidth, 0.0f);
    if (bias) std::copy(bias, bias + outputs, packed.bias.begin());
    auto* asFloat = reinterpret_cast<float*>(packed.panels.data());
    auto* asHalf = reinterpret_cast<std::uint16_t*>(packed.panels.data());
    for (int o = 0; o < outputs; ++o) {
        const std::size_t panel = panelElements * (o / packed.panelWidth);
        const std::size_t column = o % packed.panelWidth;
        for (int k = 0; k < inputs; ++k) {
            const float value = weight[static_cast<std::size_t>(o) * inputs + k];
            if (storage == Storage::BFloat16)
                asHalf[panel + (k / 2 * packed.panelWidth + column) * 2 + k % 2] = toBfloat16(value);
            else
                asFloat[panel + static_cast<std::size_t>(k) * packed.panelWidth + column] = value;
        }
    }
    return packed;
}

}  // namespace lacuna::kernels
