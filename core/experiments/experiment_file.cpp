#include "experiments/experiment_file.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <filesystem>

#include "experiments/spec_file.h"

namespace lacuna::experiments {
namespace {

/// Every combination of one value from each list; the last list runs fastest.
std::vector<std::vector<std::size_t>> combinations(const std::vector<std::size_t>& sizes) {
    std::vector<std::vector<std::size_t>> all = {{}};
    for (const auto size : sizes) {
        std::vector<std::vector<std::size_t>> longer;
        for (const auto& begun : all)
            for (std::size_t i = 0; i < size; ++i) {
                longer.push_back(begun);
                longer.back().push_back(i);
            }
        all = std::move(longer);
    }
    return all;
}

/// A method's parameters with storage for their values, so that text is checked as it is on the command line.
class MethodValues {
public:
    explicit MethodValues(const plugins::MethodPlugin& method) {
        for (const auto& parameter : method.parameters()) {
            values_.push_back(parameter.defaultValue);
            std::visit(
                [&](auto& held) {
                    auto declared = set.add(parameter.name, parameter.help, &held);
                    if (parameter.minimum && parameter.maximum) declared.range(*parameter.minimum, *parameter.maximum);
                    declared.unit(parameter.unit).choices(parameter.choices);
                },
                values_.back());
        }
    }
    base::ParameterSet set;

private:
    std::deque<base::ParameterValue> values_;
};

class ExperimentReader {
public:
    ExperimentReader(const std::string& path, const plugins::MethodRegistry& methods) : yaml_(path), methods_(methods) {
        experiment_.name = std::filesystem::path(path).stem().string();
    }
    base::Result<Experiment> read();

private:
    base::Status readData(const YamlValue& value, const YamlValue& common);
    base::Status readDataSet(const YamlValue& value, jobs::TrainOptions options);
    base::Status readMethod(const YamlValue& value);
    base::Status addMethods(const YamlValue& value, const std::string& id, const std::string& label,
                            const std::vector<YamlValue>& parameters);
    base::Status readSetting(const YamlValue& value);
    base::Result<std::vector<samples::MissingSetting>> readMissing(const YamlValue& value) const;
    base::Status checkSetting(const YamlValue& value, const Setting& setting) const;
    base::Status readSeeds(const YamlValue& value);

