#include "samples/split.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <unordered_map>

#include "samples/sample_checks.h"

namespace lacuna::samples {
namespace {

constexpr auto stage = "split samples";
using base::ErrorCode;
using base::fail;

/// Fisher and Yates, on the generator's own bits: the same order on every platform.
template <class T>
void shuffle(std::vector<T>& items, std::mt19937_64& random) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

SampleSet emptyLike(const SampleSet& all) { return {all.gridWidth, all.gridHeight, all.classes, {}}; }

bool byPlace(const Sample& a, const Sample& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); }

int wantedForTraining(int samples, double fraction) {
    return std::max(2, static_cast<int>(std::lround(fraction * samples)));
}

/// Training samples in square cells, so that the neighbours of a pixel are found in nine of them.
class Neighbourhood {
public:
    Neighbourhood(const std::vector<Sample>& samples, int reach) : reach_(std::max(1, reach)) {
        for (const Sample& sample : samples) cells_[key(sample.row / reach_, sample.column / reach_)].push_back(sample);
    }
    /// Whether a sample is closer than `reach` (Chebyshev).
    bool isNear(const Sample& sample) const {
        for (int row = sample.row / reach_ - 1; row <= sample.row / reach_ + 1; ++row)
            for (int column = sample.column / reach_ - 1; column <= sample.column / reach_ + 1; ++column) {
                const auto cell = cells_.find(key(row, column));
                if (cell == cells_.end()) continue;
                for (const Sample& other : cell->second)
                    if (std::max(std::abs(other.row - sample.row), std::abs(other.column - sample.column)) < reach_)
                        return true;
            }
        return false;
    }

private:
    static std::int64_t key(int row, int column) { return (static_cast<std::int64_t>(row) << 32) + column; }
    int reach_;
    std::unordered_map<std::int64_t, std::vector<Sample>> cells_;
};

void keepClasses(SampleSet& set, const std::vector<int>& newIndex, const base::ClassTable& classes) {
    std::vector<Sample> kept;
    for (Sample sample : set.samples) {
        sample.classIndex = newIndex[static_cast<std::size_t>(sample.classIndex)];
        if (sample.classIndex >= 0) kept.push_back(sample);
    }
    set.samples = std::move(kept);
    set.classes = classes;
}

/// Drops the classes that one side lacks. Errors: BadData when fewer than two are left.
base::Result<Split> withCommonClasses(Split split) {
    const auto train = split.train.countByClass(), test = split.test.countByClass();
    std::vector<int> newIndex;
    base::ClassTable classes;
    for (std::size_t i = 0; i < split.train.classes.size(); ++i) {
        const bool kept = train[i] >= 2 && test[i] >= 1;
        newIndex.push_back(kept ? static_cast<int>(classes.size()) : -1);
        if (kept) classes.push_back(split.train.classes[i]);
    }
    if (classes.size() < 2)
        return fail(ErrorCode::BadData, stage,
                    "{} of {} classes have samples on both sides of the split, expected at least 2. Use smaller blocks, a smaller "
                    "buffer or more labels", classes.size(), split.train.classes.size());
    keepClasses(split.train, newIndex, classes);
    keepClasses(split.test, newIndex, classes);
    return split;
}

base::Status checkFraction(double fraction) {
    if (fraction > 0 && fraction < 1) return {};
    return fail(ErrorCode::Usage, stage, "the training share is {}, expected more than 0 and less than 1", fraction);
}

/// Samples by block, and which blocks train.
struct Blocks {
    std::vector<std::vector<Sample>> samples;
    std::vector<bool> trains;
};

Blocks cutIntoBlocks(const SampleSet& all, int size) {
    Blocks blocks;
    std::map<std::pair<int, int>, std::size_t> indexOf;
    for (const Sample& sample : all.samples) {
        const auto [place, isNew] = indexOf.try_emplace({sample.row / size, sample.column / size}, blocks.samples.size());
        if (isNew) blocks.samples.emplace_back();
        blocks.samples[place->second].push_back(sample);
    }
    blocks.trains.assign(blocks.samples.size(), false);
    return blocks;
}

/// The rarest class chooses first; each takes blocks, in random order, until it has its share.
void dealBlocks(Blocks& blocks, const SampleSet& all, double fraction, std::mt19937_64& random) {
    const auto counts = all.countByClass();
    std::vector<std::size_t> order(blocks.samples.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    shuffle(order, random);
    std::vector<std::size_t> classes(counts.size());
    for (std::size_t i = 0; i < classes.size(); ++i) classes[i] = i;
    std::stable_sort(classes.begin(), classes.end(), [&](auto a, auto b) { return counts[a] < counts[b]; });
    std::vector<int> training(counts.size(), 0);
    for (const auto classIndex : classes) {
        const int wanted = wantedForTraining(counts[classIndex], fraction);
        for (const auto block : order) {
            if (training[classIndex] >= wanted) break;
            const auto& samples = blocks.samples[block];
            const bool holdsClass = std::any_of(samples.begin(), samples.end(), [&](const Sample& sample) {
                return static_cast<std::size_t>(sample.classIndex) == classIndex;
            });
            if (blocks.trains[block] || !holdsClass) continue;
            blocks.trains[block] = true;
            for (const Sample& sample : samples) ++training[static_cast<std::size_t>(sample.classIndex)];
        }
    }
}

/// At most `wanted` samples of each class, chosen at random.
std::vector<Sample> capped(std::vector<Sample> samples, const SampleSet& all, double fraction, std::mt19937_64& random) {
    const auto counts = all.countByClass();
    shuffle(samples, random);
    std::vector<int> taken(counts.size(), 0);
    std::vector<Sample> kept;
    for (const Sample& sample : samples) {
        const auto classIndex = static_cast<std::size_t>(sample.classIndex);
        if (taken[classIndex]++ < wantedForTraining(counts[classIndex], fraction)) kept.push_back(sample);
    }
    std::sort(kept.begin(), kept.end(), byPlace);
    return kept;
}

}  // namespace

std::size_t countNear(const SampleSet& test, const SampleSet& train, int distance) {
    if (distance < 1) return 0;
    const Neighbourhood near(train.samples, distance);
    return static_cast<std::size_t>(
        std::count_if(test.samples.begin(), test.samples.end(), [&](const Sample& sample) { return near.isNear(sample); }));
}

base::Result<Split> splitBySpatialBlocks(const SampleSet& all, const SpatialBlocks& options) {
    LACUNA_TRY_STATUS(checkFraction(options.trainFraction));
    if (options.blockSize < 1 || options.buffer < 0)
        return fail(ErrorCode::Usage, stage, "block size {} and buffer {} are given, expected at least 1 and 0", options.blockSize,
                    options.buffer);
    std::mt19937_64 random(options.seed);
    auto blocks = cutIntoBlocks(all, options.blockSize);
    dealBlocks(blocks, all, options.trainFraction, random);
    Split split{emptyLike(all), emptyLike(all)};
    std::vector<Sample> training;
    for (std::size_t i = 0; i < blocks.samples.size(); ++i)
        if (blocks.trains[i]) training.insert(training.end(), blocks.samples[i].begin(), blocks.samples[i].end());
    split.train.samples = capped(std::move(training), all, options.trainFraction, random);
    const Neighbourhood near(split.train.samples, options.buffer);
    for (std::size_t i = 0; i < blocks.samples.size(); ++i) {
        if (blocks.trains[i]) continue;
        for (const Sample& sample : blocks.samples[i])
            if (options.buffer == 0 || !near.isNear(sample)) split.test.samples.push_back(sample);
    }
    return withCommonClasses(std::move(split));
}

base::Result<Split> splitAtRandom(const SampleSet& all, double trainFraction, int minimumPerClass, std::uint64_t seed) {
    LACUNA_TRY_STATUS(checkFraction(trainFraction));
    std::mt19937_64 random(seed);
    std::vector<std::vector<Sample>> byClass(all.classes.size());
    for (const Sample& sample : all.samples) byClass[static_cast<std::size_t>(sample.classIndex)].push_back(sample);
    Split split{emptyLike(all), emptyLike(all)};
    for (auto& samples : byClass) {
        shuffle(samples, random);
        const auto wanted = static_cast<std::size_t>(
            std::max(minimumPerClass, static_cast<int>(std::lround(trainFraction * static_cast<double>(samples.size())))));
        for (std::size_t i = 0; i < samples.size(); ++i) (i < wanted ? split.train : split.test).samples.push_back(samples[i]);
    }
    return withCommonClasses(std::move(split));
}

base::Result<Split> splitAsGiven(const SampleSet& train, const SampleSet& test) {
    std::set<std::pair<int, int>> trained;
    for (const Sample& sample : train.samples) trained.insert({sample.row, sample.column});
    const auto counts = train.countByClass();
    Split split{train, emptyLike(train)};
    for (Sample sample : test.samples) {
        const auto& landClass = test.classes[static_cast<std::size_t>(sample.classIndex)];
        sample.classIndex = base::classIndex(train.classes, landClass.value);
        if (sample.classIndex < 0 || counts[static_cast<std::size_t>(sample.classIndex)] == 0)
            return fail(ErrorCode::BadData, stage,
                        "the test labels hold class {} ({}), of which there is no training label. Use the two files of one "
                        "benchmark, with the same values for the same classes", landClass.value, landClass.name);
        if (trained.contains({sample.row, sample.column}))
            return fail(ErrorCode::BadData, stage,
                        "the pixel in row {}, column {} is a training label and a test label; a test on what was trained says "
                        "nothing. Take it out of one of the files", sample.row, sample.column);
        split.test.samples.push_back(sample);
    }
    return split;
}

SampleSet thinned(SampleSet set, std::size_t most) {
    const auto count = set.samples.size();
    if (most == 0 || count <= most) return set;
    std::stable_sort(set.samples.begin(), set.samples.end(), [](const Sample& a, const Sample& b) { return a.classIndex < b.classIndex; });
    std::vector<Sample> kept;
    for (std::size_t i = 0; i < most; ++i) kept.push_back(set.samples[i * count / most]);
    std::sort(kept.begin(), kept.end(), byPlace);
    set.samples = std::move(kept);
    return set;
}

}  // namespace lacuna::samples
