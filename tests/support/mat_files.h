#pragma once

#include <gtest/gtest.h>
#include <matio.h>

#include <cstdint>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

/// MATLAB files whose every number is known.
namespace lacuna::support {

using ArrayValue = std::function<double(int row, int column, int band)>;

template <class Number>
struct MatClass;
#define LACUNA_MAT_CLASS(number, classType, dataType)          \
    template <>                                                \
    struct MatClass<number> {                                  \
        static constexpr matio_classes arrayClass = classType; \
        static constexpr matio_types storage = dataType;       \
    }
LACUNA_MAT_CLASS(std::uint8_t, MAT_C_UINT8, MAT_T_UINT8);
LACUNA_MAT_CLASS(std::int16_t, MAT_C_INT16, MAT_T_INT16);
LACUNA_MAT_CLASS(std::uint16_t, MAT_C_UINT16, MAT_T_UINT16);
LACUNA_MAT_CLASS(float, MAT_C_SINGLE, MAT_T_SINGLE);
LACUNA_MAT_CLASS(double, MAT_C_DOUBLE, MAT_T_DOUBLE);
#undef LACUNA_MAT_CLASS

/// An array of rows × columns (× bands when there is more than one), column-major as MATLAB keeps it.
template <class Number>
matvar_t* matArray(const char* name, int rows, int columns, int bands, const ArrayValue& value) {
    std::vector<Number> numbers;
    for (int band = 0; band < bands; ++band)
        for (int column = 0; column < columns; ++column)
            for (int row = 0; row < rows; ++row) numbers.push_back(static_cast<Number>(value(row, column, band)));
    std::size_t dims[] = {static_cast<std::size_t>(rows), static_cast<std::size_t>(columns),
                          static_cast<std::size_t>(bands)};
    return Mat_VarCreate(name, MatClass<Number>::arrayClass, MatClass<Number>::storage, bands > 1 ? 3 : 2, dims,
                         numbers.data(), 0);
}

/// Writes variables, which it frees, as version 5 (mat_ft MAT_FT_MAT5, packed) or 7.3.
inline void writeMat(const std::string& path, mat_ft version, const std::vector<matvar_t*>& variables) {
    mat_t* file = Mat_CreateVer(path.c_str(), nullptr, version);
    ASSERT_NE(file, nullptr) << path;
    for (auto* variable : variables) {
        EXPECT_EQ(Mat_VarWrite(file, variable, MAT_COMPRESSION_ZLIB), 0) << path;
        Mat_VarFree(variable);
    }
    Mat_Close(file);
}

template <class Number>
void writeMatArray(const std::string& path, mat_ft version, const char* name, int rows, int columns, int bands,
                   const ArrayValue& value) {
    writeMat(path, version, {matArray<Number>(name, rows, columns, bands, value)});
}

}  // namespace lacuna::support
