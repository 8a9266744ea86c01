#include "kernels/cpu_kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace lacuna::kernels {
namespace {

std::vector<float> randomValues(std::size_t count, unsigned seed) {
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    for (auto& value : values) value = normal(generator);
    return values;
}

std::vector<std::uint16_t> halves(const std::vector<float>& values) {
    std::vector<std::uint16_t> result;
    for (const float value : values) result.push_back(toBfloat16(value));
    return result;
}

void roundToHalf(std::vector<float>& values) {
    for (auto& value : values) value = fromBfloat16(toBfloat16(value));
}

struct ProductCase {
    int rows, inputs, outputs;
    std::vector<float> input, weight, bias;
    ProductCase(int rowCount, int inputCount, int outputCount)
        : rows(rowCount),
          inputs(inputCount),
          outputs(outputCount),
          input(randomValues(std::size_t(rowCount) * inputCount, 1)),
          weight(randomValues(std::size_t(outputCount) * inputCount, 2)),
          bias(randomValues(std::size_t(outputCount), 3)) {}
    double expected(int row, int column) const {
        double total = bias[column];
        for (int k = 0; k < inputs; ++k)
            total += double(input[std::size_t(row) * inputs + k]) * weight[std::size_t(column) * inputs + k];
        return total;
    }
};

std::vector<float> run(const CpuKernels& set, const ProductCase& c, Storage storage, int firstRow, int rows,
                       Activation activation = Activation::None, bool add = false) {
    const auto packed = packWeight(set, c.weight.data(), c.bias.data(), c.outputs, c.inputs, storage);
    const auto half = halves(c.input);
    std::vector<float> output(std::size_t(rows) * c.outputs, add ? 10.0f : -1.0f);
    Product task;
    const auto offset = std::size_t(firstRow) * c.inputs;
    task.input = storage == Storage::BFloat16 ? static_cast<const void*>(half.data() + offset) : c.input.data() + offset;
    task.inputStride = c.inputs;
    task.weight = &packed;
    task.output = output.data();
    task.outputStride = c.outputs;
    task.rows = rows;
    task.activation = activation;
    task.add = add;
    set.product(task);
    return output;
}

TEST(CpuKernels, productEqualsDoubleReferenceForEverySetAndTail) {
    for (const auto* set : availableCpuKernels()) {
        for (const auto& [rows, inputs, outputs] :
             {std::array{1, 2, 1}, {3, 64, 17}, {8, 30, 48}, {13, 34, 50}, {21, 72, 100}, {5, 16, 33}}) {
            ProductCase c(rows, inputs, outputs);
            for (const auto storage : {Storage::Float32, Storage::BFloat16}) {
                if (storage == Storage::BFloat16) {
                    roundToHalf(c.input);
                    roundToHalf(c.weight);
                }
                const auto found = run(*set, c, storage, 0, rows);
                for (int r = 0; r < rows; ++r)
                    for (int o = 0; o < outputs; ++o)
                        ASSERT_NEAR(found[std::size_t(r) * outputs + o], c.expected(r, o), 1e-4)
                            << set->name << " row " << r << " column " << o;
            }
        }
    }
}

TEST(CpuKernels, productAddsToWhatIsThereAndActivates) {
    for (const auto* set : availableCpuKernels()) {
        const ProductCase c(9, 32, 37);
        const auto added = run(*set, c, Storage::Float32, 0, 9, Activation::None, true);
        const auto quick = run(*set, c, Storage::Float32, 0, 9, Activation::QuickGelu);
        const auto exact = run(*set, c, Storage::Float32, 0, 9, Activation::Gelu);
        for (int r = 0; r < 9; ++r) {
            for (int o = 0; o < 37; ++o) {
                const double x = c.expected(r, o);
                const auto i = std::size_t(r) * 37 + o;
                ASSERT_NEAR(added[i], x + 10, 1e-4) << set->name;
                ASSERT_NEAR(quick[i], x / (1 + std::exp(-1.702 * x)), 1e-4) << set->name;
                ASSERT_NEAR(exact[i], 0.5 * x * (1 + std::erf(x / std::sqrt(2.0))), 1e-4) << set->name;
            }
        }
    }
}

TEST(CpuKernels, aRowsResultDoesNotDependOnTheRowsBesideIt) {
    for (const auto* set : availableCpuKernels()) {
        const ProductCase c(23, 128, 70);
        for (const auto storage : {Storage::Float32, Storage::BFloat16}) {
            const auto together = run(*set, c, storage, 0, 23);
            for (int rows = 1; rows <= 9; ++rows) {
                for (int first = 0; first + rows <= 23; first += rows) {
                    const auto alone = run(*set, c, storage, first, rows);
                    ASSERT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + std::ptrdiff_t(first) * 70))
                        << set->name << " rows " << first << " to " << first + rows;
                }
            }
        }
    }
}

