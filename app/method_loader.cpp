#include "app/method_loader.h"

#include <fmt/ranges.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <QLibrary>
#include <QPluginLoader>
#include <filesystem>
#include <mutex>

#include "plugins/method_factory.h"

namespace lacuna::app {
namespace {

using base::ErrorCode;

/// A method known by its facts; its library is loaded at the first use.
class DeferredMethod : public plugins::MethodPlugin {
public:
    DeferredMethod(QString file, const QJsonObject& facts)
        : file_(std::move(file)),
          id_(facts.value("id").toString().toStdString()),
          title_(facts.value("title").toString().toStdString()),
          summary_(facts.value("summary").toString().toStdString()) {}

    std::string id() const override { return id_; }
    std::string title() const override { return title_; }
    std::string summary() const override { return summary_; }

    std::vector<base::Parameter> parameters() const override {
        const auto* method = load();
        return method ? method->parameters() : std::vector<base::Parameter>{};
    }

    base::Result<engine::Adaptation> describe(const engine::ModelSpec& model,
                                              const nlohmann::json& values) const override {
        const auto* method = load();
        if (!method)
            return base::fail(ErrorCode::Unsupported, "load method", "{} cannot be loaded: {}. Install Lacuna again.",
                              file_.toStdString(), failure_);
        return method->describe(model, values);
    }

private:
    const plugins::MethodPlugin* load() const {
        std::call_once(loading_, [this] {
            QPluginLoader loader(file_);
            if (auto* factory = qobject_cast<plugins::MethodFactory*>(loader.instance()))
                method_ = factory->create();
            else
                failure_ = loader.errorString().toStdString();
        });
        return method_.get();
    }

    QString file_;
    std::string id_;
    std::string title_;
    std::string summary_;
    mutable std::once_flag loading_;
    mutable std::unique_ptr<plugins::MethodPlugin> method_;
    mutable std::string failure_;
};

void addFolder(const std::string& folder, plugins::MethodRegistry& registry) {
    const QDir directory(QString::fromStdString(folder));
    for (const QFileInfo& file : directory.entryInfoList(QDir::Files, QDir::Name)) {
        if (!QLibrary::isLibrary(file.fileName())) continue;
        const QJsonObject metadata = QPluginLoader(file.absoluteFilePath()).metaData();
        if (metadata.value("IID").toString() != LACUNA_METHOD_FACTORY) continue;
        const QJsonObject facts = metadata.value("MetaData").toObject();
        const std::string id = facts.value("id").toString().toStdString();
        if (id.empty() || registry.find(id)) continue;
        registry.add(std::make_unique<DeferredMethod>(file.absoluteFilePath(), facts));
    }
}

}  // namespace

std::vector<std::string> pluginFolders() {
    std::vector<std::string> folders;
    const QString path = qEnvironmentVariable("LACUNA_PLUGIN_PATH");
    for (const QString& folder : path.split(QDir::listSeparator(), Qt::SkipEmptyParts))
        folders.push_back(folder.toStdString());
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error)
        folders.push_back((program.parent_path().parent_path() / "lib" / "lacuna" / "plugins").string());
    return folders;
}

base::Result<std::unique_ptr<plugins::MethodRegistry>> loadMethods() {
    auto registry = std::make_unique<plugins::MethodRegistry>();
    const auto folders = pluginFolders();
    for (const auto& folder : folders) addFolder(folder, *registry);
    if (registry->all().empty())
        return base::fail(ErrorCode::NotFound, "load methods",
                          "no method plugin was found in {}. Install Lacuna again, or set LACUNA_PLUGIN_PATH to the "
                          "folder that holds mamol.so.",
                          fmt::join(folders, " or "));
    return registry;
}

}  // namespace lacuna::app
