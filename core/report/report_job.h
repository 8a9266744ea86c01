#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/parameter.h"
#include "jobs/proof_job.h"
#include "jobs/what_if_job.h"
#include "plugins/method_plugin.h"
#include "report/contents.h"
#include "samples/training_areas.h"

namespace lacuna::report {

/// A report on a scene, a model and the maps it makes of it.
struct ReportOptions {
    /// Sensors, model, losses, reference and how to classify. With an out folder the study's maps and tables are kept there.
    jobs::WhatIfOptions study;
    std::string labels;  ///< what the model was trained from; empty: the report has no samples
    std::shared_ptr<const samples::TrainingAreas> drawn;  ///< instead of a file
    std::string html, pdf;  ///< files, at least one of them
    std::string title = "Land cover and the value of its sensors", author, notes;
    std::string parts = "all";  ///< "all", or words of partNames(), with commas
    bool prove = false;         ///< for each sensor, unless proofs were made already
    int mapWidth = 1200;        ///< pixels of the map's picture on its longer side
    int hashUpTo = 1024;        ///< MB
    const plugins::MethodRegistry* methods = nullptr;  ///< for the method's title and what its parameters mean; may be null
    // Made already with the same options: not made again.
    std::optional<jobs::WhatIfResult> made;
    std::vector<jobs::ProofResult> proofs;

    /// title, author, notes, parts, prove, map-width, hash-up-to.
    base::ParameterSet declare();
};

struct ReportResult {
    Document document;
    std::string html, pdf;  ///< what was written
    std::size_t pages = 0;  ///< of the PDF
    double seconds = 0;
};

struct PdfFile {
    std::string content;
    std::size_t pages = 0;
};
/// Makes a PDF of a document. Errors: Cancelled.
using PdfWriter = std::function<base::Result<PdfFile>(const Document& document, std::stop_token stop)>;

/// Runs the jobs whose results the report needs and which were not made already, then writes it. Any one thread. Errors:
/// everything those jobs name; Usage for unknown parts, no file to write, or a PDF without a writer; Io; Cancelled, which
/// leaves no file.
class ReportJob {
public:
    explicit ReportJob(ReportOptions options, PdfWriter pdf = {});
    base::Result<ReportResult> run(std::stop_token stop, base::Progress& progress);

private:
    ReportOptions options_;
    PdfWriter pdf_;
};

/// The `lacuna report` command line that does the same.
std::string commandLine(const ReportOptions& options);
nlohmann::json toJson(const ReportOptions& options);
std::string reportText(const ReportResult& result);
nlohmann::json toJson(const ReportResult& result);

}  // namespace lacuna::report
