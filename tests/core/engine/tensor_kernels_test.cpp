// The kernels between the products of the GPU's path: their CPU twins against plain LibTorch, and on a GPU the CUDA
// kernels against the twins.
#include <ATen/ATen.h>
#include <c10/core/StreamGuard.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include "engine/device.h"
#include "engine/kernel_call.h"
#include "engine/recorded_step.h"
#include "kernels/residual_norm.h"
#include "kernels/short_attention.h"
#include "kernels/token_gather.h"

namespace lacuna::engine {
namespace {

const at::Device cpu(at::kCPU);
const std::vector<std::int64_t> lengths = {10, 19, 28, 64, 73};

kernels::Storage storageOf(at::ScalarType type) {
    return type == at::kBFloat16 ? kernels::Storage::BFloat16 : kernels::Storage::Float32;
}
/// bfloat16 keeps 8 bits: half a unit of numbers of order 4.
double toleranceOf(at::ScalarType type) {
    return type == at::kBFloat16 ? 1.0 / 64 : 1e-5;
}

double difference(const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kCPU, at::kDouble) - b.to(at::kCPU, at::kDouble)).abs().max().item<double>();
}

/// Calls a kernel with tensors on `device` and waits for it.
template <class Call>
void onDevice(const at::Device& device, const Call& call) {
    const DeviceQueues queues(device);
    // Tensors are moved on the compute stream too, so that the kernel finds them.
    const c10::StreamGuard guard(queues.compute());
    call(queues);
    queues.drain();
}

// ---- attention -----------------------------------------------------------------------------------------------------

struct AttentionCase {
    static constexpr std::int64_t sequences = 5, heads = 3, width = heads * kernels::attentionHeadWidth;
    at::Tensor qkv, bias;
    AttentionCase(std::int64_t tokens, at::ScalarType type) {
        at::manual_seed(tokens);
        qkv = (at::randn({sequences, tokens, 3 * width}) * 0.4).to(type);
        bias = at::randn({3 * width}) * 0.2;
    }
    at::Tensor plain() const {
        const auto parts =
            (qkv.to(at::kFloat) + bias).view({sequences, qkv.size(1), 3, heads, -1}).permute({2, 0, 3, 1, 4});
        const auto weights = at::softmax(at::matmul(parts[0], parts[1].transpose(-2, -1)), -1);
        return at::matmul(weights, parts[2]).transpose(1, 2).reshape({sequences, qkv.size(1), width});
    }
    at::Tensor kernel(const at::Device& device) const {
        at::Tensor result;
        onDevice(device, [&](const DeviceQueues& queues) {
            const auto input = qkv.to(device), added = bias.to(device);
            const auto output = at::full({sequences, qkv.size(1), width}, std::nan(""), input.options());
            const kernels::ShortAttention task{input.const_data_ptr(),        added.const_data_ptr<float>(),
                                               output.mutable_data_ptr(),     storageOf(qkv.scalar_type()),
                                               static_cast<int>(qkv.size(1)), heads};
            callKernel("attention", kernels::lacunaShortAttentionCpu, LACUNA_CUDA_LAUNCHER(lacunaShortAttentionCuda),
                       task, sequences, queues);
            result = output.to(cpu);
        });
        return result;
    }
};

TEST(TensorKernels, attentionEqualsThePlainFormulation) {
    for (const auto type : {at::kFloat, at::kBFloat16})
        for (const auto tokens : lengths) {
            const AttentionCase c(tokens, type);
            EXPECT_LT(difference(c.kernel(cpu), c.plain()), toleranceOf(type)) << tokens;
        }
}

TEST(TensorKernels, aSequencesAttentionIsTheSameBitsWhateverStandsBesideIt) {
    for (const auto type : {at::kFloat, at::kBFloat16}) {
        AttentionCase c(19, type);
        const auto expected = c.kernel(cpu);
        c.qkv[1].fill_(std::nan(""));
        const auto found = c.kernel(cpu);
        EXPECT_TRUE(at::equal(found[0], expected[0]));
        EXPECT_TRUE(at::equal(found[2], expected[2]));
        EXPECT_TRUE(found[1].isnan().all().item<bool>());
    }
}

// ---- residual and LayerNorm ----------------------------------------------------------------------------------------

