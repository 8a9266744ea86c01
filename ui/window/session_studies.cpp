#include <QDir>
#include <QFileInfo>

#include "base/atomic_file.h"
#include "jobs/job_command.h"
#include "samples/area_files.h"
#include "ui/window/session.h"
#include "ui/theme/numbers.h"

namespace lacuna::ui {

const std::optional<jobs::WhatIfResult>& Session::whatIf() const {
    static const std::optional<jobs::WhatIfResult> none;
    return shown_ ? shown_->whatIf : none;
}

jobs::ClassifyOptions Session::studySettings() const {
    auto options = classifySettings_;
    options.previewStride = 0;
    options.modalities = scene_.givenSources();
    options.model = shown_->model->path;
    options.align = scene_.align;
    addLosses(options, *shown_, complete());
    return options;
}

jobs::WhatIfOptions Session::studyOptions() const {
    jobs::WhatIfOptions options;
    options.classify = studySettings();
    options.reference = referencePath_.toStdString();
    options.classify.cache = tiles_;
    return options;
}

void Session::runWhatIf() {
    if (!canClassify() || studying_) return;
    auto options = studyOptions();
    const QDir folder(studyFolder_.path());
    const QString name = QString("study%1").arg(++studyNumber_);
    folder.mkpath(name);
    options.outFolder = folder.filePath(name).toStdString();

    studying_ = true;
    Q_EMIT whatIfChanged();
    studies_.start<jobs::WhatIfResult>(
        {tr("What-if study"), jobs::toJson(options), jobs::commandLine(options, "what-if")},
        [options](std::stop_token stop, base::Progress& progress) { return jobs::WhatIfJob(options).run(stop, progress); },
        [this, generation = shown_->generation](base::Result<jobs::WhatIfResult> result) {
            studying_ = false;
            if (!result) {
                Q_EMIT whatIfChanged();
                return report(result.error());
            }
            auto* model = modelOfGeneration(generation);
            if (!model) return Q_EMIT whatIfChanged();
            model->whatIf = std::move(*result);
            const auto& study = *model->whatIf;
            for (const auto& subset : study.subsets) {
                auto& map = model->maps[subset.pattern];
                map.file = subset.mapFile;
                if (subset.confusion && !map.accuracy) {
                    map.accuracy = map::MapAccuracy{*subset.confusion, study.classes, {}, study.cellArea};
                    Q_EMIT accuracyChanged(subset.pattern);
                }
            }
            for (const auto pattern : study.activation.patterns()) model->activation.try_emplace(pattern, study.activation);
            Q_EMIT noticed(tr("What-if study: %1 subsets in %2 s")
                             .arg(study.subsets.size())
                             .arg(shownNumber(study.seconds, 1)));
            Q_EMIT activationChanged();
            Q_EMIT whatIfChanged();
        });
}

void Session::exportStudy(const QString& folder) {
    if (!whatIf()) return;
    auto study = std::make_shared<jobs::WhatIfResult>(*whatIf());
    // The maps are the session's own, and go with it.
    for (auto& subset : study->subsets) {
        subset.mapFile.clear();
        subset.flipFile.clear();
    }
    const auto write = [study, path = folder.toStdString()]() -> base::Status {
        LACUNA_TRY_STATUS(base::ensureFolder(path));
        return jobs::writeWhatIfTables(*study, path);
    };
    save(folder, write, tr("Saving the study's tables"));
}

void Session::train(jobs::TrainOptions options) {
    if (training_ || !hasScene()) return;
    options.modalities = scene_.givenSources();
    // What was drawn goes into a file beside the model, so that the training can be repeated from it.
    std::shared_ptr<const samples::TrainingAreas> drawn;
    options.labels = samples_.path().toStdString();
    if (samples_.isModified() || options.labels.empty()) {
        drawn = samples_.sharedAreas();
        const QFileInfo model(QString::fromStdString(options.out));
        options.labels = model.dir().filePath(model.completeBaseName() + "-samples.gpkg").toStdString();
    }
    options.align = scene_.align;
    training_ = true;
    runningTraining_ = jobs::toJson(options);
    curve_.clear();
    Q_EMIT trainingChanged();
    const auto onEpoch = studies_.relay<engine::EpochReport>([this](const engine::EpochReport& epoch) {
        curve_.push_back(epoch);
        Q_EMIT trainingChanged();
    });
    studies_.start<jobs::TrainResult>(
        {tr("Training"), jobs::toJson(options), jobs::commandLine(options)},
        [options, onEpoch, drawn, grid = scene_.grid, this](std::stop_token stop, base::Progress& progress) -> base::Result<jobs::TrainResult> {
            if (drawn) LACUNA_TRY_STATUS(samples::writeAreas(options.labels, *drawn, grid));
            return jobs::TrainJob(options, methods_).run(stop, progress, onEpoch);
        },
        [this](base::Result<jobs::TrainResult> result) {
            training_ = false;
            runningTraining_ = nlohmann::json::object();
            if (!result) {
                Q_EMIT trainingChanged();
                return report(result.error());
            }
            Q_EMIT noticed(tr("Trained on %L1 samples in %2 s: %3")
                             .arg(result->trainSamples)
                             .arg(result->seconds, 0, 'f', 0)
                             .arg(QFileInfo(QString::fromStdString(result->checkpoint)).fileName()));
            const auto test = QString::fromStdString(result->testLabels);
            openModel(QString::fromStdString(result->checkpoint));
            if (!test.isEmpty()) importReference(test);
            Q_EMIT trainingChanged();
        });
}

}  // namespace lacuna::ui
