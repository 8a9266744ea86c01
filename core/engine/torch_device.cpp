#include "engine/torch_device.h"

#include "engine/torch_headers.h"

namespace lacuna::engine {

at::Device placeOf(const Device& device) {
    return device.cuda ? at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device.index)) : at::Device(at::kCPU);
}

at::ScalarType computeTypeOf(const Device& device) {
    return device.precision == Precision::BFloat16 ? at::kBFloat16 : at::kFloat;
}

}  // namespace lacuna::engine
