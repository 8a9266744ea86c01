#include "engine/prompts.h"

#include <cmath>

#include "engine/backbone.h"
#include "engine/torch_headers.h"
#include "engine/trained_tensors.h"

namespace lacuna::engine {
namespace {

/// Makes the tables block by block, in ascending order: correlated prompts hang on those above.
class PromptMaker {
public:
    PromptMaker(const ModelSpec& model, const std::function<const at::Tensor&(const std::string&)>& tensor,
                const at::Tensor& patterns)
        : model_(model), tensor_(tensor), patterns_(patterns) {}

    PromptTable make(const BlockAdaptation& block) {
        block_ = block.block;
        PromptTable table{block.prompts->place, block.prompts->replaced, {}};
        for (const auto& prompt : block.prompts->prompts) {
            switch (prompt.kind) {
                case PromptKind::Pattern:
                    table.parts.push_back({learned("pattern")});
                    break;
                case PromptKind::Correlated:
                    table.parts.push_back({correlated()});
                    break;
                case PromptKind::Common:
                    table.parts.push_back({common()});
                    break;
                case PromptKind::Dynamic:
                    for (int i = 0; i < model_.modalityCount(); ++i) table.parts.push_back(dynamic(i));
            }
        }
        return table;
    }

private:
    const at::Tensor& tensor(const std::string& part) const { return tensor_(promptTensor(block_, part)); }
    at::Tensor linear(const at::Tensor& x, const std::string& part) const {
        return at::linear(x, tensor(part + ".weight"), tensor(part + ".bias"));
    }
    at::Tensor bottleneck(const at::Tensor& x, const std::string& part) const {
        return linear(at::gelu(linear(x, part + ".down")), part + ".up");
    }

    /// [U, L, d]: what all patterns share, and what is the pattern's own.
    at::Tensor learned(const std::string& part) const {
        return tensor(part + ".shared") + tensor(part + ".own").index_select(0, patterns_ - 1);
    }

    at::Tensor common() const {
        const auto prompt = learned("common");
        std::vector<at::Tensor> parts;
        for (const auto& modality : model_.modalities) parts.push_back(bottleneck(prompt, "common." + modality.name));
        return at::cat(parts, 1);
    }

    at::Tensor correlated() {
        if (above_.empty())
            for (int i = 0; i < model_.modalityCount(); ++i) {
                const auto present = at::bitwise_and(at::bitwise_right_shift(patterns_, i), 1);
                above_.push_back(tensor("initial." + nameOf(i)).index_select(0, present));
            }
        const auto together = at::cat(above_, -1);
        std::vector<at::Tensor> prompts;
        for (const auto& modality : model_.modalities) {
            const auto part = "correlated." + modality.name;
            const auto normed = at::layer_norm(together, {together.size(-1)}, tensor(part + ".norm.weight"),
                                               tensor(part + ".norm.bias"), layerNormEpsilon);
            prompts.push_back(bottleneck(normed, part));
        }
        above_ = prompts;
        return at::cat(prompts, 1);
    }

    PromptPart dynamic(int modality) const {
        const auto part = "dynamic." + nameOf(modality);
        const auto width = static_cast<std::int64_t>(model_.backbone.width);
        const auto weights = tensor(part + ".in.weight").split(width);
        const auto biases = tensor(part + ".in.bias").split(width);
        const auto query = at::linear(learned(part + ".query"), weights[0], biases[0]);
        const auto& out = tensor(part + ".out.weight");
        return {at::matmul(query, weights[1]) / std::sqrt(static_cast<double>(width)), modality,
                at::matmul(out, weights[2]), at::matmul(out, biases[2]) + tensor(part + ".out.bias")};
    }

    const std::string& nameOf(int modality) const { return model_.modalities[static_cast<std::size_t>(modality)].name; }

    const ModelSpec& model_;
    const std::function<const at::Tensor&(const std::string&)>& tensor_;
    at::Tensor patterns_;
    int block_ = 0;
    std::vector<at::Tensor> above_;  ///< the correlated prompts of the block above, [U, L, d] a modality
};

}  // namespace

std::int64_t PromptTable::tokens() const {
    std::int64_t count = 0;
    for (const auto& part : parts) count += part.rows.size(1);
    return count;
}

std::vector<PromptTable> promptTables(const ModelSpec& model, const Adaptation& adaptation,
                                      const std::function<const at::Tensor&(const std::string&)>& tensor,
                                      const at::Tensor& patterns) {
    std::vector<PromptTable> tables(static_cast<std::size_t>(model.backbone.blocks));
    PromptMaker maker(model, tensor, patterns);
    for (const auto& block : adaptation.blocks)
        if (block.prompts) tables[static_cast<std::size_t>(block.block)] = maker.make(block);
    return tables;
}

at::Tensor promptsOf(const PromptTable& table, const at::Tensor& row, const at::Tensor& sequence,
                     const ModelSpec& model) {
    const auto each = static_cast<std::int64_t>(model.tokenGrid) * model.tokenGrid;
    const auto firstToken = sequence.size(1) - model.tokens() + 1;
    std::vector<at::Tensor> parts;
    for (const auto& part : table.parts) {
        auto tokens = part.rows.index_select(0, row);
        if (part.modality >= 0) {
            const auto features = sequence.narrow(1, firstToken + part.modality * each, each);
            const auto weights = at::softmax(at::matmul(tokens, features.transpose(1, 2)), -1);
            tokens = at::linear(at::matmul(weights, features), part.weight, part.bias);
        }
        parts.push_back(tokens);
    }
    return at::cat(parts, 1);
}

at::Tensor withPrompts(const PromptTable& table, const at::Tensor& row, const at::Tensor& sequence,
                       const ModelSpec& model) {
    const auto kept = sequence.narrow(1, table.replaced, sequence.size(1) - table.replaced);
    return at::cat({promptsOf(table, row, sequence, model), kept}, 1);
}

}  // namespace lacuna::engine
