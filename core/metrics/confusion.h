#pragma once

#include <cstdint>
#include <vector>

#include "metrics/wilson.h"

namespace lacuna::metrics {

/// Confusion matrix of K classes, rows = reference, columns = map; each pixel counts once.
/// A pixel the map leaves unclassified counts in `unclassified` of its reference class and as wrong.
class Confusion {
public:
    explicit Confusion(int classes);
    /// predicted −1: unclassified.
    void add(int reference, int predicted, std::uint64_t count = 1);
    void merge(const Confusion& other);  ///< same number of classes
    int classes() const { return classes_; }
    std::uint64_t at(int reference, int predicted) const;
    std::uint64_t unclassified(int reference) const;
    std::uint64_t referenceTotal(int classIndex) const;  ///< row sum, unclassified included
    std::uint64_t mapTotal(int classIndex) const;        ///< column sum
    std::uint64_t total() const;

private:
    int classes_;
    std::vector<std::uint64_t> counts_;
    std::vector<std::uint64_t> unclassified_;
};

/// METHODS §7. All in [0,1] (κ in [−1,1]); NaN where undefined (a class without reference or map pixels).
struct Accuracy {
    double overall = 0;        ///< OA
    double average = 0;        ///< AA, mean producer's accuracy over classes with reference pixels
    double kappa = 0;
    double macroF1 = 0;        ///< over classes with reference pixels
    double meanIou = 0;        ///< over classes with reference or map pixels
    std::vector<double> producers;  ///< recall by class
    std::vector<double> users;      ///< precision by class
    std::vector<Interval> producersInterval;  ///< Wilson 95 %, over the class's reference pixels
    std::vector<Interval> usersInterval;      ///< over the reference pixels that are mapped as the class
    std::vector<double> f1;
    std::vector<double> iou;
    double overallLow = 0;     ///< Wilson 95 % interval of OA
    double overallHigh = 0;
};
Accuracy accuracyOf(const Confusion& confusion);

}  // namespace lacuna::metrics
