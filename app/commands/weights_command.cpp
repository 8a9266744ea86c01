#include <filesystem>

#include "app/commands/command.h"
#include "engine/torchscript_file.h"
#include "jobs/import_weights_job.h"

namespace lacuna::app {
namespace {

constexpr auto readTorchScript = "read-torchscript";

class WeightsCommand : public Command {
public:
    std::string name() const override { return "weights"; }
    std::string help() const override { return "Import CLIP's weights as a backbone for training"; }
    base::Status declare(CLI::App& options) override;
    base::Result<CommandResult> run(const CommandContext& context) override;

private:
    base::Result<CommandResult> import(const CommandContext& context);

    CLI::App* import_ = nullptr;
    jobs::ImportWeightsOptions options_;
};

base::Status WeightsCommand::declare(CLI::App& options) {
    options.require_subcommand(1);
    import_ = options.add_subcommand("import", "From a published CLIP model (ViT-B/16, ViT-L/14) to a backbone file");
    import_->fallthrough();
    import_->add_option("file", options_.source, "safetensors of Hugging Face or open_clip, or OpenAI's TorchScript")
        ->type_name("FILE")
        ->required();
    import_->add_option("--out", options_.out, "The backbone, a safetensors file")->type_name("FILE")->required();
    import_->add_flag("--trust-torchscript", options_.trustTorchScript,
                      "Read a TorchScript file although that runs code it contains");
    import_->add_flag("--assume-quick-gelu", options_.assumeQuickGelu,
                      "The model was trained with QuickGELU, though no config file beside it says so");
    // What the import itself starts in a process of its own; not shown.
    auto* reader = options.add_subcommand(readTorchScript)->group("");
    reader->add_option("file", options_.source)->required();
    reader->add_option("out", options_.out)->required();
    return {};
}

base::Result<CommandResult> WeightsCommand::import(const CommandContext& context) {
    std::error_code problem;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", problem).string();
    options_.torchScriptReader = {program, name(), readTorchScript};
    LACUNA_TRY(imported, jobs::ImportWeightsJob(options_).run(context.stop, *context.progress));
    const auto& backbone = imported.backbone;
    CommandResult result;
    result.text = fmt::format(
        "{}: {} blocks, width {}, {} heads, {} positions ({} names; QuickGELU known from {})\n"
        "Train with it: lacuna train --backbone {} …\n",
        backbone.source, backbone.blocks, backbone.width, backbone.heads, imported.positions, imported.layout,
        imported.activation, backbone.source);
    result.json = {{"backbone", backbone.source}, {"sha256", backbone.sha256},
                   {"blocks", backbone.blocks},   {"width", backbone.width},
                   {"heads", backbone.heads},     {"positions", imported.positions},
                   {"layout", imported.layout},   {"activation", imported.activation},
                   {"source", options_.source},   {"source_sha256", imported.sourceSha256}};
    return result;
}

base::Result<CommandResult> WeightsCommand::run(const CommandContext& context) {
    if (import_->parsed()) return import(context);
    LACUNA_TRY_STATUS(engine::convertTorchScript(options_.source, options_.out));
    return CommandResult{};
}

}  // namespace

std::unique_ptr<Command> makeWeightsCommand() {
    return std::make_unique<WeightsCommand>();
}

}  // namespace lacuna::app
