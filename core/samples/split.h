#pragma once

#include <cstdint>

#include "base/result.h"
#include "samples/sample_set.h"

namespace lacuna::samples {

struct Split {
    SampleSet train;
    SampleSet test;
};

/// Spatial blocks: the grid is cut into blocks of `blockSize` pixels; blocks are dealt at random (from the seed) to
/// training or test so that about `trainFraction` of the samples of every class train; test samples closer than
/// `buffer` pixels (Chebyshev distance) to any training sample are dropped, so that patches of side ≤ buffer never
/// overlap. Classes that end up without samples on either side (fewer than 2 training or 1 test) are dropped from both.
struct SpatialBlocks {
    int blockSize = 12;
    int buffer = 9;
    double trainFraction = 0.1;
    std::uint64_t seed = 0;
};
base::Result<Split> splitBySpatialBlocks(const SampleSet& all, const SpatialBlocks& options);

/// Labels that a benchmark ships in two files, as a split: the test side's class indices become the training side's.
/// Errors: BadData when a test sample is of a class that has no training sample, or is a training sample.
base::Result<Split> splitAsGiven(const SampleSet& train, const SampleSet& test);

/// About `most` samples (never more) spread evenly over the classes and over the scene; all of them when `most` is 0.
/// A pure function.
SampleSet thinned(SampleSet set, std::size_t most);

/// The field's habit, which flatters every method (patches overlap): `trainFraction` of each class at random, at least
/// `minimumPerClass`.
base::Result<Split> splitAtRandom(const SampleSet& all, double trainFraction, int minimumPerClass, std::uint64_t seed);

}  // namespace lacuna::samples
