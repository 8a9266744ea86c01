#pragma once

#include <cstdint>
#include <vector>

#include "raster/grid.h"

namespace lacuna::loss {

/// The pixels of a scene at which a sensor is lost, a bit a pixel.
class Footprint {
public:
    Footprint(int width, int height);

    int width() const { return width_; }
    int height() const { return height_; }
    void lose(int row, int column);
    bool isLost(int row, int column) const;
    /// Also lost wherever `other`, of the same size, is.
    void add(const Footprint& other);

    bool operator==(const Footprint&) const = default;
    std::uint64_t pixels() const { return pixels_; }  ///< that are lost
    double share() const;                             ///< of all pixels, 0 … 1
    /// Clears `holdsData` ([height, width] of the window, which may reach over the scene's edge) where pixels are lost.
    void takeFrom(const raster::Window& window, std::uint8_t* holdsData) const;

private:
    std::size_t byteOf(int row, int column) const;

    int width_, height_;
    std::size_t rowBytes_;
    std::uint64_t pixels_ = 0;
    std::vector<std::uint8_t> bits_;  ///< rows of whole bytes, the lowest bit is the first pixel
};

}  // namespace lacuna::loss
