#include "jobs/scene_model.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/memory_cap.h"

namespace lacuna::jobs {
namespace {

constexpr auto stage = "match sensors";
using base::ErrorCode;
using base::fail;

int positionOf(const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

base::Result<std::vector<int>> matchModalities(const raster::RasterStack& stack, const engine::ModelSpec& model,
                                               const std::string& path) {
    const auto known = model.modalityNames();
    std::vector<int> source(known.size(), -1);
    for (int i = 0; i < stack.modalities(); ++i) {
        const auto& found = stack.modality(i);
        const int place = positionOf(known, found.name);
        if (place < 0)
            return fail(ErrorCode::BadData, stage, "{} was trained with the sensors {} and knows no {}. Use the names of the model",
                        path, fmt::join(known, ", "), found.name);
        const auto& expected = model.modalities[static_cast<std::size_t>(place)];
        if (found.bands != expected.bands)
            return fail(ErrorCode::BadData, stage,
                        "{} ({}) has {} bands, {} was trained with {}. Give the bands the model was trained with, or train a model for "
                        "these", found.name, fmt::join(found.files, ", "), found.bands, path, expected.bands);
        source[static_cast<std::size_t>(place)] = i;
    }
    return source;
}

/// By the model's order, one a modality; empty when nothing is lost in part.
base::Result<std::vector<loss::SensorLoss>> lossesOf(std::vector<loss::SensorLoss> parts, const engine::ModelSpec& model) {
    std::vector<loss::SensorLoss> losses(parts.empty() ? 0 : model.modalities.size());
    for (auto& part : parts) {
        const auto place = static_cast<std::size_t>(positionOf(model.modalityNames(), part.sensor));
        if (model.modalities[place].bands == 1 && part.degradation.droppedBands > 0)
            return fail(ErrorCode::Usage, stage, "{} has a single band, which cannot be dropped; lose the sensor instead", part.sensor);
        losses[place] = std::move(part);
    }
    return losses;
}

}  // namespace

std::vector<std::string> SceneModel::lossSentences() const {
    std::vector<std::string> sentences;
    for (const auto& loss : inputs.losses)
        if (!loss.isNone()) sentences.push_back(loss.describe());
    return sentences;
}

int SceneModel::tileSize() const {
    std::uint64_t bytesPerPixel = 0;
    for (const auto& modality : checkpoint.model.modalities)
        // three tiles of float32, and the encoder's outputs
        bytesPerPixel += sizeof(float) * static_cast<std::uint64_t>(3 * modality.bands + checkpoint.model.backbone.width);
    const auto budget = std::min<std::uint64_t>(base::memoryCap() / 8, std::uint64_t{768} << 20);
    int size = 256;
    while (size > 32 && static_cast<std::uint64_t>((size + 2 * halo()) * (size + 2 * halo())) * bytesPerPixel > budget) size /= 2;
    return size;
}

base::Result<base::Availability> withoutLost(base::Availability given, const std::vector<std::string>& lose,
                                             const std::vector<std::string>& names) {
    for (const auto& name : lose) {
        const int place = positionOf(names, name);
        if (place < 0)
            return fail(ErrorCode::NotFound, stage, "there is no sensor {} to lose; the model has {}", name, fmt::join(names, ", "));
        given = base::without(given, place);
    }
    if (given == 0)
        return fail(ErrorCode::Usage, stage, "all sensors are off ({}); keep at least one", fmt::join(names, ", "));
    return given;
}

base::Result<SceneModel> openSceneModel(const std::vector<raster::ModalitySource>& modalities, const std::string& model,
                                        const std::vector<std::string>& lose, bool align,
                                        const std::vector<std::string>& degrade, const std::stop_token& stop) {
    if (model.empty()) return fail(ErrorCode::Usage, "open model", "no model is given; train one (lacuna train) or name its file");
    LACUNA_TRY(checkpoint, engine::readCheckpoint(model));
    LACUNA_TRY(stack, raster::RasterStack::open(modalities, {align}));
    LACUNA_TRY(source, matchModalities(stack, checkpoint.model, model));
    auto inputs = inputsOf(checkpoint.model, std::move(source));
    const auto names = checkpoint.model.modalityNames();
    LACUNA_TRY(losses, loss::readLosses(lose, degrade, names, stack.grid(), stop));
    LACUNA_TRY(switchedOn, withoutLost(inputs.given(), losses.whole, names));
    LACUNA_TRY(parts, lossesOf(std::move(losses.parts), checkpoint.model));
    inputs.losses = std::move(parts);
    LACUNA_TRY(sha256, engine::fileSha256(model));
    return SceneModel{std::move(stack), std::move(checkpoint), std::move(inputs), switchedOn, std::move(sha256)};
}

Standardisation standardisationOf(const std::vector<double>& mean, const std::vector<double>& standardDeviation) {
    Standardisation result;
    for (std::size_t band = 0; band < mean.size(); ++band) {
        result.mean.push_back(static_cast<float>(mean[band]));
        const auto inverse = static_cast<float>(1 / standardDeviation[band]);
        result.inverse.push_back(standardDeviation[band] > 0 && std::isfinite(inverse) ? inverse : 1.0f);
    }
    return result;
}

tile::Inputs inputsOf(const engine::ModelSpec& model, std::vector<int> source) {
    tile::Inputs inputs;
    inputs.source = std::move(source);
    for (const auto& modality : model.modalities) {
        inputs.mean.push_back(modality.mean);
        inputs.inverse.push_back(modality.inverse);
    }
    return inputs;
}

}  // namespace lacuna::jobs
