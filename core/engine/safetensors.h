#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/checkpoint.h"

namespace lacuna::engine {

/// Reading and writing of safetensors files. F32, F16 and BF16 are read (to float32), F32 is written.
struct SafetensorsFile {
    std::map<std::string, std::string> metadata;
    std::vector<NamedTensor> tensors;  ///< ascending by name
};
/// Header ≤ 100 MB; tensors must fill the file without gap or overlap; NaN and infinity are refused. With `wanted`,
/// tensors whose name it turns down are left out, whatever their type. Errors: NotFound, Io, BadData, OutOfMemory.
base::Result<SafetensorsFile> readSafetensors(const std::string& path,
                                              const std::function<bool(const std::string&)>& wanted = {});
/// Written atomically; the same content gives the same bytes. Tensor names must differ. Errors: Io, naming the cause.
base::Status writeSafetensors(const std::string& path, const SafetensorsFile& file);

}  // namespace lacuna::engine
