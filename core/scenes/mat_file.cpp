#include "scenes/mat_file.h"

#include <fmt/ranges.h>
#include <matio.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/memory_cap.h"
#include "scenes/mat_check.h"

namespace lacuna::scenes {
namespace {

constexpr auto stage = "read MATLAB file";
using base::ErrorCode;
using base::fail;

std::optional<MatType> typeOf(const matvar_t& variable) {
    switch (variable.class_type) {
        case MAT_C_UINT8:
            return MatType::UInt8;
        case MAT_C_INT8:
            return MatType::Int8;
        case MAT_C_UINT16:
            return MatType::UInt16;
        case MAT_C_INT16:
            return MatType::Int16;
        case MAT_C_UINT32:
            return MatType::UInt32;
        case MAT_C_INT32:
            return MatType::Int32;
        case MAT_C_UINT64:
            return MatType::UInt64;
        case MAT_C_INT64:
            return MatType::Int64;
        case MAT_C_SINGLE:
            return MatType::Float32;
        case MAT_C_DOUBLE:
            return MatType::Float64;
        default:
            return std::nullopt;
    }
}

const char* kindOf(const matvar_t& variable) {
    switch (variable.class_type) {
        case MAT_C_CELL:
            return "a cell array";
        case MAT_C_STRUCT:
            return "a structure";
        case MAT_C_CHAR:
            return "text";
        case MAT_C_SPARSE:
            return "a sparse matrix";
        default:
            return variable.isComplex ? "complex numbers" : "something else";
    }
}

bool isArray(const matvar_t& variable) {
    return typeOf(variable) && !variable.isComplex && (variable.rank == 2 || variable.rank == 3);
}

std::optional<std::uint64_t> elementsOf(const matvar_t& variable) {
    std::uint64_t count = 1;
    for (int i = 0; i < variable.rank; ++i)
        if (__builtin_mul_overflow(count, variable.dims[i], &count)) return std::nullopt;
    return count;
}

std::shared_ptr<matvar_t> infoOf(mat_t* file, const std::string& name) {
    return {Mat_VarReadInfo(file, name.c_str()), [](matvar_t* variable) {
                if (variable) Mat_VarFree(variable);
            }};
}

/// Into the first of a cell array, then into a structure's field; null where there is none.
matvar_t* stepInto(matvar_t* variable, const std::string& field) {
    while (variable && variable->class_type == MAT_C_CELL)
        variable = elementsOf(*variable).value_or(0) > 0 ? Mat_VarGetCell(variable, 0) : nullptr;
    if (!variable || field.empty()) return variable;
    const bool inside = variable->class_type == MAT_C_STRUCT && elementsOf(*variable).value_or(0) > 0;
    return inside ? Mat_VarGetStructFieldByName(variable, field.c_str(), 0) : nullptr;
}

/// "hsi.Lidar.z" → "hsi", "Lidar", "z".
std::vector<std::string> stepsOf(const std::string& path) {
    std::vector<std::string> steps(1);
    for (const char letter : path) {
        if (letter == '.')
            steps.emplace_back();
        else
            steps.back() += letter;
    }
    return steps;
}

template <class Number>
void copyBand(const void* numbers, std::size_t rows, std::size_t columns, std::size_t band, float* values) {
    const auto* first = static_cast<const Number*>(numbers) + band * rows * columns;
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            values[row * columns + column] = static_cast<float>(first[row + rows * column]);
}

void quiet(int, char*) {}

}  // namespace

void MatArray::band(std::size_t index, float* values) const {
    LACUNA_ASSERT(index < bands_);
    switch (type_) {
        case MatType::UInt8:
            return copyBand<std::uint8_t>(numbers_, rows_, columns_, index, values);
        case MatType::Int8:
            return copyBand<std::int8_t>(numbers_, rows_, columns_, index, values);
        case MatType::UInt16:
            return copyBand<std::uint16_t>(numbers_, rows_, columns_, index, values);
        case MatType::Int16:
            return copyBand<std::int16_t>(numbers_, rows_, columns_, index, values);
        case MatType::UInt32:
            return copyBand<std::uint32_t>(numbers_, rows_, columns_, index, values);
        case MatType::Int32:
            return copyBand<std::int32_t>(numbers_, rows_, columns_, index, values);
        case MatType::UInt64:
            return copyBand<std::uint64_t>(numbers_, rows_, columns_, index, values);
        case MatType::Int64:
            return copyBand<std::int64_t>(numbers_, rows_, columns_, index, values);
        case MatType::Float32:
            return copyBand<float>(numbers_, rows_, columns_, index, values);
        case MatType::Float64:
            return copyBand<double>(numbers_, rows_, columns_, index, values);
    }
}

base::Result<MatFile> MatFile::open(const std::string& path) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem)) return fail(ErrorCode::NotFound, stage, "{} is not there", path);
    LACUNA_TRY_STATUS(checkMatFile(path));
    Mat_LogInitFunc("lacuna", quiet);
    MatFile file;
    file.path_ = path;
    file.file_.reset(Mat_Open(path.c_str(), MAT_ACC_RDONLY), [](mat_t* open) {
        if (open) Mat_Close(open);
    });
    if (!file.file_)
        return fail(ErrorCode::BadData, stage,
                    "{} is no MATLAB file of version 5, 7 or 7.3, or is damaged; download it again", path);
    std::size_t count = 0;
    char** names = Mat_GetDir(file.file_.get(), &count);  // belongs to the file
    for (std::size_t i = 0; names && i < count; ++i) file.names_.emplace_back(names[i]);
    if (file.names_.empty())
        return fail(ErrorCode::BadData, stage,
                    "{} holds no variable that can be read; it is empty or cut off, download it again", path);
    for (const auto& name : file.names_) {
        const auto info = infoOf(file.file_.get(), name);
        if (info && isArray(*info) && elementsOf(*info).value_or(0) > 1) file.numeric_.push_back(name);
    }
    return file;
}