struct NormCase {
    at::Tensor input, addend, bias, scale, shift;
    NormCase(std::int64_t rows, std::int64_t width, at::ScalarType addendType) {
        at::manual_seed(width);
        input = at::randn({rows, width});
        addend = at::randn({rows, width}).to(addendType);
        bias = at::randn({width});
        scale = at::randn({width});
        shift = at::randn({width});
    }
    at::Tensor plainSum() const { return input + addend.to(at::kFloat) + bias; }
    at::Tensor plain() const { return at::layer_norm(plainSum(), {input.size(1)}, scale, shift, 1e-5); }
    /// The sum and its norm.
    std::pair<at::Tensor, at::Tensor> kernel(const at::Device& device, at::ScalarType outputType) const {
        std::pair<at::Tensor, at::Tensor> result;
        onDevice(device, [&](const DeviceQueues& queues) {
            const auto x = input.to(device).clone(), y = addend.to(device), b = bias.to(device), s = scale.to(device),
                       h = shift.to(device);
            const auto output = at::empty(x.sizes(), x.options().dtype(outputType));
            const kernels::ResidualNorm task{x.const_data_ptr<float>(),   y.const_data_ptr(),
                                             storageOf(y.scalar_type()),  b.const_data_ptr<float>(),
                                             x.mutable_data_ptr<float>(), s.const_data_ptr<float>(),
                                             h.const_data_ptr<float>(),   1e-5f,
                                             output.mutable_data_ptr(),   storageOf(outputType),
                                             static_cast<int>(x.size(1))};
            callKernel("residual norm", kernels::lacunaResidualNormCpu, LACUNA_CUDA_LAUNCHER(lacunaResidualNormCuda),
                       task, x.size(0), queues);
            result = {x.to(cpu), output.to(cpu)};
        });
        return result;
    }
};

const std::vector<std::int64_t> widths = {64, 192, 768, 1024, 1280, 4096};

TEST(TensorKernels, residualNormEqualsAnAdditionAndALayerNorm) {
    for (const auto width : widths)
        for (const auto addendType : {at::kFloat, at::kBFloat16})
            for (const auto outputType : {at::kFloat, at::kBFloat16}) {
                const NormCase c(13, width, addendType);
                const auto [sum, output] = c.kernel(cpu, outputType);
                EXPECT_LT(difference(sum, c.plainSum()), 1e-5);
                EXPECT_LT(difference(output, c.plain()), outputType == at::kFloat ? 2e-5 : 1.0 / 16) << width;
            }
}

// ---- token gather --------------------------------------------------------------------------------------------------

struct GatherCase {
    static constexpr std::int64_t width = 128, tileWidth = 17, tileHeight = 13;
    std::int64_t modalities, grid, cell;
    std::vector<at::Tensor> maps;
    at::Tensor base, scale, shift, centres, patterns;
    GatherCase(std::int64_t modalityCount, std::int64_t gridSize, std::int64_t cellSize, at::ScalarType type)
        : modalities(modalityCount), grid(gridSize), cell(cellSize) {
        at::manual_seed(modalities);
        for (std::int64_t i = 0; i < modalities; ++i)
            maps.push_back(at::randn({tileHeight - cell + 1, tileWidth - cell + 1, width}).to(type));
        base = at::randn({1 + modalities * grid * grid, width});
        scale = at::randn({width});
        shift = at::randn({width});
        const auto half = grid * cell / 2, rows = tileHeight - grid * cell + 1, columns = tileWidth - grid * cell + 1;
        centres = at::empty({rows * columns}, at::kInt);
        patterns = at::empty({rows * columns}, at::kByte);
        const auto all = (1 << modalities) - 1;
        for (std::int64_t p = 0; p < rows * columns; ++p) {
            centres[p] = (p / columns + half) * tileWidth + p % columns + half;
            patterns[p] = 1 + p % all;
        }
    }
    /// Token by token, as METHODS §2 says it.
    at::Tensor plain() const {
        std::vector<at::Tensor> sequences;
        const auto half = grid * cell / 2;
        for (std::int64_t p = 0; p < centres.size(0); ++p) {
            auto x = base.clone();
            const auto row = centres[p].item<int>() / tileWidth - half,
                       column = centres[p].item<int>() % tileWidth - half;
            for (std::int64_t i = 0; i < modalities; ++i)
                for (std::int64_t a = 0; a < grid && (patterns[p].item<int>() >> i & 1); ++a)
                    for (std::int64_t b = 0; b < grid; ++b)
                        x[1 + i * grid * grid + a * grid + b] +=
                            maps[i][row + a * cell][column + b * cell].to(at::kFloat);
            sequences.push_back(at::layer_norm(x, {width}, scale, shift, 1e-5));
        }
        return at::stack(sequences);
    }
    at::Tensor kernel(const at::Device& device) const {
        at::Tensor result;
        onDevice(device, [&](const DeviceQueues& queues) {
            std::vector<at::Tensor> moved;
            for (const auto& map : maps) moved.push_back(map.defined() ? map.to(device) : map);
            const auto b = base.to(device), s = scale.to(device), h = shift.to(device), c = centres.to(device),
                       m = patterns.to(device);
            const auto output = at::full({centres.size(0), base.size(0), width}, std::nan(""), b.options());
            kernels::TokenGather task{};
            for (std::size_t i = 0; i < moved.size(); ++i)
                task.map[i] = moved[i].defined() ? moved[i].const_data_ptr() : nullptr;
            task.mapStorage = storageOf(maps.back().scalar_type());
            task.modalities = static_cast<int>(modalities);
            task.grid = static_cast<int>(grid);
            task.cell = static_cast<int>(cell);
            task.tileWidth = tileWidth;
            task.width = width;
            task.centre = c.const_data_ptr<std::int32_t>();
            task.pattern = m.const_data_ptr<std::uint8_t>();
            task.base = b.const_data_ptr<float>();
            task.scale = s.const_data_ptr<float>();
            task.shift = h.const_data_ptr<float>();
            task.epsilon = 1e-5f;
            task.output = output.mutable_data_ptr<float>();
            callKernel("token gather", kernels::lacunaTokenGatherCpu, LACUNA_CUDA_LAUNCHER(lacunaTokenGatherCuda), task,
                       centres.size(0), queues);
            result = output.to(cpu);
        });
        return result;
    }
};

