#include <QObject>

#include "plugins/dcp/dcp.h"
#include "plugins/method_factory.h"

namespace lacuna::plugins {

class DcpFactory : public QObject, public MethodFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LACUNA_METHOD_FACTORY FILE "facts.json")
    Q_INTERFACES(lacuna::plugins::MethodFactory)

public:
    std::unique_ptr<MethodPlugin> create() const override { return makeDcp(); }
};

}  // namespace lacuna::plugins

#include "plugin.moc"
