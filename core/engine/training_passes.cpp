#include "engine/training_passes.h"

#include <algorithm>

#include "engine/torch_headers.h"

namespace lacuna::engine {

DeterministicAlgorithms::DeterministicAlgorithms(bool wanted)
    : before_(at::globalContext().deterministicAlgorithms()),
      warnBefore_(at::globalContext().deterministicAlgorithmsWarnOnly()),
      fillBefore_(at::globalContext().deterministicFillUninitializedMemory()) {
    if (!wanted) return;
    at::globalContext().setDeterministicAlgorithms(true, false);
    // every buffer here is written before it is read
    at::globalContext().setDeterministicFillUninitializedMemory(false);
}

DeterministicAlgorithms::~DeterministicAlgorithms() {
    at::globalContext().setDeterministicAlgorithms(before_, warnBefore_);
    at::globalContext().setDeterministicFillUninitializedMemory(fillBefore_);
}

std::int64_t samplesPerPass(const ModelSpec& model, const Adaptation& adaptation, bool cuda) {
    const auto lengths = sequenceLengths(model, adaptation);
    const auto longest = std::max_element(lengths.begin(), lengths.end());
    const std::int64_t numbers = static_cast<std::int64_t>(longest == lengths.end() ? model.tokens() : *longest) * model.backbone.width;
    const std::int64_t room = cuda ? std::int64_t{1} << 23 : std::int64_t{1} << 17;
    return std::max<std::int64_t>(8, room / numbers);
}

std::vector<std::span<const std::int64_t>> cutIntoPasses(std::span<const std::int64_t> samples, std::size_t most) {
    const auto passes = (samples.size() + most - 1) / most;
    std::vector<std::span<const std::int64_t>> list;
    for (std::size_t i = 0; i < passes; ++i) {
        const auto first = samples.size() * i / passes;
        list.push_back(samples.subspan(first, samples.size() * (i + 1) / passes - first));
    }
    return list;
}

void forEachPass(std::size_t passes, const at::Device& device, const std::function<void(std::size_t)>& work) {
    const auto some = [&](std::int64_t first, std::int64_t last) {
        for (auto i = first; i < last; ++i) work(static_cast<std::size_t>(i));
    };
    const auto count = static_cast<std::int64_t>(passes);
    device.is_cuda() ? some(0, count) : at::parallel_for(0, count, 1, some);
}

}  // namespace lacuna::engine
