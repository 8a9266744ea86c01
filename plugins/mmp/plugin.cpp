#include <QObject>

#include "plugins/method_factory.h"
#include "plugins/mmp/mmp.h"

namespace lacuna::plugins {

class MmpFactory : public QObject, public MethodFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LACUNA_METHOD_FACTORY FILE "facts.json")
    Q_INTERFACES(lacuna::plugins::MethodFactory)

public:
    std::unique_ptr<MethodPlugin> create() const override { return makeMmp(); }
};

}  // namespace lacuna::plugins

#include "plugin.moc"
