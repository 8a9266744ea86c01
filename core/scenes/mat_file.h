#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

struct _mat_t;
struct matvar_t;

namespace lacuna::scenes {

enum class MatType { UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float32, Float64 };

/// A numeric array of a MATLAB file: [rows, columns] or [rows, columns, bands], in the file's own type.
class MatArray {
public:
    std::size_t rows() const { return rows_; }
    std::size_t columns() const { return columns_; }
    std::size_t bands() const { return bands_; }
    MatType type() const { return type_; }
    /// Writes one band to `values`, [rows, columns] row-major.
    void band(std::size_t index, float* values) const;

private:
    friend class MatFile;
    std::shared_ptr<matvar_t> owner_;  ///< keeps the numbers alive
    const void* numbers_ = nullptr;    ///< column-major, as MATLAB has them
    std::size_t rows_ = 0, columns_ = 0, bands_ = 1;
    MatType type_ = MatType::Float64;
};

/// A MATLAB file of version 5 to 7.3 (HDF5), for reading; nothing in it is run. One thread at a time.
class MatFile {
public:
    /// Errors: NotFound, BadData (no MATLAB file, cut off).
    static base::Result<MatFile> open(const std::string& path);

    /// `variable`: a name, or a path through structures such as "hsi.Lidar.z"; of arrays of structures and of cells the
    /// first is taken. A plain name that is not there stands for the only numeric array of two or three dimensions, if
    /// there is one: distributions differ in names. Errors: NotFound, naming what is there; BadData for text, sparse
    /// and complex arrays and more than three dimensions; OutOfMemory.
    base::Result<MatArray> read(const std::string& variable) const;
    const std::string& path() const { return path_; }

private:
    MatFile() = default;
    base::Result<std::string> actualName(const std::string& wanted) const;

    std::string path_;
    std::shared_ptr<_mat_t> file_;
    std::vector<std::string> names_;  ///< of all variables
    std::vector<std::string>
        numeric_;  ///< of those that are numeric and have two or three dimensions, more than one element
};

}  // namespace lacuna::scenes
