#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"

namespace lacuna::scenes {

/// One of the places where a distribution keeps something: stem.mat (`variable` inside, see MatFile::read), or
/// stem.tif, stem.img, … (a raster), or, for labels, stem.txt (regions of interest as ENVI exports them). Case does not
/// matter.
struct BenchmarkSource {
    std::string stem;
    std::string variable;
};

struct BenchmarkSensor {
    std::string name;                      ///< of the modality and of the raster written
    std::vector<int> bands;                ///< counts that are the sensor's; empty: any
    std::vector<BenchmarkSource> sources;  ///< by preference
    double firstWavelength = 0;            ///< micrometres, evenly spaced to the last; 0: unknown
    double lastWavelength = 0;
    std::string wavelengths = {};  ///< variable of the same .mat file that lists them in nanometres; empty: none
};

/// Labels as fixed for the benchmark: values 1 … K in the classes' order, 0 and -1 unlabelled.
struct BenchmarkLabels {
    BenchmarkSource train;
    BenchmarkSource test;  ///< without a stem: the distribution has one label image and no split
};

/// A public scene as it is distributed: everything that the import knows of it.
struct Benchmark {
    std::string id;                        ///< "houston2013"
    std::string title;                     ///< "Houston 2013 (IEEE GRSS Data Fusion Contest)"
    std::vector<BenchmarkSensor> sensors;  ///< the first, and one of the others at least, must be there
    std::vector<BenchmarkLabels> labels;   ///< by preference
    base::ClassTable classes;
    /// Files some distributions have that cannot be imported, with the reason.
    std::vector<std::pair<std::string, std::string>> unusable;
};

/// In lower case (ASCII): how ids and file names are compared.
std::string lowered(std::string text);
const std::vector<Benchmark>& benchmarks();
/// By id, whatever the case. Errors: Usage, naming all.
base::Result<const Benchmark*> findBenchmark(const std::string& id);

}  // namespace lacuna::scenes
