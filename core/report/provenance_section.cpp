#include <fmt/format.h>

#include "report/charts.h"
#include "report/sections.h"

namespace lacuna::report {
namespace {

std::string sizeText(std::uintmax_t bytes) {
    const auto size = static_cast<double>(bytes);
    if (size >= 1e9) return fmt::format("{:.2f} GB", size / 1e9);
    if (size >= 1e6) return fmt::format("{:.2f} MB", size / 1e6);
    return fmt::format("{:.1f} kB", size / 1e3);
}

std::vector<engine::EpochReport> curveOf(const nlohmann::json& training) {
    std::vector<engine::EpochReport> curve;
    for (const auto& one : training.value("curve", nlohmann::json::array())) {
        if (!one.is_object()) continue;
        engine::EpochReport epoch;
        epoch.epoch = one.value("epoch", 0);
        epoch.loss = one.value("loss", 0.0);
        epoch.trainAccuracy = one.value("trainAccuracy", 0.0);
        epoch.validationAccuracy = one.value("validationAccuracy", -1.0);
        curve.push_back(epoch);
    }
    return curve;
}

void addTraining(const Contents& contents, Section& section) {
    const auto curve = curveOf(contents.training);
    if (curve.size() < 2) return;
    const auto& last = curve.back();
    auto text = fmt::format("{} epochs; at the end loss {:.3f}, accuracy on the training samples as they were shown {} %", curve.size(), last.loss, percent(last.trainAccuracy));
    if (last.validationAccuracy >= 0) text += fmt::format(", on test samples that were watched {} %", percent(last.validationAccuracy));
    section.blocks.push_back(Heading{"Training"});
    section.blocks.push_back(Paragraph{text + "."});
    section.blocks.push_back(Figures{{trainingChart(curve, "Training by epoch.")}, 1});
}

}  // namespace

Section parameterSection(const Contents& contents) {
    Section section{"Parameters", {}};
    for (const auto& list : contents.parameters) {
        if (list.rows.empty()) continue;
        Table table{list.title, {}, {{"Parameter"}, {"Value"}, {"Meaning"}}, {}};
        for (const auto& row : list.rows) table.rows.push_back({{row.name}, {row.value}, {row.help}});
        section.blocks.push_back(std::move(table));
    }
    if (!contents.commands.empty()) section.blocks.push_back(Heading{"Command lines that do the same"});
    for (const auto& [what, line] : contents.commands) {
        section.blocks.push_back(Paragraph{what});
        section.blocks.push_back(CommandLine{line});
    }
    return section;
}

Section provenanceSection(const Contents& contents) {
    Section section{"Provenance", {}};
    Table facts{"Making", {}, {{"Property"}, {"Value"}}, {}};
    for (const auto& [name, value] : contents.provenance) facts.rows.push_back({{name}, {value}});
    if (!facts.rows.empty()) section.blocks.push_back(std::move(facts));
    Table files{"Files", {}, {{"Role"}, {"File"}, {"Size", true}, {"Changed (UTC)"}}, {}};
    Table sums{"SHA-256", {}, {{"Role"}, {"Sum"}}, {}};
    Table notes{"What the files say of themselves", {}, {{"File"}, {"Field"}, {"Text"}}, {}};
    for (const auto& file : contents.scene.files) {
        files.rows.push_back({{file.role}, {file.path}, {sizeText(file.bytes)}, {file.modified}});
        if (!file.sha256.empty()) sums.rows.push_back({{file.role + ", " + file.path.substr(file.path.find_last_of('/') + 1)}, {file.sha256}});
        for (const auto& [name, text] : file.notes) notes.rows.push_back({{file.path.substr(file.path.find_last_of('/') + 1)}, {name}, {text}});
    }
    for (auto* table : {&files, &sums, &notes})
        if (!table->rows.empty()) section.blocks.push_back(std::move(*table));
    addTraining(contents, section);
    return section;
}

}  // namespace lacuna::report
