#pragma once

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "engine/backbone.h"
#include "engine/trained_tensors.h"

/// The model of METHODS §2 and §3 once more, in loops over doubles, one sample at a time and without LibTorch's
/// operations: what the engine's versions are compared with.
namespace lacuna::support {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

class ReferenceNetwork {
public:
    struct Output {
        Row logits;
        std::vector<Rows> gates;  ///< an adapted block: [N][experts]
    };

    ReferenceNetwork(engine::ModelSpec model, engine::Adaptation adaptation, engine::BackboneWeights backbone,
                     const std::vector<engine::NamedTensor>& tensors)
        : model_(std::move(model)), adaptation_(std::move(adaptation)), backbone_(std::move(backbone)) {
        for (const auto& tensor : tensors) tensors_[tensor.name] = tensor;
    }

    /// patches: one [C·P·P] a modality.
    Output forward(const Rows& patches, const std::vector<bool>& present) const {
        Output output;
        Rows h = embed(patches, present);
        std::size_t adapted = 0;
        for (std::size_t i = 0; i < backbone_.blocks.size(); ++i) {
            const auto& block = backbone_.blocks[i];
            add(h, attention(block, norm(h, block.norm1Weight, block.norm1Bias)));
            const Rows z = norm(h, block.norm2Weight, block.norm2Bias);
            add(h, feedForward(block, z));
            if (adapted < adaptation_.blocks.size() && adaptation_.blocks[adapted].block == static_cast<int>(i))
                add(h, experts(adaptation_.blocks[adapted++], z, present, output));
        }
        output.logits = head(norm(h, backbone_.postNormWeight, backbone_.postNormBias));
        return output;
    }

private:
    static Row row(const at::Tensor& tensor) {
        const auto flat = tensor.contiguous();
        const auto* first = flat.const_data_ptr<float>();
        return {first, first + flat.numel()};
    }
    const std::vector<float>& trained(const std::string& name) const { return tensors_.at(name).values; }

