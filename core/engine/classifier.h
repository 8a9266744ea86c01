#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "engine/checkpoint.h"
#include "engine/device.h"
#include "tile/batch.h"

namespace lacuna::engine {

/// The scores of B pixels.
struct Scores {
    int classes = 0;
    std::vector<float> probabilities;  ///< [B, K], softmax of the logits
    int experts = 0;                   ///< of all adapted blocks together; 0 when activation was not asked for
    std::vector<float> share;          ///< [B, experts] share of the pixel's tokens routed to the expert
    std::vector<float> weight;         ///< [B, experts] mean gate weight over the pixel's tokens
};

struct ClassifierOptions {
    Device device;
    int batchSize = 0;  ///< patches a forward pass; 0: chosen for the device
    bool recordActivation = false;
};

/// Classifies pixels: an InferencePlan of a checkpoint for one device. One thread at a time. The encoders' dense outputs
/// of the last tile are kept, so that every subset of sensors of that tile shares them (METHODS §2).
class Classifier {
public:
    static base::Result<std::unique_ptr<Classifier>> create(const Checkpoint& checkpoint, const ClassifierOptions& options);
    virtual ~Classifier() = default;
    /// Any B; split into passes of batchSize. The leak rule holds: a modality not in a pixel's availability never
    /// influences its scores, bit for bit. Out of device memory halves the pass and goes on. Errors: OutOfMemory.
    virtual base::Result<Scores> predict(const tile::Batch& batch) = 0;
    virtual const ModelSpec& model() const = 0;
    virtual const Device& device() const = 0;
    virtual metrics::ExpertLayout experts() const = 0;
    virtual double flopsPerPixel() const = 0;  ///< of the transformer with its experts and head, multiply and add counted as 2
};

}  // namespace lacuna::engine
