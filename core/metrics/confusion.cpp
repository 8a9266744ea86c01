#include "metrics/confusion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace lacuna::metrics {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) { return whole > 0 ? part / whole : undefined; }

/// Mean of the defined values.
double definedMean(const std::vector<double>& values) {
    double sum = 0;
    int defined = 0;
    for (const double value : values)
        if (!std::isnan(value)) sum += value, ++defined;
    return ratio(sum, defined);
}

}  // namespace

Confusion::Confusion(int classes)
    : classes_(classes),
      counts_(static_cast<std::size_t>(classes) * static_cast<std::size_t>(classes)),
      unclassified_(static_cast<std::size_t>(classes)) {
    LACUNA_ASSERT(classes >= 1);
}

void Confusion::add(int reference, int predicted, std::uint64_t count) {
    LACUNA_ASSERT(reference >= 0 && reference < classes_ && predicted >= -1 && predicted < classes_);
    if (predicted < 0)
        unclassified_[static_cast<std::size_t>(reference)] += count;
    else
        counts_[static_cast<std::size_t>(reference * classes_ + predicted)] += count;
}

void Confusion::merge(const Confusion& other) {
    LACUNA_ASSERT(other.classes_ == classes_);
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    for (std::size_t i = 0; i < unclassified_.size(); ++i) unclassified_[i] += other.unclassified_[i];
}

std::uint64_t Confusion::at(int reference, int predicted) const {
    return counts_[static_cast<std::size_t>(reference * classes_ + predicted)];
}

std::uint64_t Confusion::unclassified(int reference) const { return unclassified_[static_cast<std::size_t>(reference)]; }

std::uint64_t Confusion::referenceTotal(int classIndex) const {
    std::uint64_t sum = unclassified(classIndex);
    for (int predicted = 0; predicted < classes_; ++predicted) sum += at(classIndex, predicted);
    return sum;
}

std::uint64_t Confusion::mapTotal(int classIndex) const {
    std::uint64_t sum = 0;
    for (int reference = 0; reference < classes_; ++reference) sum += at(reference, classIndex);
    return sum;
}

std::uint64_t Confusion::total() const {
    std::uint64_t sum = 0;
    for (int reference = 0; reference < classes_; ++reference) sum += referenceTotal(reference);
    return sum;
}

Accuracy accuracyOf(const Confusion& confusion) {
    const double total = static_cast<double>(confusion.total());
    double right = 0, byChance = 0;
    Accuracy accuracy;
    std::vector<double> f1WithReference;
    for (int c = 0; c < confusion.classes(); ++c) {
        const double hit = static_cast<double>(confusion.at(c, c));
        const double reference = static_cast<double>(confusion.referenceTotal(c));
        const double mapped = static_cast<double>(confusion.mapTotal(c));
        right += hit;
        byChance += reference * mapped;
        accuracy.producers.push_back(ratio(hit, reference));
        accuracy.users.push_back(ratio(hit, mapped));
        accuracy.producersInterval.push_back(wilsonInterval(accuracy.producers.back(), reference));
        accuracy.usersInterval.push_back(wilsonInterval(accuracy.users.back(), mapped));
        accuracy.f1.push_back(ratio(2 * hit, reference + mapped));
        accuracy.iou.push_back(ratio(hit, reference + mapped - hit));
        if (reference > 0) f1WithReference.push_back(accuracy.f1.back());
    }
    accuracy.overall = ratio(right, total);
    accuracy.average = definedMean(accuracy.producers);
    accuracy.macroF1 = definedMean(f1WithReference);
    accuracy.meanIou = definedMean(accuracy.iou);
    const double chance = ratio(byChance, total * total);
    // One class everywhere, in map and reference: agreement is all there can be.
    accuracy.kappa = chance < 1 ? (accuracy.overall - chance) / (1 - chance) : (chance == 1 ? 1 : undefined);
    const auto interval = wilsonInterval(accuracy.overall, total);
    accuracy.overallLow = interval.low;
    accuracy.overallHigh = interval.high;
    return accuracy;
}

}  // namespace lacuna::metrics
