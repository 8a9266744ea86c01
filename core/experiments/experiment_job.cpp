#include "experiments/experiment_job.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <thread>

#include "base/atomic_file.h"
#include "base/memory_cap.h"
#include "experiments/experiment_file.h"
#include "experiments/experiment_report.h"
#include "experiments/run_queue.h"
#include "experiments/worker_process.h"

namespace lacuna::experiments {
namespace {

constexpr auto stage = "experiment";
constexpr double trainingShare = 0.9;  // of a run's time; the tests take the rest
using base::ErrorCode;
using base::fail;

std::string titleOf(const PlannedRun& run) {
    std::vector<std::string> parts;
    for (const auto& [name, value] : run.facts) {
        if (name == "train-eta" || name == "train-missing") continue;
        parts.push_back(name == "seed" ? "seed " + value : value);
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

class Execution {
public:
    Execution(const ExperimentOptions& options, const plugins::MethodRegistry& methods, const std::stop_token& stop)
        : options_(options), methods_(methods), stop_(stop) {}
    base::Result<ExperimentResult> run(base::Progress& progress);

private:
    base::Status prepare();
    base::Status runHere(const PlannedRun& run, QueueProgress& progress);
    base::Status trainAndTest(const PlannedRun& run, QueueProgress& progress);
    base::Status runAsWorker(const PlannedRun& run) const;
    /// Runs all that is left; the first failure, where there is one.
    base::Status runAll(base::Progress& progress);
    base::Status report();
    std::string folderOf(const PlannedRun& run) const {
        return (std::filesystem::path(options_.results) / "work" / run.key.substr(0, 16)).string();
    }
    base::Error together(const std::vector<std::pair<const PlannedRun*, base::Error>>& failures) const;

    const ExperimentOptions& options_;
    const plugins::MethodRegistry& methods_;
    const std::stop_token& stop_;
    Experiment experiment_;
    std::unique_ptr<ResultStore> store_;
    Plan plan_;
    std::vector<const PlannedRun*> left_;  ///< wanted and not finished
    ExperimentResult result_;
};

base::Status Execution::prepare() {
    if (options_.results.empty())
        return fail(ErrorCode::Usage, stage, "no folder for the results is given; name one with --results");
    LACUNA_TRY(experiment, readExperiment(options_.file, methods_));
    experiment_ = std::move(experiment);
    result_.name = experiment_.name;
    auto path = (std::filesystem::path(options_.results) / "results.sqlite").string();
    if (options_.dryRun && !std::filesystem::exists(path))
        path = ":memory:";
    else
        LACUNA_TRY_STATUS(base::ensureFolder(options_.results));
    LACUNA_TRY(store, ResultStore::open(path));
    store_ = std::move(store);
    LACUNA_TRY(plan, planRuns(experiment_, {options_.dataFolder, options_.only},
                              [&](const std::string& file) { return store_->digestOf(file); }));
    plan_ = std::move(plan);
    result_.notHere = plan_.notHere;
    LACUNA_TRY(finished, store_->finishedTests());
    for (const auto& run : plan_.runs) {
        if (!run.isWanted) continue;
        const bool isFinished = std::all_of(run.tests.begin(), run.tests.end(),
                                            [&](const PlannedTest& test) { return finished.contains(test.key); });
        result_.runs.push_back({run.key, titleOf(run), run.tests.size(), isFinished});
        if (!isFinished) left_.push_back(&run);
    }
    return {};
}

base::Status Execution::trainAndTest(const PlannedRun& run, QueueProgress& progress) {
    auto training = run.train;
    training.out = (std::filesystem::path(folderOf(run)) / "model.safetensors").string();
    training.splitFolder = folderOf(run);
    LACUNA_TRY(trained, jobs::TrainJob(training, methods_).run(stop_, progress, [&](const engine::EpochReport& epoch) {
        progress.setShare(trainingShare * epoch.epoch / training.trainer.epochs);
    }));
    auto testing = run.test;
    testing.model = trained.checkpoint;
    testing.reference = trained.testLabels;
    testing.classColumn = training.testLabels.empty() ? std::string() : training.classColumn;
    for (const auto& test : run.tests) testing.settings.push_back(test.setting);
    LACUNA_TRY(tested, jobs::ModelTestJob(testing).run(stop_, progress));
    return store_->save(run, trained, tested);
}

base::Status Execution::runHere(const PlannedRun& run, QueueProgress& progress) {
    progress.begin(titleOf(run));
    const auto status = trainAndTest(run, progress);
    // A training that was stopped goes on from its last epoch.
    if (!status && status.error().code == ErrorCode::Cancelled) return status;
    std::error_code ignored;
    std::filesystem::remove_all(folderOf(run), ignored);
    return status;
}

base::Status Execution::runAsWorker(const PlannedRun& run) const {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const auto log = (std::filesystem::path(options_.results) / ("worker-" + run.key.substr(0, 16) + ".log")).string();
    std::vector<std::string> words = {options_.program, "experiment", options_.file,       "--results",
                                      options_.results, "--data",     options_.dataFolder, "--run",
                                      run.key,          "--quiet"};
    for (const auto& name : options_.only) words.insert(words.end(), {"--only", name});
    const auto status =
        runProcess(words,
                   {fmt::format("OMP_NUM_THREADS={}", std::max(1, cores / options_.workers)),
                    fmt::format("LACUNA_MAX_RAM={}", base::memoryCap() / static_cast<std::uint64_t>(options_.workers))},
                   log, stop_);
    std::error_code ignored;
    std::filesystem::remove(log, ignored);
    return status;
}

base::Error Execution::together(const std::vector<std::pair<const PlannedRun*, base::Error>>& failures) const {
    auto error = failures.front().second;
    error.message = fmt::format(
        "{} of {} runs failed, the first ({}) with: {}: {}. All others are in {}; the same command tries the failed "
        "ones again",
        failures.size(), left_.size(), titleOf(*failures.front().first), error.stage, error.message, options_.results);
    error.stage = stage;
    return error;
}

base::Status Execution::runAll(base::Progress& sink) {
    QueueProgress progress(sink, left_.size());
    std::vector<std::pair<const PlannedRun*, base::Error>> failures;
    const auto onDone = [&](std::size_t index, const base::Status& status) {
        if (status)
            ++result_.trained;
        else if (status.error().code != ErrorCode::Cancelled)
            failures.emplace_back(left_[index], status.error());
        if (options_.workers > 1)
            progress.begin(fmt::format("{} of {} runs", result_.trained + failures.size(), left_.size()));
        progress.finishOne();
    };
    if (options_.workers > 1) {
        progress.begin(fmt::format("{} runs on {} workers", left_.size(), options_.workers));
        forEachRun(
            left_.size(), options_.workers, stop_, [&](std::size_t i) { return runAsWorker(*left_[i]); }, onDone);
    } else {
        for (std::size_t i = 0; i < left_.size() && !stop_.stop_requested(); ++i)
            onDone(i, runHere(*left_[i], progress));
    }
    std::error_code ignored;
    std::filesystem::remove(std::filesystem::path(options_.results) / "work", ignored);  // when it is empty
    if (stop_.stop_requested())
        return fail(ErrorCode::Cancelled, stage,
                    "stopped on request; {} of {} runs are finished in {}, and the same command goes on from there",
                    result_.runs.size() - left_.size() + result_.trained, result_.runs.size(), options_.results);
    if (!failures.empty()) return tl::unexpected(together(failures));
    return {};
}

base::Status Execution::report() {
    LACUNA_TRY(summary, summarise(plan_, *store_));
    result_.summary = std::move(summary);
    result_.report = reportText(experiment_, result_.summary);
    if (options_.dryRun) return {};
    LACUNA_TRY(files, writeReport(experiment_, result_.summary, options_.results));
    result_.files = std::move(files);
    return {};
}

base::Result<ExperimentResult> Execution::run(base::Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    progress.report({0, "Planning the runs", 0, "", -1});
    LACUNA_TRY_STATUS(prepare());
    if (!options_.runKey.empty()) {
        QueueProgress single(progress, 1);
        for (const auto& run : plan_.runs)
            if (run.key == options_.runKey) {
                LACUNA_TRY_STATUS(runHere(run, single));
                return std::move(result_);
            }
        return fail(ErrorCode::NotFound, stage,
                    "{} has no run {}; was it changed meanwhile? Start the experiment again", options_.file,
                    options_.runKey);
    }
    const auto status = options_.dryRun ? base::Status() : runAll(progress);
    LACUNA_TRY_STATUS(report());
    if (!status) return base::passOn(status);
    result_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(result_);
}

nlohmann::json toJson(const SeedGroup& group) {
    nlohmann::json json{{"variant", group.variant}, {"seeds", group.seeds}};
    for (const auto& [name, value] : group.facts) json["facts"][name] = value;
    // NaN has no form in JSON.
    const auto number = [](double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); };
    for (const auto& metric : metricNames()) {
        const auto mean = group.mean(metric);
        json[metric] = {{"mean", number(mean.mean)},
                        {"interval", {number(mean.low), number(mean.high)}},
                        {"range", {number(mean.minimum), number(mean.maximum)}}};
    }
    return json;
}

}  // namespace

base::ParameterSet ExperimentOptions::declare() {
    base::ParameterSet set;
    set.add("workers", "Processes that each train a model; one uses all cores, several share them", &workers)
        .range(1, 256);
    set.add("dry-run", "List the runs and which of them are finished; train nothing", &dryRun);
    return set;
}

ExperimentJob::ExperimentJob(ExperimentOptions options, const plugins::MethodRegistry& methods)
    : options_(std::move(options)), methods_(methods) {}

base::Result<ExperimentResult> ExperimentJob::run(std::stop_token stop, base::Progress& progress) {
    LACUNA_TRY_STATUS(options_.declare().fromJson(options_.declare().toJson()));
    LACUNA_ASSERT(options_.workers == 1 || !options_.program.empty());
    return Execution(options_, methods_, stop).run(progress);
}

nlohmann::json toJson(const ExperimentResult& result) {
    auto runs = nlohmann::json::array(), groups = nlohmann::json::array();
    for (const auto& run : result.runs)
        runs.push_back({{"key", run.key}, {"title", run.title}, {"tests", run.tests}, {"finished", run.finished}});
    for (const auto& group : result.summary.groups) groups.push_back(toJson(group));
    return {{"name", result.name},
            {"runs", runs},
            {"trained", result.trained},
            {"not_here", result.notHere},
            {"tests_finished", result.summary.finished},
            {"tests_planned", result.summary.planned},
            {"results", groups},
            {"files", result.files},
            {"seconds", result.seconds}};
}

}  // namespace lacuna::experiments
