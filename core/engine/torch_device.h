#pragma once

#include <ATen/core/Tensor.h>

#include "engine/device.h"

namespace lacuna::engine {

/// Where LibTorch puts the tensors of a device.
at::Device placeOf(const Device& device);
/// The type of the matrix products on it.
at::ScalarType computeTypeOf(const Device& device);

}  // namespace lacuna::engine
