#include "output/viridis.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

namespace lacuna::output {
namespace {

constexpr int steps = 256;

/// At once: OpenCV makes the whole map anew for each call.
std::array<base::Rgb, steps> allColors() {
    cv::Mat values(1, steps, CV_8UC1), colors;
    for (int i = 0; i < steps; ++i) values.at<unsigned char>(0, i) = static_cast<unsigned char>(i);
    cv::applyColorMap(values, colors, cv::COLORMAP_VIRIDIS);
    std::array<base::Rgb, steps> all;
    for (int i = 0; i < steps; ++i) {
        const auto pixel = colors.at<cv::Vec3b>(0, i);
        all[static_cast<std::size_t>(i)] = {pixel[2], pixel[1], pixel[0]};
    }
    return all;
}

}  // namespace

base::Rgb viridis(double share) {
    static const auto colors = allColors();
    return colors[static_cast<std::size_t>(cv::saturate_cast<unsigned char>(std::clamp(share, 0.0, 1.0) * 255))];
}

}  // namespace lacuna::output
