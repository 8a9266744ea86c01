#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "scenes/benchmark.h"

namespace lacuna::scenes {

/// A source that is there.
struct FoundSource {
    enum class Kind { Mat, Raster, RegionsOfInterest };
    Kind kind = Kind::Mat;
    std::string path;
    std::string variable;  ///< of a .mat file
};

/// The files below a folder by their names: distributions nest them in different ways.
class SourceFolder {
public:
    /// Looks three levels deep, but not into `except`; of files of one name the first in the order of paths counts.
    /// Errors: NotFound, Io; Usage when both are the same folder.
    static base::Result<SourceFolder> open(const std::string& folder, const std::string& except);

    /// `forLabels`: regions of interest count too.
    std::optional<FoundSource> find(const BenchmarkSource& source, bool forLabels) const;
    /// Path of the MATLAB file of that stem, empty when it is not there.
    std::string matFile(const std::string& stem) const;
    const std::string& path() const { return path_; }

private:
    std::string path_;
    std::map<std::string, std::string> byName_;  ///< lower-case name → path
};

}  // namespace lacuna::scenes