base::Result<std::string> MatFile::actualName(const std::string& wanted) const {
    if (std::find(names_.begin(), names_.end(), wanted) != names_.end()) return wanted;
    if (numeric_.size() == 1) return numeric_.front();
    return fail(ErrorCode::NotFound, stage, "{} has no variable {}; it holds {}", path_, wanted,
                fmt::join(names_, ", "));
}

base::Result<MatArray> MatFile::read(const std::string& variable) const {
    const auto steps = stepsOf(variable);
    auto name = steps.front();
    if (steps.size() == 1) {
        LACUNA_TRY(actual, actualName(name));
        name = std::move(actual);
    }
    const auto whole = infoOf(file_.get(), name);
    matvar_t* found = whole.get();
    for (std::size_t i = 1; i < steps.size(); ++i) found = stepInto(found, steps[i]);
    found = stepInto(found, "");
    if (!found)
        return fail(ErrorCode::NotFound, stage, "{} has no variable {}; it holds {}", path_, variable,
                    fmt::join(names_, ", "));
    if (!isArray(*found))
        return fail(ErrorCode::BadData, stage,
                    "{}: {} is {} of {} dimensions, expected real numbers in two or three dimensions", path_, variable,
                    typeOf(*found) ? "an array" : kindOf(*found), found->rank);
    const auto elements = elementsOf(*found);
    if (!elements || *elements > base::memoryCap() / sizeof(double))
        return fail(ErrorCode::OutOfMemory, stage,
                    "{}: {} has the size {}, more than fits the memory cap of {} MiB (LACUNA_MAX_RAM)", path_, variable,
                    fmt::join(found->dims, found->dims + found->rank, " × "), base::memoryCap() >> 20);
    if (*elements == 0 || Mat_VarReadDataAll(file_.get(), found) != 0 || found->data == nullptr || !typeOf(*found))
        return fail(ErrorCode::BadData, stage,
                    "{}: {} cannot be read; the file is cut off or damaged, download it again", path_, variable);
    MatArray array;
    array.owner_ = whole;
    array.numbers_ = found->data;
    array.rows_ = found->dims[0];
    array.columns_ = found->dims[1];
    array.bands_ = found->rank == 3 ? found->dims[2] : 1;
    array.type_ = *typeOf(*found);
    return array;
}

}  // namespace lacuna::scenes
