#include "jobs/provenance.h"

#include <fmt/chrono.h>

#include <chrono>

#include "base/version.h"

namespace lacuna::jobs {

output::Provenance provenanceOf(const engine::Checkpoint& checkpoint, const std::string& modelSha256,
                                base::Availability sensorsUsed) {
    std::string sensors;
    const auto names = checkpoint.model.modalityNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!base::isPresent(sensorsUsed, static_cast<int>(i))) continue;
        sensors += (sensors.empty() ? "" : ", ") + names[i];
    }
    const auto text = [&](const nlohmann::json& value) {
        return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string("unknown") : value.dump();
    };
    const auto& training = checkpoint.training;
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return {{"VERSION", base::version()},
            {"METHOD", checkpoint.adaptation.method},
            {"CHECKPOINT_SHA256", modelSha256},
            {"SENSORS", sensors},
            {"SEED", text(training.value("/options/seed"_json_pointer, nlohmann::json()))},
            {"SPLIT", text(training.value("split", nlohmann::json()))},
            {"DATE", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now))}};
}

}  // namespace lacuna::jobs
