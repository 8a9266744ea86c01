#pragma once

#include <string>

namespace lacuna::raster {

/// Collects what GDAL reports on this thread while it lives; GDAL returns success from some calls that only report a
/// failure (a flush on a full disk), so the caller asks this too. Nests. Not copyable, one thread.
class GdalErrors {
public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    bool failed() const { return failed_; }
    /// The first failure's words, with the system's reason where there is one; the last warning if nothing failed.
    std::string message() const;
    void clear();
    /// For GDAL's callback.
    void record(bool failure, const char* text);

private:
    bool failed_ = false;
    std::string failure_;
    std::string warning_;
    int systemError_ = 0;
};

}  // namespace lacuna::raster
