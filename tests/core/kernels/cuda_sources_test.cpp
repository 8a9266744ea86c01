// The kernels' CUDA source, run on the processor, against the CPU twins.
#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "kernels/expert_epilogue.cuh"
#include "kernels/residual_norm.cuh"
#include "kernels/short_attention.cuh"
#include "kernels/token_gather.cuh"

namespace lacuna::kernels {
namespace {

using cuda_on_cpu::Order;
using cuda_on_cpu::runBlock;

std::vector<float> randomValues(std::size_t count, unsigned seed, float scale = 1) {
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal(0, scale);
    std::vector<float> values(count);
    for (auto& value : values) value = normal(generator);
    return values;
}

/// Numbers in either storage.
struct Numbers {
    Storage storage;
    std::vector<float> whole;
    std::vector<std::uint16_t> half;
    Numbers(Storage kind, const std::vector<float>& values) : storage(kind) {
        if (kind == Storage::Float32) whole = values;
        if (kind == Storage::BFloat16)
            for (const float value : values) half.push_back(toBfloat16(value));
    }
    void* data() { return storage == Storage::Float32 ? static_cast<void*>(whole.data()) : half.data(); }
    float at(std::size_t i) const { return storage == Storage::Float32 ? whole[i] : fromBfloat16(half[i]); }
};

TEST(CudaSources, aFiberThatWaitsForNobodyIsFound) {
    EXPECT_FALSE(runBlock(64, Order::Forward, [](int thread) {
        if (thread != 5) __syncthreads();
    }));
    int sum = 0;
    EXPECT_TRUE(runBlock(64, Order::Backward, [&](int thread) {
        sum += thread;
        __syncthreads();
        EXPECT_EQ(sum, 63 * 32);
    }));
}

void compareAttention(Storage storage, int tokens, Order order, bool biased) {
    const int heads = 2, sequences = 2, width = heads * attentionHeadWidth;
    Numbers qkv(storage, randomValues(std::size_t(sequences) * tokens * 3 * width, 1, 0.4f));
    const auto bias = randomValues(3 * width, 2, 0.2f);
    const std::vector<float> none(std::size_t(sequences) * tokens * width, 9);
    Numbers expected(storage, none), found(storage, none);
    ShortAttention task{qkv.data(), biased ? bias.data() : nullptr, expected.data(), storage, tokens, heads};
    lacunaShortAttentionCpu(&task, 0, sequences);
    task.output = found.data();
    struct alignas(128) Line {
        unsigned char bytes[128];
    };
    const bool half = storage == Storage::BFloat16;
    const auto layout = tensorLayout(tokens);
    const int bytes = half ? layout.groupBytes : floatAttentionBytes(tokens);
    std::vector<Line> memory(bytes / 128 + 1);
    const int threads = (half ? layout.groupWarps : floatAttentionWarps) * warp;
    using Attend = void (*)(const ShortAttention&, int64_t, int, int, void*);
    const Attend inTensorCores[] = {attendInTensorCores<1>, attendInTensorCores<2>, attendInTensorCores<3>,
                                    attendInTensorCores<4>, attendInTensorCores<5>, attendInTensorCores<6>};
    for (int block = 0; block < sequences * heads; ++block) {
        std::memset(memory.data(), 0xff, memory.size() * 128);  // NaN, as it may be on a GPU
        ASSERT_TRUE(runBlock(threads, order, [&](int thread) {
            if (half)
                inTensorCores[layout.tiles - 1](task, block / heads, block % heads, thread, memory.data());
            else
                attendInFloat(task, block / heads, block % heads, thread, reinterpret_cast<float*>(memory.data()));
        }));
        const auto* past = reinterpret_cast<unsigned char*>(memory.data()) + bytes;
        for (const auto* end = reinterpret_cast<unsigned char*>(memory.data() + memory.size()); past < end; ++past)
            ASSERT_EQ(*past, 0xff) << "written past the shared memory asked for";
    }
    for (std::size_t i = 0; i < none.size(); ++i)
        ASSERT_NEAR(found.at(i), expected.at(i), half ? 1.0 / 128 : 1e-5) << tokens << " tokens, element " << i;
}

TEST(CudaSources, attentionEqualsItsTwin) {
    for (const int tokens : {1, 10, 16, 19, 28, 64, 73, 96})
        for (const auto storage : {Storage::Float32, Storage::BFloat16})
            for (const auto order : {Order::Forward, Order::Backward})
                compareAttention(storage, tokens, order, tokens != 16);
}

TEST(CudaSources, attentionFitsTheSharedMemoryOfEveryArchitecture) {
    constexpr int smallest = 99 * 1024;  // a block's, at compute capabilities 8.6, 8.9 and 12.0
    for (int tokens = 1; tokens <= maxShortTokens; ++tokens) {
        const auto layout = tensorLayout(tokens);
        EXPECT_LE(layout.groups * layout.groupBytes, smallest);
        EXPECT_LE(floatAttentionBytes(tokens), smallest);
        EXPECT_EQ(layout.groupBytes % 128, 0);
    }
}

template <int Groups, class Addend, class Output>
void compareNorm(int width, Storage addendStorage, Storage outputStorage) {
    const int rows = 3;
    const auto count = std::size_t(rows) * width;
    const auto input = randomValues(count, 3), bias = randomValues(width, 4), scale = randomValues(width, 5),
               shift = randomValues(width, 6);
    Numbers addend(addendStorage, randomValues(count, 7));
    for (const bool adds : {true, false}) {
        std::vector<float> sum(count), expectedSum(count);
        Numbers output(outputStorage, input), expected(outputStorage, input);
        ResidualNorm task{input.data(),
                          adds ? addend.data() : nullptr,
                          addendStorage,
                          adds ? bias.data() : nullptr,
                          expectedSum.data(),
                          scale.data(),
                          shift.data(),
                          1e-5f,
                          expected.data(),
                          outputStorage,
                          width};
        lacunaResidualNormCpu(&task, 0, rows);
        task.sum = sum.data();
        task.output = output.data();
        ASSERT_TRUE(runBlock(rowWarps * warp, Order::Backward, [&](int thread) {
            if (thread / warp < rows) addAndNormalise<Groups, Addend, Output>(task, thread / warp, thread % warp);
        }));
        EXPECT_EQ(sum, expectedSum);
        for (std::size_t i = 0; i < count; ++i)
            ASSERT_NEAR(output.at(i), expected.at(i), outputStorage == Storage::BFloat16 ? 0.04 : 2e-5) << width;
    }
}

TEST(CudaSources, residualNormEqualsItsTwin) {
    compareNorm<4, float, float>(64, Storage::Float32, Storage::Float32);
    compareNorm<4, __nv_bfloat16, float>(192, Storage::BFloat16, Storage::Float32);
    compareNorm<12, float, __nv_bfloat16>(768, Storage::Float32, Storage::BFloat16);
    compareNorm<16, __nv_bfloat16, __nv_bfloat16>(832, Storage::BFloat16, Storage::BFloat16);
}

struct GatherScene {
    static constexpr int modalities = 3, grid = 3, cell = 3, tileWidth = 14, tileHeight = 11, width = 192,
                         sequences = 5;
    std::vector<Numbers> maps;
    std::vector<float> base, scale, shift, output;
    std::vector<std::int32_t> centres = {4 * tileWidth + 4, 4 * tileWidth + 9, 6 * tileWidth + 9, 5 * tileWidth + 7,
                                         6 * tileWidth + 4};
    std::vector<std::uint8_t> patterns = {7, 1, 2, 4, 5};
    explicit GatherScene(Storage storage) {
        const auto positions = std::size_t(tileWidth - cell + 1) * (tileHeight - cell + 1);
        for (unsigned i = 0; i < modalities; ++i) maps.emplace_back(storage, randomValues(positions * width, 20 + i));
        base = randomValues(std::size_t(1 + modalities * grid * grid) * width, 8);
        scale = randomValues(width, 9);
        shift = randomValues(width, 10);
        output.assign(sequences * base.size(), -1);
    }
    TokenGather task() {
        TokenGather t{};
        for (int i = 0; i < modalities; ++i) t.map[i] = maps[i].data();
        t.mapStorage = maps[0].storage;
        t.modalities = modalities;
        t.grid = grid;
        t.cell = cell;
        t.tileWidth = tileWidth;
        t.width = width;
        t.centre = centres.data();
        t.pattern = patterns.data();
        t.base = base.data();
        t.scale = scale.data();
        t.shift = shift.data();
        t.epsilon = 1e-5f;
        t.output = output.data();
        return t;
    }
};

template <class Number>
std::vector<float> gatheredOnDevice(const TokenGather& task, const std::vector<float>& output) {
    const int rows = GatherScene::sequences * tokensOf(task);
    for (int first = 0; first < rows; first += rowWarps)
        EXPECT_TRUE(runBlock(rowWarps * warp, Order::Forward, [&](int thread) {
            const int row = first + thread / warp;
            if (row < rows) gatherToken<4, Number>(task, row, thread % warp);
        }));
    return output;
}

TEST(CudaSources, tokenGatherEqualsItsTwin) {
    for (const auto storage : {Storage::Float32, Storage::BFloat16}) {
        GatherScene twin(storage), device(storage);
        const auto task = twin.task();
        lacunaTokenGatherCpu(&task, 0, GatherScene::sequences);
        if (storage == Storage::Float32)
            gatheredOnDevice<float>(device.task(), device.output);
        else
            gatheredOnDevice<__nv_bfloat16>(device.task(), device.output);
        for (std::size_t i = 0; i < twin.output.size(); ++i) ASSERT_NEAR(device.output[i], twin.output[i], 2e-5);
    }
}

TEST(CudaSources, tokenGatherNeverReadsAnAbsentModality) {
    GatherScene scene(Storage::Float32);
    scene.patterns = {6, 6, 2, 4, 6};
    const auto expected = gatheredOnDevice<float>(scene.task(), scene.output);
    scene.maps[0] = Numbers(Storage::Float32, std::vector<float>(scene.maps[0].whole.size(), std::nanf("")));
    const auto hidden = gatheredOnDevice<float>(scene.task(), scene.output);
    auto task = scene.task();
    task.map[0] = nullptr;
    const auto missing = gatheredOnDevice<float>(task, scene.output);
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), scene.output.begin()));
    EXPECT_EQ(hidden, expected);
    EXPECT_EQ(missing, expected);
    scene.patterns[0] = 7;
    const auto seen = gatheredOnDevice<float>(scene.task(), scene.output);
    EXPECT_TRUE(std::isnan(seen[GatherScene::width]));
}

