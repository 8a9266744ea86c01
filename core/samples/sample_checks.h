#pragma once

#include <string>
#include <vector>

#include "samples/split.h"

namespace lacuna::samples {

/// What makes a set of samples, or an accuracy measured with it, less worth than it looks.
struct SampleWarning {
    enum class Kind { TooFew, OneBlock, NotTested, Touching, Contested };
    Kind kind = Kind::TooFew;
    int classValue = 0;  ///< 0: not of one class
    std::string text;    ///< a sentence
};

/// Fewer samples of a class than this are called too few.
inline constexpr int fewSamples = 30;

/// Of the samples alone: classes without or with few samples, and classes whose samples all lie in one block of
/// `blockSize` pixels, so that no split by blocks can test them.
std::vector<SampleWarning> warningsOf(const SampleSet& all, int blockSize);
/// Of a split: classes that it leaves out, and test samples closer than `patchSize` to a training sample, whose patches
/// hold pixels that were trained on.
std::vector<SampleWarning> warningsOf(const SampleSet& all, const Split& split, int patchSize);

/// Samples of `test` closer than `distance` pixels (Chebyshev) to a sample of `train`.
std::size_t countNear(const SampleSet& test, const SampleSet& train, int distance);

}  // namespace lacuna::samples
