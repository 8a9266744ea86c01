#pragma once

#include <fmt/format.h>

#include <tl/expected.hpp>
#include <utility>

#include "base/error.h"

namespace lacuna::base {

/// A value, or the Error that kept it from being made.
template <class T>
using Result = tl::expected<T, Error>;

/// Success, or an Error.
using Status = Result<void>;

/// fail(ErrorCode::BadData, "open raster", "{} has {} bands, expected {}", path, found, expected)
template <class... Args>
tl::unexpected<Error> fail(ErrorCode code, std::string stage, fmt::format_string<Args...> format, Args&&... args) {
    return tl::unexpected<Error>(Error{code, std::move(stage), fmt::format(format, std::forward<Args>(args)...)});
}

/// Passes the error of another result on.
template <class T>
tl::unexpected<Error> passOn(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

inline tl::unexpected<Error> cancelled(std::string stage) {
    return tl::unexpected<Error>(Error{ErrorCode::Cancelled, std::move(stage), "stopped on request; nothing was written"});
}

}  // namespace lacuna::base

#define LACUNA_CONCAT_INNER(a, b) a##b
#define LACUNA_CONCAT(a, b) LACUNA_CONCAT_INNER(a, b)

/// LACUNA_TRY(stack, RasterStack::open(...)): declares `stack`, or returns the error from the enclosing function.
#define LACUNA_TRY(variable, expression)                                                          \
    auto LACUNA_CONCAT(tryResult_, __LINE__) = (expression);                                      \
    if (!LACUNA_CONCAT(tryResult_, __LINE__))                                                     \
        return ::lacuna::base::passOn(LACUNA_CONCAT(tryResult_, __LINE__));                       \
    auto variable = std::move(*LACUNA_CONCAT(tryResult_, __LINE__))

/// The same for a Status.
#define LACUNA_TRY_STATUS(expression)                                        \
    do {                                                                     \
        auto tryStatus = (expression);                                       \
        if (!tryStatus) return ::lacuna::base::passOn(tryStatus);            \
    } while (false)
