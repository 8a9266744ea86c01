#pragma once

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "jobs/model_test_job.h"
#include "jobs/train_job.h"
#include "samples/missing_setting.h"

/// An experiment: a grid of data sets, methods, missing-modality settings and seeds, and what is made of its results.
/// Plain data, as its YAML file says it (docs/formats.md), lists multiplied out.
namespace lacuna::experiments {

/// What tells runs apart, in the order tables show it: ("data", "houston13"), ("method", "MaMOL"), ("placement",
/// "last-6x2"), ("train", "any 70 %"), ("train-eta", "0.7"), …, ("seed", "0"). One entry a name.
using Facts = std::vector<std::pair<std::string, std::string>>;
/// "–" where there is none of that name.
std::string factOf(const Facts& facts, const std::string& name);

struct DataSet {
    std::string name;
    /// Rasters, labels, split and parameters; paths as written, relative to the data folder. Method, seed, setting and
    /// the model's file are the run's.
    jobs::TrainOptions train;
};

/// A method with one choice of its parameters.
struct Method {
    std::string id;
    std::string label;  ///< in tables
    nlohmann::json parameters = nlohmann::json::object();
    Facts swept;  ///< the parameters of which the file lists several values
};

/// Which sensors the samples lack: in one training, and in the tests of its model.
struct Setting {
    std::vector<std::string> data;     ///< names of the data sets it is for; empty: all
    std::vector<std::string> methods;  ///< labels of the methods it is for; empty: all
    samples::MissingSetting train;
    std::vector<samples::MissingSetting> tests;

    bool isFor(const DataSet& set) const { return among(data, set.name); }
    bool isFor(const Method& method) const { return among(methods, method.label); }

private:
    static bool among(const std::vector<std::string>& names, const std::string& name) {
        return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
    }
};

/// A table: rows and columns are told apart by facts, a cell shows the metrics' means over the seeds.
struct TableSpec {
    std::string name;  ///< of its files
    std::string title;
    std::vector<std::string> rows, columns;  ///< names of facts
    std::vector<std::string> metrics;        ///< names of metrics
};

enum class ChartKind { Lines, Bars, Experts };

/// A chart: one panel for each value of `panels`, one line or colour for each value of `series`.
struct ChartSpec {
    std::string name;
    std::string title;
    ChartKind kind = ChartKind::Lines;
    std::string x;                            ///< name of a fact
    std::vector<std::string> series, panels;  ///< names of facts
    std::string metric = "oa";
    int classValue = 0;  ///< of expert charts: the class whose pixels are counted; 0: all
};

struct Experiment {
    std::string name;  ///< the file's name without its ending
    std::string title;
    std::vector<DataSet> data;
    std::vector<Method> methods;
    std::vector<Setting> settings;
    std::vector<std::int64_t> seeds;
    jobs::ModelTestOptions test;  ///< limit, batch-size, precision, recordActivation
    std::vector<TableSpec> tables;
    std::vector<ChartSpec> charts;
};

}  // namespace lacuna::experiments
