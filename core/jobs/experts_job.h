#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/classify_job.h"
#include "output/map_file.h"

namespace lacuna::jobs {

/// Which experts of a model a part of a scene uses.
struct ExpertsOptions {
    ClassifyOptions classify;   ///< sensors, model, lose, stride, device …; its outputs and its focus are not used
    raster::Window window;      ///< of the scene's pixels; empty: the whole scene. Widened to whole cells of the stride
    bool everySubset = false;   ///< all subsets of the sensors that aren't lost, not that one alone
    bool gates = false;         ///< keep the gates of all experts as maps, with all sensors that aren't lost
    std::string outFolder;      ///< for writeExperts; empty: nothing is written
};

/// The gates of all experts over a window.
struct GateMap {
    raster::Grid grid;              ///< of the cells
    metrics::ExpertLayout layout;
    std::vector<float> gates;       ///< [experts, height, width] mean gate weight over the cell's tokens; NaN without data
    output::Provenance provenance;

    std::size_t cells() const { return static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height); }
    /// Place of a block's first expert among all experts. The block must be in the layout.
    std::size_t firstExpert(int block) const;
    const metrics::ExpertLayout::Block& blockOf(int block) const;
    std::vector<float> values(std::size_t expert) const;  ///< [height, width]
};

struct ExpertsResult {
    std::vector<std::string> modalityNames;
    base::ClassTable classes;
    raster::Window window;           ///< that was classified
    metrics::Activation activation;  ///< by pattern of sensors and class
    std::optional<GateMap> gates;
    double seconds = 0;
    std::string device;
};

/// Classifies a window and records its experts. Runs on any one thread. Errors: Usage for a window outside the scene;
/// OutOfMemory for gates that would take over half of base::memoryCap(); BadData for a model without experts; what the
/// stages below it name; Cancelled.
class ExpertsJob {
public:
    explicit ExpertsJob(ExpertsOptions options);
    base::Result<ExpertsResult> run(std::stop_token stop, base::Progress& progress);

private:
    ExpertsOptions options_;
};

/// One block's gates as GeoTIFF: float32, a band an expert with its name, NaN without data, overviews by AVERAGE, BLOCK
/// beside the provenance in the domain LACUNA. Errors: Io.
base::Status writeGates(const GateMap& map, int block, const std::string& path);
/// activation.csv, experts-SUBSET.png and, where gates were kept, block_NN.tif for each block. Errors: Io.
base::Status writeExperts(const ExpertsResult& result, const std::string& outFolder);
std::string expertsText(const ExpertsResult& result);  ///< shares by subset and block, for a terminal
nlohmann::json toJson(const ExpertsResult& result);

/// The stride at which a window has at most `cells` cells.
int strideFor(const raster::Window& window, std::int64_t cells);

}  // namespace lacuna::jobs
