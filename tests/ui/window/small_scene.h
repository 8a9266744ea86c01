#pragma once

#include <QTest>
#include <functional>
#include <memory>

#include "app/method_loader.h"
#include "engine/checkpoint.h"
#include "samples/sample_files.h"
#include "support/raster_files.h"
#include "support/scratch_folder.h"
#include "support/small_model.h"
#include "ui/window/session.h"

/// A scene of two sensors with a model and a reference, small enough that all its maps are made in a moment.
namespace lacuna::ui::test {

class SmallScene {
public:
    static constexpr int width = 24;
    static constexpr int height = 18;

    SmallScene() {
        support::writeRaster(hs(), raster(3, [](int b, int r, int c) { return b * 0.3 + r * 0.05 + c * 0.02; }));
        support::writeRaster(lidar(), raster(2, [](int b, int r, int c) { return b * 0.2 + (r / 6) * 0.4 - c * 0.03; }));
        const auto spec = support::smallModel();
        writeModel("model.safetensors", spec, "test", 1);
        samples::SampleSet set{width, height, spec.classes, {}};
        for (int row = 0; row < height; ++row) set.samples.push_back({row, row, row % 3});
        raster::Grid grid;
        grid.width = width;
        grid.height = height;
        EXPECT_TRUE(samples::writeLabelRaster(reference(), set, grid));
    }

    /// A model of random weights; its path.
    std::string writeModel(const std::string& name, const engine::ModelSpec& spec, const std::string& method, unsigned seed) const {
        auto adaptation = support::smallAdaptation(spec);
        adaptation.method = method;
        const engine::Checkpoint checkpoint{
            spec,
            adaptation,
            {{"curve", nlohmann::json::array({{{"epoch", 1}, {"loss", 1.5}, {"trainAccuracy", 0.4}}})}, {"options", {{"seed", 0}}}},
            support::randomTensors(spec, adaptation, seed)};
        EXPECT_TRUE(engine::writeCheckpoint(folder.file(name), checkpoint));
        return folder.file(name);
    }

    static support::RasterFile raster(int bands, std::function<double(int, int, int)> value) {
        support::RasterFile file;
        file.width = width;
        file.height = height;
        file.bands = bands;
        file.type = GDT_Float32;
        file.value = std::move(value);
        return file;
    }

    std::string hs() const { return folder.file("hs.tif"); }
    std::string lidar() const { return folder.file("lidar.tif"); }
    std::string model() const { return folder.file("model.safetensors"); }
    std::string reference() const { return folder.file("reference.tif"); }
    std::vector<raster::ModalitySource> sources() const { return {{"HS", {hs()}}, {"LiDAR", {lidar()}}}; }

    support::ScratchFolder folder;
};

inline bool waitFor(const std::function<bool()>& condition) {
    return QTest::qWaitFor(condition, 20000);
}

/// Opens everything and waits until the complete map is there with its accuracy.
inline bool openAll(Session& session, const SmallScene& scene) {
    session.openSensors(scene.sources());
    session.openModel(QString::fromStdString(scene.model()));
    session.importReference(QString::fromStdString(scene.reference()));
    return waitFor([&] { return session.isMapComplete(3) && session.accuracy(3) && session.isIdle(); });
}

}  // namespace lacuna::ui::test
