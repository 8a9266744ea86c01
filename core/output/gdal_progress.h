#pragma once

#include <stop_token>

namespace lacuna::output {

/// GDAL's progress callback that ends the work when its argument, a std::stop_token, is asked to stop.
inline int goOnUnlessStopped(double, const char*, void* stop) {
    return !static_cast<std::stop_token*>(stop)->stop_requested();
}

}  // namespace lacuna::output
