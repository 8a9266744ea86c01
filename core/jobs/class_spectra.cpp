#include "jobs/class_spectra.h"

#include <algorithm>
#include <cmath>

namespace lacuna::jobs {
namespace {

constexpr auto stage = "class spectrum";
using base::ErrorCode;
using base::fail;

/// The class's samples by rows, so that the files are read once from top to bottom.
std::vector<samples::Sample> samplesOf(const samples::SampleSet& set, int classIndex, std::size_t most) {
    std::vector<samples::Sample> all;
    for (const auto& sample : set.samples)
        if (sample.classIndex == classIndex) all.push_back(sample);
    std::vector<samples::Sample> chosen;
    const auto count = std::min(most, all.size());
    for (std::size_t i = 0; i < count; ++i) chosen.push_back(all[i * all.size() / count]);
    std::sort(chosen.begin(), chosen.end(),
              [](const auto& a, const auto& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
    return chosen;
}

/// Mean and sum of squares about it, one band at a time (Welford 1962).
struct Moments {
    std::uint64_t pixels = 0;
    std::vector<double> mean, squares;

    void add(const std::vector<float>& values) {
        ++pixels;
        for (std::size_t band = 0; band < values.size(); ++band) {
            const double step = values[band] - mean[band];
            mean[band] += step / static_cast<double>(pixels);
            squares[band] += step * (values[band] - mean[band]);
        }
    }
    ClassSpectrum spectrum(const std::string& sensor) const {
        ClassSpectrum result{sensor, pixels, {}, {}};
        if (pixels == 0) return result;
        result.mean = mean;
        for (const double sum : squares) result.standardDeviation.push_back(std::sqrt(sum / static_cast<double>(pixels)));
        return result;
    }
};

base::Status check(const raster::RasterStack& stack, const samples::SampleSet& set, int classIndex) {
    const auto& grid = stack.grid();
    if (set.gridWidth != grid.width || set.gridHeight != grid.height)
        return fail(ErrorCode::BadData, stage, "the samples lie on a grid of {} × {} pixels, the scene has {} × {}; read them on the scene's",
                    set.gridWidth, set.gridHeight, grid.width, grid.height);
    if (classIndex < 0 || static_cast<std::size_t>(classIndex) >= set.classes.size())
        return fail(ErrorCode::BadData, stage, "there is no class number {}; the samples have {} classes", classIndex + 1, set.classes.size());
    return {};
}

}  // namespace

base::Result<std::vector<ClassSpectrum>> classSpectra(const raster::RasterStack& stack, const samples::SampleSet& set,
                                                      int classIndex, std::stop_token stop, base::Progress& progress,
                                                      std::size_t most) {
    LACUNA_TRY_STATUS(check(stack, set, classIndex));
    const auto& name = set.classes[static_cast<std::size_t>(classIndex)].name;
    const auto chosen = samplesOf(set, classIndex, most);
    if (chosen.empty()) return fail(ErrorCode::BadData, stage, "{} has no samples; collect some or choose another class", name);
    base::ProgressMeter meter(progress, "Spectrum of " + name, chosen.size() * static_cast<std::size_t>(stack.modalities()), "px");
    std::vector<ClassSpectrum> spectra;
    for (int modality = 0; modality < stack.modalities(); ++modality) {
        const auto bands = static_cast<std::size_t>(stack.modality(modality).bands);
        Moments moments{0, std::vector<double>(bands), std::vector<double>(bands)};
        std::vector<float> values(bands);
        for (const auto& sample : chosen) {
            if (stop.stop_requested()) return base::cancelled(stage);
            std::uint8_t holdsData = 0;
            LACUNA_TRY_STATUS(stack.read(modality, {sample.column, sample.row, 1, 1}, values.data(), &holdsData));
            if (holdsData != 0) moments.add(values);
            meter.advance(1);
        }
        spectra.push_back(moments.spectrum(stack.modality(modality).name));
    }
    return spectra;
}

}  // namespace lacuna::jobs
