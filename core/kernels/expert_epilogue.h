#pragma once

#include <stdint.h>

namespace lacuna::kernels {

/// How a buffer holds its numbers. Arithmetic is float32 in either case.
enum class Storage : int { Float32 = 0, BFloat16 = 1 };

inline constexpr int maxEpilogueExperts = 256;
inline constexpr int maxRouterHidden = 4096;

enum class EpilogueGate : int { Always = 0, Modality = 1, Routed = 2 };

/// One expert's columns of a row: `rank` of them from `column`, counted from the row's start.
struct EpilogueExpert {
    int column;
    int rank;
    EpilogueGate gate;
    int index;  ///< of its modality, or among the routed experts
};

/// What stands between the two products of a block's feed-forward network with experts beside it. A row of the first
/// product (one token) is
///
///     [ feed-forward, `ffnWidth` | expert columns A z | router columns, `routerColumns` ]
///
/// and becomes
///
///     [ QuickGELU(feed-forward + bias) | gate · A z | 0 … up to outputWidth ]
///
/// QuickGELU(x) = x σ(1.702 x). The router is g = TopK(softmax(W φ)) with φ = GELU(router columns + code[m])
/// (hidden > 0), or g = TopK(softmax(router columns + code[m])) (hidden = 0). Weights are kept as they are after TopK.
/// A block without experts is the same with experts = 0 and routerColumns = 0.
///
/// One row a token; the pattern m of row i is pattern[i / tokens]. In place when input and output are
/// the same buffer of one storage and stride. All pointers are of the device that computes.
struct ExpertEpilogue {
    const void* input;
    void* output;
    int64_t inputStride;   ///< elements between rows
    int64_t outputStride;  ///< elements between rows
    Storage inputStorage;
    Storage outputStorage;
    int outputWidth;  ///< columns written; those past the experts are zeroed

    int ffnWidth;       ///< 0 when the feed-forward part was activated elsewhere
    const float* bias;  ///< [ffnWidth]

    int experts;
    const EpilogueExpert* expert;  ///< [experts] in order of their columns, without gaps, after the feed-forward part
    const int16_t* owner;          ///< [outputWidth − ffnWidth] the expert of each of these columns, −1 past them; read by
                                   ///< the CUDA kernel alone

    int routed;               ///< number of experts gated by the router; 0: no router
    int topK;                 ///< 1 … routed
    int hidden;               ///< width of φ; 0: the router columns are the logits
    int routerColumn;         ///< first router column, counted from the row's start
    const float* code;        ///< [2^M, hidden or routed]: what the pattern adds to the router columns, bias included
    const float* routerWeight;  ///< W [routed, hidden]; unused when hidden = 0

    const uint8_t* pattern;  ///< [rows / tokens] availability of the sequence
    int tokens;              ///< rows a sequence
    float* gates;            ///< [rows, experts] gate of each expert, or null
};

extern "C" {

/// The rows [begin, end), on the calling thread, with the best instructions of this processor.
void lacunaExpertEpilogueCpu(const ExpertEpilogue* task, int64_t begin, int64_t end);

/// All `rows`, queued on a CUDA stream (cudaStream_t). Returns 0 or the CUDA error of the launch. There only when the
/// program was built with CUDA (LACUNA_HAS_CUDA).
int lacunaExpertEpilogueCuda(const ExpertEpilogue* task, int64_t rows, void* stream);

/// Words for such an error.
const char* lacunaCudaErrorText(int error);
}

}  // namespace lacuna::kernels
