// Where the time of a block goes on a GPU: every product and kernel of one transformer block with MaMOL's experts alone,
// for passes of several sizes: cuda_kernels_bench [rounds]. Products are set against the peak of a large product, the other kernels against
// what a large copy moves a second (bytes read and written), all in the same run.
#include <c10/core/Event.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <fmt/format.h>

#include "bench_scene.h"
#include "engine/device.h"
#include "engine/kernel_call.h"
#include "gemm_peak.h"
#include "kernels/residual_norm.h"
#include "kernels/short_attention.h"

namespace {

using namespace lacuna;

int calls = 20;

/// Seconds of one call of what `work` queues on the current stream.
double deviceSeconds(const at::Device& device, const std::function<void()>& work) {
    const auto stream = c10::impl::VirtualGuardImpl(device.type()).getStream(device);
    for (int i = 0; i < 3; ++i) work();
    c10::Event start(device.type(), c10::EventFlag::BACKEND_DEFAULT), end(device.type(), c10::EventFlag::BACKEND_DEFAULT);
    start.record(stream);
    for (int i = 0; i < calls; ++i) work();
    end.record(stream);
    end.synchronize();
    return 1e-3 * start.elapsedTime(end) / calls;
}

struct Shape {
    const char* backbone;
    std::int64_t width, heads, tokens;
};

class Block {
public:
    Block(const Shape& shape, std::int64_t sequences, const at::Device& device)
        : shape_(shape), device_(device), rows_(sequences * shape.tokens), sequences_(sequences), d_(shape.width) {
        const auto numbers = [&](at::IntArrayRef sizes) { return (at::randn(sizes, floats()) * 0.05).to(at::kBFloat16); };
        const auto biases = [&](std::int64_t count) { return at::randn({count}, floats()) * 0.05; };
        state_ = at::randn({rows_, d_}, floats());
        operand_ = at::randn({rows_, d_}, floats()).to(at::kBFloat16);
        addend_ = at::randn({rows_, d_}, floats()).to(at::kBFloat16);
        wide_ = at::randn({rows_, 3 * d_}, floats()).to(at::kBFloat16);
        columns_ = at::randn({rows_, inner()}, floats()).to(at::kBFloat16);
        patterns_ = at::full({sequences}, 3, at::TensorOptions(at::kByte).device(device));
        queryKeyValue_ = numbers({3 * d_, d_});
        projection_ = numbers({d_, d_});
        first_ = numbers({inner(), d_});
        second_ = numbers({d_, inner() - hidden});
        bias_ = biases(4 * d_);
        scale_ = biases(d_);
        code_ = biases(4 * hidden);
        router_ = biases(routed * hidden);
        std::vector<kernels::EpilogueExpert> experts;
        for (int e = 0; e < 7; ++e)
            experts.push_back({static_cast<int>(4 * d_) + 8 * e, 8,
                               e < routed       ? kernels::EpilogueGate::Routed
                               : e == routed ? kernels::EpilogueGate::Always
                                             : kernels::EpilogueGate::Modality,
                               e < routed ? e : e - routed - 1});
        owners_ = at::arange(7, at::kShort).repeat_interleave(8).to(device);
        experts_ = at::from_blob(experts.data(), {static_cast<std::int64_t>(experts.size() * sizeof experts[0])}, at::kByte)
                       .clone()
                       .to(device);
    }

    void measure(double peak, double copy) {
        const double rows = static_cast<double>(rows_), d = static_cast<double>(d_), in = static_cast<double>(inner());
        fmt::print("| {} | {} |", shape_.backbone, sequences_);
        double all = 0;
        const auto product = [&](const at::Tensor& input, const at::Tensor& weight, at::Tensor& output) {
            const double seconds = deviceSeconds(device_, [&] { at::mm_out(output, input, weight.t()); });
            all += seconds;
            const double flops = 2 * rows * static_cast<double>(weight.numel());
            fmt::print(" {:.0f} ({:.2f}) |", seconds * 1e6, flops / seconds / peak);
        };
        const auto kernel = [&](double bytes, const std::function<void()>& work) {
            const double seconds = deviceSeconds(device_, work);
            all += seconds;
            fmt::print(" {:.0f} ({:.2f}) |", seconds * 1e6, bytes / seconds / copy);
        };
        kernel(rows * d * 24, [&] {
            norm();
            norm();
        });
        product(operand_, queryKeyValue_, wide_);
        kernel(rows * d * 8, [&] { attention(); });
        product(operand_, projection_, addend_);
        product(operand_, first_, columns_);
        kernel(rows * in * 4, [&] { epilogue(); });
        product(columns_.narrow(1, 0, inner() - hidden), second_, addend_);
        const double flops = 2 * rows * d * (4 * d + 2 * in - hidden) + 4 * rows * static_cast<double>(shape_.tokens) * d;
        fmt::print(" {:.2f} | {:.2f} |\n", all / static_cast<double>(sequences_) * 1e6, flops / all / peak);
        std::fflush(stdout);
    }

private:
    static constexpr int routed = 4, hidden = 64;
    at::TensorOptions floats() const { return at::TensorOptions(at::kFloat).device(device_); }
    std::int64_t inner() const { return 4 * d_ + 7 * 8 + hidden; }
    void* stream() const { return c10::impl::VirtualGuardImpl(device_.type()).getStream(device_).native_handle(); }
    static void launched(int status) { TORCH_CHECK(status == 0, kernels::lacunaCudaErrorText(status)); }

