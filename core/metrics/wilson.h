#pragma once

namespace lacuna::metrics {

struct Interval {
    double low = 0;
    double high = 0;
};

/// 95 % score interval of a share found in `count` independent trials (Wilson 1927), inside [0,1]; NaN without trials.
Interval wilsonInterval(double share, double count);

}  // namespace lacuna::metrics
