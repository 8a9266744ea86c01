#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/adaptation.h"
#include "engine/model_spec.h"

namespace lacuna::engine {

/// A float32 tensor with its name, row-major.
struct NamedTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// The trained part of a model with all that is needed to use it: safetensors plus a JSON header.
struct Checkpoint {
    ModelSpec model;
    Adaptation adaptation;
    nlohmann::json training;  ///< options, seed, split, curve, program version: what `reproduce` and the window show
    std::vector<NamedTensor> tensors;  ///< trained parameters only, ascending by name
};

/// Written atomically (sibling temporary, fsync, rename); the same checkpoint gives the same bytes. Errors: Io.
base::Status writeCheckpoint(const std::string& path, const Checkpoint& checkpoint);
/// Checks header size (≤ 100 MB), offsets, overlaps, types, shapes and finiteness; that exactly the tensors the model
/// and adaptation ask for are there. Never runs code. Errors: NotFound, BadData.
base::Result<Checkpoint> readCheckpoint(const std::string& path);
/// SHA-256 of a file, lower-case hex. Errors: Io.
base::Result<std::string> fileSha256(const std::string& path);

}  // namespace lacuna::engine
