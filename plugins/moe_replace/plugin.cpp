#include <QObject>

#include "plugins/method_factory.h"
#include "plugins/moe_replace/moe_replace.h"

namespace lacuna::plugins {

class MoeReplaceFactory : public QObject, public MethodFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LACUNA_METHOD_FACTORY FILE "facts.json")
    Q_INTERFACES(lacuna::plugins::MethodFactory)

public:
    std::unique_ptr<MethodPlugin> create() const override { return makeMoeReplace(); }
};

}  // namespace lacuna::plugins

#include "plugin.moc"