TEST(CpuKernels, activationsStayFiniteAtTheEnds) {
    for (const auto* set : availableCpuKernels()) {
        ProductCase c(1, 2, 6);
        std::fill(c.weight.begin(), c.weight.end(), 0.0f);
        c.bias = {-1000.0f, 1000.0f, -60.0f, 60.0f, 0.0f, -1e30f};
        const auto quick = run(*set, c, Storage::Float32, 0, 1, Activation::QuickGelu);
        for (const float value : quick) EXPECT_TRUE(std::isfinite(value)) << set->name;
        EXPECT_NEAR(quick[0], 0, 1e-6);
        EXPECT_EQ(quick[1], 1000.0f);
        EXPECT_EQ(quick[4], 0.0f);
    }
}

TEST(CpuKernels, quickGeluRoundedToBfloat16IsTheNearestOrItsNeighbour) {
    const int columns = 4001;
    ProductCase c(1, 2, columns);
    std::fill(c.weight.begin(), c.weight.end(), 0.0f);
    for (int o = 0; o < columns; ++o) c.bias[o] = 0.005f * static_cast<float>(o - columns / 2);
    c.bias[0] = -1000.0f;
    c.bias[1] = 1000.0f;
    for (const auto* set : availableCpuKernels()) {
        const auto packed = packWeight(*set, c.weight.data(), c.bias.data(), columns, 2, Storage::Float32);
        std::vector<std::uint16_t> output(columns);
        Product task;
        task.input = c.input.data();
        task.inputStride = 2;
        task.weight = &packed;
        task.output = output.data();
        task.outputStride = columns;
        task.outputStorage = Storage::BFloat16;
        task.rows = 1;
        task.activation = Activation::QuickGelu;
        set->product(task);
        for (int o = 0; o < columns; ++o) {
            const double x = c.bias[o], expected = x / (1 + std::exp(-1.702 * x));
            // Half a unit in the last place of eight bits, and the approximation.
            ASSERT_NEAR(fromBfloat16(output[o]), expected, std::abs(expected) * (1.0 / 256 + 2e-4) + 1e-30) << set->name << " " << x;
        }
    }
}

TEST(CpuKernels, layerNormEqualsDoubleReference) {
    const int rows = 5, width = 192;
    const auto input = randomValues(std::size_t(rows) * width, 4), scale = randomValues(width, 5), shift = randomValues(width, 6);
    for (const auto* set : availableCpuKernels()) {
        std::vector<float> output(input.size());
        LayerNorm task{input.data(), width, scale.data(), shift.data(), output.data(), width, Storage::Float32, rows, width, 1e-5f};
        set->layerNorm(task);
        for (int r = 0; r < rows; ++r) {
            const float* x = input.data() + std::size_t(r) * width;
            double mean = 0, variance = 0;
            for (int i = 0; i < width; ++i) mean += x[i] / double(width);
            for (int i = 0; i < width; ++i) variance += (x[i] - mean) * (x[i] - mean) / width;
            for (int i = 0; i < width; ++i)
                ASSERT_NEAR(output[std::size_t(r) * width + i], (x[i] - mean) / std::sqrt(variance + 1e-5) * scale[i] + shift[i], 1e-5)
                    << set->name;
        }
    }
}