/// `ffn` columns of the feed-forward part: rows begin at sixteen bytes, or not. `routed` experts of five columns, a shared
/// one and one of a modality.
void compareEpilogue(int ffn, int routed, int hidden) {
    const int rows = 6;
    std::vector<EpilogueExpert> experts;
    for (int e = 0; e < routed; ++e) experts.push_back({ffn + 5 * e, 5, EpilogueGate::Routed, e});
    const int shared = ffn + 5 * routed, routerColumns = hidden > 0 ? hidden : routed;
    experts.push_back({shared, 4, EpilogueGate::Always, -1});
    experts.push_back({shared + 4, 6, EpilogueGate::Modality, 1});
    const int width = (shared + 10 + routerColumns + 7) / 8 * 8 + ffn % 2;
    std::vector<std::int16_t> owners(std::size_t(width - ffn), -1);
    for (std::size_t e = 0; e < experts.size(); ++e)
        std::fill_n(owners.begin() + experts[e].column - ffn, experts[e].rank, static_cast<std::int16_t>(e));
    const std::vector<std::uint8_t> pattern = {1, 3};
    const auto bias = randomValues(ffn, 11), code = randomValues(4 * routerColumns, 12),
               router = randomValues(routed * hidden, 13);
    for (const auto storage : {Storage::Float32, Storage::BFloat16}) {
        const auto start = randomValues(std::size_t(rows) * width, 14);
        Numbers expected(storage, start), found(storage, start);
        std::vector<float> gates(rows * experts.size()), expectedGates(gates.size());
        ExpertEpilogue task{};
        task.input = task.output = expected.data();
        task.inputStride = task.outputStride = task.outputWidth = width;
        task.inputStorage = task.outputStorage = storage;
        task.ffnWidth = ffn;
        task.bias = bias.data();
        task.experts = static_cast<int>(experts.size());
        task.expert = experts.data();
        task.owner = owners.data();
        task.routed = routed;
        task.topK = (routed + 1) / 2;
        task.hidden = hidden;
        task.routerColumn = shared + 10;
        task.code = code.data();
        task.routerWeight = router.data();
        task.pattern = pattern.data();
        task.tokens = rows / 2;
        task.gates = expectedGates.data();
        lacunaExpertEpilogueCpu(&task, 0, rows);
        task.input = task.output = found.data();
        task.gates = gates.data();
        std::vector<float> memory(epilogueFloats(task), std::nanf(""));
        for (int row = 0; row < rows; ++row)
            ASSERT_TRUE(runBlock(warp, row % 2 ? Order::Forward : Order::Backward, [&](int lane) {
                if (storage == Storage::Float32)
                    finishRow<float, float>(task, row, lane, memory.data());
                else
                    finishRow<__nv_bfloat16, __nv_bfloat16>(task, row, lane, memory.data());
            }));
        for (std::size_t i = 0; i < gates.size(); ++i) ASSERT_NEAR(gates[i], expectedGates[i], 1e-5);
        for (std::size_t i = 0; i < start.size(); ++i)
            ASSERT_NEAR(found.at(i), expected.at(i), storage == Storage::Float32 ? 1e-5 : 0.02) << i;
    }
}

TEST(CudaSources, expertEpilogueEqualsItsTwin) {
    for (const int ffn : {300, 301})
        for (const int routed : {1, 2, 9, 40})
            for (const int hidden : {0, 40}) compareEpilogue(ffn, routed, hidden);
}

}  // namespace
}  // namespace lacuna::kernels
