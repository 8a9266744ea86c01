#include "engine/classifier.h"

#include <fmt/ranges.h>

#include <map>
#include <new>

#include "engine/inference_plan.h"
#include "engine/torch_failure.h"
#include "engine/torch_headers.h"
#include "engine/trained_tensors.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "classify";
using base::ErrorCode;
using base::fail;

class PlanClassifier final : public Classifier {
public:
    PlanClassifier(std::unique_ptr<InferencePlan> plan, Device device, bool recordActivation)
        : plan_(std::move(plan)), device_(std::move(device)), recordActivation_(recordActivation) {}

    base::Result<Scores> predict(const tile::Batch& batch) override;
    const ModelSpec& model() const override { return plan_->stacked().model; }
    const Device& device() const override { return device_; }
    metrics::ExpertLayout experts() const override { return expertLayout(plan_->stacked().adaptation); }
    double flopsPerPixel() const override { return plan_->stacked().flopsPerPixel(); }

private:
    base::Status check(const tile::Batch& batch) const;

    std::unique_ptr<InferencePlan> plan_;
    Device device_;
    bool recordActivation_;
};

/// That the batch is whole is the callers' affair; that the tile fits the model depends on the user's files.
base::Status PlanClassifier::check(const tile::Batch& batch) const {
    const auto& spec = model();
    LACUNA_ASSERT(batch.centres.size() == batch.availability.size());
    if (batch.size() == 0) return {};
    LACUNA_ASSERT(batch.tile != nullptr);
    const auto& tile = *batch.tile;
    const auto area = static_cast<std::size_t>(tile.width) * static_cast<std::size_t>(tile.height);
    LACUNA_ASSERT(tile.availability.size() == area);
    if (tile.planes.size() != spec.modalities.size())
        return fail(ErrorCode::BadData, stage, "the tile holds {} sensors, the model expects {}; check the inputs against the model",
                    tile.planes.size(), spec.modalities.size());
    base::Availability asked = 0;
    for (const auto availability : batch.availability) {
        LACUNA_ASSERT(availability != 0 && (availability & ~base::completeAvailability(spec.modalityCount())) == 0);
        asked |= availability;
    }
    for (std::size_t i = 0; i < tile.planes.size(); ++i) {
        if (!base::isPresent(asked, static_cast<int>(i))) continue;
        const auto& plane = tile.planes[i];
        const auto& modality = spec.modalities[i];
        if (plane.channels != modality.bands)
            return fail(ErrorCode::BadData, stage, "{} has {} bands, the model expects {}; give the raster the model was trained with",
                        modality.name, plane.channels, modality.bands);
        LACUNA_ASSERT(plane.values.size() == area * static_cast<std::size_t>(plane.channels));
    }
    const int halo = spec.patchSize / 2;
    for (const auto centre : batch.centres) {
        const int row = centre / tile.width, column = centre % tile.width;
        LACUNA_ASSERT(centre >= 0 && row >= halo && column >= halo);
        LACUNA_ASSERT(row - halo + spec.patchSize <= tile.height && column - halo + spec.patchSize <= tile.width);
    }
    return {};
}

base::Result<Scores> PlanClassifier::predict(const tile::Batch& batch) {
    LACUNA_TRY_STATUS(check(batch));
    for (;;) {
        try {
            Scores scores;
            plan_->run(batch, recordActivation_, scores);
            return scores;
        } catch (const c10::Error& problem) {
            auto failure = torchFailure(stage, problem);
            if (failure.value().code != ErrorCode::OutOfMemory || !plan_->shrink()) return failure;
        } catch (const std::bad_alloc&) {
            if (!plan_->shrink())
                return fail(ErrorCode::OutOfMemory, stage, "the memory is full even for one pixel at a time; close other programs");
        } catch (const std::exception& problem) {
            return fail(ErrorCode::Unsupported, stage, "the device failed: {}", problem.what());
        }
    }
}

base::Status checkTensors(const Checkpoint& checkpoint) {
    std::map<std::string, const NamedTensor*> found;
    for (const auto& tensor : checkpoint.tensors) found[tensor.name] = &tensor;
    for (const auto& expected : trainedTensors(checkpoint.model, checkpoint.adaptation)) {
        const auto tensor = found.find(expected.name);
        if (tensor == found.end())
            return fail(ErrorCode::BadData, "prepare model", "the model lacks the tensor {}; train it again", expected.name);
        if (tensor->second->shape != expected.shape ||
            tensor->second->values.size() != static_cast<std::size_t>(expected.elements()))
            return fail(ErrorCode::BadData, "prepare model", "the tensor {} has the shape [{}], expected [{}]; train the model again",
                        expected.name, fmt::join(tensor->second->shape, ", "), fmt::join(expected.shape, ", "));
    }
    return {};
}

}  // namespace

base::Result<std::unique_ptr<Classifier>> Classifier::create(const Checkpoint& checkpoint,
                                                             const ClassifierOptions& options) {
    LACUNA_TRY_STATUS(engine::check(checkpoint.model));
    LACUNA_TRY_STATUS(engine::check(checkpoint.adaptation, checkpoint.model));
    LACUNA_TRY_STATUS(checkTensors(checkpoint));
    auto backboneSpec = checkpoint.model.backbone;
    LACUNA_TRY(backbone, loadBackbone(backboneSpec, checkpoint.model.tokenGrid));
    try {
        auto model = stackModel(checkpoint.model, checkpoint.adaptation, backbone, checkpoint.tensors);
        backbone = {};
        auto plan = InferencePlan::compile(std::move(model), options.device, options.batchSize);
        return std::make_unique<PlanClassifier>(std::move(plan), options.device, options.recordActivation);
    } catch (const c10::Error& problem) {
        return torchFailure("prepare model", problem);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "prepare model", "the memory does not hold the model; close other programs");
    }
}

}  // namespace lacuna::engine