    YamlReader yaml_;
    const plugins::MethodRegistry& methods_;
    Experiment experiment_;
};

base::Status ExperimentReader::readData(const YamlValue& value, const YamlValue& common) {
    jobs::TrainOptions options;
    options.watched = 0;  // nobody looks at the curves
    auto declared = options.declare();
    if (common.isThere())
        LACUNA_TRY_STATUS(yaml_.parameters(
            common, declared,
            {{"seed", "seeds"}, {"eta", "settings"}, {"missing", "settings"}, {"availability", "settings"}}));
    LACUNA_TRY(sets, yaml_.entries(value));
    if (sets.empty()) return yaml_.wrong(value, "at least one data set", "Name rasters and labels under data");
    for (const auto& entry : sets) LACUNA_TRY_STATUS(readDataSet(entry, options));
    return {};
}

base::Status ExperimentReader::readDataSet(const YamlValue& value, jobs::TrainOptions options) {
    LACUNA_TRY(keys, yaml_.entries(value, {"modalities", "labels", "test-labels", "class-column", "train"}));
    LACUNA_TRY(modalities, yaml_.entries(YamlReader::at(value, "modalities")));
    for (const auto& entry : modalities) {
        LACUNA_TRY(files, yaml_.texts(entry));
        if (files.empty()) return yaml_.wrong(entry, "a raster or a list of rasters", "Name its file");
        options.modalities.push_back({entry.name, std::move(files)});
    }
    if (modalities.empty())
        return yaml_.wrong(YamlReader::at(value, "modalities"), "at least one sensor", "Write NAME: FILE, a line each");
    LACUNA_TRY(labels, yaml_.text(YamlReader::at(value, "labels")));
    LACUNA_TRY(testLabels, yaml_.optionalText(value, "test-labels"));
    LACUNA_TRY(column, yaml_.optionalText(value, "class-column"));
    options.labels = labels;
    options.testLabels = testLabels;
    options.classColumn = column;
    auto declared = options.declare();
    const auto own = YamlReader::at(value, "train");
    if (own.isThere())
        LACUNA_TRY_STATUS(yaml_.parameters(
            own, declared,
            {{"seed", "seeds"}, {"eta", "settings"}, {"missing", "settings"}, {"availability", "settings"}}));
    if (options.testLabels.empty() == (options.split == "none"))
        return yaml_.wrong(value, "either test-labels, or a split (blocks or random) in train",
                           "The models need pixels that they were not trained on");
    experiment_.data.push_back({value.name, std::move(options)});
    return {};
}

base::Status ExperimentReader::readMethod(const YamlValue& value) {
    if (value.node.IsScalar()) return addMethods(value, value.node.Scalar(), {}, {});
    LACUNA_TRY(parameters, yaml_.entries(value));
    std::erase_if(parameters, [](const YamlValue& entry) { return entry.name == "id" || entry.name == "label"; });
    LACUNA_TRY(ids, yaml_.texts(YamlReader::at(value, "id")));
    LACUNA_TRY(label, yaml_.optionalText(value, "label"));
    if (ids.empty()) return yaml_.wrong(YamlReader::at(value, "id"), "a method's id", "Write id: mamol");
    if (ids.size() > 1 && !label.empty())
        return yaml_.wrong(YamlReader::at(value, "label"), "no label for several methods",
                           "Give each method an entry of its own");
    for (const auto& id : ids) LACUNA_TRY_STATUS(addMethods(value, id, label, parameters));
    return {};
}

base::Status ExperimentReader::addMethods(const YamlValue& value, const std::string& id, const std::string& label,
                                          const std::vector<YamlValue>& parameters) {
    const auto found = methods_.find(id);
    if (!found) return yaml_.refused(value, found.error());
    MethodValues values(**found);
    std::vector<YamlValue> names;
    std::vector<std::vector<YamlValue>> choices;
    std::vector<std::size_t> sizes;
    for (const auto& entry : parameters) {
        LACUNA_TRY_STATUS(yaml_.texts(entry).map([](const auto&) {}));
        choices.push_back(YamlReader::list(entry));
        if (choices.back().empty())
            return yaml_.wrong(entry, "a value or a list of them", "Give a value or take the key out");
        sizes.push_back(choices.back().size());
        names.push_back(entry);
    }
    for (const auto& combination : combinations(sizes)) {
        Method method{id, label.empty() ? id : label, nlohmann::json::object(), {}};
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto& choice = choices[i][combination[i]];
            LACUNA_TRY_STATUS(yaml_.parameter(choice, values.set));
            method.parameters[names[i].name] = values.set.toJson().at(names[i].name);
            if (sizes[i] > 1) method.swept.emplace_back(names[i].name, choice.node.Scalar());
        }
        for (const auto& other : experiment_.methods) {
            if (other.label == method.label && other.swept == method.swept)
                return yaml_.wrong(value, fmt::format("no second method labelled {}", method.label),
                                   "Give it a label of its own");
            if (other.id == method.id && other.parameters == method.parameters)
                return yaml_.wrong(value, fmt::format("no second {} with the parameters of {}", id, other.label),
                                   "Take one of the two out");
        }
        experiment_.methods.push_back(std::move(method));
    }
    return {};
}

base::Result<std::vector<samples::MissingSetting>> ExperimentReader::readMissing(const YamlValue& value) const {
    const auto etas = YamlReader::at(value, "eta"), which = YamlReader::at(value, "missing"),
               vectors = YamlReader::at(value, "availability");
    if (vectors.isThere() && (etas.isThere() || which.isThere()))
        return yaml_.wrong(value, "either availability, or eta and missing", "Take one of the two out");
    if (!vectors.isThere() && !etas.isThere())
        return yaml_.wrong(etas, "a missing rate from 0 to 1, or a list of them", "Write eta: 0.7");
    std::vector<std::vector<YamlValue>> lists;
    std::vector<std::size_t> sizes;
    for (const auto& entry : {etas, which, vectors}) {
        if (!entry.isThere()) continue;
        LACUNA_TRY_STATUS(yaml_.texts(entry).map([](const auto&) {}));
        lists.push_back(YamlReader::list(entry));
        sizes.push_back(lists.back().size());
    }
    std::vector<samples::MissingSetting> settings;
    for (const auto& combination : combinations(sizes)) {
        samples::MissingSetting setting;
        base::ParameterSet declared;
        setting.declare(declared);
        for (std::size_t i = 0; i < lists.size(); ++i)
            LACUNA_TRY_STATUS(yaml_.parameter(lists[i][combination[i]], declared));
        settings.push_back(setting);
    }
    return settings;
}

base::Status ExperimentReader::checkSetting(const YamlValue& value, const Setting& setting) const {
    for (const auto& name : setting.data)
        if (std::none_of(experiment_.data.begin(), experiment_.data.end(),
                         [&](const DataSet& set) { return set.name == name; }))
            return yaml_.wrong(YamlReader::at(value, "data"), "names of data sets",
                               fmt::format("There is no {} under data", name));
    for (const auto& label : setting.methods)
        if (std::none_of(experiment_.methods.begin(), experiment_.methods.end(),
                         [&](const Method& method) { return method.label == label; }))
            return yaml_.wrong(YamlReader::at(value, "methods"), "labels of methods",
                               fmt::format("There is no {} under methods", label));
    for (const auto& set : experiment_.data) {
        if (!setting.isFor(set)) continue;
        std::vector<std::string> names;
        for (const auto& modality : set.train.modalities) names.push_back(modality.name);
        if (const auto patterns = setting.train.patterns(names); !patterns)
            return yaml_.refused(value, patterns.error());
        for (const auto& test : setting.tests)
            if (const auto patterns = test.patterns(names); !patterns) return yaml_.refused(value, patterns.error());
    }
    return {};
}

base::Status ExperimentReader::readSetting(const YamlValue& value) {
    LACUNA_TRY(keys, yaml_.entries(value, {"data", "methods", "eta", "missing", "availability", "train", "test"}));
    LACUNA_TRY(data, yaml_.texts(YamlReader::at(value, "data")));
    LACUNA_TRY(methods, yaml_.texts(YamlReader::at(value, "methods")));
    const auto train = YamlReader::at(value, "train"), test = YamlReader::at(value, "test");
    if (test.isThere() && !train.isThere())
        return yaml_.wrong(train, "the training's setting beside the test's", "Write train: {eta: 0.7, missing: any}");
    if (train.isThere()) {
        LACUNA_TRY(ownKeys, yaml_.entries(train, {"eta", "missing", "availability"}));
        if (1 + (test.isThere() ? 1u : 0u) + (data.empty() ? 0u : 1u) + (methods.empty() ? 0u : 1u) != keys.size())
            return yaml_.wrong(value, "eta, missing and availability inside train and test", "Move them there");
    }
    LACUNA_TRY(trained, readMissing(train.isThere() ? train : value));
    std::vector<samples::MissingSetting> tests;
    for (const auto& entry : YamlReader::list(test)) {
        LACUNA_TRY(testKeys, yaml_.entries(entry, {"eta", "missing", "availability"}));
        LACUNA_TRY(some, readMissing(entry));
        tests.insert(tests.end(), some.begin(), some.end());
    }
    for (const auto& setting : trained) {
        Setting pair{data, methods, setting, tests.empty() ? std::vector{setting} : tests};
        LACUNA_TRY_STATUS(checkSetting(value, pair));
        experiment_.settings.push_back(std::move(pair));
    }
    return {};
}

base::Status ExperimentReader::readSeeds(const YamlValue& value) {
    LACUNA_TRY_STATUS(yaml_.texts(value).map([](const auto&) {}));
    jobs::TrainOptions any;
    auto declared = any.declare();
    for (auto entry : YamlReader::list(value)) {
        entry.name = "seed";
        LACUNA_TRY_STATUS(yaml_.parameter(entry, declared));
        experiment_.seeds.push_back(any.trainer.seed);
    }
    if (experiment_.seeds.empty()) experiment_.seeds.push_back(0);
    return {};
}

base::Result<Experiment> ExperimentReader::read() {
    LACUNA_TRY(file, yaml_.load());
    LACUNA_TRY(keys, yaml_.entries(
                         file, {"title", "data", "methods", "seeds", "train", "test", "settings", "tables", "charts"}));
    LACUNA_TRY(title, yaml_.optionalText(file, "title"));
    experiment_.title = title.empty() ? experiment_.name : title;
    LACUNA_TRY_STATUS(readData(YamlReader::at(file, "data"), YamlReader::at(file, "train")));
    const auto test = YamlReader::at(file, "test");
    auto declared = experiment_.test.declare();
    if (test.isThere())
        LACUNA_TRY_STATUS(yaml_.parameters(test, declared, {{"seed", "seeds"}, {"align", "align in train"}}));
    LACUNA_TRY_STATUS(readSeeds(YamlReader::at(file, "seeds")));
    for (const char* key : {"methods", "settings"})
        if (!YamlReader::at(file, key).isThere())
            return yaml_.wrong(YamlReader::at(file, key), "at least one entry", "Add it");
    for (const auto& entry : YamlReader::list(YamlReader::at(file, "methods"))) LACUNA_TRY_STATUS(readMethod(entry));
    for (const auto& entry : YamlReader::list(YamlReader::at(file, "settings"))) LACUNA_TRY_STATUS(readSetting(entry));
    LACUNA_TRY_STATUS(readSpecs(yaml_, file, experiment_));
    return std::move(experiment_);
}

}  // namespace

base::Result<Experiment> readExperiment(const std::string& path, const plugins::MethodRegistry& methods) {
    return ExperimentReader(path, methods).read();
}

}  // namespace lacuna::experiments
