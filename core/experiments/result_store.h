#pragma once

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "experiments/experiment_plan.h"

struct sqlite3;

namespace lacuna::experiments {

/// Accuracies that are stored and shown, in this order: "oa", "aa", "kappa", "macro-f1", "mean-iou".
const std::vector<std::string>& metricNames();
inline constexpr std::size_t metricCount = 5;

/// One test as it was saved.
struct StoredTest {
    std::array<double, metricCount> metrics{};  ///< by metricNames(); NaN where undefined
    std::string pixels;                         ///< key of the test pixels: tests of the same key judge the same pixels
    std::vector<std::uint8_t> predicted;        ///< [n] class index + 1; 0: unclassified
    nlohmann::json activation;  ///< output::activationJson, by reference class; null when it wasn't recorded
};

/// What is known of a finished run beside its tests.
struct StoredRun {
    int trainSamples = 0;
    std::int64_t parameters = 0;  ///< trained
    double seconds = 0;           ///< training and tests
    base::ClassTable classes;     ///< without colours
};

/// results.sqlite (schema in docs/formats.md). Several processes may use one file at a time; an object belongs to one
/// thread. A run is saved with all its tests or not at all. Errors: Io, BadData (no results file, or of a newer
/// version).
class ResultStore {
public:
    static base::Result<std::unique_ptr<ResultStore>> open(const std::string& path);
    ~ResultStore();
    ResultStore(const ResultStore&) = delete;
    ResultStore& operator=(const ResultStore&) = delete;

    base::Result<std::set<std::string>> finishedTests() const;  ///< keys
    base::Status save(const PlannedRun& run, const jobs::TrainResult& trained, const jobs::ModelTestResult& tested);
    base::Result<std::optional<StoredTest>> test(const std::string& key) const;
    base::Result<std::optional<StoredRun>> run(const std::string& key) const;
    /// [n] class index of each test pixel. The key must be a stored test's.
    base::Result<std::vector<std::uint8_t>> reference(const std::string& pixels) const;
    /// SHA-256 of a file; computed again only when its size or time of change is another. Errors: NotFound, Io.
    base::Result<std::string> digestOf(const std::string& path);

private:
    explicit ResultStore(sqlite3* database, std::string path) : database_(database), path_(std::move(path)) {}
    base::Status writeRun(const PlannedRun& run, const jobs::TrainResult& trained, const jobs::ModelTestResult& tested);
    base::Status writeTest(const PlannedRun& run, std::size_t test, const std::string& pixels,
                           const jobs::ModelTestResult& tested);
    base::Result<std::string> writePixels(const std::vector<samples::Sample>& samples);

    sqlite3* database_;
    std::string path_;
};

}  // namespace lacuna::experiments
