#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace lacuna::metrics {

/// What a classifier says of n pixels whose class is known.
struct ScoredPixels {
    int classes = 0;
    std::vector<float> probabilities;  ///< [n, classes], each row sums to 1
    std::vector<int> truth;            ///< [n] class index
    std::size_t size() const { return truth.size(); }
};

/// Temperature scaling (Guo et al. 2017, "On calibration of modern neural networks"): the logits are divided by T, which
/// changes how sure the classifier is and never its class. T minimises the negative log likelihood, in [1/20, 20]; 1
/// without pixels.
double fitTemperature(const ScoredPixels& pixels);
/// The largest probability of one pixel at temperature T. [classes]
float calibratedConfidence(const float* probabilities, int classes, double temperature);

struct JudgedPixel {
    float confidence = 0;
    bool right = false;
};
std::vector<JudgedPixel> judgedAt(const ScoredPixels& pixels, double temperature);

/// From this confidence on, pixels are right so often.
struct CalibrationStep {
    float from = 0;
    float accuracy = 0;
};
/// Isotonic regression of being right on the confidence (Zadrozny & Elkan 2002, "Transforming classifier scores into
/// accurate multiclass probability estimates"; pool adjacent violators): a step function that rises, ascending. It keeps
/// the order of the pixels, so a threshold on it is one on the confidence. Empty without pixels.
std::vector<CalibrationStep> fitIsotonic(std::vector<JudgedPixel> pixels);
/// What the steps make of a confidence; below the first step the first's. The steps may not be empty.
float calibratedBy(const std::vector<CalibrationStep>& steps, float confidence);

/// Mean distance of confidence and accuracy over `bins` equal parts of [0,1], weighted by their pixels (ibid.). NaN
/// without pixels.
double expectedCalibrationError(const std::vector<JudgedPixel>& pixels, int bins = 15);

/// What is left when pixels less sure than a threshold are called uncertain.
struct CoveragePoint {
    float threshold = 0;   ///< pixels of this confidence and above are certain
    double share = 0;      ///< of the pixels that are certain
    double accuracy = 0;   ///< of those; NaN where there are none
    std::size_t certain = 0;
};
CoveragePoint coverageAt(const std::vector<JudgedPixel>& pixels, float threshold);
/// A point for each confidence that occurs, from the fewest pixels to all (the risk-coverage curve; risk is
/// 1 − accuracy).
std::vector<CoveragePoint> riskCoverage(std::vector<JudgedPixel> pixels);
/// The largest share whose accuracy is at least what is asked, of points with at least `fewest` pixels; nothing where no
/// point reaches it.
std::optional<CoveragePoint> pointForAccuracy(const std::vector<CoveragePoint>& curve, double accuracy, std::size_t fewest = 1);
/// The smallest share that is at least what is asked; the curve may not be empty.
CoveragePoint pointForShare(const std::vector<CoveragePoint>& curve, double share);

}  // namespace lacuna::metrics
