#include "base/error.h"

#include <cstdio>
#include <cstdlib>

namespace lacuna::base {

std::string describe(const Error& error) { return error.stage + ": " + error.message; }

int exitCode(ErrorCode code) {
    switch (code) {
        case ErrorCode::Usage: return 2;
        case ErrorCode::BadData:
        case ErrorCode::NotFound: return 3;
        case ErrorCode::Io: return 4;
        case ErrorCode::OutOfMemory:
        case ErrorCode::Unsupported: return 5;
        case ErrorCode::Cancelled: return 130;
    }
    return 1;
}

void abortOnDefect(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "Lacuna stopped: a defect in the program (%s, %s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace lacuna::base
