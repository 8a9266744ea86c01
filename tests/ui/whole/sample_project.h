#pragma once

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gtest/gtest.h>

#include <QDir>
#include <QStringList>
#include <QTest>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/checkpoint.h"
#include "raster/raster_stack.h"
#include "samples/sample_files.h"
#include "support/scratch_folder.h"
#include "support/small_model.h"
#include "ui/project/project_keeper.h"
#include "ui/project/project_state.h"
#include "ui/window/main_window.h"

namespace lacuna::ui::test {

/// The shipped scene, or its upper left corner, in a folder of its own, with a model of random weights that fits it.
class SampleProject {
public:
    /// `size`: pixels to each side; 0: all.
    explicit SampleProject(int size = 0) {
        raster::initialiseGdal();
        for (const char* name : {"ip_vnir.tif", "ip_swir.tif", "ip_labels.tif"}) cut(name, size);
        const auto stack = raster::RasterStack::open(sources());
        EXPECT_TRUE(stack);
        std::vector<std::pair<std::string, int>> sensors;
        for (int i = 0; i < stack->modalities(); ++i) sensors.emplace_back(stack->modality(i).name, stack->modality(i).bands);
        auto spec = support::smallModel(sensors);
        const auto labels = samples::readSamples(this->labels(), stack->grid());
        EXPECT_TRUE(labels);
        spec.classes = labels->classes;
        for (auto& modality : spec.modalities) {
            modality.mean.assign(modality.mean.size(), 2500.0f);
            modality.inverse.assign(modality.inverse.size(), 1.0f / 1500.0f);
        }
        const auto adaptation = support::smallAdaptation(spec);
        EXPECT_TRUE(engine::writeCheckpoint(model(), {spec, adaptation, nlohmann::json::object(), support::randomTensors(spec, adaptation, 1)}));
    }

    std::vector<raster::ModalitySource> sources() const { return {{"VNIR", {folder.file("ip_vnir.tif")}}, {"SWIR", {folder.file("ip_swir.tif")}}}; }
    std::string labels() const { return folder.file("ip_labels.tif"); }
    std::string model() const { return folder.file("model.safetensors"); }
    QString project() const { return QString::fromStdString(folder.file("town.lacuna")); }

    support::ScratchFolder folder;

private:
    void cut(const std::string& name, int size) const {
        const std::string from = std::string(LACUNA_SAMPLE_FOLDER) + "/" + name;
        if (size == 0) {
            std::filesystem::copy(from, folder.file(name));
            if (std::filesystem::exists(from + ".aux.xml")) std::filesystem::copy(from + ".aux.xml", folder.file(name + ".aux.xml"));
            return;
        }
        const GDALDatasetUniquePtr whole(GDALDataset::Open(from.c_str()));
        const std::string side = std::to_string(size);
        std::vector<std::string> words{"-srcwin", "0", "0", side, side};
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        auto* options = GDALTranslateOptionsNew(arguments.data(), nullptr);
        auto* part = GDALTranslate(folder.file(name).c_str(), GDALDataset::ToHandle(whole.get()), options, nullptr);
        GDALTranslateOptionsFree(options);
        EXPECT_NE(part, nullptr) << name;
        GDALClose(part);
    }
};

inline bool waitUntil(const std::function<bool()>& condition, int ms = 60000) {
    return QTest::qWaitFor(condition, ms);
}

inline bool isSettled(MainWindow& window) {
    return window.session()->isIdle() && !window.projectState()->isApplying();
}

/// Waits for the end of all jobs; those that take longer are cancelled.
inline bool settle(MainWindow& window, int patienceMs) {
    if (waitUntil([&] { return isSettled(window); }, patienceMs)) return true;
    auto& session = *window.session();
    for (auto* lane : {&session.files(), &session.mapJobs(), &session.studies(), &session.samples()->jobs()}) lane->cancelAll();
    return waitUntil([&] { return isSettled(window); });
}

/// Sensors, samples, reference, a model and its complete map, saved as a project.
inline bool openFull(MainWindow& window, const SampleProject& scene) {
    auto& session = *window.session();
    session.openSensors(scene.sources());
    session.openModel(QString::fromStdString(scene.model()));
    session.importSamples(QString::fromStdString(scene.labels()));
    session.importReference(QString::fromStdString(scene.labels()));
    if (!waitUntil([&] { return session.isMapComplete(3) && session.accuracy(3) && isSettled(window); })) return false;
    bool saved = false;
    window.projects()->saveTo(scene.project(), [&] { saved = true; });
    return waitUntil([&] { return saved && isSettled(window); });
}

}  // namespace lacuna::ui::test
