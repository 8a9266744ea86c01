#include "engine/torchscript_file.h"

#include <torch/script.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/safetensors.h"

namespace lacuna::engine {
namespace {

constexpr auto stage = "import weights";
constexpr std::uintmax_t directoryBytes = 4 << 20;  ///< of the file's end; an archive's directory has some 100 kB
using base::ErrorCode;
using base::fail;

NamedTensor toNamed(const std::string& name, const at::Tensor& tensor) {
    const auto values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    const auto* first = values.const_data_ptr<float>();
    return {name, values.sizes().vec(), {first, first + values.numel()}};
}

/// "quick_gelu" where a module's type is a QuickGELU, "gelu" where one is another GELU, else empty.
std::string activationOf(const torch::jit::Module& model) {
    std::string found;
    for (const auto& module : model.modules()) {
        const auto name = module.type()->name() ? module.type()->name()->name() : "";
        if (name.find("QuickGELU") != std::string::npos) return "quick_gelu";
        if (name.find("GELU") != std::string::npos) found = "gelu";
    }
    return found;
}

base::Status convert(const std::string& path, const std::string& out) {
    const c10::InferenceMode inference;
    const auto model = torch::jit::load(path, at::kCPU);
    SafetensorsFile file;
    for (const auto& parameter : model.named_parameters())
        if (parameter.name.starts_with("visual.")) file.tensors.push_back(toNamed(parameter.name, parameter.value));
    if (file.tensors.empty())
        return fail(ErrorCode::BadData, stage,
                    "{} holds no parameter whose name begins with \"visual.\"; expected OpenAI's release of CLIP",
                    path);
    std::sort(file.tensors.begin(), file.tensors.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    if (const auto activation = activationOf(model); !activation.empty())
        file.metadata[torchScriptActivation] = activation;
    return writeSafetensors(out, file);
}

}  // namespace

base::Result<ArchiveKind> archiveKindOf(const std::string& path) {
    std::error_code problem;
    const auto size = std::filesystem::file_size(path, problem);
    if (problem == std::errc::no_such_file_or_directory)
        return fail(ErrorCode::NotFound, stage, "{} is not there", path);
    std::ifstream stream(path, std::ios::binary);
    if (problem || !stream)
        return fail(ErrorCode::Io, stage, "{} cannot be read; check that it is a file and its permissions", path);
    std::string begin(4, '\0');
    stream.read(begin.data(), 4);
    if (begin != std::string("PK\3\4")) return ArchiveKind::None;
    std::string end(static_cast<std::size_t>(std::min(size, directoryBytes)), '\0');
    stream.clear();
    stream.seekg(-static_cast<std::streamoff>(end.size()), std::ios::end);
    stream.read(end.data(), static_cast<std::streamsize>(end.size()));
    // A file that is cut off has lost its directory; the reader says so, so it counts as what it claims to be.
    const bool whole = end.find("PK\5\6") != std::string::npos;
    return whole && end.find("/constants.pkl") == std::string::npos ? ArchiveKind::Pickle : ArchiveKind::TorchScript;
}

base::Status convertTorchScript(const std::string& path, const std::string& out) {
    try {
        return convert(path, out);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, stage, "the memory does not hold {}", path);
    } catch (const c10::Error& problem) {
        const std::string text = problem.what_without_backtrace();
        return fail(ErrorCode::BadData, stage, "{} is no TorchScript file that LibTorch can read, or is cut off ({})",
                    path, text.substr(0, text.find('\n')));
    } catch (const std::exception& problem) {
        return fail(ErrorCode::BadData, stage, "{}: {}", path, problem.what());
    }
}

}  // namespace lacuna::engine
