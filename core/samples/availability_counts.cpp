#include "samples/availability_counts.h"

namespace lacuna::samples {
namespace {

constexpr int side = 256;
constexpr int strip = 32;  // rows read at a time: all bands of them are in memory

}  // namespace

base::Result<AvailabilityCounter::Square> AvailabilityCounter::read(int row, int column) const {
    Square square(static_cast<std::size_t>(side) * side, 0);
    std::vector<float> values;
    std::vector<std::uint8_t> holds(static_cast<std::size_t>(strip) * side);
    for (int modality = 0; modality < stack_.modalities(); ++modality) {
        values.resize(static_cast<std::size_t>(stack_.modality(modality).bands) * strip * side);
        for (int top = 0; top < side; top += strip) {
            LACUNA_TRY_STATUS(stack_.read(modality, {column * side, row * side + top, side, strip}, values.data(), holds.data()));
            for (std::size_t i = 0; i < holds.size(); ++i)
                if (holds[i]) square[static_cast<std::size_t>(top) * side + i] |= static_cast<base::Availability>(1u << modality);
        }
    }
    return square;
}

base::Result<AvailabilityCounts> AvailabilityCounter::count(const SampleSet& set, std::stop_token stop, base::Progress& progress) {
    AvailabilityCounts counts(set.classes.size());
    base::ProgressMeter meter(progress, "Counting the sensors of the samples", std::max<std::uint64_t>(1, set.samples.size()), "samples");
    for (const auto& sample : set.samples) {
        const std::pair key{sample.row / side, sample.column / side};
        auto found = squares_.find(key);
        if (found == squares_.end()) {
            if (stop.stop_requested()) return base::cancelled("count samples");
            LACUNA_TRY(square, read(key.first, key.second));
            found = squares_.emplace(key, std::move(square)).first;
        }
        const auto pattern = found->second[static_cast<std::size_t>(sample.row % side) * side + static_cast<std::size_t>(sample.column % side)];
        ++counts[static_cast<std::size_t>(sample.classIndex)][pattern];
        meter.advance(1);
    }
    return counts;
}

}  // namespace lacuna::samples
