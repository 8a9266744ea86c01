#include "kernels/expert_epilogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "kernels/cpu_kernels.h"

namespace lacuna::kernels {
namespace {

/// Two routed experts (or five), a shared one and two of modalities beside a feed-forward part of 70 columns.
struct Scene {
    static constexpr int ffn = 70, tokens = 3, sequences = 8, rows = tokens * sequences;
    int routed, topK, hidden, columns = ffn, routerColumns, width;
    std::vector<EpilogueExpert> experts;
    std::vector<float> data, bias, code, routerWeight, gates;
    std::vector<std::uint8_t> pattern = {3, 1, 2, 3, 2, 1, 3, 3};

    Scene(int routedCount, int top, int hiddenWidth) : routed(routedCount), topK(top), hidden(hiddenWidth) {
        for (int e = 0; e < routed; ++e) add(EpilogueGate::Routed, 4 + e, e);
        add(EpilogueGate::Always, 19, -1);
        add(EpilogueGate::Modality, 5, 0);
        add(EpilogueGate::Modality, 3, 1);
        routerColumns = hidden > 0 ? hidden : routed;
        width = columns + routerColumns;
        std::mt19937 generator(11);
        std::normal_distribution<float> normal;
        for (auto [list, count] : {std::pair{&data, rows * width}, {&bias, ffn}, {&code, 4 * routerColumns}, {&routerWeight, routed * hidden}})
            for (int i = 0; i < count; ++i) list->push_back(normal(generator));
        gates.assign(std::size_t(rows) * experts.size(), -1.0f);
    }
    void add(EpilogueGate gate, int rank, int index) {
        experts.push_back({columns, rank, gate, index});
        columns += rank;
    }
    ExpertEpilogue task(void* buffer, Storage storage) {
        ExpertEpilogue t{};
        t.input = t.output = buffer;
        t.inputStride = t.outputStride = t.outputWidth = width;
        t.inputStorage = t.outputStorage = storage;
        t.ffnWidth = ffn;
        t.bias = bias.data();
        t.experts = static_cast<int>(experts.size());
        t.expert = experts.data();
        t.routed = routed;
        t.topK = topK;
        t.hidden = hidden;
        t.routerColumn = columns;
        t.code = code.data();
        t.routerWeight = routerWeight.data();
        t.pattern = pattern.data();
        t.tokens = tokens;
        t.gates = gates.data();
        return t;
    }
    std::vector<double> expectedGates(const std::vector<float>& from, int row) const {
        const int m = pattern[row / tokens];
        std::vector<double> logits(routed), result;
        for (int e = 0; e < routed; ++e) {
            for (int i = 0; i < hidden; ++i) {
                const double u = double(from[std::size_t(row) * width + columns + i]) + code[m * hidden + i];
                logits[e] += routerWeight[e * hidden + i] * 0.5 * u * (1 + std::erf(u / std::sqrt(2.0)));
            }
            if (hidden == 0) logits[e] = double(from[std::size_t(row) * width + columns + e]) + code[m * routed + e];
        }
        double total = 0;
        for (const double logit : logits) total += std::exp(logit);
        auto sorted = logits;
        std::sort(sorted.rbegin(), sorted.rend());
        for (const double logit : logits) result.push_back(logit >= sorted[topK - 1] ? std::exp(logit) / total : 0.0);
        result.push_back(1);
        result.push_back(m & 1);
        result.push_back(m >> 1 & 1);
        return result;
    }
};

void compare(const Scene& scene, const std::vector<float>& before, const std::vector<float>& after, double tolerance,
             const char* set) {
    for (int row = 0; row < Scene::rows; ++row) {
        const float* x = before.data() + std::size_t(row) * scene.width;
        const float* y = after.data() + std::size_t(row) * scene.width;
        for (int i = 0; i < Scene::ffn; ++i) {
            const double u = double(x[i]) + scene.bias[i];
            ASSERT_NEAR(y[i], u / (1 + std::exp(-1.702 * u)), tolerance * (1 + std::abs(u))) << set;
        }
        const auto gates = scene.expectedGates(before, row);
        for (std::size_t e = 0; e < scene.experts.size(); ++e) {
            ASSERT_NEAR(scene.gates[row * scene.experts.size() + e], gates[e], 1e-5) << set << " row " << row;
            const auto& expert = scene.experts[e];
            for (int i = expert.column; i < expert.column + expert.rank; ++i)
                ASSERT_NEAR(y[i], gates[e] * x[i], tolerance * (1 + std::abs(x[i]))) << set << " row " << row;
        }
        for (int i = scene.columns; i < scene.width; ++i) ASSERT_EQ(y[i], 0.0f) << set;
    }
}

TEST(ExpertEpilogue, equalsDoubleReferenceInFloat32) {
    for (const auto* set : availableCpuKernels()) {
        for (const auto& [routed, topK, hidden] : {std::array{2, 1, 32}, {2, 2, 7}, {5, 1, 32}, {5, 2, 16}, {2, 1, 0}, {5, 3, 0}}) {
            Scene scene(routed, topK, hidden);
            auto buffer = scene.data;
            const auto task = scene.task(buffer.data(), Storage::Float32);
            set->epilogue(task, 0, 10);
            set->epilogue(task, 10, Scene::rows);
            compare(scene, scene.data, buffer, 2e-6, set->name);
        }
    }
}

TEST(ExpertEpilogue, equalsDoubleReferenceInBfloat16) {
    for (const auto* set : availableCpuKernels()) {
        Scene scene(2, 1, 32);
        std::vector<std::uint16_t> buffer;
        for (auto& value : scene.data) {
            buffer.push_back(toBfloat16(value));
            value = fromBfloat16(buffer.back());
        }
        const auto task = scene.task(buffer.data(), Storage::BFloat16);
        set->epilogue(task, 0, Scene::rows);
        std::vector<float> after;
        for (const auto value : buffer) after.push_back(fromBfloat16(value));
        compare(scene, scene.data, after, 1.0 / 256, set->name);
    }
}

TEST(ExpertEpilogue, blockWithoutExpertsIsBiasAndQuickGelu) {
    for (const auto* set : availableCpuKernels()) {
        std::vector<float> buffer = {0.5f, -2.0f, 3.0f}, bias = {0.1f, 0.2f, -0.3f};
        ExpertEpilogue task{};
        task.input = task.output = buffer.data();
        task.inputStride = task.outputStride = task.outputWidth = task.ffnWidth = 3;
        task.bias = bias.data();
        task.tokens = 1;
        set->epilogue(task, 0, 1);
        EXPECT_NEAR(buffer[0], 0.6 / (1 + std::exp(-1.702 * 0.6)), 1e-6);
        EXPECT_NEAR(buffer[1], -1.8 / (1 + std::exp(1.702 * 1.8)), 1e-6);
        EXPECT_NEAR(buffer[2], 2.7 / (1 + std::exp(-1.702 * 2.7)), 1e-6);
    }
}

TEST(ExpertEpilogue, closedGateHidesNaN) {
    for (const auto* set : availableCpuKernels()) {
        Scene scene(2, 1, 32);
        auto buffer = scene.data;
        const auto& absent = scene.experts[3];  // of modality 0, which the pattern of the third sequence (2) lacks
        const int row = 2 * Scene::tokens;
        buffer[std::size_t(row) * scene.width + absent.column] = std::nanf("");
        const auto task = scene.task(buffer.data(), Storage::Float32);
        set->epilogue(task, row, row + 1);
        EXPECT_EQ(buffer[std::size_t(row) * scene.width + absent.column], 0.0f) << set->name;
    }
}

TEST(ExpertEpilogue, equalLogitsChooseTheFirstExpert) {
    Scene scene(2, 1, 0);
    for (auto& value : scene.code) value = 0;
    for (int row = 0; row < Scene::rows; ++row)
        for (int e = 0; e < 2; ++e) scene.data[std::size_t(row) * scene.width + scene.columns + e] = 1.5f;
    const auto task = scene.task(scene.data.data(), Storage::Float32);
    lacunaExpertEpilogueCpu(&task, 0, Scene::rows);
    EXPECT_FLOAT_EQ(scene.gates[0], 0.5f);
    EXPECT_EQ(scene.gates[1], 0.0f);
}

}  // namespace
}  // namespace lacuna::kernels
