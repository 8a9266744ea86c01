#include "engine/tensor_blocks.h"

#include <algorithm>

#include "engine/kernel_call.h"
#include "engine/torch_headers.h"
#include "kernels/residual_norm.h"
#include "kernels/short_attention.h"

namespace lacuna::engine {
namespace {

kernels::Storage storageOf(const at::Tensor& tensor) {
    return tensor.scalar_type() == at::kBFloat16 ? kernels::Storage::BFloat16 : kernels::Storage::Float32;
}

int evenUp(int columns) {
    return (columns + 7) / 8 * 8;
}

}  // namespace

TensorBlocks::TensorBlocks(StackedModel& model, const at::Device& device, at::ScalarType type)
    : model_(model.model),
      device_(device),
      type_(type),
      width_(model_.backbone.width),
      tokens_(model_.tokens()),
      heads_(model_.backbone.heads),
      longest_(model.longest()),
      finalLength_(model.finalLength()),
      widest_(3 * width_),
      postNormWeight_(toDevice(model.backbone.postNormWeight)),
      postNormBias_(toDevice(model.backbone.postNormBias)) {
    for (std::size_t i = 0; i < model.backbone.blocks.size(); ++i) {
        auto block = makeBlock(model, i);
        block.firstExpert = expertCount_;
        expertCount_ += block.expertCount;
        widest_ = std::max(widest_, block.first.size(1));
        wholeNetworks_ = wholeNetworks_ || block.upBias.defined();
        blocks_.push_back(std::move(block));
        auto& frozen = model.backbone.blocks[i];
        for (auto* tensor :
             {&frozen.queryKeyValueWeight, &frozen.projectionWeight, &frozen.fc1Weight, &frozen.fc2Weight})
            tensor->reset();
    }
}

TensorBlocks::Block TensorBlocks::makeBlock(const StackedModel& model, std::size_t index) const {
    const auto& frozen = model.backbone.blocks[index];
    Block block;
    block.norm1Weight = toDevice(frozen.norm1Weight);
    block.norm1Bias = toDevice(frozen.norm1Bias);
    block.norm2Weight = toDevice(frozen.norm2Weight);
    block.norm2Bias = toDevice(frozen.norm2Bias);
    block.queryKeyValue = toFactor(frozen.queryKeyValueWeight);
    block.queryKeyValueBias = toDevice(frozen.queryKeyValueBias);
    block.projection = toFactor(frozen.projectionWeight);
    block.projectionBias = toDevice(frozen.projectionBias);
    block.firstBias = toDevice(frozen.fc1Bias);
    block.secondBias = toDevice(frozen.fc2Bias);
    block.tokens = model.lengths[index];
    block.prompts = promptsToDevice(model.prompts[index]);
    if (model.experts[index]) {
        addExperts(*model.experts[index], frozen, block);
    } else {
        block.first = toFactor(frozen.fc1Weight);
        block.second = toFactor(frozen.fc2Weight);
        block.activated = block.inner = static_cast<int>(frozen.fc1Weight.size(0));
    }
    return block;
}

PromptTable TensorBlocks::promptsToDevice(const PromptTable& table) const {
    auto copy = table;
    for (auto& part : copy.parts) {
        part.rows = toDevice(part.rows);
        if (part.modality < 0) continue;
        part.weight = toDevice(part.weight);
        part.bias = toDevice(part.bias);
    }
    return copy;
}

void TensorBlocks::addExperts(const StackedExperts& experts, const BackboneBlock& frozen, Block& block) const {
    const bool whole = experts.form == ExpertForm::FeedForward;
    const auto ffn = whole ? 0 : static_cast<int>(frozen.fc1Weight.size(0));
    auto table = experts.experts;
    for (auto& expert : table) expert.column += ffn;
    const auto bytes = static_cast<std::int64_t>(table.size() * sizeof(kernels::EpilogueExpert));
    block.experts = toDevice(at::from_blob(table.data(), {bytes}, at::kByte).clone());
    block.expertCount = static_cast<int>(table.size());
    block.routed = experts.routed;
    block.topK = experts.topK;
    block.hidden = experts.hidden;
    // Whole multiples of 8 columns: what tensor cores read without a tail.
    const int columns = evenUp(experts.columns), routerColumns = evenUp(experts.routerColumns);
    block.inner = block.routerColumn = ffn + columns;
    block.activated = whole ? experts.columns : ffn;
    if (experts.code.defined()) block.code = toDevice(experts.code);
    if (experts.routerWeight.defined()) block.routerWeight = toDevice(experts.routerWeight);
    auto owners = at::full({columns}, -1, at::kShort);
    for (std::size_t e = 0; e < table.size(); ++e) owners.narrow(0, table[e].column - ffn, table[e].rank).fill_(static_cast<std::int64_t>(e));
    block.owners = toDevice(owners);
    auto first = at::cat({experts.down.narrow(0, 0, experts.columns), at::zeros({columns - experts.columns, width_}),
                          experts.down.narrow(0, experts.columns, experts.routerColumns),
                          at::zeros({routerColumns - experts.routerColumns, width_})},
                         0);
    auto second = at::cat({experts.up, at::zeros({width_, columns - experts.columns})}, 1);
    if (whole) {
        block.firstBias = toDevice(experts.downBias);
        block.secondBias = at::zeros_like(block.secondBias);
        block.upBias = toDevice(experts.upBias);
    } else {
        first = at::cat({frozen.fc1Weight, first}, 0);
        second = at::cat({frozen.fc2Weight, second}, 1);
    }
    block.first = toFactor(first);
    block.second = toFactor(second);
}

void TensorBlocks::reserve(std::int64_t sequences, bool withGates, const DeviceQueues& queues) {
    const auto rows = sequences * longest_;
    if (!buffers_.state.defined() || buffers_.state.size(0) < rows) {
        buffers_ = {};
        buffers_.state = queues.deviceBuffer({rows, width_}, at::kFloat);
        buffers_.operand = queues.deviceBuffer({rows, width_}, type_);
        buffers_.wide = queues.deviceBuffer({rows * widest_}, type_);
        buffers_.addend = queues.deviceBuffer({rows, width_}, type_);
        buffers_.patterns = queues.deviceBuffer({sequences}, at::kByte);
    }
    if ((withGates || wholeNetworks_) && !buffers_.gates.defined()) buffers_.gates = queues.deviceBuffer({rows * expertCount_}, at::kFloat);
}

at::Tensor TensorBlocks::state(std::int64_t sequences) const {
    return buffers_.state.narrow(0, 0, sequences * tokens_).view({sequences, tokens_, width_});
}
at::Tensor TensorBlocks::result(std::int64_t sequences) const {
    return buffers_.state.narrow(0, 0, sequences * finalLength_)
        .view({sequences, finalLength_, width_})
        .narrow(1, finalLength_ - tokens_, tokens_);
}
at::Tensor TensorBlocks::patterns(std::int64_t sequences) const {
    return buffers_.patterns.narrow(0, 0, sequences);
}

std::vector<at::Tensor> TensorBlocks::gates(std::int64_t sequences) const {
    std::vector<at::Tensor> runs;
    for (std::size_t i = 0; i < blocks_.size();) {
        const auto& first = blocks_[i];
        std::int64_t count = 1;
        // The gates of shorter sequences leave gaps between the blocks.
        while (++i < blocks_.size() && first.expertCount > 0 && blocks_[i].expertCount == first.expertCount &&
               blocks_[i].tokens == longest_ && first.tokens == longest_)
            ++count;
        if (first.expertCount == 0) continue;
        runs.push_back(buffers_.gates
                           .narrow(0, first.firstExpert * sequences * longest_,
                                   count * first.expertCount * sequences * first.tokens)
                           .view({count, sequences, first.tokens, first.expertCount}));
    }
    return runs;
}

at::Tensor TensorBlocks::wide(std::int64_t rows, std::int64_t width) const {
    return buffers_.wide.narrow(0, 0, rows * width).view({rows, width});
}

bool TensorBlocks::isShort(const Block& block) const {
    return block.tokens <= kernels::maxShortTokens && !block.prompts.changesAttention();
}
bool TensorBlocks::repeatable() const {
    return !wholeNetworks_ && std::all_of(blocks_.begin(), blocks_.end(), [this](const Block& block) {
        return isShort(block) && block.prompts.parts.empty();
    });
}

/// state (+ addend + *addendBias), kept unless it becomes the output itself; output = LayerNorm of it.
void TensorBlocks::normalise(std::int64_t rows, const at::Tensor* addendBias, const at::Tensor& scale,
                             const at::Tensor& shift, const at::Tensor& output, const DeviceQueues& queues) const {
    kernels::ResidualNorm task{};
    task.input = buffers_.state.const_data_ptr<float>();
    if (addendBias) {
        task.addend = buffers_.addend.const_data_ptr();
        task.addendStorage = storageOf(buffers_.addend);
        task.bias = addendBias->const_data_ptr<float>();
        if (!output.is_same(buffers_.state)) task.sum = buffers_.state.mutable_data_ptr<float>();
    }
    task.scale = scale.const_data_ptr<float>();
    task.shift = shift.const_data_ptr<float>();
    task.epsilon = static_cast<float>(layerNormEpsilon);
    task.output = output.mutable_data_ptr();
    task.outputStorage = storageOf(output);
    task.width = static_cast<int>(width_);
    callKernel("residual norm", kernels::lacunaResidualNormCpu, LACUNA_CUDA_LAUNCHER(lacunaResidualNormCuda), task,
               rows, queues);
}

at::Tensor TensorBlocks::rowsOfPatterns(std::int64_t sequences) const {
    return patterns(sequences).to(at::kLong) - 1;
}

/// The state of the block before it, its last addend included, with the block's prompts.
void TensorBlocks::placePrompts(const Block& block, std::int64_t sequences, const at::Tensor* addendBias) const {
    const auto before = block.tokens - block.prompts.tokens() + block.prompts.replaced;
    auto state = buffers_.state.narrow(0, 0, sequences * before);
    if (addendBias) state = state + buffers_.addend.narrow(0, 0, sequences * before) + *addendBias;
    const auto placed =
        withPrompts(block.prompts, rowsOfPatterns(sequences), state.view({sequences, before, width_}), model_);
    buffers_.state.narrow(0, 0, sequences * block.tokens).copy_(placed.view({-1, width_}));
}

/// For sequences that the kernel does not take, and for prompts of the attention alone.
at::Tensor TensorBlocks::longAttention(const Block& block, at::Tensor stacked, std::int64_t sequences) const {
    stacked.add_(block.queryKeyValueBias);
    const auto parts = stacked.view({sequences, block.tokens, 3, heads_, -1}).permute({2, 0, 3, 1, 4});
    auto keys = parts.select(0, 1), values = parts.select(0, 2);
    if (block.prompts.changesAttention()) {
        const auto prefix = promptsOf(block.prompts, rowsOfPatterns(sequences), state(sequences), model_).to(type_);
        const auto halves = prefix.view({sequences, 2, -1, heads_, keys.size(-1)}).transpose(2, 3);
        keys = at::cat({halves.select(1, 0), keys}, 2);
        values = at::cat({halves.select(1, 1), values}, 2);
    }
    const auto mixed = at::scaled_dot_product_attention(parts.select(0, 0), keys, values, {}, 0.0, false, 1.0);
    return mixed.transpose(1, 2).reshape({-1, width_});
}

/// Attention of `operand` into `addend`, the projection's bias left out.
void TensorBlocks::attend(const Block& block, std::int64_t sequences, const DeviceQueues& queues) const {
    const auto rows = sequences * block.tokens;
    auto operand = buffers_.operand.narrow(0, 0, rows), stacked = wide(rows, 3 * width_);
    at::mm_out(stacked, operand, block.queryKeyValue);
    if (isShort(block)) {
        const kernels::ShortAttention task{
            stacked.const_data_ptr(),       block.queryKeyValueBias.const_data_ptr<float>(),
            operand.mutable_data_ptr(),     storageOf(operand),
            static_cast<int>(block.tokens), static_cast<int>(heads_)};
        callKernel("attention", kernels::lacunaShortAttentionCpu, LACUNA_CUDA_LAUNCHER(lacunaShortAttentionCuda), task,
                   sequences, queues);
    } else {
        operand.copy_(longAttention(block, stacked, sequences));
    }
    auto addend = buffers_.addend.narrow(0, 0, rows);
    at::mm_out(addend, operand, block.projection);
}

/// The feed-forward network with its experts of `operand` into `addend`, the last bias left out.
void TensorBlocks::feedForward(const Block& block, std::int64_t sequences, bool record,
                               const DeviceQueues& queues) const {
    const auto rows = sequences * block.tokens;
    auto columns = wide(rows, block.first.size(1));
    at::mm_out(columns, buffers_.operand.narrow(0, 0, rows), block.first);
    kernels::ExpertEpilogue task{};
    task.input = task.output = columns.mutable_data_ptr();
    task.inputStride = task.outputStride = columns.size(1);
    task.inputStorage = task.outputStorage = storageOf(columns);
    task.outputWidth = block.inner;
    task.ffnWidth = block.activated;
    task.bias = block.firstBias.const_data_ptr<float>();
    task.experts = block.expertCount;
    if (block.expertCount > 0) {
        task.expert = static_cast<const kernels::EpilogueExpert*>(block.experts.const_data_ptr());
        task.owner = block.owners.const_data_ptr<std::int16_t>();
        task.routed = block.routed;
        task.topK = block.topK;
        task.hidden = block.hidden;
        task.routerColumn = block.routerColumn;
        task.code = block.code.defined() ? block.code.const_data_ptr<float>() : nullptr;
        task.routerWeight = block.routerWeight.defined() ? block.routerWeight.const_data_ptr<float>() : nullptr;
    }
    task.pattern = buffers_.patterns.const_data_ptr<std::uint8_t>();
    task.tokens = static_cast<int>(block.tokens);
    const bool whole = block.upBias.defined();
    if ((record || whole) && block.expertCount > 0)
        task.gates = buffers_.gates.mutable_data_ptr<float>() + block.firstExpert * sequences * longest_;
    const auto epilogue = [&](const kernels::ExpertEpilogue& part) {
        callKernel("expert epilogue", kernels::lacunaExpertEpilogueCpu, LACUNA_CUDA_LAUNCHER(lacunaExpertEpilogueCuda),
                   part, rows, queues);
    };
    if (whole) {
        auto activation = task;
        activation.outputWidth = task.ffnWidth;
        activation.experts = activation.routed = 0;
        activation.gates = nullptr;
        epilogue(activation);
        task.ffnWidth = 0;  // what is left is to gate the activated columns
    }
    epilogue(task);
    auto addend = buffers_.addend.narrow(0, 0, rows);
    at::mm_out(addend, columns.narrow(1, 0, block.inner), block.second);
    if (!whole) return;
    const auto open = buffers_.gates.narrow(0, block.firstExpert * sequences * longest_, block.expertCount * rows)
                          .view({rows, block.expertCount});
    addend.add_(at::mm(open, block.upBias));
}

void TensorBlocks::run(std::int64_t sequences, bool record, const DeviceQueues& queues) {
    const at::Tensor* addendBias = nullptr;  // of what stands in `addend`; nothing yet
    for (const auto& block : blocks_) {
        const auto rows = sequences * block.tokens;
        if (block.prompts.changesSequence()) {
            placePrompts(block, sequences, addendBias);
            addendBias = nullptr;
        }
        normalise(rows, addendBias, block.norm1Weight, block.norm1Bias, buffers_.operand, queues);
        attend(block, sequences, queues);
        normalise(rows, &block.projectionBias, block.norm2Weight, block.norm2Bias, buffers_.operand, queues);
        feedForward(block, sequences, record, queues);
        addendBias = &block.secondBias;
    }
    normalise(sequences * finalLength_, addendBias, postNormWeight_, postNormBias_, buffers_.state, queues);
}

}  // namespace lacuna::engine
