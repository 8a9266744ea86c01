#pragma once

#include <chrono>
#include <functional>

#include "engine/torch_headers.h"

namespace lacuna::bench {

/// Seconds of one call: the best of several, each repeated for about a third of a second.
inline double secondsOf(const std::function<void()>& work) {
    using Clock = std::chrono::steady_clock;
    work();
    double best = 1e30;
    for (int round = 0; round < 3; ++round) {
        int calls = 0;
        const auto start = Clock::now();
        double elapsed = 0;
        do {
            work();
            ++calls;
            elapsed = std::chrono::duration<double>(Clock::now() - start).count();
        } while (elapsed < 0.35);
        best = std::min(best, elapsed / calls);
    }
    return best;
}

/// FLOP/s of a large matrix product, the most this machine's matrix units give through LibTorch.
inline double measuredPeak(at::ScalarType type, const at::Device& device) {
    const int size = device.is_cuda() ? 8192 : 2048;
    const auto options = at::TensorOptions(type).device(device);
    const auto a = at::randn({size, size}, options), b = at::randn({size, size}, options);
    const auto seconds = secondsOf([&] {
        const auto product = at::linear(a, b);
        if (device.is_cuda()) at::sum(product).item<float>();
    });
    return 2.0 * size * size * size / seconds;
}

}  // namespace lacuna::bench
