#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/result.h"
#include "engine/optimizer.h"
#include "engine/trainer.h"

namespace lacuna::engine {

/// All that a training needs to go on behind an epoch.
struct ResumeState {
    std::string fingerprint;  ///< of the input; a state of another input is not used
    int epochs = 0;           ///< finished
    nlohmann::json curve;     ///< one entry an epoch
    Optimizer::State optimizer;
};

/// A digest of everything that decides the result: model, method, options, patterns and the training patches.
/// `precision` is the number type in use, since "auto" may mean another one elsewhere.
std::string fingerprint(const TrainingInput& input, const ModelSpec& model, const std::string& precision);

/// Written atomically. Errors: Io.
base::Status writeResumeState(const std::string& path, const ResumeState& state);
/// Nothing when the file is not there, is damaged or belongs to another input: training then starts over.
std::optional<ResumeState> readResumeState(const std::string& path, const std::string& fingerprint,
                                           std::int64_t parameters, int epochs);

}  // namespace lacuna::engine
