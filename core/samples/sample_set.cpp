#include "samples/sample_set.h"

namespace lacuna::samples {

std::vector<int> SampleSet::countByClass() const {
    std::vector<int> counts(classes.size());
    for (const auto& sample : samples) ++counts[static_cast<std::size_t>(sample.classIndex)];
    return counts;
}

base::Status checkTrainable(const SampleSet& set, int minimumPerClass) {
    constexpr auto stage = "check samples";
    if (set.samples.empty())
        return base::fail(base::ErrorCode::BadData, stage,
                          "there are no labelled pixels; expected at least two classes. Draw or import samples first.");
    const auto counts = set.countByClass();
    int occurring = 0;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        if (counts[c] == 0) continue;
        ++occurring;
        if (counts[c] < minimumPerClass)
            return base::fail(base::ErrorCode::BadData, stage,
                              "class \"{}\" (value {}) has {} sample{}, expected at least {}. Add samples or remove the class.",
                              set.classes[c].name, set.classes[c].value, counts[c], counts[c] == 1 ? "" : "s",
                              minimumPerClass);
    }
    if (occurring < 2)
        return base::fail(base::ErrorCode::BadData, stage,
                          "all {} samples are of one class, expected at least two classes. Add samples of another class.",
                          set.samples.size());
    return {};
}

}  // namespace lacuna::samples
