#include "experiments/spec_file.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "experiments/result_store.h"

namespace lacuna::experiments {
namespace {

class SpecReader {
public:
    SpecReader(const YamlReader& yaml, Experiment& experiment) : yaml_(yaml), experiment_(experiment) {}
    base::Status readTable(const YamlValue& value);
    base::Status readChart(const YamlValue& value);
    void addDefaultTable();

private:
    base::Result<std::vector<std::string>> readFacts(const YamlValue& map, const std::string& key) const;
    base::Result<std::string> readWord(const YamlValue& map, const std::string& key,
                                       const std::vector<std::string>& words) const;

    const YamlReader& yaml_;
    Experiment& experiment_;
};

base::Result<std::vector<std::string>> SpecReader::readFacts(const YamlValue& map, const std::string& key) const {
    const auto value = YamlReader::at(map, key);
    LACUNA_TRY(names, yaml_.texts(value));
    std::vector<std::string> known = {"data", "method"};
    for (const auto& method : experiment_.methods)
        for (const auto& [name, choice] : method.swept)
            if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
    known.insert(known.end(), {"train", "train-eta", "train-missing", "test", "test-eta", "test-missing"});
    for (const auto& name : names)
        if (std::find(known.begin(), known.end(), name) == known.end())
            return yaml_.wrong(value, fmt::format("names among {}", fmt::join(known, ", ")),
                               fmt::format("\"{}\" is none of them", name));
    return names;
}

base::Result<std::string> SpecReader::readWord(const YamlValue& map, const std::string& key,
                                               const std::vector<std::string>& words) const {
    const auto value = YamlReader::at(map, key);
    if (!value.isThere()) return words.front();
    LACUNA_TRY(word, yaml_.text(value));
    if (std::find(words.begin(), words.end(), word) == words.end())
        return yaml_.wrong(value, fmt::format("one of {}", fmt::join(words, ", ")), "Correct the word");
    return word;
}

base::Status SpecReader::readTable(const YamlValue& value) {
    LACUNA_TRY(keys, yaml_.entries(value, {"name", "title", "rows", "columns", "metrics"}));
    TableSpec table;
    LACUNA_TRY(name, yaml_.text(YamlReader::at(value, "name")));
    LACUNA_TRY(title, yaml_.optionalText(value, "title"));
    LACUNA_TRY(rows, readFacts(value, "rows"));
    LACUNA_TRY(columns, readFacts(value, "columns"));
    LACUNA_TRY(metrics, yaml_.texts(YamlReader::at(value, "metrics")));
    for (const auto& metric : metrics)
        if (const auto& known = metricNames(); std::find(known.begin(), known.end(), metric) == known.end())
            return yaml_.wrong(YamlReader::at(value, "metrics"), fmt::format("names among {}", fmt::join(known, ", ")),
                               fmt::format("\"{}\" is none of them", metric));
    table = {name, title.empty() ? name : title, std::move(rows), std::move(columns), std::move(metrics)};
    if (table.metrics.empty()) table.metrics = {"oa"};
    experiment_.tables.push_back(std::move(table));
    return {};
}

base::Status SpecReader::readChart(const YamlValue& value) {
    LACUNA_TRY(keys, yaml_.entries(value, {"name", "title", "kind", "x", "series", "panels", "metric", "class"}));
    LACUNA_TRY(name, yaml_.text(YamlReader::at(value, "name")));
    LACUNA_TRY(title, yaml_.optionalText(value, "title"));
    LACUNA_TRY(kind, readWord(value, "kind", {"lines", "bars", "experts"}));
    LACUNA_TRY(series, readFacts(value, "series"));
    LACUNA_TRY(panels, readFacts(value, "panels"));
    LACUNA_TRY(metric, readWord(value, "metric", metricNames()));
    LACUNA_TRY(x, readFacts(value, "x"));
    ChartSpec chart{name,
                    title.empty() ? name : title,
                    kind == "lines"  ? ChartKind::Lines
                    : kind == "bars" ? ChartKind::Bars
                                     : ChartKind::Experts,
                    x.empty() ? std::string() : x.front(),
                    std::move(series),
                    std::move(panels),
                    metric,
                    0};
    base::ParameterSet declared;
    declared.add("class", "Class whose pixels are counted; 0: all", &chart.classValue).range(0, 255);
    const auto classValue = YamlReader::at(value, "class");
    if (classValue.isThere()) LACUNA_TRY_STATUS(yaml_.parameter(classValue, declared));
    if ((x.size() != 1) != (chart.kind == ChartKind::Experts))
        return yaml_.wrong(YamlReader::at(value, "x"), "one name for lines and bars, none for experts",
                           "Write x: test-eta");
    if (chart.kind == ChartKind::Experts) experiment_.test.recordActivation = true;
    experiment_.charts.push_back(std::move(chart));
    return {};
}

void SpecReader::addDefaultTable() {
    TableSpec table{"accuracy", experiment_.title, {"data", "train"}, {"method"}, {"oa", "aa", "kappa"}};
    const bool mismatched =
        std::any_of(experiment_.settings.begin(), experiment_.settings.end(), [](const Setting& setting) {
            return setting.tests.size() > 1 || setting.tests.front().title() != setting.train.title();
        });
    if (mismatched) table.rows.push_back("test");
    for (const auto& method : experiment_.methods)
        for (const auto& [name, value] : method.swept)
            if (std::find(table.columns.begin(), table.columns.end(), name) == table.columns.end())
                table.columns.push_back(name);
    experiment_.tables.push_back(std::move(table));
}

}  // namespace

base::Status readSpecs(const YamlReader& yaml, const YamlValue& file, Experiment& experiment) {
    SpecReader reader(yaml, experiment);
    for (const auto& entry : YamlReader::list(YamlReader::at(file, "tables")))
        LACUNA_TRY_STATUS(reader.readTable(entry));
    for (const auto& entry : YamlReader::list(YamlReader::at(file, "charts")))
        LACUNA_TRY_STATUS(reader.readChart(entry));
    if (experiment.tables.empty()) reader.addDefaultTable();
    return {};
}

}  // namespace lacuna::experiments
