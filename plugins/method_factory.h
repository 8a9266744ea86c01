#pragma once

#include <QtPlugin>
#include <memory>

#include "plugins/method_plugin.h"

namespace lacuna::plugins {

/// What a plugin library exports. Its facts stand in the JSON file beside it, which Qt puts into the library, so that
/// they are read without loading it:
///   {"id": "mamol", "title": "MaMOL (…)", "version": "0.1.0"}
class MethodFactory {
public:
    virtual ~MethodFactory() = default;
    virtual std::unique_ptr<MethodPlugin> create() const = 0;
};

}  // namespace lacuna::plugins

/// The number changes with MethodPlugin or any type it names: a library of another number is refused.
#define LACUNA_METHOD_FACTORY "org.lacuna.MethodFactory/2"
Q_DECLARE_INTERFACE(lacuna::plugins::MethodFactory, LACUNA_METHOD_FACTORY)
