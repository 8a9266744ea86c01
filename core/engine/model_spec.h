#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"

namespace lacuna::engine {

/// A vision transformer of CLIP's block form (pre-norm, QuickGELU, ln_pre, ln_post).
struct BackboneSpec {
    int width = 192;  ///< d
    int blocks = 12;  ///< 0: tokens go through ln_pre and ln_post alone
    int heads = 3;  ///< d / heads is 64
    int mlpRatio = 4;
    /// "generated:<seed>": truncated normal (σ = 0.02), zero biases, from the seed; or a safetensors file in CLIP's
    /// tensor names.
    std::string source = "generated:0";
    std::string sha256;  ///< of the weights, filled when loaded; the checkpoint keeps it
};

struct ModalitySpec {
    std::string name;
    int bands = 0;
    std::vector<double> wavelengths;  ///< micrometres, empty or 0 when unknown
    std::vector<float> mean;          ///< [bands], training statistics
    std::vector<float> inverse;       ///< [bands], 1/σ
};

/// Everything that fixes the shape of a model, whatever the method (METHODS §2).
struct ModelSpec {
    std::vector<ModalitySpec> modalities;
    base::ClassTable classes;
    int patchSize = 9;      ///< P; a multiple of tokenGrid
    int tokenGrid = 3;      ///< g: g² tokens a modality, s = P/g
    int encoderWidth = 64;  ///< channels between the encoder's two convolutions
    BackboneSpec backbone;

    int modalityCount() const { return static_cast<int>(modalities.size()); }
    int classCount() const { return static_cast<int>(classes.size()); }
    int tokens() const { return 1 + modalityCount() * tokenGrid * tokenGrid; }  ///< N, CLS included
    std::vector<std::string> modalityNames() const;
};

/// Errors: BadData for shapes that cannot be.
base::Status check(const ModelSpec& spec);
nlohmann::json toJson(const ModelSpec& spec);
base::Result<ModelSpec> modelSpecFromJson(const nlohmann::json& json);

}  // namespace lacuna::engine
