#include "tile/batch.h"

#include <atomic>

namespace lacuna::tile {

std::uint64_t nextTileSerial() {
    static std::atomic<std::uint64_t> serial{0};
    return ++serial;
}

}  // namespace lacuna::tile
