#include "raster/gdal_errors.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>

#include "base/memory_cap.h"
#include "raster/raster_stack.h"

namespace lacuna::raster {
namespace {

void CPL_STDCALL recordError(CPLErr severity, CPLErrorNum, const char* text) {
    if (severity < CE_Warning) return;
    static_cast<GdalErrors*>(CPLGetErrorHandlerUserData())->record(severity >= CE_Failure, text);
}

/// Reasons of the system that explain a failed write; others are left-overs of unrelated calls.
bool explainsFailure(int systemError) {
    constexpr int reasons[] = {ENOSPC, EFBIG, EIO, EDQUOT, EROFS, EACCES, EPERM};
    return std::find(std::begin(reasons), std::end(reasons), systemError) != std::end(reasons);
}

}  // namespace

void initialiseGdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        CPLSetErrorHandler(CPLQuietErrorHandler);
        GDALAllRegister();
        if (CPLGetConfigOption("GDAL_CACHEMAX", nullptr) != nullptr) return;
        constexpr std::uint64_t mebibyte = 1 << 20;
        const std::uint64_t share = base::memoryCap() / 16;
        GDALSetCacheMax64(static_cast<GIntBig>(std::clamp(share, 32 * mebibyte, 1024 * mebibyte)));
    });
}

std::string gdalVersion() { return GDALVersionInfo("RELEASE_NAME"); }

GdalErrors::GdalErrors() {
    errno = 0;
    CPLErrorReset();
    CPLPushErrorHandlerEx(recordError, this);
}

GdalErrors::~GdalErrors() {
    CPLPopErrorHandler();
    CPLErrorReset();
}

std::string GdalErrors::message() const {
    if (!failed_) return warning_.empty() ? "no reason given" : warning_;
    if (systemError_ == 0) return failure_;
    return failure_ + " (" + std::strerror(systemError_) + ")";
}

void GdalErrors::clear() {
    failed_ = false;
    failure_.clear();
    warning_.clear();
    systemError_ = 0;
    errno = 0;
    CPLErrorReset();
}

void GdalErrors::record(bool failure, const char* text) {
    const int systemError = errno;
    if (!failure) {
        warning_ = text;
        return;
    }
    if (failed_) return;
    failed_ = true;
    failure_ = text;
    if (explainsFailure(systemError)) systemError_ = systemError;
}

}  // namespace lacuna::raster