const std::vector<std::array<std::int64_t, 3>> gatherShapes = {{1, 3, 3}, {2, 3, 3}, {3, 3, 3}, {7, 3, 1},
                                                               {8, 3, 2}, {3, 1, 9}, {2, 2, 4}};

TEST(TensorKernels, tokenGatherEqualsThePlainFormulation) {
    for (const auto& [modalities, grid, cell] : gatherShapes)
        for (const auto type : {at::kFloat, at::kBFloat16}) {
            const GatherCase c(modalities, grid, cell, type);
            EXPECT_LT(difference(c.kernel(cpu), c.plain()), 1e-5) << modalities << " modalities, grid " << grid;
        }
}

void expectAbsentMapsUnread(const at::Device& device) {
    GatherCase c(3, 3, 3, at::kFloat);
    c.patterns.bitwise_and_(5).bitwise_or_(1);  // the second modality is nowhere, the third one here and there
    const auto expected = c.kernel(device);
    for (const float filler : {std::nanf(""), 1e30f}) {
        c.maps[1].fill_(filler);
        EXPECT_TRUE(at::equal(c.kernel(device), expected));
    }
    c.maps[1] = at::Tensor();
    EXPECT_TRUE(at::equal(c.kernel(device), expected));
    c.maps[2].fill_(std::nanf(""));
    const auto without = c.patterns.bitwise_and(4).eq(0);
    ASSERT_TRUE(without.any().item<bool>());
    EXPECT_TRUE(at::equal(c.kernel(device).index({without}), expected.index({without})));
    EXPECT_TRUE(c.kernel(device).isnan().any().item<bool>());
}

TEST(TensorKernels, absentModalitiesAreSelectedAwayBitForBit) {
    expectAbsentMapsUnread(cpu);
}

// ---- on a GPU ------------------------------------------------------------------------------------------------------

class CudaKernels : public testing::Test {
protected:
    void SetUp() override {
        const auto device = chooseDevice("cuda", "fp32");
        if (!device) GTEST_SKIP() << device.error().message;
    }
    const at::Device gpu{at::kCUDA, 0};
};

TEST_F(CudaKernels, attentionEqualsItsTwin) {
    for (const auto type : {at::kFloat, at::kBFloat16})
        for (std::int64_t tokens = 1; tokens <= kernels::maxShortTokens; ++tokens) {
            const AttentionCase c(tokens, type);
            EXPECT_LT(difference(c.kernel(gpu), c.kernel(cpu)), toleranceOf(type)) << tokens;
        }
}

TEST_F(CudaKernels, attentionOfALongerSequenceIsRefused) {
    EXPECT_THROW(AttentionCase(kernels::maxShortTokens + 1, at::kFloat).kernel(gpu), c10::Error);
}

