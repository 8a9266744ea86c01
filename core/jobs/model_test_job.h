#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "base/result.h"
#include "metrics/activation.h"
#include "metrics/confusion.h"
#include "raster/raster_stack.h"
#include "samples/missing_setting.h"
#include "samples/sample_set.h"

namespace lacuna::jobs {

/// A trained model judged at labelled pixels, each shown without the sensors that the setting takes from it
/// (METHODS §5). One model is judged under many settings at once: what two of them ask of a pixel is computed once.
struct ModelTestOptions {
    std::vector<raster::ModalitySource> modalities;
    std::string model;
    std::string reference;    ///< label raster or vector file
    std::string classColumn;  ///< of a vector file; empty: guessed
    std::vector<samples::MissingSetting> settings;
    std::vector<std::string> lose, degrade;  ///< under all settings; as loss::readLosses takes them
    std::int64_t seed = 0;  ///< of which pixel lacks what; the same for every model, so that maps can be compared
    int limit = 0;          ///< at most so many pixels; 0: all
    int batchSize = 0;      ///< 0: chosen for the device
    bool align = false;
    std::string device = "auto";
    std::string precision = "auto";
    bool recordActivation = false;

    /// What a user sets beside a setting: seed, limit, batch-size, align, device, precision.
    base::ParameterSet declare();
};

struct SettingResult {
    std::vector<base::Availability> shown;  ///< [n] the sensors that each pixel was shown with; 0: none has data there
    std::vector<std::uint8_t> predicted;    ///< [n] class index + 1; 0: unclassified
    metrics::Confusion confusion{1};
    metrics::Activation activation;  ///< by pattern and reference class; when recorded
};

struct ModelTestResult {
    std::vector<std::string> modalityNames;
    base::ClassTable classes;              ///< of the model
    std::vector<samples::Sample> samples;  ///< [n] judged, by rows; classes as the model's
    std::vector<SettingResult> settings;   ///< as asked for
    double seconds = 0;
    std::string device;
    std::vector<std::string> losses;  ///< a sentence a sensor that lost a part or is degraded
};

/// Runs on any one thread. Errors: everything the stages below it name; BadData for a reference class that the model
/// does not know; Usage for a setting that cannot be; Cancelled.
class ModelTestJob {
public:
    explicit ModelTestJob(ModelTestOptions options);
    base::Result<ModelTestResult> run(std::stop_token stop, base::Progress& progress);

private:
    ModelTestOptions options_;
};

}  // namespace lacuna::jobs