TEST(CpuKernels, attentionEqualsDoubleReferenceForShortAndLongSequences) {
    for (const auto& [tokens, keysOnly] :
         {std::pair{1, 0}, {7, 0}, {16, 0}, {19, 0}, {37, 0}, {64, 0}, {73, 0}, {27, 8}, {35, 1}, {17, 16}}) {
        const int heads = 2, head = 64, width = heads * head;
        auto qkv = randomValues(std::size_t(tokens) * 3 * width, 7);
        for (auto& value : qkv) value *= 0.4f;
        for (const auto* set : availableCpuKernels()) {
            const auto rows = std::size_t(tokens - keysOnly);
            std::vector<float> output(rows * width + 1, 77.0f), scratch(attentionScratch(tokens, head));
            set->attention(
                {qkv.data(), output.data(), width, Storage::Float32, tokens, heads, head, scratch.data(), keysOnly});
            EXPECT_EQ(output.back(), 77.0f);
            for (int h = 0; h < heads; ++h) {
                for (int i = keysOnly; i < tokens; ++i) {
                    const auto at = [&](int token, int part, int c) {
                        return double(qkv[std::size_t(token) * 3 * width + std::size_t(part) * width + h * head + c]);
                    };
                    std::vector<double> weights(tokens);
                    double total = 0;
                    for (int j = 0; j < tokens; ++j) {
                        double score = 0;
                        for (int c = 0; c < head; ++c) score += at(i, 0, c) * at(j, 1, c);
                        total += weights[j] = std::exp(score);
                    }
                    for (int c = 0; c < head; c += 7) {
                        double expected = 0;
                        for (int j = 0; j < tokens; ++j) expected += weights[j] / total * at(j, 2, c);
                        ASSERT_NEAR(output[std::size_t(i - keysOnly) * width + h * head + c], expected, 1e-5)
                            << set->name << " " << tokens;
                    }
                }
            }
        }
    }
}

/// ∂⟨back, f(x)⟩/∂x[i] by differences, for a function in double.
template <class Function>
double slopeOf(std::vector<double> x, std::size_t i, const std::vector<float>& back, const Function& f) {
    const double step = 1e-5, middle = x[i];
    double total = 0;
    for (const double side : {1.0, -1.0}) {
        x[i] = middle + side * step;
        const auto y = f(x);
        for (std::size_t k = 0; k < y.size(); ++k) total += side * back[k] * y[k];
    }
    return total / (2 * step);
}

TEST(CpuKernels, theWayBackThroughQuickGeluTakesItsDerivative) {
    const int rows = 11, inputs = 32, outputs = 80;
    const ProductCase c(rows, inputs, outputs);
    const auto factor = randomValues(std::size_t(outputs) * inputs, 9);
    for (const auto* set : availableCpuKernels()) {
        for (const auto storage : {Storage::Float32, Storage::BFloat16}) {
            const bool half = storage == Storage::BFloat16;
            const auto packed = packWeight(*set, c.weight.data(), c.bias.data(), outputs, inputs, Storage::Float32);
            const auto back = packWeight(*set, factor.data(), nullptr, outputs, inputs, Storage::Float32);
            std::vector<float> whole(std::size_t(rows) * outputs), wholeSlope(whole.size());
            std::vector<std::uint16_t> halved(whole.size()), halvedSlope(whole.size());
            Product task;
            task.input = c.input.data();
            task.inputStride = inputs;
            task.weight = &packed;
            task.output = half ? static_cast<void*>(halved.data()) : whole.data();
            task.outputStride = task.slopeStride = outputs;
            task.outputStorage = storage;
            task.rows = rows;
            task.activation = Activation::QuickGelu;
            task.slope = half ? static_cast<void*>(halvedSlope.data()) : wholeSlope.data();
            set->product(task);
            task.weight = &back;
            task.activation = Activation::TimesSlope;
            set->product(task);
            for (int r = 0; r < rows; ++r) {
                for (int o = 0; o < outputs; ++o) {
                    const double x = c.expected(r, o), gate = 1 / (1 + std::exp(-1.702 * x));
                    double product = 0;
                    for (int k = 0; k < inputs; ++k)
                        product += double(c.input[std::size_t(r) * inputs + k]) * factor[std::size_t(o) * inputs + k];
                    const auto i = std::size_t(r) * outputs + o;
                    const double found = half ? fromBfloat16(halved[i]) : whole[i], expected = product * gate * (1 + 1.702 * x * (1 - gate));
                    ASSERT_NEAR(found, expected, half ? 0.01 * std::abs(product) + 1e-3 : 1e-4) << set->name;
                }
            }
        }
    }
}

