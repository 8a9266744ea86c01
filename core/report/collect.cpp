#include "report/collect.h"

#include <fmt/chrono.h>
#include <stdlib.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "base/version.h"
#include "jobs/job_command.h"
#include "jobs/provenance.h"
#include "jobs/scene_model.h"
#include "jobs/train_job.h"
#include "map/reference_comparison.h"
#include "raster/label_raster.h"
#include "report/parameter_lists.h"
#include "report/scene_facts.h"
#include "samples/area_pixels.h"
#include "samples/sample_checks.h"
#include "samples/sample_files.h"
#include "samples/split.h"

namespace lacuna::report {
namespace {

constexpr auto stage = "report";
constexpr int smallMap = 440, flipMap = 640;  // pixels of a picture's longer side
constexpr std::size_t mostMaps = 15;
using base::ErrorCode;
using base::fail;

/// A folder of the job's own, gone with it.
class WorkFolder {
public:
    WorkFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "lacuna-report-XXXXXX").string();
        if (const char* made = ::mkdtemp(name.data())) path_ = made;
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    ~WorkFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A job's progress as a part of the report's.
class PartProgress : public base::Progress {
public:
    PartProgress(base::Progress& whole, double from, double to) : whole_(whole), from_(from), to_(to) {}
    void report(const base::ProgressUpdate& update) override {
        auto part = update;
        part.fraction = from_ + update.fraction * (to_ - from_);
        whole_.report(part);
    }

private:
    base::Progress& whole_;
    double from_, to_;
};

class Collector {
public:
    Collector(const ReportOptions& options, const std::vector<std::string>& parts, std::stop_token stop, base::Progress& progress)
        : options_(options), parts_(parts), stop_(std::move(stop)), progress_(progress) {}
    base::Result<Contents> collect();

private:
    bool wants(const char* part) const { return std::find(parts_.begin(), parts_.end(), part) != parts_.end(); }
    base::Status describe();
    std::string methodOf(const std::string& id) const;
    base::Status study();
    base::Status classify();
    base::Status drawMaps();
    base::Status drawFlips();
    base::Status judge(const std::string& mapFile);
    base::Status prove();
    base::Status countSamples();
    base::Status splitSamples(const samples::SampleSet& all);
    std::vector<std::string> lostThroughout() const;
    void nameParts();

