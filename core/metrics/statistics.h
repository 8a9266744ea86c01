#pragma once

#include <cstdint>
#include <vector>

/// What is said of a method from a few repeated runs, and of two methods from the pixels they were both judged at
/// (METHODS §7). Pure functions.
namespace lacuna::metrics {

/// A mean over runs that differ in their seed alone.
struct RepeatedMean {
    int count = 0;
    double mean = 0;  ///< NaN without values
    double low =
        0;  ///< 95 % interval of the mean by Student's t with count − 1 degrees of freedom; NaN below two values
    double high = 0;
    double minimum = 0;
    double maximum = 0;
};
RepeatedMean repeatedMean(const std::vector<double>& values);

/// The 97.5 % point of Student's t. Exact to 1e-4.
double studentT975(int degreesOfFreedom);

/// Holm's (1979) adjustment of p-values that are looked at together: at level α the chance of any false difference
/// stays below α. In the order given, at most 1.
std::vector<double> holmAdjusted(const std::vector<double>& p);

/// Ranks, 1 for the largest value; equal values share the mean of their ranks.
std::vector<double> ranksOf(const std::vector<double>& values);

}  // namespace lacuna::metrics
