#include "metrics/calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace lacuna::metrics {
namespace {

constexpr double widest = 20;

double logOf(float probability) { return std::log(std::max(static_cast<double>(probability), 1e-30)); }

/// Mean negative log likelihood at inverse temperature `inverse`, in which it is convex.
double lossAt(const ScoredPixels& pixels, double inverse) {
    const auto classes = static_cast<std::size_t>(pixels.classes);
    double loss = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const float* row = pixels.probabilities.data() + i * classes;
        const double largest = logOf(*std::max_element(row, row + classes));
        double sum = 0;
        for (std::size_t k = 0; k < classes; ++k) sum += std::exp(inverse * (logOf(row[k]) - largest));
        loss += std::log(sum) - inverse * (logOf(row[pixels.truth[i]]) - largest);
    }
    return loss / static_cast<double>(pixels.size());
}

}  // namespace

double fitTemperature(const ScoredPixels& pixels) {
    LACUNA_ASSERT(pixels.probabilities.size() == pixels.size() * static_cast<std::size_t>(pixels.classes));
    if (pixels.size() == 0) return 1;
    // Golden section over log(1/T).
    const double ratio = (std::sqrt(5.0) - 1) / 2;
    double low = -std::log(widest), high = std::log(widest);
    double left = high - ratio * (high - low), right = low + ratio * (high - low);
    double leftLoss = lossAt(pixels, std::exp(left)), rightLoss = lossAt(pixels, std::exp(right));
    while (high - low > 1e-4) {
        if (leftLoss <= rightLoss) {
            high = right;
            right = left;
            rightLoss = leftLoss;
            left = high - ratio * (high - low);
            leftLoss = lossAt(pixels, std::exp(left));
        } else {
            low = left;
            left = right;
            leftLoss = rightLoss;
            right = low + ratio * (high - low);
            rightLoss = lossAt(pixels, std::exp(right));
        }
    }
    return std::exp(-(low + high) / 2);
}

float calibratedConfidence(const float* probabilities, int classes, double temperature) {
    const double largest = logOf(*std::max_element(probabilities, probabilities + classes));
    double sum = 0;
    for (int k = 0; k < classes; ++k) sum += std::exp((logOf(probabilities[k]) - largest) / temperature);
    return static_cast<float>(1 / sum);
}

std::vector<JudgedPixel> judgedAt(const ScoredPixels& pixels, double temperature) {
    std::vector<JudgedPixel> judged;
    judged.reserve(pixels.size());
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const float* row = pixels.probabilities.data() + i * static_cast<std::size_t>(pixels.classes);
        judged.push_back({calibratedConfidence(row, pixels.classes, temperature),
                          std::max_element(row, row + pixels.classes) - row == pixels.truth[i]});
    }
    return judged;
}

std::vector<CalibrationStep> fitIsotonic(std::vector<JudgedPixel> pixels) {
    std::sort(pixels.begin(), pixels.end(), [](const auto& a, const auto& b) { return a.confidence < b.confidence; });
    struct Pool {
        float from;
        double right, count;
        double mean() const { return right / count; }
    };
    std::vector<Pool> pools;
    for (const auto& pixel : pixels) {
        const double right = pixel.right ? 1 : 0;
        if (!pools.empty() && pools.back().from == pixel.confidence) {
            pools.back().right += right;
            ++pools.back().count;
        } else {
            pools.push_back({pixel.confidence, right, 1});
        }
    }
    std::vector<Pool> rising;
    for (auto pool : pools) {
        while (!rising.empty() && rising.back().mean() >= pool.mean()) {
            pool = {rising.back().from, rising.back().right + pool.right, rising.back().count + pool.count};
            rising.pop_back();
        }
        rising.push_back(pool);
    }
    std::vector<CalibrationStep> steps;
    for (const auto& pool : rising) steps.push_back({pool.from, static_cast<float>(pool.mean())});
    return steps;
}

float calibratedBy(const std::vector<CalibrationStep>& steps, float confidence) {
    LACUNA_ASSERT(!steps.empty());
    const auto above = std::upper_bound(steps.begin(), steps.end(), confidence, [](float value, const auto& step) { return value < step.from; });
    return above == steps.begin() ? steps.front().accuracy : std::prev(above)->accuracy;
}

double expectedCalibrationError(const std::vector<JudgedPixel>& pixels, int bins) {
    LACUNA_ASSERT(bins >= 1);
    if (pixels.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::vector<double> difference(static_cast<std::size_t>(bins));  // Σ (confidence − right)
    for (const auto& pixel : pixels) {
        const auto bin = static_cast<std::size_t>(std::clamp(static_cast<int>(pixel.confidence * static_cast<float>(bins)), 0, bins - 1));
        difference[bin] += static_cast<double>(pixel.confidence) - (pixel.right ? 1 : 0);
    }
    double sum = 0;
    for (const double one : difference) sum += std::abs(one);
    return sum / static_cast<double>(pixels.size());
}

CoveragePoint coverageAt(const std::vector<JudgedPixel>& pixels, float threshold) {
    CoveragePoint point;
    point.threshold = threshold;
    std::size_t right = 0;
    for (const auto& pixel : pixels) {
        if (pixel.confidence < threshold) continue;
        ++point.certain;
        right += pixel.right;
    }
    point.share = pixels.empty() ? 0 : static_cast<double>(point.certain) / static_cast<double>(pixels.size());
    point.accuracy = point.certain == 0 ? std::numeric_limits<double>::quiet_NaN()
                                        : static_cast<double>(right) / static_cast<double>(point.certain);
    return point;
}

std::vector<CoveragePoint> riskCoverage(std::vector<JudgedPixel> pixels) {
    std::sort(pixels.begin(), pixels.end(), [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    std::vector<CoveragePoint> curve;
    std::size_t right = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        right += pixels[i].right;
        if (i + 1 < pixels.size() && pixels[i + 1].confidence == pixels[i].confidence) continue;
        const auto count = static_cast<double>(i + 1);
        curve.push_back({pixels[i].confidence, count / static_cast<double>(pixels.size()), static_cast<double>(right) / count, i + 1});
    }
    return curve;
}

std::optional<CoveragePoint> pointForAccuracy(const std::vector<CoveragePoint>& curve, double accuracy, std::size_t fewest) {
    std::optional<CoveragePoint> best;
    for (const auto& point : curve)
        if (point.certain >= fewest && point.accuracy >= accuracy) best = point;
    return best;
}

CoveragePoint pointForShare(const std::vector<CoveragePoint>& curve, double share) {
    LACUNA_ASSERT(!curve.empty());
    const auto found = std::find_if(curve.begin(), curve.end(), [share](const auto& point) { return point.share >= share; });
    return found == curve.end() ? curve.back() : *found;
}

}  // namespace lacuna::metrics
