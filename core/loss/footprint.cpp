#include "loss/footprint.h"

#include <algorithm>
#include <bit>

#include "base/error.h"

namespace lacuna::loss {

Footprint::Footprint(int width, int height)
    : width_(width), height_(height), rowBytes_((static_cast<std::size_t>(width) + 7) / 8),
      bits_(rowBytes_ * static_cast<std::size_t>(height)) {}

std::size_t Footprint::byteOf(int row, int column) const {
    return static_cast<std::size_t>(row) * rowBytes_ + static_cast<std::size_t>(column) / 8;
}

void Footprint::lose(int row, int column) {
    auto& byte = bits_[byteOf(row, column)];
    pixels_ += (byte >> column % 8 & 1u) == 0;
    byte = static_cast<std::uint8_t>(byte | 1u << column % 8);
}

bool Footprint::isLost(int row, int column) const { return (bits_[byteOf(row, column)] >> column % 8 & 1u) != 0; }

void Footprint::add(const Footprint& other) {
    LACUNA_ASSERT(other.width_ == width_ && other.height_ == height_);
    std::transform(bits_.begin(), bits_.end(), other.bits_.begin(), bits_.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a | b); });
    pixels_ = 0;
    for (const auto byte : bits_) pixels_ += static_cast<std::uint64_t>(std::popcount(byte));
}

double Footprint::share() const {
    const auto all = static_cast<double>(width_) * static_cast<double>(height_);
    return all > 0 ? static_cast<double>(pixels()) / all : 0;
}

void Footprint::takeFrom(const raster::Window& window, std::uint8_t* holdsData) const {
    const int left = std::max(window.column, 0), right = std::min(window.column + window.width, width_);
    const int top = std::max(window.row, 0), bottom = std::min(window.row + window.height, height_);
    for (int row = top; row < bottom; ++row) {
        auto* line = holdsData + static_cast<std::size_t>(row - window.row) * static_cast<std::size_t>(window.width);
        for (int column = left; column < right; ++column)
            if (isLost(row, column)) line[column - window.column] = 0;
    }
}

}  // namespace lacuna::loss