TEST_F(CudaKernels, residualNormEqualsItsTwin) {
    for (const auto width : widths)
        for (const auto addendType : {at::kFloat, at::kBFloat16})
            for (const auto outputType : {at::kFloat, at::kBFloat16}) {
                const NormCase c(1013, width, addendType);
                const auto [sum, output] = c.kernel(gpu, outputType);
                const auto [expectedSum, expected] = c.kernel(cpu, outputType);
                EXPECT_TRUE(at::equal(sum, expectedSum));
                // The twin adds a row's numbers one after another: its rounding grows with the width.
                EXPECT_LT(difference(output, expected), outputType == at::kFloat ? 5e-5 : 1.0 / 16) << width;
            }
}

TEST_F(CudaKernels, tokenGatherEqualsItsTwin) {
    for (const auto& [modalities, grid, cell] : gatherShapes)
        for (const auto type : {at::kFloat, at::kBFloat16}) {
            const GatherCase c(modalities, grid, cell, type);
            EXPECT_LT(difference(c.kernel(gpu), c.kernel(cpu)), 1e-5) << modalities << " modalities, grid " << grid;
        }
}

TEST_F(CudaKernels, absentModalitiesAreSelectedAwayBitForBit) {
    expectAbsentMapsUnread(gpu);
}

TEST_F(CudaKernels, repeatedWorkIsRecordedAndRunsAgainOnWhatItsBuffersHoldNow) {
    const DeviceQueues queues(gpu);
    const c10::StreamGuard guard(queues.compute());
    const auto input = at::ones({1000}, gpu), output = at::zeros({1000}, gpu);
    RepeatedWork work;
    for (int run = 0; run < 4; ++run) {
        input.fill_(run);
        work.run(queues, [&] { output.add_(input); });
        EXPECT_EQ(work.recorded(), run > 0);
    }
    EXPECT_TRUE(at::equal(output.cpu(), at::full({1000}, 6.0f)));
    queues.drain();
}

TEST_F(CudaKernels, workThatCannotBeRecordedIsDoneWithoutAGraph) {
    const DeviceQueues queues(gpu);
    const c10::StreamGuard guard(queues.compute());
    const auto output = at::zeros({8}, gpu);
    RepeatedWork work;
    for (int run = 0; run < 3; ++run)
        work.run(queues, [&] {
            output.add_(1);
            queues.drain();  // waiting is what a recording forbids
        });
    EXPECT_FALSE(work.recorded());
    EXPECT_TRUE(at::equal(output.cpu(), at::full({8}, 3.0f)));
}

TEST_F(CudaKernels, aRecordedStepHoldsItsAllocationsAndReadsItsInputAnew) {
    const DeviceQueues queues(gpu);
    const c10::StreamGuard guard(queues.compute());
    const auto input = at::ones({64, 64}, gpu), weight = at::eye(64, gpu).requires_grad_();
    at::Tensor gradient;
    RecordedStep step(gpu);
    for (int run = 1; run <= 8; ++run) {
        input.fill_(run);
        step.run([&] { gradient = torch::autograd::grad({at::mm(input, weight).pow(2).sum()}, {weight})[0]; });
        EXPECT_TRUE(at::equal(gradient.cpu(), at::full({64, 64}, 128.0f * static_cast<float>(run * run))));
        const auto disturbing = at::full({64, 64}, -1.0, gpu);  // takes memory that the graph must not use
    }
    EXPECT_TRUE(step.recorded());
}

TEST_F(CudaKernels, aStepThatWaitsForTheGpuIsDoneWithoutAGraph) {
    const DeviceQueues queues(gpu);
    const c10::StreamGuard guard(queues.compute());
    const auto input = at::ones({8}, gpu);
    double sum = 0;
    RecordedStep step(gpu);
    for (int run = 1; run <= 8; ++run) {
        input.fill_(run);
        step.run([&] { sum = input.sum().item<double>(); });
        EXPECT_EQ(sum, 8.0 * run);
    }
    EXPECT_FALSE(step.recorded());
}

TEST_F(CudaKernels, uploadedBytesArriveInOrder) {
    DeviceQueues queues(gpu);
    const c10::StreamGuard guard(queues.compute());
    const auto values = at::randint(256, {(std::int64_t{40} << 20) + 17}, at::kByte);
    for (int round = 0; round < 2; ++round)
        EXPECT_TRUE(at::equal(queues.upload(values.const_data_ptr(), values.numel()).cpu(), values));
}

}  // namespace
}  // namespace lacuna::engine