    /// y = W x (+ b); W row-major [out, in].
    template <class Weight, class Bias>
    static Row linear(const Row& x, const Weight& weight, const Bias& bias) {
        Row y(weight.size() / x.size());
        for (std::size_t o = 0; o < y.size(); ++o) {
            y[o] = bias.empty() ? 0 : bias[o];
            for (std::size_t i = 0; i < x.size(); ++i) y[o] += weight[o * x.size() + i] * x[i];
        }
        return y;
    }
    static Rows linear(const Rows& xs, const at::Tensor& weight, const at::Tensor& bias) {
        const auto w = row(weight);
        const auto b = row(bias);
        Rows ys;
        for (const auto& x : xs) ys.push_back(linear(x, w, b));
        return ys;
    }
    static void add(Rows& h, const Rows& more) {
        for (std::size_t n = 0; n < h.size(); ++n)
            for (std::size_t i = 0; i < h[n].size(); ++i) h[n][i] += more[n][i];
    }
    static Rows norm(const Rows& h, const at::Tensor& weight, const at::Tensor& bias) {
        const auto w = row(weight);
        const auto b = row(bias);
        Rows result = h;
        for (auto& x : result) {
            double mean = 0, variance = 0;
            for (const double v : x) mean += v / static_cast<double>(x.size());
            for (const double v : x) variance += (v - mean) * (v - mean) / static_cast<double>(x.size());
            for (std::size_t i = 0; i < x.size(); ++i) x[i] = (x[i] - mean) / std::sqrt(variance + 1e-5) * w[i] + b[i];
        }
        return result;
    }
    static double gelu(double x) { return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0))); }
    static Row softmax(Row scores) {
        const double most = *std::max_element(scores.begin(), scores.end());
        double sum = 0;
        for (auto& s : scores) sum += s = std::exp(s - most);
        for (auto& s : scores) s /= sum;
        return scores;
    }

    Rows encode(int modality, const Row& patch) const {
        const auto& spec = model_.modalities[static_cast<std::size_t>(modality)];
        const auto& w1 = trained(engine::encoderTensor(spec.name, "spectral.weight"));
        const auto& b1 = trained(engine::encoderTensor(spec.name, "spectral.bias"));
        const auto& w2 = trained(engine::encoderTensor(spec.name, "spatial.weight"));
        const auto& b2 = trained(engine::encoderTensor(spec.name, "spatial.bias"));
        const std::size_t side = static_cast<std::size_t>(model_.patchSize),
                          grid = static_cast<std::size_t>(model_.tokenGrid);
        const std::size_t step = side / grid, width = b1.size(), bands = static_cast<std::size_t>(spec.bands);
        const auto feature = [&](std::size_t e, std::size_t r, std::size_t c) {
            double sum = b1[e];
            for (std::size_t band = 0; band < bands; ++band)
                sum += w1[e * bands + band] * patch[(band * side + r) * side + c];
            return gelu(sum);
        };
        Rows tokens;
        for (std::size_t a = 0; a < grid; ++a)
            for (std::size_t b = 0; b < grid; ++b) {
                Row token(b2.begin(), b2.end());
                for (std::size_t e = 0; e < width; ++e)
                    for (std::size_t r = 0; r < step; ++r)
                        for (std::size_t c = 0; c < step; ++c) {
                            const double f = feature(e, a * step + r, b * step + c);
                            for (std::size_t o = 0; o < token.size(); ++o)
                                token[o] += w2[((o * width + e) * step + r) * step + c] * f;
                        }
                tokens.push_back(token);
            }
        return tokens;
    }

    Rows embed(const Rows& patches, const std::vector<bool>& present) const {
        const auto position = row(backbone_.positionEmbedding);
        const auto& modalityEmbedding = trained("embedding.modality");
        const std::size_t d = static_cast<std::size_t>(model_.backbone.width);
        Rows h = {row(backbone_.classEmbedding)};
        for (std::size_t i = 0; i < d; ++i) h[0][i] += position[i];
        for (std::size_t m = 0; m < patches.size(); ++m) {
            Rows tokens(static_cast<std::size_t>(model_.tokenGrid) * static_cast<std::size_t>(model_.tokenGrid),
                        Row(d));
            if (present[m]) tokens = encode(static_cast<int>(m), patches[m]);
            for (std::size_t t = 0; t < tokens.size(); ++t) {
                for (std::size_t i = 0; i < d; ++i)
                    tokens[t][i] += position[(1 + t) * d + i] + modalityEmbedding[m * d + i];
                h.push_back(tokens[t]);
            }
        }
        return norm(h, backbone_.preNormWeight, backbone_.preNormBias);
    }

    Rows attention(const engine::BackboneBlock& block, const Rows& z) const {
        const Rows qkv = linear(z, block.queryKeyValueWeight, block.queryKeyValueBias);
        const std::size_t d = z[0].size(), heads = static_cast<std::size_t>(model_.backbone.heads), part = d / heads;
        Rows mixed(z.size(), Row(d));
        for (std::size_t head = 0; head < heads; ++head)
            for (std::size_t n = 0; n < z.size(); ++n) {
                Row scores(z.size());
                for (std::size_t k = 0; k < z.size(); ++k)
                    for (std::size_t i = head * part; i < (head + 1) * part; ++i)
                        scores[k] += qkv[n][i] * qkv[k][d + i] / std::sqrt(static_cast<double>(part));
                scores = softmax(scores);
                for (std::size_t k = 0; k < z.size(); ++k)
                    for (std::size_t i = head * part; i < (head + 1) * part; ++i)
                        mixed[n][i] += scores[k] * qkv[k][2 * d + i];
            }
        return linear(mixed, block.projectionWeight, block.projectionBias);
    }

    static Rows feedForward(const engine::BackboneBlock& block, const Rows& z) {
        Rows wide = linear(z, block.fc1Weight, block.fc1Bias);
        for (auto& x : wide)
            for (auto& v : x) v = v / (1 + std::exp(-1.702 * v));
        return linear(wide, block.fc2Weight, block.fc2Bias);
    }

    Row gatesOf(const engine::BlockAdaptation& block, const Row& z, const std::vector<bool>& present) const {
        Row routed;
        if (block.router) {
            const auto tensor = [&](const char* part) -> const std::vector<float>& {
                return trained(engine::routerTensor(block.block, part));
            };
            Row input = z;
            if (block.router->patternCode > 0) {
                const Row bits(present.begin(), present.end());
                const Row code = linear(bits, tensor("pattern.weight"), tensor("pattern.bias"));
                input.insert(input.end(), code.begin(), code.end());
            }
            if (block.router->hidden > 0) {
                input = linear(input, tensor("project.weight"), tensor("project.bias"));
                for (auto& v : input) v = gelu(v);
            }
            routed = softmax(linear(input, tensor("gate.weight"), Row()));
            Row sorted = routed;
            std::sort(sorted.rbegin(), sorted.rend());
            const double least = sorted[static_cast<std::size_t>(block.router->topK) - 1];
            for (auto& g : routed) g = g < least ? 0 : g;
        }
        Row gates;
        std::size_t next = 0;
        for (const auto& expert : block.experts) {
            if (expert.gate == engine::Gate::Routed) gates.push_back(routed[next++]);
            if (expert.gate == engine::Gate::Always) gates.push_back(1);
            if (expert.gate == engine::Gate::Modality)
                gates.push_back(present[static_cast<std::size_t>(expert.modality)] ? 1 : 0);
        }
        return gates;
    }

    Rows experts(const engine::BlockAdaptation& block, const Rows& z, const std::vector<bool>& present,
                 Output& output) const {
        Rows sum(z.size(), Row(z[0].size()));
        auto& recorded = output.gates.emplace_back();
        for (std::size_t n = 0; n < z.size(); ++n) {
            recorded.push_back(gatesOf(block, z[n], present));
            for (std::size_t k = 0; k < block.experts.size(); ++k) {
                const Row down = linear(z[n], trained(engine::expertTensor(block.block, block.experts[k], "a")), Row());
                const Row up = linear(down, trained(engine::expertTensor(block.block, block.experts[k], "b")), Row());
                for (std::size_t i = 0; i < up.size(); ++i) sum[n][i] += recorded[n][k] * up[i];
            }
        }
        return sum;
    }

    Row head(const Rows& h) const {
        const std::size_t tokens =
            static_cast<std::size_t>(model_.tokenGrid) * static_cast<std::size_t>(model_.tokenGrid);
        Row features = h[0];
        for (std::size_t m = 0; m < model_.modalities.size(); ++m) {
            Row mean(h[0].size());
            for (std::size_t t = 0; t < tokens; ++t)
                for (std::size_t i = 0; i < mean.size(); ++i)
                    mean[i] += h[1 + m * tokens + t][i] / static_cast<double>(tokens);
            features.insert(features.end(), mean.begin(), mean.end());
        }
        return linear(features, trained("head.weight"), trained("head.bias"));
    }

    engine::ModelSpec model_;
    engine::Adaptation adaptation_;
    engine::BackboneWeights backbone_;
    std::map<std::string, engine::NamedTensor> tensors_;
};

}  // namespace lacuna::support