    const ReportOptions& options_;
    const std::vector<std::string>& parts_;
    std::stop_token stop_;
    base::Progress& progress_;
    WorkFolder work_;
    Contents contents_;
    engine::Checkpoint checkpoint_;
    std::string modelSha256_, device_, mapFile_;
    std::optional<samples::SampleSet> reference_;
};

base::ClassTable cleaned(base::ClassTable classes) {
    for (auto& one : classes) one.name = report::cleaned(one.name);
    return classes;
}

/// The short name of "MaMOL (missing-aware mixture of LoRA experts)".
std::string Collector::methodOf(const std::string& id) const {
    if (options_.methods == nullptr) return id;
    const auto found = options_.methods->find(id);
    return found ? (*found)->title().substr(0, (*found)->title().find(" (")) : id;
}

/// The scene, the model and their files.
base::Status Collector::describe() {
    const auto& classify = options_.study.classify;
    LACUNA_TRY(scene, jobs::openSceneModel(classify.modalities, classify.model, classify.lose, classify.align, classify.degrade, stop_));
    contents_.used = scene.switchedOn;
    contents_.losses = scene.lossSentences();
    modelSha256_ = scene.modelSha256;
    checkpoint_ = std::move(scene.checkpoint);
    contents_.model = checkpoint_.model;
    contents_.model.classes = cleaned(contents_.model.classes);
    contents_.method = methodOf(checkpoint_.adaptation.method);
    contents_.training = checkpoint_.training;
    const auto hashUpTo = static_cast<std::uintmax_t>(options_.hashUpTo) * 1000 * 1000;
    PartProgress progress(progress_, 0, 0.02);
    LACUNA_TRY(facts, sceneFacts(classify.modalities, {classify.align, hashUpTo}, stop_, progress));
    contents_.scene = std::move(facts);
    const auto used = contents_.model.modalityNames();
    for (auto& sensor : contents_.scene.sensors) {
        const auto at = std::find(used.begin(), used.end(), sensor.info.name) - used.begin();
        sensor.used = at < static_cast<std::ptrdiff_t>(used.size()) && base::isPresent(contents_.used, static_cast<int>(at));
    }
    for (const auto& [role, path] : {std::pair{"model", classify.model}, std::pair{"labels", options_.labels}, std::pair{"reference", options_.study.reference}}) {
        if (path.empty()) continue;
        LACUNA_TRY(file, fileFacts(role, path, hashUpTo));
        contents_.scene.files.push_back(std::move(file));
    }
    if (!options_.study.reference.empty()) {
        LACUNA_TRY(reference, samples::readSamples(options_.study.reference, contents_.scene.grid, options_.study.classColumn));
        reference_ = std::move(reference);
    }
    return {};
}

/// Every subset, unless the study was made already.
base::Status Collector::study() {
    if (options_.made) {
        contents_.study = options_.made;
    } else {
        auto study = options_.study;
        study.maps = true;
        if (study.outFolder.empty()) study.outFolder = (work_.path() / "study").string();
        PartProgress progress(progress_, 0.02, options_.prove ? 0.6 : 0.9);
        LACUNA_TRY(done, jobs::WhatIfJob(study).run(stop_, progress));
        contents_.study = std::move(done);
    }
    auto& study = *contents_.study;
    study.classes = cleaned(study.classes);
    for (auto& subset : study.subsets)
        if (subset.flips)
            for (auto& flip : *subset.flips) {
                flip.fromName = report::cleaned(flip.fromName);
                flip.toName = report::cleaned(flip.toName);
            }
    device_ = study.device;
    contents_.activation = study.activation;
    contents_.cellArea = study.cellArea;
    contents_.unknownReference = study.unknownReference;
    mapFile_ = study.subsets.front().mapFile;
    return {};
}

/// The complete map alone.
base::Status Collector::classify() {
    auto classify = options_.study.classify;
    classify.out = (work_.path() / "map.tif").string();
    classify.recordActivation = true;
    PartProgress progress(progress_, 0.02, 0.9);
    LACUNA_TRY(done, jobs::ClassifyJob(classify).run(stop_, progress));
    device_ = done.device;
    contents_.activation = done.activation;
    contents_.cellArea = done.grid.pixelArea;
    mapFile_ = classify.out;
    return {};
}

/// A study judged its own maps already.
base::Status Collector::judge(const std::string& mapFile) {
    if (contents_.study) {
        const auto& complete = contents_.study->subsets.front();
        if (!complete.confusion || complete.confusion->total() == 0) return {};
        contents_.accuracy = map::MapAccuracy{*complete.confusion, contents_.study->classes, {}, contents_.cellArea};
        if (!contents_.map) return {};
        for (const auto& one : contents_.study->classes)
            contents_.accuracy->mappedCells.push_back(contents_.map->countByValue[static_cast<std::size_t>(one.value)]);
        return {};
    }
    if (!reference_) return {};
    LACUNA_TRY(labels, raster::readLabelRaster(mapFile));
    LACUNA_TRY(accuracy, map::compareWithReference({labels.grid, contents_.model.classes, std::move(labels.values)}, *reference_,
                                                   options_.study.classify.stride));
    contents_.accuracy = std::move(accuracy);
    contents_.accuracy->classes = cleaned(contents_.accuracy->classes);
    return {};
}

/// Of the subsets that lack one sensor.
base::Status Collector::drawFlips() {
    if (!contents_.study) return {};
    for (const auto& subset : contents_.study->subsets) {
        if (subset.flipFile.empty() || std::popcount(static_cast<unsigned>(contents_.used & ~subset.pattern)) != 1) continue;
        LACUNA_TRY(flips, raster::readLabelRaster(subset.flipFile));
        LACUNA_TRY(image, mapImage(subset.flipFile, flips.classes, flipMap, stop_));
        contents_.flipMaps.emplace_back(subset.pattern, std::move(image));
    }
    return {};
}

base::Status Collector::drawMaps() {
    progress_.report({0.92, "Drawing the maps", 0, "", -1});
    if (!mapFile_.empty()) {
        LACUNA_TRY(image, mapImage(mapFile_, contents_.model.classes, options_.mapWidth, stop_));
        contents_.map = std::move(image);
    }
    if (contents_.study) {
        for (const auto& subset : contents_.study->subsets) {
            if (subset.mapFile.empty() || contents_.subsetMaps.size() == mostMaps) continue;
            LACUNA_TRY(image, mapImage(subset.mapFile, contents_.model.classes, smallMap, stop_));
            contents_.subsetMaps.emplace_back(subset.pattern, std::move(image));
        }
    }
    LACUNA_TRY_STATUS(drawFlips());
    return judge(mapFile_);
}

/// Sensors that have a file and are in no map.
std::vector<std::string> Collector::lostThroughout() const {
    std::vector<std::string> names;
    for (const auto& sensor : contents_.scene.sensors)
        if (!sensor.used) names.push_back(sensor.info.name);
    return names;
}

/// For each sensor that is used, unless proofs are there.
base::Status Collector::prove() {
    contents_.proofs = options_.proofs;
    if (!options_.prove || !contents_.proofs.empty()) return {};
    std::vector<std::string> used;
    const auto names = contents_.model.modalityNames();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (base::isPresent(contents_.used, static_cast<int>(i))) used.push_back(names[i]);
    for (std::size_t i = 0; used.size() > 1 && i < used.size(); ++i) {
        jobs::ProofOptions proof;
        proof.classify = options_.study.classify;
        proof.classify.degrade.clear();
        proof.classify.lose = lostThroughout();
        proof.classify.lose.insert(proof.classify.lose.begin(), used[i]);
        const double part = 0.3 / static_cast<double>(used.size());
        PartProgress progress(progress_, 0.6 + part * static_cast<double>(i), 0.6 + part * static_cast<double>(i + 1));
        LACUNA_TRY(done, jobs::ProofJob(proof).run(stop_, progress));
        contents_.proofs.push_back(std::move(done));
    }
    return {};
}

/// How the labels were divided when the model was trained, again.
base::Status Collector::splitSamples(const samples::SampleSet& all) {
    auto& facts = *contents_.samples;
    const auto split = contents_.training.value("split", nlohmann::json::object());
    const auto kind = split.is_object() ? split.value("kind", std::string()) : std::string();
    const auto seed = contents_.training.value("/options/seed"_json_pointer, std::int64_t{0});
    const int blockSize = kind == "blocks" ? split.value("block_size", 12) : 12;
    const auto warn = [&](const std::vector<samples::SampleWarning>& warnings) {
        for (const auto& one : warnings) facts.warnings.push_back(report::cleaned(one.text));
    };
    warn(samples::warningsOf(all, blockSize));
    samples::SampleSet train = all;
    if (kind == "blocks" || kind == "random") {
        const double fraction = split.value("train_fraction", 0.1);
        LACUNA_TRY(dealt, kind == "blocks" ? samples::splitBySpatialBlocks(all, {blockSize, split.value("buffer", 9), fraction, static_cast<std::uint64_t>(seed)})
                                           : samples::splitAtRandom(all, fraction, 2, static_cast<std::uint64_t>(seed)));
        warn(samples::warningsOf(all, dealt, contents_.model.patchSize));
        facts.train.assign(facts.classes.size(), 0);
        facts.test.assign(facts.classes.size(), 0);
        for (const auto& [side, counts] : {std::pair{&dealt.train, &facts.train}, std::pair{&dealt.test, &facts.test}})
            for (const auto& sample : side->samples) {
                const int value = side->classes[static_cast<std::size_t>(sample.classIndex)].value;
                ++(*counts)[static_cast<std::size_t>(base::classIndex(facts.classes, value))];
            }
        train = std::move(dealt.train);
    }
    if (reference_) facts.nearTraining = samples::countNear(*reference_, train, contents_.model.patchSize);
    const auto known = contents_.training.value("samples", std::size_t{0});
    if (known > 0 && known != train.samples.size())
        facts.warnings.push_back(fmt::format("The model was trained on {} samples, and these labels give {}: they are not the labels it was trained from.", known, train.samples.size()));
    return {};
}

base::Status Collector::countSamples() {
    std::optional<samples::SampleSet> all;
    if (options_.drawn) {
        LACUNA_TRY(labelled, samples::labelPixels(*options_.drawn, contents_.scene.grid, stop_));
        all = samples::withoutEmptyClasses(std::move(labelled.set));
    } else if (!options_.labels.empty()) {
        LACUNA_TRY(read, samples::readSamples(options_.labels, contents_.scene.grid, options_.study.classColumn));
        all = std::move(read);
    }
    if (!all && !reference_) return {};
    SampleFacts facts;
    facts.classes = all ? all->classes : reference_->classes;
    if (all) facts.labelled = all->countByClass();
    if (reference_) {
        const auto counts = reference_->countByClass();
        for (const auto& one : reference_->classes)
            if (base::classIndex(facts.classes, one.value) < 0) facts.classes.push_back(one);
        facts.reference.assign(facts.classes.size(), 0);
        for (std::size_t i = 0; i < counts.size(); ++i)
            facts.reference[static_cast<std::size_t>(base::classIndex(facts.classes, reference_->classes[i].value))] = counts[i];
        if (all) facts.labelled.resize(facts.classes.size(), 0);
    }
    contents_.samples = std::move(facts);
    if (all) LACUNA_TRY_STATUS(splitSamples(*all));
    contents_.samples->classes = cleaned(contents_.samples->classes);
    return {};
}

/// {"kind": "blocks", "buffer": 9} → "blocks, buffer 9".
std::string spelled(const nlohmann::json& object) {
    if (!object.is_object()) return object.is_string() ? object.get<std::string>() : "unknown";
    auto text = object.value("kind", std::string());
    for (const auto& [name, value] : object.items()) {
        if (name == "kind") continue;
        auto word = name;
        std::replace(word.begin(), word.end(), '_', ' ');
        text += (text.empty() ? "" : ", ") + word + " " + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return text;
}

void Collector::nameParts() {
    contents_.parameters = parameterLists(options_, checkpoint_);
    contents_.commands = commandsOf(options_, checkpoint_);
    auto& facts = contents_.provenance;
    facts.emplace_back("Program", "Lacuna " + base::version());
    static const std::map<std::string, std::string> titles{{"METHOD", "Method"}, {"CHECKPOINT_SHA256", "SHA-256 of the model"}, {"SENSORS", "Sensors used"},
                                                           {"SEED", "Seed of training and split"}, {"SPLIT", "Split"}, {"DATE", "Date (UTC)"}};
    for (const auto& [name, value] : jobs::provenanceOf(checkpoint_, modelSha256_, contents_.used))
        if (const auto found = titles.find(name); found != titles.end()) facts.emplace_back(found->second, name == "SPLIT" ? spelled(contents_.training.value("split", nlohmann::json())) : value);
    facts.emplace_back("Version the model was trained with", contents_.training.value("version", std::string("unknown")));
    if (!device_.empty()) facts.emplace_back("Classified on", device_);
    facts.emplace_back("GDAL", raster::gdalVersion());
}

base::Result<Contents> Collector::collect() {
    if (work_.path().empty())
        return fail(ErrorCode::Io, stage, "no folder can be made in {}; set TMPDIR to a folder that takes files", std::filesystem::temp_directory_path().string());
    progress_.report({0, "Opening the rasters and the model", 0, "", -1});
    LACUNA_TRY_STATUS(describe());
    contents_.title = report::cleaned(options_.title);
    contents_.author = report::cleaned(options_.author);
    contents_.notes = report::cleaned(options_.notes);
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    contents_.date = fmt::format("{:%d %B %Y}", fmt::localtime(now));
    if (contents_.date.front() == '0') contents_.date.erase(0, 1);
    if (wants("study")) LACUNA_TRY_STATUS(study());
    else LACUNA_TRY_STATUS(classify());
    if (wants("study")) LACUNA_TRY_STATUS(prove());
    LACUNA_TRY_STATUS(drawMaps());
    if (wants("samples") || wants("accuracy")) LACUNA_TRY_STATUS(countSamples());
    nameParts();
    return std::move(contents_);
}

}  // namespace

base::Result<Contents> collect(const ReportOptions& options, const std::vector<std::string>& parts, std::stop_token stop, base::Progress& progress) {
    return Collector(options, parts, std::move(stop), progress).collect();
}

}  // namespace lacuna::report
