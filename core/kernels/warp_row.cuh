#pragma once

// A row of numbers shared out among the lanes of a warp: in group g lane l holds columns 64·g + 2·l and the next.
#include "kernels/warp.cuh"

namespace lacuna::kernels {

constexpr int rowGroup = 2 * warp;
constexpr int rowWarps = 4;  ///< of a block; each takes a row

template <int Groups>
struct WarpRow {
    float2 pair[Groups];
    int groups;  ///< in use, at most Groups
    int lane;

    __device__ WarpRow(int width, int laneIndex) : groups(width / rowGroup), lane(laneIndex) {}
    __device__ int column(int group) const { return group * rowGroup + 2 * lane; }

    template <class Number>
    __device__ void load(const Number* from) {
#pragma unroll
        for (int g = 0; g < Groups; ++g)
            if (g < groups) pair[g] = readPair(from + column(g));
    }
    template <class Number>
    __device__ void add(const Number* from) {
#pragma unroll
        for (int g = 0; g < Groups; ++g)
            if (g < groups) {
                const float2 more = readPair(from + column(g));
                pair[g].x += more.x;
                pair[g].y += more.y;
            }
    }
    template <class Number>
    __device__ void store(Number* to) const {
#pragma unroll
        for (int g = 0; g < Groups; ++g)
            if (g < groups) writePair(to + column(g), pair[g]);
    }
    __device__ void normalise(const float* scale, const float* shift, float epsilon) {
        const float width = static_cast<float>(groups * rowGroup);
        float part = 0;
#pragma unroll
        for (int g = 0; g < Groups; ++g)
            if (g < groups) part += pair[g].x + pair[g].y;
        const float mean = warpSum(part) / width;
        part = 0;
#pragma unroll
        for (int g = 0; g < Groups; ++g)
            if (g < groups) {
                pair[g].x -= mean;
                pair[g].y -= mean;
                part += pair[g].x * pair[g].x + pair[g].y * pair[g].y;
            }
        const float inverse = 1.0f / sqrtf(warpSum(part) / width + epsilon);
#pragma unroll
        for (int g = 0; g < Groups; ++g)
            if (g < groups) {
                const float2 a = readPair(scale + column(g)), b = readPair(shift + column(g));
                pair[g].x = pair[g].x * inverse * a.x + b.x;
                pair[g].y = pair[g].y * inverse * a.y + b.y;
            }
    }
};

}  // namespace lacuna::kernels
