#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

#include "engine/torch_headers.h"

namespace lacuna::bench {

/// Seconds of one call, from calls repeated for about `atLeast` seconds after one that warms up.
inline double secondsOf(const std::function<void()>& work, double atLeast = 0.35) {
    using Clock = std::chrono::steady_clock;
    work();
    int calls = 0;
    const auto start = Clock::now();
    double elapsed = 0;
    do {
        work();
        ++calls;
        elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    } while (elapsed < atLeast);
    return elapsed / calls;
}

/// One figure of every round.
struct Figure {
    std::vector<double> rounds;
    double median() const {
        auto sorted = rounds;
        std::sort(sorted.begin(), sorted.end());
        const auto half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
    double lowest() const { return *std::min_element(rounds.begin(), rounds.end()); }
    double highest() const { return *std::max_element(rounds.begin(), rounds.end()); }
    /// Round by round: both sides of a ratio ran within seconds of each other.
    friend Figure operator/(const Figure& a, const Figure& b) {
        Figure ratio;
        for (std::size_t i = 0; i < a.rounds.size(); ++i) ratio.rounds.push_back(a.rounds[i] / b.rounds[i]);
        return ratio;
    }
    friend Figure operator*(const Figure& a, double factor) {
        Figure scaled;
        for (const double value : a.rounds) scaled.rounds.push_back(value * factor);
        return scaled;
    }
};

/// FLOP/s of a large matrix product through LibTorch.
inline double tensorProductSpeed(at::ScalarType type, const at::Device& device) {
    const int size = device.is_cuda() ? 8192 : 2048;
    const auto options = at::TensorOptions(type).device(device);
    const auto a = at::randn({size, size}, options), b = at::randn({size, size}, options);
    const int products = device.is_cuda() ? 10 : 1;  // queued before anybody waits
    auto result = at::empty({size, size}, options);
    const auto seconds = secondsOf([&] {
        for (int i = 0; i < products; ++i) at::mm_out(result, a, b.t());
        if (device.is_cuda()) result.select(0, 0).select(0, 0).item();
    });
    return 2.0 * size * size * size * products / seconds;
}

}  // namespace lacuna::bench
