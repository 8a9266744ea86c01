#include "base/land_class.h"

namespace lacuna::base {

int classIndex(const ClassTable& classes, int value) {
    for (std::size_t i = 0; i < classes.size(); ++i)
        if (classes[i].value == value) return static_cast<int>(i);
    return -1;
}

Rgb defaultColor(int classIndex) {
    // Okabe and Ito (2008) less black, then four of Tol's "muted" set.
    static constexpr Rgb palette[] = {{230, 159, 0},   {86, 180, 233}, {0, 158, 115},  {240, 228, 66},
                                      {0, 114, 178},   {213, 94, 0},   {204, 121, 167}, {51, 34, 136},
                                      {136, 204, 238}, {153, 153, 51}, {136, 34, 85},  {170, 170, 170}};
    constexpr int count = static_cast<int>(std::size(palette));
    Rgb color = palette[classIndex % count];
    const int round = classIndex / count;
    for (auto& channel : color)
        channel = static_cast<std::uint8_t>(round % 2 == 0 ? channel / (1 + round / 2) : (channel + 255 * round) / (1 + round));
    return color;
}

}  // namespace lacuna::base
