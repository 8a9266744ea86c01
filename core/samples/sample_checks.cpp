#include "samples/sample_checks.h"

#include <set>

namespace lacuna::samples {
namespace {

std::vector<int> blocksByClass(const SampleSet& all, int blockSize) {
    std::vector<std::set<std::pair<int, int>>> blocks(all.classes.size());
    for (const auto& sample : all.samples)
        blocks[static_cast<std::size_t>(sample.classIndex)].insert({sample.row / blockSize, sample.column / blockSize});
    std::vector<int> counts;
    for (const auto& one : blocks) counts.push_back(static_cast<int>(one.size()));
    return counts;
}

bool holds(const SampleSet& side, int value) { return base::classIndex(side.classes, value) >= 0; }

}  // namespace

std::vector<SampleWarning> warningsOf(const SampleSet& all, int blockSize) {
    using Kind = SampleWarning::Kind;
    std::vector<SampleWarning> warnings;
    const auto counts = all.countByClass();
    const auto blocks = blocksByClass(all, std::max(1, blockSize));
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const auto& one = all.classes[c];
        if (counts[c] == 0)
            warnings.push_back({Kind::TooFew, one.value, fmt::format("{} has no pixel yet", one.name)});
        else if (counts[c] < fewSamples)
            warnings.push_back({Kind::TooFew, one.value,
                                fmt::format("{} has {} pixel{}; {} or more make a class", one.name, counts[c], counts[c] == 1 ? "" : "s", fewSamples)});
        if (counts[c] > 0 && blocks[c] == 1)
            warnings.push_back({Kind::OneBlock, one.value,
                                fmt::format("{} lies in one block of {} px; mark it in another place too", one.name, blockSize)});
    }
    return warnings;
}

std::vector<SampleWarning> warningsOf(const SampleSet& all, const Split& split, int patchSize) {
    using Kind = SampleWarning::Kind;
    std::vector<SampleWarning> warnings;
    const auto counts = all.countByClass();
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const auto& one = all.classes[c];
        if (counts[c] > 0 && !(holds(split.train, one.value) && holds(split.test, one.value)))
            warnings.push_back({Kind::NotTested, one.value, fmt::format("{} is left out: the split gives it no training or no test pixels", one.name)});
    }
    if (const auto near = countNear(split.test, split.train, patchSize); near > 0)
        warnings.push_back({Kind::Touching, 0,
                            fmt::format("{:.0f} % of the test pixels are closer than {} px to a training pixel: accuracies will flatter",
                                        100.0 * static_cast<double>(near) / static_cast<double>(split.test.samples.size()), patchSize)});
    return warnings;
}

}  // namespace lacuna::samples
