#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/device_queues.h"
#include "engine/stacked_model.h"

namespace lacuna::engine {

/// The transformer's blocks with their experts on a device, and the buffers of one pass through them. LibTorch does the
/// products, core/kernels what stands between them. A pass of one size queues the same kernels on the same buffers
/// every time and allocates nothing. One thread at a time.
class TensorBlocks {
public:
    /// Takes the weights out of `model`.
    TensorBlocks(StackedModel& model, const at::Device& device, at::ScalarType type);

    /// Room for `sequences`; what the buffers held is lost.
    void reserve(std::int64_t sequences, bool withGates, const DeviceQueues& queues);
    void release() { buffers_ = {}; }

    /// [sequences, N, d] float32: what `run` begins with.
    at::Tensor state(std::int64_t sequences) const;
    /// [sequences, N, d] float32: ln_post of what the last `run` ended with, prompts left out.
    at::Tensor result(std::int64_t sequences) const;
    /// [sequences] bytes: availability of each, read by `run`.
    at::Tensor patterns(std::int64_t sequences) const;
    /// All blocks and ln_post, on the compute stream. `record` keeps the gates.
    void run(std::int64_t sequences, bool record, const DeviceQueues& queues);
    /// Whether `run` allocates nothing, so that it may be recorded.
    bool repeatable() const;
    /// The gates of the last recorded pass: [blocks, sequences, tokens, experts] for every run of blocks that have experts
    /// and agree in their number and in the tokens, prompts included.
    std::vector<at::Tensor> gates(std::int64_t sequences) const;

private:
    /// `first` = [W1; A; 0; φ; 0], `second` = [W2, B, 0], transposed views as the products take them; zeros fill up to
    /// whole multiples of 8 columns. With whole networks as experts W1, W2 and the first biases are theirs, A and B are
    /// empty, and the second biases are gated like the rest.
    struct Block {
        at::Tensor norm1Weight, norm1Bias, norm2Weight, norm2Bias;
        at::Tensor queryKeyValue, queryKeyValueBias, projection, projectionBias, first, firstBias, second, secondBias;
        at::Tensor experts, owners;  ///< the epilogue's tables: bytes; the expert of each column, int16
        at::Tensor upBias;   ///< [experts, d] float32 second biases of whole networks
        at::Tensor code, routerWeight;
        PromptTable prompts;
        std::int64_t tokens = 0;  ///< of a sequence, prompts included
        int activated = 0;  ///< columns of the first product that QuickGELU takes
        int inner = 0;      ///< columns that the second product reads
        int expertCount = 0, firstExpert = 0, routed = 0, topK = 0, hidden = 0, routerColumn = 0;
    };
    struct Buffers {
        at::Tensor state;    ///< [rows, d] float32
        at::Tensor operand;  ///< [rows, d] of the next product
        at::Tensor wide;     ///< [rows · widest]: q, k, v, or the feed-forward columns
        at::Tensor addend;   ///< [rows, d] for the residual
        at::Tensor patterns, gates;
    };

    Block makeBlock(const StackedModel& model, std::size_t index) const;
    void addExperts(const StackedExperts& experts, const BackboneBlock& frozen, Block& block) const;
    at::Tensor toDevice(const at::Tensor& tensor) const { return tensor.to(device_).contiguous(); }
    at::Tensor toFactor(const at::Tensor& weight) const { return weight.to(device_, type_).contiguous().t(); }
    at::Tensor wide(std::int64_t rows, std::int64_t width) const;
    PromptTable promptsToDevice(const PromptTable& table) const;
    bool isShort(const Block& block) const;                   ///< its sequences, for the attention kernel
    at::Tensor rowsOfPatterns(std::int64_t sequences) const;  ///< of the prompts' tables
    void placePrompts(const Block& block, std::int64_t sequences, const at::Tensor* addendBias) const;
    at::Tensor longAttention(const Block& block, at::Tensor stacked, std::int64_t sequences) const;
    void normalise(std::int64_t rows, const at::Tensor* addendBias, const at::Tensor& scale, const at::Tensor& shift,
                   const at::Tensor& output, const DeviceQueues& queues) const;
    void attend(const Block& block, std::int64_t sequences, const DeviceQueues& queues) const;
    void feedForward(const Block& block, std::int64_t sequences, bool record, const DeviceQueues& queues) const;

    ModelSpec model_;
    at::Device device_;
    at::ScalarType type_;
    std::int64_t width_, tokens_, heads_;
    std::int64_t longest_;  ///< tokens of the longest sequence
    std::int64_t finalLength_;  ///< tokens of the sequence behind the last block
    std::int64_t widest_;
    int expertCount_ = 0;
    bool wholeNetworks_ = false;  ///< some experts are whole feed-forward networks
    std::vector<Block> blocks_;
    at::Tensor postNormWeight_, postNormBias_;
    Buffers buffers_;
};

}  // namespace lacuna::engine
