#include <QObject>

#include "plugins/method_factory.h"
#include "plugins/moe_task/moe_task.h"

namespace lacuna::plugins {

class MoeTaskFactory : public QObject, public MethodFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LACUNA_METHOD_FACTORY FILE "facts.json")
    Q_INTERFACES(lacuna::plugins::MethodFactory)

public:
    std::unique_ptr<MethodPlugin> create() const override { return makeMoeTask(); }
};

}  // namespace lacuna::plugins

#include "plugin.moc"
