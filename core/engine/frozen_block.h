#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "engine/backbone.h"
#include "kernels/cpu_kernels.h"

namespace lacuna::engine {

/// A frozen linear map, packed once for each direction.
struct FrozenProduct {
    kernels::PackedWeight forth;  ///< x ↦ W x + b
    kernels::PackedWeight back;   ///< ∂loss/∂(W x + b) ↦ ∂loss/∂x
};

/// The two halves of a frozen block on the processor, each one step of autograd: the processor's kernels take a few
/// sequences at a time through the whole half, and keep for the way back what it needs and nothing else. Gradients pass
/// to the input; the weights have none. Weights are float32 and as the backbone has them; products run in the
/// compute type. On the calling thread alone, and the same bits whatever other threads do.
class FrozenAttention : public std::enable_shared_from_this<FrozenAttention> {
public:
    FrozenAttention(const BackboneBlock& block, int heads, at::ScalarType computeType);
    /// h + proj(attention(norm1(h))); h: [B, N, d] float32.
    at::Tensor forward(const at::Tensor& h) const;

private:
    friend struct AttentionNode;
    struct Kept {
        at::Tensor h;       ///< [B, N, d]
        at::Tensor qkv;     ///< [B, N, 3d] float32
        at::Tensor shares;  ///< of every sequence, as kernels::Attention leaves them
    };
    at::Tensor run(const at::Tensor& h, Kept* kept) const;
    at::Tensor back(const Kept& kept, const at::Tensor& gradient) const;

    at::Tensor normWeight_, normBias_;
    FrozenProduct queryKeyValue_, projection_;
    int heads_;
    at::ScalarType computeType_;
};

class FrozenFeedForward : public std::enable_shared_from_this<FrozenFeedForward> {
public:
    FrozenFeedForward(const BackboneBlock& block, at::ScalarType computeType);
    struct Output {
        at::Tensor h;  ///< h + fc2(quickGelu(fc1(z)))
        at::Tensor z;  ///< norm2(h) in the compute type, for what stands beside the network
    };
    Output forward(const at::Tensor& h) const;

private:
    friend struct FeedForwardNode;
    struct Kept {
        at::Tensor h;      ///< [B, N, d]
        at::Tensor slope;  ///< [B · N, ratio · d] derivative of QuickGELU
    };
    Output run(const at::Tensor& h, Kept* kept) const;
    at::Tensor back(const Kept& kept, const at::Tensor& gradient, const at::Tensor& besideGradient) const;

    at::Tensor normWeight_, normBias_;
    FrozenProduct first_, second_;
    at::ScalarType computeType_;
};

}  // namespace lacuna::engine
