#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "base/progress.h"
#include "experiments/experiment_plan.h"
#include "experiments/result_summary.h"
#include "plugins/method_plugin.h"

namespace lacuna::experiments {

struct ExperimentOptions {
    std::string file;               ///< the experiment's YAML file
    std::string results;            ///< folder of results.sqlite, tables and charts
    std::string dataFolder = ".";   ///< what the file's paths are relative to
    std::vector<std::string> only;  ///< data sets and methods to run; empty: all
    int workers = 1;                ///< above 1: as many processes of `program`, a run each
    bool dryRun = false;            ///< plans and writes nothing
    std::string program;            ///< the command line, which workers are started from
    std::string runKey;             ///< of a worker: the one run it is for; nothing is reported

    /// workers, dry-run.
    base::ParameterSet declare();
};

/// A training with its tests, and whether its tests are all in the results.
struct ExperimentRun {
    std::string key;
    std::string title;  ///< "houston13, mamol, any 70 %, seed 0"
    std::size_t tests = 0;
    bool finished = false;
};

struct ExperimentResult {
    std::string name;
    std::vector<ExperimentRun> runs;   ///< that `only` names, in order, as they stood before this call
    std::size_t trained = 0;           ///< runs that this call finished
    std::vector<std::string> notHere;  ///< data sets left out because their files are not there
    Summary summary;                   ///< of everything in the file that is finished
    std::string report;                ///< its tables as Markdown
    std::vector<std::string> files;    ///< that were written
    double seconds = 0;
};

/// Trains each model of the grid once, tests it under all its settings, and makes tables and charts of the results.
/// A finished run is a row of results.sqlite under the hash of all its settings: the same command goes on where it was
/// stopped, and a changed file repeats only what has changed. Stopping loses at most the epoch in progress.
/// Runs on any one thread; with workers, threads of its own wait for them.
/// Errors: those of the file, the plan and the results; Cancelled; when some runs failed, the first one's, after all
/// others have been run and the tables written.
class ExperimentJob {
public:
    ExperimentJob(ExperimentOptions options, const plugins::MethodRegistry& methods);
    base::Result<ExperimentResult> run(std::stop_token stop, base::Progress& progress);

private:
    ExperimentOptions options_;
    const plugins::MethodRegistry& methods_;
};

nlohmann::json toJson(const ExperimentResult& result);

}  // namespace lacuna::experiments
