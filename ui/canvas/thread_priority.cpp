#include "ui/canvas/thread_priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace lacuna::ui {

void lowerThreadPriority(int nice) {
    // Refused is no error: the thread then runs like the others.
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice);
}

}  // namespace lacuna::ui
