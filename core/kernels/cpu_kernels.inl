// The processor kernels, written once for vectors of LACUNA_LANES floats and compiled once for each instruction set by
// cpu_generic.cpp, cpu_avx2.cpp, … which define LACUNA_LANES, LACUNA_ROWS (rows of a register tile) and LACUNA_SET.
// Everything stands in an unnamed namespace and no inline function of a shared header is called: code compiled for a
// newer processor must not become the copy that the linker keeps for all.

#include <stdint.h>
#include <string.h>

#include "kernels/cpu_kernels.h"
#ifdef __AVX512F__
#include <immintrin.h>
#endif

namespace lacuna::kernels {
namespace {

constexpr int lanes = LACUNA_LANES;
constexpr int panelVectors = 3;
constexpr int tileRows = LACUNA_ROWS;

typedef float Float __attribute__((vector_size(4 * LACUNA_LANES)));
typedef int32_t Int __attribute__((vector_size(4 * LACUNA_LANES)));
typedef uint32_t Word __attribute__((vector_size(4 * LACUNA_LANES)));
typedef uint16_t Half __attribute__((vector_size(2 * LACUNA_LANES)));
// Half as many lanes: an expert's rank is often 8.
typedef float ShortFloat __attribute__((vector_size(2 * LACUNA_LANES)));
typedef uint32_t ShortWord __attribute__((vector_size(2 * LACUNA_LANES)));
typedef uint16_t ShortHalf __attribute__((vector_size(LACUNA_LANES)));

#ifdef __AVX512F__
// GCC warns of its own unmasked forms, which start from an undefined register.
constexpr __mmask16 every = 0xffff;
#endif

inline Float load(const float* from) {
    Float value;
    memcpy(&value, from, sizeof value);
    return value;
}
inline void store(float* to, Float value) { memcpy(to, &value, sizeof value); }
inline Float all(float value) { return Float{} + value; }
inline Float larger(Float a, Float b) { return a > b ? a : b; }

/// The lanes exchanged at a distance: a reduction takes log₂(lanes) steps, in a fixed order.
inline Float exchanged(Float v, int distance) {
    Int order;
    for (int i = 0; i < lanes; ++i) order[i] = i ^ distance;
    return __builtin_shuffle(v, order);
}
inline float sum(Float v) {
#pragma GCC unroll 8
    for (int distance = lanes / 2; distance > 0; distance /= 2) v += exchanged(v, distance);
    return v[0];
}
inline float largest(Float v) {
#pragma GCC unroll 8
    for (int distance = lanes / 2; distance > 0; distance /= 2) v = larger(v, exchanged(v, distance));
    return v[0];
}

/// float32 → bfloat16, nearest even; NaN stays NaN.
template <class Halves, class Words, class Floats>
inline Halves narrowedBits(Floats value) {
    const Words bits = (Words)value;
    const Words rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    const Words quiet = (bits >> 16) | 0x40u;
    return __builtin_convertvector((value == value) ? rounded : quiet, Halves);
}
inline Half narrowed(Float value) {
#ifdef __AVX512BF16__
    __m256bh packed = _mm512_cvtneps_pbh((__m512)value);
    Half result;
    memcpy(&result, &packed, sizeof result);
    return result;
#else
    return narrowedBits<Half, Word>(value);
#endif
}
inline Float widened(const uint16_t* from) {
    Half half;
    memcpy(&half, from, sizeof half);
    return (Float)(__builtin_convertvector(half, Word) << 16);
}
inline float widenedScalar(uint16_t value) {
    const uint32_t bits = (uint32_t)value << 16;
    float result;
    memcpy(&result, &bits, sizeof result);
    return result;
}
inline uint16_t narrowedScalar(float value) { return narrowed(all(value))[0]; }

/// A row of either storage.
struct Reader {
    const void* base;
    bool half;
    Float vector(int64_t i) const { return half ? widened((const uint16_t*)base + i) : load((const float*)base + i); }
    ShortFloat shortVector(int64_t i) const {
        if (half) {
            ShortHalf bits;
            memcpy(&bits, (const uint16_t*)base + i, sizeof bits);
            return (ShortFloat)(__builtin_convertvector(bits, ShortWord) << 16);
        }
        ShortFloat value;
        memcpy(&value, (const float*)base + i, sizeof value);
        return value;
    }
    float scalar(int64_t i) const {
        return half ? widenedScalar(((const uint16_t*)base)[i]) : ((const float*)base)[i];
    }
};
struct Writer {
    void* base;
    bool half;
    void vector(int64_t i, Float value) const {
        if (half) {
            const Half bits = narrowed(value);
            memcpy((uint16_t*)base + i, &bits, sizeof bits);
        } else {
            store((float*)base + i, value);
        }
    }
    void shortVector(int64_t i, ShortFloat value) const {
        if (half) {
            const ShortHalf bits = narrowedBits<ShortHalf, ShortWord>(value);
            memcpy((uint16_t*)base + i, &bits, sizeof bits);
        } else {
            memcpy((float*)base + i, &value, sizeof value);
        }
    }
    void scalar(int64_t i, float value) const {
        if (half)
            ((uint16_t*)base)[i] = narrowedScalar(value);
        else
            ((float*)base)[i] = value;
    }
    /// The first `count` lanes.
    void part(int64_t i, Float value, int count) const {
        if (count >= lanes) return vector(i, value);
        for (int lane = 0; lane < count; ++lane) scalar(i + lane, value[lane]);
    }
};
inline Reader rowOf(const void* base, Storage storage, int64_t offset) {
    const bool half = storage == Storage::BFloat16;
    return {half ? (const void*)((const uint16_t*)base + offset) : (const void*)((const float*)base + offset), half};
}
inline Writer rowOf(void* base, Storage storage, int64_t offset) {
    const bool half = storage == Storage::BFloat16;
    return {half ? (void*)((uint16_t*)base + offset) : (void*)((float*)base + offset), half};
}

/// eˣ to about 1e-7 relative, for x clamped to [−87, 88]; NaN stays NaN.
inline Float exponential(Float x) {
#ifdef __AVX512F__
    x = (Float)_mm512_maskz_max_ps(every, _mm512_set1_ps(-87.0f), (__m512)x);  // of a NaN and a number, the second operand
    x = (Float)_mm512_maskz_min_ps(every, _mm512_set1_ps(88.0f), (__m512)x);
    const Float n = (Float)_mm512_maskz_roundscale_ps(every, (__m512)(x * 1.44269504088896341f), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
#else
    x = x < -87.0f ? all(-87.0f) : x;
    x = x > 88.0f ? all(88.0f) : x;
    const Float magic = all(12582912.0f);  // 1.5·2²³: adding it rounds to the nearest integer
    const Float n = (x * 1.44269504088896341f + magic) - magic;
#endif
    Float r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    Float p = all(1.9875691500e-4f);
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
#ifdef __AVX512F__
    return (Float)_mm512_maskz_scalef_ps(every, (__m512)p, (__m512)n);
#else
    const Int scale = (__builtin_convertvector(n, Int) + 127) << 23;
    return p * (Float)scale;
#endif
}

inline Float reciprocal(Float x) {
#ifdef __AVX512F__
    // 14 bits and one Newton step: a division takes several times as long.
    const Float y = (Float)_mm512_maskz_rcp14_ps(every, (__m512)x);
    return y * (2.0f - x * y);
#else
    return 1.0f / x;
#endif
}

/// σ(1.702 x), the gate of QuickGELU.
inline Float quickGate(Float x) {
    Float t = x * -1.702f;
    t = t > 80.0f ? all(80.0f) : t;  // keeps the sum below finite for the reciprocal
    return reciprocal(1.0f + exponential(t));
}
inline Float quickGelu(Float x) { return x * quickGate(x); }

/// The gate for a result that is rounded to bfloat16: to 1e-4 relative, an order finer than the rounding.
inline Float quickGateForBfloat16(Float x) {
#ifdef __AVX512DQ__
    const __m512 t = (__m512)(x * (-1.702f * 1.44269504088896341f));
    const Float f = (Float)_mm512_maskz_reduce_ps(every, t, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);  // t − ⌊t⌋
    Float p = all(0.07802452f);  // 2ᶠ on [0, 1), least relative error
    p = p * f + 0.22606717f;
    p = p * f + 0.69583353f;
    p = p * f + 0.99992522f;
    const Float power = (Float)_mm512_maskz_scalef_ps(every, (__m512)p, t);  // p·2^⌊t⌋, infinite rather than wrapped
    return (Float)_mm512_maskz_rcp14_ps(every, (__m512)(1.0f + power));
#else
    return quickGate(x);
#endif
}

/// erf as a rational function on [−4, 4] (the coefficients widely used for float32), error below 1e-6.
inline Float errorFunction(Float x) {
    x = x < -4.0f ? all(-4.0f) : x;
    x = x > 4.0f ? all(4.0f) : x;
    const Float s = x * x;
    Float p = all(-2.72614225801306e-10f);
    p = p * s + 2.77068142495902e-08f;
    p = p * s + -2.10102402082508e-06f;
    p = p * s + -5.69250639462346e-05f;
    p = p * s + -7.34990630326855e-04f;
    p = p * s + -2.95459980854025e-03f;
    p = p * s + -1.60960333262415e-02f;
    Float q = all(-1.45660718464996e-05f);
    q = q * s + -2.13374055278905e-04f;
    q = q * s + -1.68282697438203e-03f;
    q = q * s + -7.37332916720468e-03f;
    q = q * s + -1.42647390514189e-02f;
    return x * p / q;
}
inline Float gelu(Float x) { return 0.5f * x * (1.0f + errorFunction(x * 0.70710678118654752f)); }

// ---- products ------------------------------------------------------------------------------------------------------

/// Element k of row r of the left matrix stands at a[r · aStride + k · aStep].
template <int Rows, int Vectors>
inline void multiplyFloat(Float (&sums)[Rows][Vectors], const float* a, int64_t aStride, int64_t aStep, const float* b,
                          int64_t bStride, int inputs) {
    for (int k = 0; k < inputs; ++k) {
        Float right[Vectors];
        for (int v = 0; v < Vectors; ++v) right[v] = load(b + k * bStride + v * lanes);
        for (int r = 0; r < Rows; ++r) {
            const Float left = all(a[r * aStride + k * aStep]);
            for (int v = 0; v < Vectors; ++v) sums[r][v] += left * right[v];
        }
    }
}

/// Pairs of inputs side by side in each 32-bit lane.
template <int Rows, int Vectors>
inline void multiplyHalf(Float (&sums)[Rows][Vectors], const uint16_t* a, int64_t aStride, const uint16_t* b,
                         int64_t bStride, int inputs) {
    for (int k = 0; k < inputs; k += 2) {
        Word right[Vectors];
        for (int v = 0; v < Vectors; ++v) memcpy(&right[v], b + k * bStride + v * lanes * 2, sizeof(Word));
        for (int r = 0; r < Rows; ++r) {
            uint32_t pair;
            memcpy(&pair, a + r * aStride + k, sizeof pair);
#ifdef __AVX512BF16__
            const __m512i left = _mm512_set1_epi32((int)pair);
            for (int v = 0; v < Vectors; ++v)
                sums[r][v] = (Float)_mm512_dpbf16_ps((__m512)sums[r][v], (__m512bh)left, (__m512bh)right[v]);
#else
            const Float low = all(widenedScalar((uint16_t)pair)), high = all(widenedScalar((uint16_t)(pair >> 16)));
            for (int v = 0; v < Vectors; ++v) {
                sums[r][v] += low * (Float)(right[v] << 16);
                sums[r][v] += high * (Float)(right[v] & 0xffff0000u);
            }
#endif
        }
    }
}

/// QuickGELU of one vector of a product's result; its derivative where the task keeps it.
inline Float quickGelu(const Product& task, int64_t row, int64_t column, Float x) {
    const Float gate = task.outputStorage == Storage::BFloat16 ? quickGateForBfloat16(x) : quickGate(x);
    const Float value = x * gate;
    if (task.slope)
        rowOf(task.slope, task.outputStorage, row * task.slopeStride).vector(column, gate * (1.0f + 1.702f * (x - value)));
    return value;
}

template <int Rows, int Vectors>
void tile(const Product& task, int row, int column, const void* panel, const float* bias) {
    const int64_t panelStride = task.weight->panelWidth;
    const PackedWeight& weight = *task.weight;
    Float sums[Rows][Vectors];
    for (int v = 0; v < Vectors; ++v) {
        const Float start = load(bias + column + v * lanes);
        for (int r = 0; r < Rows; ++r) sums[r][v] = start;
    }
    if (weight.storage == Storage::BFloat16)
        multiplyHalf<Rows, Vectors>(sums, (const uint16_t*)task.input + row * task.inputStride, task.inputStride,
                                    (const uint16_t*)panel, panelStride, weight.inputs);
    else
        multiplyFloat<Rows, Vectors>(sums, (const float*)task.input + row * task.inputStride, task.inputStride, 1,
                                     (const float*)panel, panelStride, weight.inputs);
    for (int r = 0; r < Rows; ++r) {
        const Writer to = rowOf(task.output, task.outputStorage, (row + r) * task.outputStride + column);
        for (int v = 0; v < Vectors; ++v) {
            Float value = sums[r][v];
            if (task.activation == Activation::QuickGelu) value = quickGelu(task, row + r, column + v * lanes, value);
            if (task.activation == Activation::TimesSlope)
                value *= rowOf((const void*)task.slope, task.outputStorage, (row + r) * task.slopeStride + column).vector(v * lanes);
            if (task.activation == Activation::Gelu) value = gelu(value);
            const int count = weight.outputs - column - v * lanes;
            if (task.add) {
                float* at = (float*)to.base + v * lanes;
                if (count >= lanes)
                    store(at, load(at) + value);
                else
                    for (int lane = 0; lane < count; ++lane) at[lane] += value[lane];
            } else {
                to.part(v * lanes, value, count);
            }
        }
    }
}

using TileFunction = void (*)(const Product&, int, int, const void*, const float*);

template <int Vectors>
TileFunction tileOf(int rows) {
    static_assert(tileRows == 4 || tileRows == 8);
    switch (rows) {
        case 1: return tile<1, Vectors>;
        case 2: return tile<2, Vectors>;
        case 3: return tile<3, Vectors>;
#if LACUNA_ROWS == 8
        case 4: return tile<4, Vectors>;
        case 5: return tile<5, Vectors>;
        case 6: return tile<6, Vectors>;
        case 7: return tile<7, Vectors>;
#endif
        default: return tile<tileRows, Vectors>;
    }
}

void product(const Product& task) {
    const PackedWeight& weight = *task.weight;
    const int64_t panelStride = weight.panelWidth;
    const int64_t element = weight.storage == Storage::BFloat16 ? 2 : 4;
    const char* panel = (const char*)weight.panelData();
    const float* bias = weight.biasData();
    for (int column = 0; column < weight.outputs; column += weight.panelWidth) {
        const int vectors = (weight.outputs - column + lanes - 1) / lanes;
        for (int row = 0; row < task.rows; row += tileRows) {
            const int rows = task.rows - row < tileRows ? task.rows - row : tileRows;
            const TileFunction run = vectors >= 3 ? tileOf<3>(rows) : vectors == 2 ? tileOf<2>(rows) : tileOf<1>(rows);
            run(task, row, column, panel, bias);
        }
        panel += panelStride * weight.inputs * element;
    }
}

// ---- layer normalisation -------------------------------------------------------------------------------------------

struct Moments {
    float mean, inverse;  ///< inverse: of √(variance + ε)
};

inline Moments momentsOf(const float* from, int width, float epsilon) {
    const float share = 1.0f / (float)width;
    Float total{};
    for (int i = 0; i < width; i += lanes) total += load(from + i);
    const float mean = sum(total) * share;
    Float squares{};
    for (int i = 0; i < width; i += lanes) {
        const Float centred = load(from + i) - mean;
        squares += centred * centred;
    }
    return {mean, 1.0f / __builtin_sqrtf(sum(squares) * share + epsilon)};
}

void layerNorm(const LayerNorm& task) {
    for (int row = 0; row < task.rows; ++row) {
        const float* from = task.input + row * task.inputStride;
        const Moments of = momentsOf(from, task.width, task.epsilon);
        const Writer to = rowOf(task.output, task.outputStorage, row * task.outputStride);
        for (int i = 0; i < task.width; i += lanes)
            to.vector(i, (load(from + i) - of.mean) * of.inverse * load(task.scale + i) + load(task.shift + i));
    }
}

/// With x̂ the normalised row and g = back · scale: (g − mean(g) − x̂ mean(g x̂)) / √(variance + ε).
void layerNormBack(const LayerNormBack& task) {
    const float share = 1.0f / (float)task.width;
    for (int row = 0; row < task.rows; ++row) {
        const int64_t first = row * (int64_t)task.width;
        const float* from = task.input + first;
        const float* back = task.back + first;
        const Moments of = momentsOf(from, task.width, task.epsilon);
        Float total{}, along{};
        for (int i = 0; i < task.width; i += lanes) {
            const Float g = load(back + i) * load(task.scale + i);
            total += g;
            along += g * (load(from + i) - of.mean);
        }
        const float level = sum(total) * share, tilt = sum(along) * share * of.inverse * of.inverse;
        for (int i = 0; i < task.width; i += lanes) {
            const Float g = load(back + i) * load(task.scale + i);
            const Float centred = load(from + i) - of.mean;
            store(task.gradient + first + i, load(task.residual + first + i) + of.inverse * (g - level - centred * tilt));
        }
    }
}

// ---- attention -----------------------------------------------------------------------------------------------------

/// A matrix read row by row (step 1) or column by column (stride 1).
struct Left {
    const float* first;
    int64_t stride, step;
};

template <int Rows, int Vectors>
void plainTile(const Left& a, const float* b, int64_t bStride, int inputs, float* c, int64_t cStride) {
    Float sums[Rows][Vectors] = {};
    multiplyFloat<Rows, Vectors>(sums, a.first, a.stride, a.step, b, bStride, inputs);
    for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Vectors; ++v) store(c + r * cStride + v * lanes, sums[r][v]);
}

template <int Vectors>
void plainColumns(const Left& a, const float* b, int64_t bStride, int rows, int inputs, float* c, int64_t cStride) {
    for (int row = 0; row < rows; row += 4) {
        const Left left{a.first + row * a.stride, a.stride, a.step};
        float* to = c + row * cStride;
        switch (rows - row) {
            case 1: plainTile<1, Vectors>(left, b, bStride, inputs, to, cStride); break;
            case 2: plainTile<2, Vectors>(left, b, bStride, inputs, to, cStride); break;
            case 3: plainTile<3, Vectors>(left, b, bStride, inputs, to, cStride); break;
            default: plainTile<4, Vectors>(left, b, bStride, inputs, to, cStride);
        }
    }
}

/// c[rows, columns] = a · b in float32; columns is a multiple of the lanes.
void plainProduct(const Left& a, const float* b, int64_t bStride, int rows, int inputs, int columns, float* c,
                  int64_t cStride) {
    int column = 0;
    for (; column + 2 * lanes <= columns; column += 2 * lanes)
        plainColumns<2>(a, b + column, bStride, rows, inputs, c + column, cStride);
    if (column < columns) plainColumns<1>(a, b + column, bStride, rows, inputs, c + column, cStride);
}

/// scores[i, :] → e^(score − largest), zero past `tokens`; sums[i] their sum.
void exponentials(float* scores, int rows, int tokens, int padded, float* sums) {
    const float lowest = -__builtin_inff();
    for (int i = 0; i < rows; ++i) {
        float* row = scores + (int64_t)i * padded;
        for (int j = tokens; j < padded; ++j) row[j] = lowest;
        Float high = load(row);
        for (int j = lanes; j < padded; j += lanes) high = larger(high, load(row + j));
        const float top = largest(high);
        Float total{};
        for (int j = 0; j < padded; j += lanes) {
            const Float score = load(row + j);
            Float value = exponential(score - top);
            value = score == lowest ? Float{} : value;
            total += value;
            store(row + j, value);
        }
        sums[i] = sum(total);
    }
}

/// to[c, j] = from[j, c] for `lanes` columns c and rows j, zero from row `rows` on.
void transpose(const float* from, int64_t fromStride, int rows, float* to, int64_t toStride) {
    Float line[lanes];
    for (int j = 0; j < lanes; ++j) line[j] = j < rows ? load(from + j * fromStride) : Float{};
    // Butterflies: each step exchanges the off-diagonal quarters of blocks half as large.
#pragma GCC unroll 8
    for (int step = lanes / 2; step > 0; step /= 2) {
        Int low, high;
        for (int i = 0; i < lanes; ++i) {
            const bool upper = i & step;
            low[i] = upper ? lanes + i - step : i;
            high[i] = upper ? lanes + i : i + step;
        }
        for (int j = 0; j < lanes; ++j) {
            if (j & step) continue;
            const Float a = line[j], b = line[j + step];
            line[j] = __builtin_shuffle(a, b, low);
            line[j + step] = __builtin_shuffle(a, b, high);
        }
    }
    for (int c = 0; c < lanes; ++c) store(to + c * toStride, line[c]);
}

/// to[c, j] = from[j, c] for `columns` columns and `rows` rows, padded with zeros.
void transposeAll(const float* from, int64_t fromStride, int rows, int columns, float* to, int padded) {
    for (int j = 0; j < padded; j += lanes)
        for (int c = 0; c < columns; c += lanes) transpose(from + j * fromStride + c, fromStride, rows - j, to + c * padded + j, padded);
}

inline int wholeLanes(int count) { return (count + lanes - 1) / lanes * lanes; }
inline int64_t sharesStride(int tokens) { return (tokens + 15) / 16 * 16; }

/// shares[i, :] = scores[i, :] / sums[i].
void keepShares(const float* scores, const float* sums, int rows, int padded, float* shares, int64_t stride) {
    for (int i = 0; i < rows; ++i) {
        const float scale = 1.0f / sums[i];
        for (int j = 0; j < padded; j += lanes) store(shares + i * stride + j, load(scores + (int64_t)i * padded + j) * scale);
    }
}

void attention(const Attention& task) {
    const int n = task.tokens, queries = n - task.keysOnly, head = task.headWidth, width = task.heads * head;
    const int64_t stride = 3 * (int64_t)width;
    const int padded = wholeLanes(n);
    float* keys = task.scratch;                         // [head, padded]
    float* scores = keys + (int64_t)head * padded;      // [queries, padded]
    float* mixed = scores + (int64_t)queries * padded;  // [queries, head]
    float* sums = mixed + (int64_t)queries * head;      // [queries]
    for (int h = 0; h < task.heads; ++h) {
        const float* q = task.qkv + h * head;
        const float* k = q + width;
        const float* v = k + width;
        transposeAll(k, stride, n, head, keys, padded);
        plainProduct({q + task.keysOnly * stride, stride, 1}, keys, padded, queries, head, padded, scores, padded);
        exponentials(scores, queries, n, padded, sums);
        if (task.shares) keepShares(scores, sums, queries, padded, task.shares + h * n * sharesStride(n), sharesStride(n));
        plainProduct({scores, padded, 1}, v, stride, queries, n, head, mixed, head);
        for (int i = 0; i < queries; ++i) {
            const float scale = 1.0f / sums[i];
            const Writer to = rowOf(task.output, task.outputStorage, i * task.outputStride + h * head);
            for (int c = 0; c < head; c += lanes) to.vector(c, load(mixed + i * head + c) * scale);
        }
    }
}

/// slopes[i, :] → shares[i, :] (slopes[i, :] − ⟨shares[i, :], slopes[i, :]⟩), the way back through a softmax.
void softmaxBack(const float* shares, int64_t sharesStride, int rows, int padded, float* slopes) {
    for (int i = 0; i < rows; ++i) {
        const float* share = shares + i * sharesStride;
        float* slope = slopes + (int64_t)i * padded;
        Float total{};
        for (int j = 0; j < padded; j += lanes) total += load(share + j) * load(slope + j);
        const float level = sum(total);
        for (int j = 0; j < padded; j += lanes) store(slope + j, load(share + j) * (load(slope + j) - level));
    }
}

void attentionBack(const AttentionBack& task) {
    const int n = task.tokens, head = task.headWidth, width = task.heads * head, padded = wholeLanes(n);
    const int64_t stride = 3 * (int64_t)width, row = sharesStride(n);
    float* values = task.scratch;                     // [head, padded]
    float* slopes = values + (int64_t)head * padded;  // [n, padded]
    for (int h = 0; h < task.heads; ++h) {
        const float* q = task.qkv + h * head;
        const float* back = task.back + h * head;
        const float* shares = task.shares + h * n * row;
        float* to = task.gradient + h * head;
        transposeAll(q + 2 * width, stride, n, head, values, padded);
        plainProduct({back, width, 1}, values, padded, n, head, padded, slopes, padded);
        softmaxBack(shares, row, n, padded, slopes);
        plainProduct({slopes, padded, 1}, q + width, stride, n, n, head, to, stride);
        plainProduct({slopes, 1, padded}, q, stride, n, n, head, to + width, stride);
        plainProduct({shares, 1, row}, back, width, n, n, head, to + 2 * width, stride);
    }
}

// ---- expert epilogue -----------------------------------------------------------------------------------------------

/// The routed experts' weights of one row, zero for those not among the top k.
void route(const ExpertEpilogue& task, const Reader& row, int pattern, float* weights) {
    float logits[maxEpilogueExperts];
    if (task.hidden > 0) {
        float phi[maxRouterHidden];
        const float* code = task.code + (int64_t)pattern * task.hidden;
        const int whole = task.hidden / lanes * lanes;
        for (int i = 0; i < whole; i += lanes) store(phi + i, gelu(row.vector(task.routerColumn + i) + load(code + i)));
        for (int i = whole; i < task.hidden; ++i) phi[i] = gelu(all(row.scalar(task.routerColumn + i) + code[i]))[0];
        for (int e = 0; e < task.routed; ++e) {
            const float* w = task.routerWeight + (int64_t)e * task.hidden;
            Float products{};
            for (int i = 0; i < whole; i += lanes) products += load(w + i) * load(phi + i);
            float total = sum(products);
            for (int i = whole; i < task.hidden; ++i) total += w[i] * phi[i];
            logits[e] = total;
        }
    } else {
        const float* code = task.code + (int64_t)pattern * task.routed;
        for (int e = 0; e < task.routed; ++e) logits[e] = row.scalar(task.routerColumn + e) + code[e];
    }
    float top = logits[0], total = 0;
    for (int e = 1; e < task.routed; ++e) top = logits[e] > top ? logits[e] : top;
    for (int e = 0; e < task.routed; ++e) {
        logits[e] = exponential(all(logits[e] - top))[0];
        total += logits[e];
        weights[e] = 0;
    }
    const float scale = 1.0f / total;
    for (int k = 0; k < task.topK; ++k) {
        int best = 0;
        for (int e = 1; e < task.routed; ++e) best = logits[e] > logits[best] ? e : best;
        weights[best] = logits[best] * scale;
        logits[best] = -1.0f;
    }
}

void gateRow(const ExpertEpilogue& task, int64_t index, const Reader& from, const Writer& to) {
    const int pattern = task.pattern ? task.pattern[index / task.tokens] : 0;
    float routed[maxEpilogueExperts];
    if (task.routed > 0) route(task, from, pattern, routed);
    int column = task.ffnWidth, next = 0;
    for (int e = 0; e < task.experts; ++e) {
        const EpilogueExpert& expert = task.expert[e];
        float gate = 1.0f;
        if (expert.gate == EpilogueGate::Modality) gate = (pattern >> expert.index & 1) ? 1.0f : 0.0f;
        if (expert.gate == EpilogueGate::Routed) gate = routed[next++];
        if (task.gates) task.gates[index * task.experts + e] = gate;
        // A closed gate writes zeros rather than 0·x: x may be anything.
        const int end = expert.column + expert.rank;
        column = expert.column;
        for (; column + lanes / 2 <= end; column += lanes / 2)
            to.shortVector(column, gate == 0.0f ? ShortFloat{} : from.shortVector(column) * gate);
        for (; column < end; ++column) to.scalar(column, gate == 0.0f ? 0.0f : gate * from.scalar(column));
    }
    for (; column < task.outputWidth; ++column) to.scalar(column, 0.0f);
}

void epilogue(const ExpertEpilogue& task, int64_t begin, int64_t end) {
    for (int64_t index = begin; index < end; ++index) {
        const Reader from = rowOf(task.input, task.inputStorage, index * task.inputStride);
        const Writer to = rowOf(task.output, task.outputStorage, index * task.outputStride);
        int column = 0;
        for (; column + lanes <= task.ffnWidth; column += lanes)
            to.vector(column, quickGelu(from.vector(column) + load(task.bias + column)));
        for (; column < task.ffnWidth; ++column)
            to.scalar(column, quickGelu(all(from.scalar(column) + task.bias[column]))[0]);
        if (task.experts > 0 || task.outputWidth > task.ffnWidth) gateRow(task, index, from, to);
    }
}

void narrow(const float* from, uint16_t* to, int64_t count) {
    int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const Half bits = narrowed(load(from + i));
        memcpy(to + i, &bits, sizeof bits);
    }
    for (; i < count; ++i) to[i] = narrowedScalar(from[i]);
}

}  // namespace

#ifdef __AVX512BF16__
#define LACUNA_FAST_BFLOAT16 true
#else
#define LACUNA_FAST_BFLOAT16 false
#endif
extern const CpuKernels LACUNA_SET;
const CpuKernels LACUNA_SET = {LACUNA_NAME, lanes,         LACUNA_FAST_BFLOAT16, product, layerNorm, layerNormBack,
                               attention,   attentionBack, epilogue,             narrow};

}  // namespace lacuna::kernels
