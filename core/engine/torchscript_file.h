#pragma once

#include <string>

#include "base/result.h"

namespace lacuna::engine {

/// Metadata entry of the converted file: "quick_gelu" or "gelu" where the modules' types tell.
inline constexpr auto torchScriptActivation = "activation";

enum class ArchiveKind {
    None,         ///< no zip archive at all
    TorchScript,  ///< with code
    Pickle        ///< a zip archive without TorchScript's constants: a state dict saved by torch.save
};
/// Looks at names in the archive's directory alone; runs nothing. Errors: NotFound, Io.
base::Result<ArchiveKind> archiveKindOf(const std::string& path);

/// Writes the vision half's parameters ("visual. …") of a TorchScript file as safetensors. Loading TorchScript runs
/// code from the file with the rights of this process: only call it in a child process and after the user agreed.
/// Errors: BadData, Io, OutOfMemory.
base::Status convertTorchScript(const std::string& path, const std::string& out);

}  // namespace lacuna::engine
