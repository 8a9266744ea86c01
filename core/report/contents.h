#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/checkpoint.h"
#include "jobs/proof_job.h"
#include "jobs/what_if_job.h"
#include "map/reference_comparison.h"
#include "report/document.h"
#include "report/map_image.h"

/// What is known when a report is written; what is empty stays out of it.
namespace lacuna::report {

/// A file that went into the map.
struct FileFacts {
    std::string role;  ///< "VNIR", "model", "reference", "labels"
    std::string path;
    std::uintmax_t bytes = 0;
    std::string modified;  ///< UTC
    std::string sha256;    ///< empty where it was not asked for
    std::vector<std::pair<std::string, std::string>> notes;  ///< licence, citation, date and the like, as the file says them
};

struct SensorFacts {
    raster::ModalityInfo info;
    std::string noData;  ///< empty: none is declared
    double share = 0;    ///< of the scene's pixels that hold data; NaN where it was not counted
    bool used = true;
};

struct SceneFacts {
    raster::Grid grid;
    std::vector<SensorFacts> sensors;
    std::vector<FileFacts> files;
};

/// Labelled pixels by class; a column that is unknown is empty.
struct SampleFacts {
    base::ClassTable classes;
    std::vector<int> labelled, train, test, reference;
    std::vector<std::string> warnings;
    std::size_t nearTraining = 0;  ///< reference pixels whose patch overlaps a training sample's
};

/// A parameter with what it means.
struct ParameterRow {
    std::string name, value, help;
};
struct ParameterList {
    std::string title;
    std::vector<ParameterRow> rows;
};

struct Contents {
    std::string title, author, notes, date;
    engine::ModelSpec model;
    std::string method;  ///< "MaMOL"; its id where it isn't installed
    nlohmann::json training = nlohmann::json::object();  ///< as the checkpoint says it
    base::Availability used = 0;  ///< the sensors of the complete map
    SceneFacts scene;
    std::optional<SampleFacts> samples;
    std::optional<MapImage> map;       ///< of all sensors that are used
    double cellArea = 0;               ///< square metres of a cell of the map, 0: unknown
    std::optional<map::MapAccuracy> accuracy;
    std::uint64_t unknownReference = 0;  ///< reference pixels of classes that the model does not know; not judged
    std::optional<jobs::WhatIfResult> study;
    std::vector<std::pair<base::Availability, MapImage>> subsetMaps;
    std::vector<std::pair<base::Availability, MapImage>> flipMaps;  ///< of the subsets that lack one sensor
    metrics::Activation activation;
    std::vector<std::string> losses;  ///< a sentence a sensor that lost a part or is degraded
    std::vector<jobs::ProofResult> proofs;
    std::vector<ParameterList> parameters;
    std::vector<std::pair<std::string, std::string>> commands;    ///< what for, and the line
    std::vector<std::pair<std::string, std::string>> provenance;  ///< name and value
};

/// The words that name a report's parts: scene, samples, map, accuracy, study, experts, parameters, provenance.
const std::vector<std::string>& partNames();

/// The report of what is known, of the parts that are asked for, with a summary before them and behind them a line on what
/// is missing and how to get it. A pure function.
Document compose(const Contents& contents, const std::vector<std::string>& parts);

}  // namespace lacuna::report
