#pragma once

#include <cstdint>
#include <memory>

#include "engine/classifier.h"
#include "engine/device.h"
#include "engine/stacked_model.h"
#include "tile/batch.h"

namespace lacuna::engine {

/// A model made ready for one device and number type: weights packed, experts inside the feed-forward products. What
/// it computes is the Network's function; the arithmetic differs in rounding alone. One thread at a time.
class InferencePlan {
public:
    enum class Kind {
        Best,     ///< on a CPU the processor kernels where they know all parts of the model, LibTorch for other models;
                  ///< LibTorch with the CUDA epilogue on a GPU
        Tensors,  ///< LibTorch on the CPU too: the GPU's path, where there is none
    };
    /// `batchSize`: pixels a pass, 0 for the device's best. Throws what allocating throws.
    static std::unique_ptr<InferencePlan> compile(StackedModel model, const Device& device, int batchSize,
                                                  Kind kind = Kind::Best);
    virtual ~InferencePlan() = default;

    /// Fills probabilities, and share and weight when `recordActivation`. The batch must fit the model (checked by the
    /// Classifier). Throws std::bad_alloc or c10's errors.
    virtual void run(const tile::Batch& batch, bool recordActivation, Scores& scores) = 0;
    virtual const StackedModel& stacked() const = 0;
    virtual int batchSize() const = 0;
    /// Halves the pass and lets go of what can be made again; false when it is one pixel already.
    virtual bool shrink() = 0;
};

/// Resizes the arrays of `scores` for a batch.
void prepareScores(const StackedModel& model, std::size_t pixels, bool recordActivation, Scores& scores);
/// Softmax of one pixel's logits.
void softmax(const float* logits, int classes, float* probabilities);

}  // namespace lacuna::engine
