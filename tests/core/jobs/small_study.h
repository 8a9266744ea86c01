#pragma once

#include <gtest/gtest.h>

#include "jobs/classify_job.h"
#include "jobs/evaluate_job.h"
#include "jobs/train_job.h"
#include "jobs/what_if_job.h"
#include "plugins/frozen_baseline/frozen_baseline.h"
#include "raster/label_raster.h"
#include "plugins/mamol/mamol.h"
#include "scenes/synthetic_scene.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"
#include "support/small_backbone.h"

/// A scene of two sensors in which optical values tell materials apart and heights structures, and a model of it.
namespace lacuna::jobs {

template <class T>
T valueOf(base::Result<T> result) {
    if (!result) {
        ADD_FAILURE() << base::describe(result.error());
        std::abort();
    }
    return std::move(*result);
}

inline plugins::MethodRegistry allMethods() {
    plugins::MethodRegistry methods;
    methods.add(plugins::makeMamol());
    methods.add(plugins::makeFrozenBaseline());
    return methods;
}

class SmallStudy {
public:
    SmallStudy() : methods(allMethods()) {
        ::setenv("XDG_CACHE_HOME", folder.file("cache").c_str(), 1);
        scenes::SceneOptions options;
        options.width = 60;
        options.height = 50;
        options.classes = 4;
        options.sensors = "hs:hyperspectral:6,lidar:lidar:1";
        options.labelled = 0.1;
        scene = valueOf(scenes::makeScene(folder.file("scene"), options, {}, progress));
        backbone = support::writeSmallBackbone(folder.file("backbone.safetensors"));
    }

    TrainOptions training(const std::string& model, int epochs = 30) const {
        TrainOptions options;
        options.modalities = scene.modalities;
        options.labels = scene.labels;
        options.out = folder.file(model);
        options.backbone = backbone;
        options.methodParameters = {{"placement", "last-2x2"}, {"rank", 4}};
        options.trainer.epochs = epochs;
        options.trainer.batchSize = 64;
        options.trainer.precision = "fp32";
        return options;
    }
    TrainResult train(const TrainOptions& options) { return valueOf(TrainJob(options, methods).run({}, progress)); }
    TrainResult train(const std::string& model, int epochs = 30) { return train(training(model, epochs)); }
    /// Trained once for all tests that only use a model.
    ClassifyOptions classifying(const std::string& out) {
        const auto model = folder.file("model.safetensors");
        if (!std::filesystem::exists(model)) train("model.safetensors");
        ClassifyOptions options;
        options.modalities = scene.modalities;
        options.model = model;
        options.precision = "fp32";
        if (!out.empty()) options.out = folder.file(out);
        return options;
    }
    ClassifyResult classify(const ClassifyOptions& options) { return valueOf(ClassifyJob(options).run({}, progress)); }
    EvaluateResult evaluate(const std::string& map, const std::string& reference) {
        return valueOf(EvaluateJob({map, reference, {}, {}}).run({}, progress));
    }
    double overall(const std::string& map) {
        return metrics::accuracyOf(evaluate(map, scene.truth).accuracy.confusion).overall;
    }
    std::vector<std::uint8_t> labelsOf(const std::string& path) { return valueOf(raster::readLabelRaster(path)).values; }

    support::ScratchFolder folder;
    base::Progress progress;
    scenes::SceneFiles scene;
    std::string backbone;
    plugins::MethodRegistry methods;
};

/// One for all tests of the program.
inline SmallStudy& study() {
    static SmallStudy instance;
    return instance;
}

}  // namespace lacuna::jobs
