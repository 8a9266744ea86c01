#include "engine/training_batches.h"

#include <array>
#include <numeric>
#include <utility>

#include "engine/counter_random.h"
#include "engine/torch_headers.h"

namespace lacuna::engine {
namespace {

/// For each of the eight turns, which pixel of a patch comes to stand at each place.
std::array<std::vector<std::int64_t>, 8> turnTables(int side) {
    std::array<std::vector<std::int64_t>, 8> tables;
    for (unsigned turn = 0; turn < 8; ++turn)
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                int fromRow = (turn & 2u) != 0 ? side - 1 - row : row;
                int fromColumn = (turn & 4u) != 0 ? side - 1 - column : column;
                if ((turn & 1u) != 0) std::swap(fromRow, fromColumn);
                tables[turn].push_back(static_cast<std::int64_t>(fromRow) * side + fromColumn);
            }
    return tables;
}

/// source [C, pixels] → target [pixels, C], turned.
void copyTurned(const float* source, std::int64_t channels, const std::vector<std::int64_t>& table, float* target) {
    const auto pixels = static_cast<std::int64_t>(table.size());
    for (std::int64_t pixel = 0; pixel < pixels; ++pixel)
        for (std::int64_t channel = 0; channel < channels; ++channel)
            target[pixel * channels + channel] = source[channel * pixels + table[static_cast<std::size_t>(pixel)]];
}

at::Tensor gatherModality(const tile::PatchSet& patches, std::size_t modality, const EpochPlan& plan,
                          std::span<const std::int64_t> samples) {
    const auto tables = turnTables(patches.patchSize);
    const std::int64_t side = patches.patchSize;
    const std::int64_t channels = patches.channels[modality];
    const auto size = channels * side * side;
    const auto count = static_cast<std::int64_t>(samples.size());
    auto target = at::zeros({count, side, side, channels});
    auto* values = target.data_ptr<float>();
    at::parallel_for(0, count, 8, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = begin; i < end; ++i) {
            const auto sample = static_cast<std::size_t>(samples[static_cast<std::size_t>(i)]);
            if (!base::isPresent(plan.availability[sample], static_cast<int>(modality))) continue;
            copyTurned(patches.values[modality].data() + static_cast<std::int64_t>(sample) * size, channels,
                       tables[plan.turn[sample]], values + i * size);
        }
    });
    return target.permute({0, 3, 1, 2});
}

}  // namespace

EpochPlan planComplete(const tile::PatchSet& patches) {
    EpochPlan plan{std::vector<std::int64_t>(patches.size()), patches.availability,
                   std::vector<std::uint8_t>(patches.size())};
    std::iota(plan.order.begin(), plan.order.end(), 0);
    return plan;
}

EpochPlan planEpoch(const tile::PatchSet& patches, const samples::MissingPatterns& patterns, std::uint64_t seed,
                    int epoch, bool augment, bool redrawPatterns) {
    auto plan = planComplete(patches);
    const auto at = static_cast<std::uint64_t>(epoch);
    const CounterRandom order(CounterRandom(seed, "order").bits(at), "shuffle");
    for (std::size_t i = plan.order.size(); i > 1; --i) std::swap(plan.order[i - 1], plan.order[order.bits(i) % i]);
    std::mt19937_64 random(CounterRandom(seed, "patterns").bits(redrawPatterns ? at : 0));
    const auto dealt = redrawPatterns ? std::vector<base::Availability>() : patterns.deal(patches.size(), random);
    for (std::size_t i = 0; i < patches.size(); ++i)
        plan.availability[i] = samples::effective(redrawPatterns ? patterns.draw(random) : dealt[i], plan.availability[i]);
    const CounterRandom turns(CounterRandom(seed, "turns").bits(at), "turn");
    for (std::size_t i = 0; augment && i < plan.turn.size(); ++i)
        plan.turn[i] = static_cast<std::uint8_t>(turns.bits(i) >> 61);
    return plan;
}

TrainingBatch gatherBatch(const tile::PatchSet& patches, const EpochPlan& plan, std::span<const std::int64_t> samples) {
    const auto count = static_cast<std::int64_t>(samples.size());
    const auto modalities = static_cast<std::int64_t>(patches.values.size());
    TrainingBatch batch{{}, at::empty({count, modalities}, at::kBool), at::empty({count}, at::kLong)};
    auto* bits = batch.availability.data_ptr<bool>();
    auto* labels = batch.labels.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto sample = static_cast<std::size_t>(samples[i]);
        labels[i] = patches.classIndex[sample];
        for (int m = 0; m < modalities; ++m) *bits++ = base::isPresent(plan.availability[sample], m);
    }
    for (std::size_t m = 0; m < patches.values.size(); ++m)
        batch.patches.push_back(gatherModality(patches, m, plan, samples));
    return batch;
}

}  // namespace lacuna::engine
