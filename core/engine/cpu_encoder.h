#pragma once

#include <cstdint>
#include <vector>

#include "engine/stacked_model.h"
#include "engine/worker_pool.h"
#include "kernels/cpu_kernels.h"
#include "tile/batch.h"

namespace lacuna::engine {

/// The modality encoders on the processor (METHODS §2). Tokens come from maps made once for a whole tile, or from the
/// patches alone where few pixels of the tile are asked for: the same sums in the same order, hence the same bits.
/// A pixel that the tile's availability denies counts as zeros, whatever its plane holds.
class CpuEncoder {
public:
    /// With `half` tokens are rounded to bfloat16, which halves the maps.
    CpuEncoder(const StackedModel& model, const kernels::CpuKernels& kernels, bool half);

    /// Makes the maps that pay for this batch, and forgets those of another tile.
    void prepare(const tile::Batch& batch, WorkerPool& pool);
    void forget();

    struct Scratch {
        std::vector<float> pixels, features, tokens;
    };
    /// Adds the g² tokens of a modality present at pixel `index` to rows [g², d] of `rows`. After prepare; any thread.
    void addTokens(const tile::Batch& batch, std::size_t index, int modality, float* rows, Scratch& scratch) const;

private:
    struct Encoder {
        kernels::PackedWeight spectral;
        std::vector<kernels::PackedWeight> spatial;
    };
    struct TokenMap {
        bool made = false;
        double spent = 0;  ///< work done on single patches of this tile
        std::vector<float> whole;
        std::vector<std::uint16_t> half;
    };

    void gatherPixels(const tile::Tile& tile, int modality, int row, int column, int count, float* pixels) const;
    void features(const tile::Tile& tile, int modality, int row, int column, int count, float* out,
                  Scratch& scratch) const;
    void makeMap(const tile::Tile& tile, int modality, WorkerPool& pool);
    void makeRows(const tile::Tile& tile, int modality, int first, int last, Scratch& scratch);
    void patchTokens(const tile::Batch& batch, std::size_t index, int modality, Scratch& scratch) const;
    double workOfMap(const tile::Tile& tile, int modality) const;
    double workOfPatch(int modality) const;

    const kernels::CpuKernels& kernels_;
    bool half_;
    int width_, grid_, cell_, patch_, features_;
    std::vector<int> bands_;
    std::vector<Encoder> encoders_;
    std::uint64_t serial_ = 0;
    std::vector<TokenMap> maps_;
};

}  // namespace lacuna::engine
