#include <QObject>

#include "plugins/frozen_baseline/frozen_baseline.h"
#include "plugins/method_factory.h"

namespace lacuna::plugins {

class FrozenBaselineFactory : public QObject, public MethodFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LACUNA_METHOD_FACTORY FILE "facts.json")
    Q_INTERFACES(lacuna::plugins::MethodFactory)

public:
    std::unique_ptr<MethodPlugin> create() const override { return makeFrozenBaseline(); }
};

}  // namespace lacuna::plugins

#include "plugin.moc"
