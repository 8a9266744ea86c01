#pragma once

#include <stop_token>
#include <thread>

namespace lacuna::app {

/// Turns Ctrl-C (and SIGTERM) into a stop request; a second one ends the program at once. Made before any other thread,
/// so that all of them leave the signals to it.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    std::stop_token token() const { return source_.get_token(); }

private:
    std::stop_source source_;
    std::thread thread_;
};

}  // namespace lacuna::app
