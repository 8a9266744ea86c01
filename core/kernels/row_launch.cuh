#pragma once

#include "kernels/residual_norm.h"
#include "kernels/warp_row.cuh"

namespace lacuna::kernels {

/// Whether rows of this width and number fit the kernels that give each row a warp.
inline bool fitsWarpRows(int width, int64_t rows) {
    return width > 0 && width % rowGroup == 0 && width <= maxNormWidth &&
           (rows + rowWarps - 1) / rowWarps <= 0x7fffffff;
}

/// Calls `launch` with the smallest template argument (a GroupCount) that holds a row: registers of a thread.
template <int Count>
struct GroupCount {
    static constexpr int count = Count;
};
template <class Launch>
void withGroups(int width, Launch launch) {
    const int groups = width / rowGroup;
    if (groups <= 4)
        launch(GroupCount<4>{});
    else if (groups <= 8)
        launch(GroupCount<8>{});
    else if (groups <= 12)
        launch(GroupCount<12>{});
    else if (groups <= 16)
        launch(GroupCount<16>{});
    else if (groups <= 32)
        launch(GroupCount<32>{});
    else
        launch(GroupCount<maxNormWidth / rowGroup>{});
}

}  // namespace lacuna::kernels
