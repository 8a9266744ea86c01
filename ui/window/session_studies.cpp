#include <QDir>
#include <QFileInfo>

#include "ui/window/session.h"

namespace lacuna::ui {

void Session::runWhatIf() {
    if (!canClassify() || studying_) return;
    jobs::WhatIfOptions options;
    options.classify = classifySettings_;
    options.classify.previewStride = 0;
    options.classify.modalities = scene_.givenSources();
    options.classify.model = model_->path;
    options.classify.align = scene_.align;
    options.reference = referencePath_.toStdString();
    const QDir folder(studyFolder_.path());
    const QString name = QString("study%1").arg(++studyNumber_);
    folder.mkpath(name);
    options.outFolder = folder.filePath(name).toStdString();

    studying_ = true;
    Q_EMIT whatIfChanged();
    studies_.start<jobs::WhatIfResult>(
        tr("What-if study"),
        [options](std::stop_token stop, base::Progress& progress) { return jobs::WhatIfJob(options).run(stop, progress); },
        [this, generation = modelGeneration_](base::Result<jobs::WhatIfResult> result) {
            studying_ = false;
            if (!result) {
                Q_EMIT whatIfChanged();
                return report(result.error());
            }
            if (generation != modelGeneration_) return Q_EMIT whatIfChanged();
            whatIf_ = std::move(*result);
            for (const auto& subset : whatIf_->subsets) {
                auto& map = maps_[subset.pattern];
                map.file = subset.mapFile;
                if (subset.confusion && !map.accuracy) {
                    map.accuracy = MapAccuracy{*subset.confusion, whatIf_->classes};
                    Q_EMIT accuracyChanged(subset.pattern);
                }
            }
            for (const auto pattern : whatIf_->activation.patterns())
                activation_.try_emplace(pattern, whatIf_->activation);
            Q_EMIT noticed(tr("What-if study: %1 subsets in %2 s")
                             .arg(whatIf_->subsets.size())
                             .arg(whatIf_->seconds, 0, 'f', 1));
            Q_EMIT activationChanged();
            Q_EMIT whatIfChanged();
        });
}

void Session::train(jobs::TrainOptions options) {
    if (training_ || !hasScene()) return;
    options.modalities = scene_.givenSources();
    options.labels = samplesPath_.toStdString();
    options.align = scene_.align;
    training_ = true;
    curve_.clear();
    Q_EMIT trainingChanged();
    const auto onEpoch = studies_.relay<engine::EpochReport>([this](const engine::EpochReport& epoch) {
        curve_.push_back(epoch);
        Q_EMIT trainingChanged();
    });
    studies_.start<jobs::TrainResult>(
        tr("Training"),
        [options, onEpoch, this](std::stop_token stop, base::Progress& progress) {
            return jobs::TrainJob(options, methods_).run(stop, progress, onEpoch);
        },
        [this](base::Result<jobs::TrainResult> result) {
            training_ = false;
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
