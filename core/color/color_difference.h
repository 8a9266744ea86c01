#pragma once

#include "base/land_class.h"

namespace lacuna::color {

/// CIE 1976 L*a*b* under D65.
struct Lab {
    double l = 0;
    double a = 0;
    double b = 0;
};
Lab labOf(base::Rgb color);

/// How different two colours look: CIEDE2000 with unit weights (Sharma, Wu and Dalal 2005, Color Research and Application
/// 30(1)). About 1 is just seen side by side.
double difference(const Lab& first, const Lab& second);

/// Contrast of text and ground, 1 … 21 (WCAG 2.1, success criterion 1.4.3 asks for 4.5).
double contrastOf(base::Rgb first, base::Rgb second);

}  // namespace lacuna::color
