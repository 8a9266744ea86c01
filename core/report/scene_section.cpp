#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "raster/coordinates.h"
#include "report/sections.h"

namespace lacuna::report {
namespace {

std::string wavelengthsOf(const raster::ModalityInfo& info) {
    double low = 1e9, high = 0;
    for (const double one : info.wavelengths) {
        if (one <= 0) continue;
        low = std::min(low, one);
        high = std::max(high, one);
    }
    return high <= 0 ? "–" : low == high ? fmt::format("{:.3g} µm", low) : fmt::format("{:.2f}–{:.2f} µm", low, high);
}

/// Longitude and latitude of the scene's centre.
std::string centreOf(const raster::Grid& grid) {
    if (!grid.georeferenced || grid.crsWkt.empty()) return {};
    const auto geographic = raster::geographicOf(grid.crsWkt);
    if (geographic.empty()) return {};
    const auto transform = raster::CoordinateTransform::between(grid.crsWkt, geographic);
    if (!transform) return {};
    const auto at = grid.mapPoint(grid.width / 2.0, grid.height / 2.0);
    const auto place = transform->point(at[0], at[1]);
    if (!place) return {};
    return fmt::format("{:.4f}° {}, {:.4f}° {}", std::abs((*place)[1]), (*place)[1] < 0 ? "S" : "N", std::abs((*place)[0]),
                       (*place)[0] < 0 ? "W" : "E");
}

void addRow(Table& table, const std::string& name, const std::string& value) {
    if (!value.empty()) table.rows.push_back({{name}, {value}});
}

Table sceneTable(const raster::Grid& grid) {
    Table table{"Scene", {}, {{"Property"}, {"Value"}}, {}};
    addRow(table, "Size", fmt::format("{} × {} pixels", grouped(static_cast<std::uint64_t>(grid.width)), grouped(static_cast<std::uint64_t>(grid.height))));
    const auto& t = grid.mapFromPixel;
    if (grid.georeferenced)
        addRow(table, "Pixel", fmt::format("{:g} × {:g} {}", std::hypot(t[1], t[4]), std::hypot(t[2], t[5]),
                                           grid.pixelArea > 0 ? "m" : raster::isGeographic(grid.crsWkt) ? "degrees" : "map units"));
    if (grid.pixelArea > 0)
        addRow(table, "Area", fmt::format("{} ha", hectares(grid.pixelArea * grid.width * grid.height / 1e4)));
    addRow(table, "Coordinate reference system", raster::crsTitle(grid.crsWkt));
    addRow(table, "Centre", centreOf(grid));
    if (grid.georeferenced) {
        const auto first = grid.mapPoint(0, 0), last = grid.mapPoint(grid.width, grid.height);
        const int decimals = raster::isGeographic(grid.crsWkt) ? 6 : 0;
        addRow(table, "Extent (x; y)", fmt::format("{:.{}f} to {:.{}f}; {:.{}f} to {:.{}f}", std::min(first[0], last[0]), decimals, std::max(first[0], last[0]),
                                                   decimals, std::min(first[1], last[1]), decimals, std::max(first[1], last[1]), decimals));
    }
    return table;
}

std::string fileNames(const std::vector<std::string>& files) {
    std::string text;
    for (const auto& file : files) text += (text.empty() ? "" : ", ") + file.substr(file.find_last_of('/') + 1);
    return text;
}

Table sensorTable(const Contents& contents) {
    Table table{"Sensors", "Data: share of the scene's pixels in which every band of the sensor holds data.",
                {{"Sensor"}, {"File"}, {"Bands", true}, {"Wavelengths"}, {"Type"}, {"No-data"}, {"Data %", true}, {"Use"}}, {}};
    for (const auto& sensor : contents.scene.sensors) {
        Cell share{percent(sensor.share)};
        share.bar = sensor.share;
        table.rows.push_back({{sensor.info.name}, {fileNames(sensor.info.files)}, {fmt::format("{}", sensor.info.bands)}, {wavelengthsOf(sensor.info)},
                              {sensor.info.type}, {sensor.noData.empty() ? "–" : sensor.noData}, share,
                              {std::string(sensor.used ? "used" : "lost") + (sensor.info.warped ? ", warped" : "")}});
    }
    return table;
}

std::string splitSentence(const Contents& contents) {
    const auto& training = contents.training;
    const auto split = training.value("split", nlohmann::json::object());
    if (!split.is_object()) return {};
    const auto kind = split.value("kind", std::string());
    std::string text;
    if (training.contains("samples")) text = fmt::format("The model was trained on {} samples. ", grouped(training.value("samples", std::uint64_t{0})));
    if (kind == "blocks")
        text += fmt::format("Labels were dealt to training and test by spatial blocks of {} × {} pixels; about {} % of each class train, and test samples "
                            "closer than {} pixels to a training sample were dropped, so that no patch holds both.",
                            split.value("block_size", 0), split.value("block_size", 0), percent(split.value("train_fraction", 0.0)), split.value("buffer", 0));
    else if (kind == "random")
        text += fmt::format("Labels were dealt to training and test at random, {} % of each class to training: neighbours share pixels of their patches, and "
                            "accuracies flatter.", percent(split.value("train_fraction", 0.0)));
    else if (kind == "files") text += "Training and test labels came in files of their own.";
    else if (kind == "none") text += "All labels given were used for training.";
    return text;
}

std::string countAt(const std::vector<int>& counts, std::size_t i) { return i < counts.size() ? grouped(static_cast<std::uint64_t>(counts[i])) : "–"; }

}  // namespace

Section sceneSection(const Contents& contents) {
    Section section{"Scene and sensors", {}};
    if (contents.scene.grid.width == 0) return section;
    section.blocks.push_back(sceneTable(contents.scene.grid));
    section.blocks.push_back(sensorTable(contents));
    for (const auto& sentence : contents.losses) section.blocks.push_back(Paragraph{"Partial loss or degradation in force: " + sentence + "."});
    return section;
}

Section sampleSection(const Contents& contents) {
    Section section{"Samples and split", {}};
    if (!contents.samples) return section;
    const auto& samples = *contents.samples;
    if (const auto text = splitSentence(contents); !text.empty()) section.blocks.push_back(Paragraph{text});
    Table table{"Pixels by class", {}, {{"Class"}}, {}, true};
    std::vector<const std::vector<int>*> shown;
    for (const auto& [title, counts] : {std::pair{"Labelled", &samples.labelled}, std::pair{"Training", &samples.train},
                                        std::pair{"Test", &samples.test}, std::pair{"Reference", &samples.reference}}) {
        if (counts->empty()) continue;
        table.columns.push_back({title, true});
        shown.push_back(counts);
    }
    for (std::size_t i = 0; i < samples.classes.size(); ++i) {
        auto& row = table.rows.emplace_back(std::vector<Cell>{{samples.classes[i].name, samples.classes[i].color}});
        for (const auto* counts : shown) row.push_back({countAt(*counts, i)});
    }
    auto& total = table.rows.emplace_back(std::vector<Cell>{{"All classes"}});
    for (const auto* counts : shown) {
        std::uint64_t sum = 0;
        for (const int count : *counts) sum += static_cast<std::uint64_t>(count);
        total.push_back({grouped(sum)});
    }
    if (!shown.empty()) section.blocks.push_back(std::move(table));
    std::string warnings;
    for (const auto& warning : samples.warnings) warnings += (warnings.empty() ? "" : " ") + warning + (warning.back() == '.' ? "" : ".");
    if (!warnings.empty()) section.blocks.push_back(Paragraph{warnings, Paragraph::Kind::Warning});
    return section;
}

}  // namespace lacuna::report
