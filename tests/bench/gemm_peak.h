#pragma once

#include "engine/device.h"
#include "engine/worker_pool.h"
#include "kernels/cpu_kernels.h"
#include "measure.h"

namespace lacuna::bench {

inline at::Device placeOf(const engine::Device& device) {
    return device.cuda ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device.index)) : at::Device(at::kCPU);
}
inline at::ScalarType typeOf(const engine::Device& device) {
    return device.precision == engine::Precision::BFloat16 ? at::kBFloat16 : at::kFloat;
}

/// FLOP/s of a large product by this program's own kernel, the cores sharing its rows.
inline double packedProductSpeed(kernels::Storage storage) {
    const int size = 2048, rows = 128;
    const bool half = storage == kernels::Storage::BFloat16;
    const auto& set = kernels::cpuKernels();
    const auto weight = at::randn({size, size});
    const auto packed = kernels::packWeight(set, weight.const_data_ptr<float>(), nullptr, size, size, storage);
    const auto input = at::randn({size, size}).to(half ? at::kBFloat16 : at::kFloat).contiguous();
    auto output = at::empty({size, size});
    engine::WorkerPool pool(at::get_num_threads());
    const auto seconds = secondsOf([&] {
        pool.run(size / rows, [&](std::int64_t part, int) {
            kernels::Product task;
            task.input = static_cast<const char*>(input.const_data_ptr()) + part * rows * size * (half ? 2 : 4);
            task.inputStride = task.outputStride = size;
            task.weight = &packed;
            task.output = output.mutable_data_ptr<float>() + part * rows * size;
            task.rows = rows;
            set.product(task);
        });
    });
    return 2.0 * size * size * size / seconds;
}

/// The most this machine's matrix units were seen to give for a large product, through LibTorch or our own kernel.
inline double peakOf(const engine::Device& device) {
    const double tensors = tensorProductSpeed(typeOf(device), placeOf(device));
    if (device.cuda) return tensors;
    const bool half = device.precision == engine::Precision::BFloat16;
    return std::max(tensors, packedProductSpeed(half ? kernels::Storage::BFloat16 : kernels::Storage::Float32));
}

}  // namespace lacuna::bench
