#include "app/commands/interrupt.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

#include "base/error.h"

namespace lacuna::app {
namespace {

/// SIGUSR1 ends the waiting thread.
sigset_t awaited() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&set, signal);
    return set;
}

}  // namespace

Interrupt::Interrupt() {
    const sigset_t set = awaited();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    thread_ = std::thread([this] {
        const sigset_t signals = awaited();
        for (int signal = 0; sigwait(&signals, &signal) == 0 && signal != SIGUSR1;) {
            if (!source_.request_stop()) ::_exit(base::exitCode(base::ErrorCode::Cancelled));
        }
    });
}

Interrupt::~Interrupt() {
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
}

}  // namespace lacuna::app
