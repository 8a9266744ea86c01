#pragma once

#include <functional>
#include <string>
#include <vector>

#include "experiments/experiment.h"

namespace lacuna::experiments {

/// A test of a run's model.
struct PlannedTest {
    std::string key;  ///< SHA-256 of the run's settings and the test's
    samples::MissingSetting setting;
    Facts facts;  ///< the run's, then the test's
};

/// One training and the tests of its model.
struct PlannedRun {
    std::string key;          ///< SHA-256 of `settings`
    nlohmann::json settings;  ///< everything that decides the model: program version, digests of the inputs, parameters
    std::string dataSet;
    std::string method;           ///< label
    jobs::TrainOptions train;     ///< ready but for the model's file
    jobs::ModelTestOptions test;  ///< ready but for model, reference and settings
    std::vector<PlannedTest> tests;
    Facts facts;           ///< of the run
    bool isWanted = true;  ///< by `only`
};

/// SHA-256 of a file, lower-case hex.
using FileDigest = std::function<base::Result<std::string>(const std::string& path)>;

struct PlanOptions {
    std::string dataFolder = ".";
    std::vector<std::string> only;  ///< names of data sets or labels of methods; empty: all
};

struct Plan {
    std::vector<PlannedRun> runs;      ///< each training once, in the order of data sets, settings, methods, seeds
    std::vector<std::string> notHere;  ///< data sets that are left out because their files are not in the data folder
};

/// The grid of an experiment. Trainings that several settings ask for are one run. Errors: Usage for a name in `only`
/// that is neither data set nor method, and for a grid of over 100,000 trainings; NotFound when the files of a wanted
/// data set are not there.
base::Result<Plan> planRuns(const Experiment& experiment, const PlanOptions& options, const FileDigest& digest);

}  // namespace lacuna::experiments