TEST(CpuKernels, layerNormBackIsTheSlopeOfLayerNormPlusTheResidual) {
    const int rows = 3, width = 64;
    const auto input = randomValues(std::size_t(rows) * width, 4), scale = randomValues(width, 5), back = randomValues(input.size(), 6),
               residual = randomValues(input.size(), 7);
    for (const auto* set : availableCpuKernels()) {
        std::vector<float> gradient(input.size());
        set->layerNormBack({input.data(), scale.data(), back.data(), residual.data(), gradient.data(), rows, width, 1e-5f});
        for (int r = 0; r < rows; ++r) {
            const std::vector<double> row(input.begin() + r * width, input.begin() + (r + 1) * width);
            const std::vector<float> backRow(back.begin() + r * width, back.begin() + (r + 1) * width);
            const auto norm = [&](const std::vector<double>& x) {
                double mean = 0, variance = 0;
                for (const double value : x) mean += value / width;
                for (const double value : x) variance += (value - mean) * (value - mean) / width;
                auto y = x;
                for (int i = 0; i < width; ++i) y[i] = (x[i] - mean) / std::sqrt(variance + 1e-5) * scale[i];
                return y;
            };
            for (int i = 0; i < width; i += 5)
                ASSERT_NEAR(gradient[r * width + i], slopeOf(row, i, backRow, norm) + residual[r * width + i], 1e-4) << set->name;
        }
    }
}

TEST(CpuKernels, attentionBackIsTheSlopeOfAttention) {
    const int heads = 2, head = 16, width = heads * head;
    for (const int tokens : {1, 5, 16, 19}) {
        auto qkv = randomValues(std::size_t(tokens) * 3 * width, 7);
        for (auto& value : qkv) value *= 0.6f;
        const auto back = randomValues(std::size_t(tokens) * width, 8);
        const auto attention = [&](const std::vector<double>& x) {
            std::vector<double> output(std::size_t(tokens) * width);
            const auto at = [&](int token, int part, int c) { return x[(std::size_t(token) * 3 + part) * width + c]; };
            for (int h = 0; h < heads; ++h) {
                for (int i = 0; i < tokens; ++i) {
                    double total = 0;
                    std::vector<double> weights(tokens);
                    for (int j = 0; j < tokens; ++j) {
                        double score = 0;
                        for (int c = h * head; c < (h + 1) * head; ++c) score += at(i, 0, c) * at(j, 1, c);
                        total += weights[j] = std::exp(score);
                    }
                    for (int c = h * head; c < (h + 1) * head; ++c)
                        for (int j = 0; j < tokens; ++j) output[std::size_t(i) * width + c] += weights[j] / total * at(j, 2, c);
                }
            }
            return output;
        };
        for (const auto* set : availableCpuKernels()) {
            std::vector<float> output(back.size()), gradient(qkv.size()), scratch(attentionScratch(tokens, head)),
                shares(attentionShares(tokens, heads));
            set->attention({qkv.data(), output.data(), width, Storage::Float32, tokens, heads, head, scratch.data(), 0, shares.data()});
            set->attentionBack({qkv.data(), shares.data(), back.data(), gradient.data(), tokens, heads, head, scratch.data()});
            const std::vector<double> from(qkv.begin(), qkv.end());
            for (std::size_t i = 0; i < qkv.size(); i += 37)
                ASSERT_NEAR(gradient[i], slopeOf(from, i, back, attention), 1e-4) << set->name << " " << tokens << " tokens, number " << i;
        }
    }
}

TEST(CpuKernels, bfloat16RoundsToNearestEvenAndKeepsNaN) {
    EXPECT_EQ(toBfloat16(1.0f), 0x3f80);
    EXPECT_EQ(fromBfloat16(toBfloat16(1.00390625f)), 1.0f);       // a tie goes to even
    EXPECT_EQ(fromBfloat16(toBfloat16(1.01171875f)), 1.015625f);  // and the next one up
    EXPECT_TRUE(std::isnan(fromBfloat16(toBfloat16(std::nanf("")))));
    auto values = randomValues(77, 8);
    values[3] = std::nanf("");
    for (const auto* set : availableCpuKernels()) {
        std::vector<std::uint16_t> narrowed(values.size());
        set->narrow(values.data(), narrowed.data(), static_cast<std::int64_t>(values.size()));
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i == 3)
                EXPECT_TRUE(std::isnan(fromBfloat16(narrowed[i])));
            else
                EXPECT_EQ(narrowed[i], toBfloat16(values[i])) << set->name;
        }
    }
}

}  // namespace
}  // namespace lacuna::kernels
