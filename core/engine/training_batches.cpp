#include "engine/training_batches.h"

#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "base/counter_random.h"
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

/// One sample's patch on its way into a batch.
struct Shown {
    const float* values;   ///< [C, pixels]
    const float* partner;  ///< the same of the sample it is mixed with
    float share;           ///< of the partner
    float light;
};

/// → target [pixels, C], turned.
void copyShown(const Shown& shown, const ModalitySpec& modality, const std::vector<std::int64_t>& table, float* target) {
    const auto pixels = static_cast<std::int64_t>(table.size());
    const std::int64_t channels = modality.bands;
    const bool varies = shown.share != 0 || shown.light != 1;
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        // (x·σ + μ)·light, standardised again
        const auto band = static_cast<std::size_t>(channel);
        const float shift = modality.mean[band] * modality.inverse[band] * (shown.light - 1);
        for (std::int64_t pixel = 0; pixel < pixels; ++pixel) {
            const auto from = channel * pixels + table[static_cast<std::size_t>(pixel)];
            float value = shown.values[from];
            if (varies) value = (value + shown.share * (shown.partner[from] - value)) * shown.light + shift;
            target[pixel * channels + channel] = value;
        }
    }
}

at::Tensor gatherModality(const tile::PatchSet& patches, std::size_t modality, const EpochPlan& plan,
                          std::span<const std::int64_t> samples, const ModelSpec& model) {
    const auto tables = turnTables(patches.patchSize);
    const std::int64_t side = patches.patchSize;
    const std::int64_t channels = patches.channels[modality];
    const auto size = channels * side * side;
    const auto count = static_cast<std::int64_t>(samples.size());
    auto target = at::zeros({count, side, side, channels});
    auto* values = target.data_ptr<float>();
    const auto* source = patches.values[modality].data();
    const auto isThere = [&](const std::vector<base::Availability>& availability, std::size_t sample) {
        return base::isPresent(availability[sample], static_cast<int>(modality));
    };
    at::parallel_for(0, count, 8, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = begin; i < end; ++i) {
            const auto sample = static_cast<std::size_t>(samples[static_cast<std::size_t>(i)]);
            if (!isThere(plan.availability, sample)) continue;
            const auto partner = static_cast<std::size_t>(plan.partner[sample]);
            const bool mixes = isThere(patches.availability, partner);
            const Shown shown{source + static_cast<std::int64_t>(sample) * size,
                              source + static_cast<std::int64_t>(mixes ? partner : sample) * size, mixes ? plan.share[sample] : 0,
                              plan.light[sample * patches.values.size() + modality]};
            copyShown(shown, model.modalities[modality], tables[plan.turn[sample]], values + i * size);
        }
    });
    return target.permute({0, 3, 1, 2});
}

/// A partner of the same class for `mixing` of the samples, and its share.
void drawPartners(const tile::PatchSet& patches, double mixing, const base::CounterRandom& random, EpochPlan& plan) {
    std::map<int, std::vector<std::int64_t>> members;
    for (std::size_t i = 0; i < patches.size(); ++i) members[patches.classIndex[i]].push_back(static_cast<std::int64_t>(i));
    for (std::size_t i = 0; i < patches.size(); ++i) {
        if (random.uniform(3 * i) >= mixing) continue;
        const auto& others = members[patches.classIndex[i]];
        plan.partner[i] = others[random.bits(3 * i + 1) % others.size()];
        plan.share[i] = static_cast<float>(random.uniform(3 * i + 2));
    }
}

}  // namespace

EpochPlan planComplete(const tile::PatchSet& patches) {
    EpochPlan plan{std::vector<std::int64_t>(patches.size()), patches.availability,
                   std::vector<std::uint8_t>(patches.size()),
                   {},
                   std::vector<float>(patches.size(), 0),
                   std::vector<float>(patches.size() * patches.values.size(), 1)};
    std::iota(plan.order.begin(), plan.order.end(), 0);
    plan.partner = plan.order;
    return plan;
}

EpochPlan planEpoch(const tile::PatchSet& patches, const samples::MissingPatterns& patterns, std::uint64_t seed,
                    int epoch, const Variation& variation, bool redrawPatterns) {
    auto plan = planComplete(patches);
    const auto at = static_cast<std::uint64_t>(epoch);
    const base::CounterRandom order(base::CounterRandom(seed, "order").bits(at), "shuffle");
    for (std::size_t i = plan.order.size(); i > 1; --i) std::swap(plan.order[i - 1], plan.order[order.bits(i) % i]);
    std::mt19937_64 random(base::CounterRandom(seed, "patterns").bits(redrawPatterns ? at : 0));
    const auto dealt = redrawPatterns ? std::vector<base::Availability>() : patterns.deal(patches.size(), random);
    for (std::size_t i = 0; i < patches.size(); ++i)
        plan.availability[i] = samples::effective(redrawPatterns ? patterns.draw(random) : dealt[i], plan.availability[i]);
    const base::CounterRandom turns(base::CounterRandom(seed, "turns").bits(at), "turn");
    for (std::size_t i = 0; variation.turns && i < plan.turn.size(); ++i)
        plan.turn[i] = static_cast<std::uint8_t>(turns.bits(i) >> 61);
    if (variation.mixing > 0)
        drawPartners(patches, variation.mixing, base::CounterRandom(base::CounterRandom(seed, "mixing").bits(at), "partner"), plan);
    const base::CounterRandom light(base::CounterRandom(seed, "brightness").bits(at), "light");
    for (std::size_t i = 0; variation.brightness > 0 && i < plan.light.size(); ++i)
        plan.light[i] = static_cast<float>(std::exp(variation.brightness * light.truncatedNormal(i)));
    return plan;
}

TrainingBatch gatherBatch(const tile::PatchSet& patches, const EpochPlan& plan, std::span<const std::int64_t> samples,
                          const ModelSpec& model) {
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
        batch.patches.push_back(gatherModality(patches, m, plan, samples, model));
    return batch;
}

}  // namespace lacuna::engine