    void norm() {
        kernels::ResidualNorm task{};
        task.input = task.sum = state_.mutable_data_ptr<float>();
        task.addend = addend_.const_data_ptr();
        task.addendStorage = task.outputStorage = kernels::Storage::BFloat16;
        task.bias = bias_.const_data_ptr<float>();
        task.scale = task.shift = scale_.const_data_ptr<float>();
        task.epsilon = 1e-5f;
        task.output = operand_.mutable_data_ptr();
        task.width = static_cast<int>(d_);
        launched(kernels::lacunaResidualNormCuda(&task, rows_, stream()));
    }
    void attention() {
        const kernels::ShortAttention task{wide_.const_data_ptr(),         bias_.const_data_ptr<float>(),
                                           operand_.mutable_data_ptr(),    kernels::Storage::BFloat16,
                                           static_cast<int>(shape_.tokens), static_cast<int>(shape_.heads)};
        launched(kernels::lacunaShortAttentionCuda(&task, sequences_, stream()));
    }
    void epilogue() {
        kernels::ExpertEpilogue task{};
        task.input = task.output = columns_.mutable_data_ptr();
        task.inputStride = task.outputStride = inner();
        task.inputStorage = task.outputStorage = kernels::Storage::BFloat16;
        task.outputWidth = static_cast<int>(inner()) - hidden;
        task.ffnWidth = static_cast<int>(4 * d_);
        task.bias = bias_.const_data_ptr<float>();
        task.experts = 7;
        task.expert = static_cast<const kernels::EpilogueExpert*>(experts_.const_data_ptr());
        task.owner = owners_.const_data_ptr<std::int16_t>();
        task.routed = routed;
        task.topK = 2;
        task.hidden = hidden;
        task.routerColumn = task.ffnWidth + 7 * 8;
        task.code = code_.const_data_ptr<float>();
        task.routerWeight = router_.const_data_ptr<float>();
        task.pattern = patterns_.const_data_ptr<std::uint8_t>();
        task.tokens = static_cast<int>(shape_.tokens);
        launched(kernels::lacunaExpertEpilogueCuda(&task, rows_, stream()));
    }

    Shape shape_;
    at::Device device_;
    std::int64_t rows_, sequences_, d_;
    at::Tensor state_, operand_, addend_, wide_, columns_, patterns_, queryKeyValue_, projection_, first_, second_, bias_, scale_,
        code_, router_, experts_, owners_;
};

/// Bytes a second of a large copy, read and written.
double copySpeed(const at::Device& device) {
    const auto from = at::randn({std::int64_t{1} << 28}, at::TensorOptions(at::kFloat).device(device));
    auto to = at::empty_like(from);
    return 8.0 * static_cast<double>(from.numel()) / deviceSeconds(device, [&] { to.copy_(from); });
}

}  // namespace

int main(int argc, char** argv) {
    const c10::InferenceMode inference;
    if (argc > 1) calls = std::max(1, std::atoi(argv[1]));
    const auto chosen = engine::chooseDevice("cuda", "bf16");
    if (!chosen) {
        fmt::print(stderr, "{}\n", base::describe(chosen.error()));
        return 1;
    }
    const auto device = bench::placeOf(*chosen);
    const double peak = bench::peakOf(*chosen), copy = copySpeed(device);
    fmt::print("{}; product of 8192 × 8192: {:.0f} TFLOP/s; copy: {:.2f} TB/s\n\n", chosen->name, peak * 1e-12, copy * 1e-12);
    fmt::print("µs a call (share of the product's peak, or of the copy's speed)\n\n"
               "| backbone | sequences | two norms | q, k, v | attention | projection | first | epilogue | second | µs a sequence and block | "
               "share of peak, all |\n| --- | ---: | --- | --- | --- | --- | --- | --- | --- | ---: | ---: |\n");
    for (const Shape shape : {Shape{"compact", 192, 3, 19}, Shape{"b16", 768, 12, 19}})
        for (const int sequences : {128, 256, 512, 1024, 2048, 4096}) Block(shape, sequences, device).measure(peak, copy);
}
