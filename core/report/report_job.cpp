#include "report/report_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/atomic_file.h"
#include "jobs/job_command.h"
#include "report/collect.h"
#include "report/html.h"

namespace lacuna::report {
namespace {

constexpr auto stage = "report";
using base::ErrorCode;
using base::fail;

std::string listOfParts() {
    std::string list;
    for (const auto& name : partNames()) list += (list.empty() ? "" : ", ") + name;
    return list;
}

base::Result<std::vector<std::string>> partsOf(const std::string& text) {
    if (text == "all") return partNames();
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        auto word = text.substr(at, end - at);
        word.erase(0, word.find_first_not_of(' '));
        word.erase(word.find_last_not_of(' ') + 1);
        if (std::find(partNames().begin(), partNames().end(), word) == partNames().end())
            return fail(ErrorCode::Usage, stage, "\"{}\" is no part of a report; expected all, or some of {}, with commas", word, listOfParts());
        parts.push_back(std::move(word));
        at = end + 1;
    }
    return parts;
}

base::Status checkDestination(const std::string& path) {
    if (path.empty()) return {};
    if (std::filesystem::is_directory(path)) return fail(ErrorCode::Io, stage, "{} is a folder; give the name of a file", path);
    return base::ensureFolder(std::filesystem::absolute(path).parent_path().string());
}

/// Both files come to be at the end, or neither.
base::Status writeFiles(const ReportOptions& options, const PdfWriter& pdf, ReportResult& result, std::stop_token stop) {
    std::string temporary;
    if (!options.pdf.empty()) {
        LACUNA_TRY(file, pdf(result.document, stop));
        result.pages = file.pages;
        temporary = base::temporarySibling(options.pdf);
        LACUNA_TRY_STATUS(base::writeFile(temporary, {{file.content.data(), file.content.size()}}, stage));
    }
    auto status = stop.stop_requested() ? base::Status(base::cancelled(stage)) : base::Status();
    if (status && !options.html.empty()) status = base::writeTextFile(options.html, html(result.document));
    if (status && !temporary.empty()) status = base::commitFile(temporary, options.pdf);
    if (!status && !temporary.empty()) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
    }
    return status;
}

void addFile(std::string& line, const char* name, const std::string& path) {
    if (!path.empty()) line += " " + jobs::shellQuoted(fmt::format("--{}={}", name, path));
}

}  // namespace

base::ParameterSet ReportOptions::declare() {
    base::ParameterSet set;
    set.add("title", "The report's title", &title);
    set.add("author", "Who made it", &author);
    set.add("notes", "A paragraph below the summary", &notes);
    set.add("parts", "all, or some of " + listOfParts() + ", with commas; without study one map is made, not one a subset", &parts);
    set.add("prove", "Prove for each sensor that it has no influence when it is lost, which takes two maps each", &prove);
    set.add("map-width", "Of the map's picture, on its longer side", &mapWidth).range(100, 8000).unit("px");
    set.add("hash-up-to", "Input files of at most this size get their SHA-256; 0: none", &hashUpTo).range(0, 1e6).unit("MB");
    return set;
}

ReportJob::ReportJob(ReportOptions options, PdfWriter pdf) : options_(std::move(options)), pdf_(std::move(pdf)) {}

base::Result<ReportResult> ReportJob::run(std::stop_token stop, base::Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    LACUNA_TRY_STATUS(options_.declare().fromJson(options_.declare().toJson()));
    LACUNA_TRY(parts, partsOf(options_.parts));
    if (options_.html.empty() && options_.pdf.empty()) return fail(ErrorCode::Usage, stage, "no file is named; give one that ends in .html or .pdf");
    if (!options_.pdf.empty() && !pdf_) return fail(ErrorCode::Unsupported, stage, "{}: this program writes no PDF; write HTML and print it", options_.pdf);
    for (const auto* path : {&options_.html, &options_.pdf}) LACUNA_TRY_STATUS(checkDestination(*path));
    LACUNA_TRY(contents, collect(options_, parts, stop, progress));
    progress.report({0.96, "Writing the report", 0, "", -1});
    ReportResult result{compose(contents, parts), options_.html, options_.pdf, 0, 0};
    if (stop.stop_requested()) return base::cancelled(stage);
    LACUNA_TRY_STATUS(writeFiles(options_, pdf_, result, stop));
    progress.report({1, "Written", 0, "", 0});
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

std::string commandLine(const ReportOptions& options) {
    // What the study needs is named as for the study.
    auto study = options.study;
    study.maps = true;
    study.outFolder.clear();
    const std::string studyCommand = "lacuna whatif";
    auto line = "lacuna report" + jobs::commandLine(study).substr(studyCommand.size());
    addFile(line, "labels", options.labels);
    addFile(line, "html", options.html);
    addFile(line, "pdf", options.pdf);
    if (!options.made) addFile(line, "study-folder", options.study.outFolder);
    ReportOptions present = options, usual;
    const auto set = present.declare(), defaults = usual.declare();
    for (const auto& parameter : set.parameters()) {
        const auto value = set.value(parameter.name);
        if (value == defaults.value(parameter.name)) continue;
        line += std::holds_alternative<bool>(value) ? " --" + parameter.name : " " + jobs::shellQuoted("--" + parameter.name + "=" + base::toText(value));
    }
    return line;
}

nlohmann::json toJson(const ReportOptions& options) {
    auto present = options;
    auto object = jobs::toJson(options.study);
    object["labels"] = options.labels;
    object["html"] = options.html;
    object["pdf"] = options.pdf;
    object["report"] = present.declare().toJson();
    return object;
}

std::string reportText(const ReportResult& result) {
    std::string text;
    if (!result.html.empty()) text += result.html + "\n";
    if (!result.pdf.empty()) text += fmt::format("{}, {} pages\n", result.pdf, result.pages);
    return text;
}

nlohmann::json toJson(const ReportResult& result) {
    auto sections = nlohmann::json::array();
    for (const auto& section : result.document.sections) sections.push_back(section.title);
    nlohmann::json json{{"title", result.document.title}, {"sections", sections}, {"seconds", result.seconds}};
    if (!result.html.empty()) json["html"] = result.html;
    if (!result.pdf.empty()) json.update({{"pdf", result.pdf}, {"pages", result.pages}});
    return json;
}

}  // namespace lacuna::report
