#pragma once

#include <string>

namespace lacuna::base {

/// What kind of failure it is; the command line turns each into an exit code (see exitCode).
enum class ErrorCode {
    Usage,        ///< an argument or parameter that cannot be meant
    BadData,      ///< a file or value that is damaged or does not fit
    NotFound,     ///< a file, modality, class or method that is not there
    Io,           ///< reading or writing failed (disk full, no permission)
    Cancelled,    ///< stopped on request
    OutOfMemory,  ///< host or device memory, or the cap LACUNA_MAX_RAM
    Unsupported,  ///< a device, driver or feature this machine or build lacks
};

/// A failure the user can cause or meet. `stage` names the step ("open raster"), `message` names the file, what was
/// expected, what was found and what to do. Defects of ours never become an Error: they abort (see LACUNA_ASSERT).
struct Error {
    ErrorCode code = ErrorCode::BadData;
    std::string stage;
    std::string message;
};

/// "open raster: a.tif has 3 bands, expected 4. …"
std::string describe(const Error& error);

/// Process exit code: 0 is success, 2 usage, 3 bad data or not found, 4 input/output, 5 out of memory or unsupported,
/// 130 cancelled (as a shell reports Ctrl-C).
int exitCode(ErrorCode code);

[[noreturn]] void abortOnDefect(const char* condition, const char* file, int line);

}  // namespace lacuna::base

/// Checks an invariant of our own in every build; aborts with file and line.
#define LACUNA_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::lacuna::base::abortOnDefect(#condition, __FILE__, __LINE__))
